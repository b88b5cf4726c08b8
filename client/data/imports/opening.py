"""Opening a file that people bring: what is no workbook, or a dangerous one, ends in a sentence unparsed."""

import hashlib
import io
import zipfile
from dataclasses import dataclass
from pathlib import Path

from client.core.errors import UserError
from client.core.i18n import N_
from client.data.local.input_files import readable

LARGEST_FILE = 50_000_000
LARGEST_MEMBER = 300_000_000
LARGEST_CONTENT = 500_000_000
MOST_MEMBERS = 5_000

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_PICTURE = N_("{file} is a picture, not an Excel workbook, whatever its name says. Choose the table itself.")
_PDF = N_("{file} is a PDF document. An import needs the table it was made from, saved as .xlsx.")
_WEB_PAGE = N_("{file} is a web page. Open it in Excel and save it as .xlsx.")
_ARCHIVE = N_("{file} is an archive. Unpack it and choose the workbook inside.")
_TEXT = N_("{file} is a text file. Open it in Excel and save it as .xlsx.")
_OTHER = N_("{file} is not an Excel workbook. Open it in its own program and save the table as .xlsx.")
#: What a file is that only has the name of a workbook, by how its content begins.
_BEGINNINGS = {
    b"\xff\xd8\xff": _PICTURE,
    b"\x89PNG": _PICTURE,
    b"GIF8": _PICTURE,
    b"BM": _PICTURE,
    b"%PDF": _PDF,
    b"<": _WEB_PAGE,
    b"Rar!": _ARCHIVE,
    b"7z\xbc\xaf": _ARCHIVE,
    b"\x1f\x8b": _ARCHIVE,
}


@dataclass(frozen=True)
class Book:
    """The bytes of a workbook, read once: what happens to the file afterwards does not matter."""

    name: str
    content: bytes
    digest: str

    def archive(self) -> zipfile.ZipFile:
        return zipfile.ZipFile(io.BytesIO(self.content))


def open_book(path: Path) -> Book:
    """Read the file and make sure that it is an Excel workbook of a reasonable size."""
    content = _bytes(path)
    book = Book(path.name, content, hashlib.sha256(content).hexdigest())
    if not zipfile.is_zipfile(io.BytesIO(content)):
        raise _not_a_workbook(book)
    try:
        _look_inside(book)
    except (zipfile.BadZipFile, NotImplementedError, EOFError, OSError, RuntimeError) as error:
        raise UserError(
            N_("{file} is damaged. Open it in Excel, save it under a new name and choose that file."),
            file=book.name,
        ) from error
    return book


def _bytes(path: Path) -> bytes:
    if path.is_dir():  # asked, for Windows answers to reading one as to a file that another program holds
        raise UserError(N_("{file} is a folder. Choose a file."), file=path.name)
    with readable(path):
        size = path.stat().st_size
        if size > LARGEST_FILE:
            raise UserError(
                N_("{file} has {size} MB; an import takes {limit} MB. Split it or remove its pictures."),
                file=path.name,
                size=size // 1_000_000,
                limit=LARGEST_FILE // 1_000_000,
            )
        return path.read_bytes()


def _not_a_workbook(book: Book) -> UserError:
    if book.content.startswith(_OLE):
        if _ENCRYPTED in book.content:
            return UserError(
                N_("{file} is protected by a password. Remove the password in Excel and save it again."),
                file=book.name,
            )
        return UserError(
            N_("{file} has the format of old versions of Excel. Open it and save it as .xlsx."),
            file=book.name,
        )
    if not book.content.strip():
        return UserError(N_("{file} is empty."), file=book.name)
    begins = book.content[:64].lstrip(b"\xef\xbb\xbf \r\n\t")
    sentence = next((said for mark, said in _BEGINNINGS.items() if begins.startswith(mark)), None)
    if sentence is None:
        sentence = _OTHER if b"\0" in book.content[:4_000] else _TEXT
    return UserError(sentence, file=book.name)


def _look_inside(book: Book) -> None:
    """Look at the sizes before anything is unpacked: a small file can hold a hundred gigabytes of nothing."""
    with book.archive() as archive:
        members = archive.infolist()
        sizes = [member.file_size for member in members]
        if len(members) > MOST_MEMBERS or sum(sizes) > LARGEST_CONTENT or max(sizes) > LARGEST_MEMBER:
            raise UserError(
                N_("{file} unpacks to far more than a table of people needs. It was not opened."),
                file=book.name,
            )
        if any(member.flag_bits & 1 for member in members):
            raise UserError(
                N_("{file} is protected by a password. Remove the password in Excel and save it again."),
                file=book.name,
            )
        names = archive.namelist()
        if not {"[Content_Types].xml", "xl/workbook.xml"} <= set(names):
            raise UserError(
                _OTHER if {"mimetype", "[Content_Types].xml"} & set(names) else _ARCHIVE, file=book.name
            )
        for member in members:
            if member.filename.endswith((".xml", ".rels")):
                _refuse_definitions(archive, member, book.name)


def _refuse_definitions(archive: zipfile.ZipFile, member: zipfile.ZipInfo, file: str) -> None:
    """Excel writes no document types; a file that has one is made to swell or to read other files."""
    with archive.open(member) as part:
        if b"<!DOCTYPE" in part.read(65_536):
            raise UserError(
                N_("{file} was not made by Excel and looks hostile. It was not opened."), file=file
            )
