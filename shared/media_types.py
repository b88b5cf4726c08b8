"""What a file is, by what it begins with and never by its name: documents, pictures, sound, films, archives."""

import zipfile
from pathlib import Path

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_SLIDES = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
#: (where it stands, what stands there, the type); the first that fits.
SIGNATURES: tuple[tuple[int, bytes, str], ...] = (
    (0, b"%PDF-", "application/pdf"),
    (0, b"\xff\xd8\xff", "image/jpeg"),
    (0, b"\x89PNG\r\n\x1a\n", "image/png"),
    (0, b"GIF8", "image/gif"),
    (8, b"WEBP", "image/webp"),
    (8, b"WAVE", "audio/wav"),
    (8, b"AVI ", "video/x-msvideo"),
    (0, b"AT&TFORM", "image/vnd.djvu"),
    (0, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/x-ole-storage"),
    (0, b"{\\rtf", "application/rtf"),
    (0, b"ID3", "audio/mpeg"),
    (0, b"\xff\xfb", "audio/mpeg"),
    (0, b"OggS", "audio/ogg"),
    (4, b"ftypM4A", "audio/mp4"),
    (4, b"ftyp", "video/mp4"),
    (0, b"\x1a\x45\xdf\xa3", "video/x-matroska"),
    (0, b"Rar!\x1a\x07", "application/vnd.rar"),
    (0, b"7z\xbc\xaf\x27\x1c", "application/x-7z-compressed"),
)
#: What stands in an archive that is a document.
_INSIDE = {"word/document.xml": _WORD, "xl/workbook.xml": _EXCEL, "ppt/presentation.xml": _SLIDES}
PROGRAMS = (b"MZ", b"\x7fELF", b"#!")
BEGINNING = 4096
#: What people call the types.
ENDINGS = {
    "application/pdf": "PDF", _WORD: "Word", _EXCEL: "Excel", _SLIDES: "PowerPoint", "image/jpeg": "JPEG",
    "image/png": "PNG", "image/gif": "GIF", "image/webp": "WebP", "image/vnd.djvu": "DjVu", "audio/mpeg": "MP3",
    "audio/wav": "WAV", "audio/ogg": "OGG", "audio/mp4": "M4A", "video/mp4": "MP4", "video/x-msvideo": "AVI",
    "video/x-matroska": "MKV", "application/rtf": "RTF", "application/zip": "ZIP", "application/vnd.rar": "RAR",
    "application/x-7z-compressed": "7z", "application/x-ole-storage": "Office 97–2003", "text/plain": "TXT",
    "application/epub+zip": "EPUB",
}  # fmt: skip


def media_type(path: Path) -> str:
    """Return the type of a file by its content; an empty text if it is nothing that is known, or a program."""
    with path.open("rb") as file:
        beginning = file.read(BEGINNING)
    if beginning.startswith(PROGRAMS):
        return ""
    for place, sign, found in SIGNATURES:
        if beginning[place : place + len(sign)] == sign:
            return found
    if beginning.startswith(b"PK\x03\x04"):
        return _archive(path)
    return "text/plain" if _is_text(beginning) else ""


def _archive(path: Path) -> str:
    """Return what an archive is: office documents are archives, too."""
    try:
        with zipfile.ZipFile(path) as archive:
            names = set(archive.namelist())
            for inside, found in _INSIDE.items():
                if inside in names:
                    return found
            if "mimetype" in names:  # OpenDocument and EPUB say it themselves
                with archive.open("mimetype") as file:
                    return file.read(128).decode("ascii", "replace").strip()
    except (zipfile.BadZipFile, OSError):
        return ""
    return "application/zip"


def _is_text(beginning: bytes) -> bool:
    """Tell whether it reads as UTF-8, whose last letter may be cut."""
    if not beginning or b"\x00" in beginning:
        return False
    try:
        beginning.decode("utf-8")
    except UnicodeDecodeError as error:
        return error.start >= len(beginning) - 3 and len(beginning) == BEGINNING
    return True
