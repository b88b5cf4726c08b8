"""Files that are no workbook, or a dangerous one, end in a sentence that names the cure."""

import io
import os
import zipfile
from pathlib import Path

import pytest

from client.core.errors import UserError
from client.data.imports import opening
from client.data.imports.opening import open_book

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600


def refusal(path: Path) -> str:
    with pytest.raises(UserError) as error:
        open_book(path)
    return error.value.text()


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"\xff\xd8\xff\xe0JFIF" + b"\0" * 50, "is a picture"),
        (b"\x89PNG\r\n\x1a\n", "is a picture"),
        (b"%PDF-1.7", "is a PDF document"),
        (b"\xef\xbb\xbf<html><table>", "is a web page"),
        (b"Rar!\x1a\x07", "is an archive"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "protected by a password"),
        (OLE + "Workbook".encode("utf-16-le"), "old versions of Excel"),
        (b"Familiya;Ism\nKarimov;Anvar", "is a text file"),
        (b"\x01\x02\0\0\x03", "is not an Excel workbook"),
        (b"", "is empty"),
    ],
)
def test_a_file_that_only_has_the_name_of_a_workbook_says_what_it_is(tmp_path, content, says):
    path = tmp_path / "students.xlsx"
    path.write_bytes(content)
    assert says in refusal(path)
    assert "students.xlsx" in refusal(path)


def test_a_cut_off_workbook_is_called_damaged(tmp_path, book):
    whole = book([("a", "b")]).read_bytes()
    path = tmp_path / "cut.xlsx"
    path.write_bytes(whole[: len(whole) // 2] + whole[-200:])
    assert "damaged" in refusal(path)


def _archive(path: Path, **members: bytes) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return path


def test_a_word_document_is_no_workbook(tmp_path):
    path = _archive(tmp_path / "a.xlsx", **{"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<w/>"})
    assert "not an Excel workbook" in refusal(path)


def test_a_zip_of_files_is_an_archive(tmp_path):
    assert "is an archive" in refusal(_archive(tmp_path / "a.xlsx", **{"readme.txt": b"hello"}))


def test_a_zip_bomb_is_not_unpacked(tmp_path, book, monkeypatch):
    path = book([("a", "b")])
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/bomb.xml", b"0" * 5_000_000)
    monkeypatch.setattr(opening, "LARGEST_MEMBER", 4_000_000)
    assert "unpacks to far more" in refusal(path)


def test_a_document_type_is_hostile(tmp_path):
    bomb = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa">]><workbook>&a;</workbook>'
    path = _archive(tmp_path / "a.xlsx", **{"[Content_Types].xml": b"<Types/>", "xl/workbook.xml": bomb})
    assert "looks hostile" in refusal(path)


def test_a_very_large_file_is_not_read(tmp_path, monkeypatch):
    monkeypatch.setattr(opening, "LARGEST_FILE", 1_000_000)
    path = tmp_path / "large.xlsx"
    path.write_bytes(b"0" * 3_000_000)
    assert "has 3 MB" in refusal(path)


def test_a_missing_file_and_a_folder_are_named(tmp_path):
    assert "not there any more" in refusal(tmp_path / "gone.xlsx")
    assert "is a folder" in refusal(tmp_path)


def test_a_file_that_excel_has_locked_says_close_it(book, monkeypatch):
    """Windows lets nobody read a file that is open for exclusive use."""
    path = book([("a", "b")])

    def locked(_path):
        raise PermissionError(13, "The process cannot access the file because it is being used")

    monkeypatch.setattr(Path, "read_bytes", locked)
    assert "Close it there" in refusal(path)


def test_a_disk_that_fails_is_no_crash(book, monkeypatch):
    path = book([("a", "b")])

    def broken(_path):
        raise OSError(5, os.strerror(5))

    monkeypatch.setattr(Path, "read_bytes", broken)
    assert "could not be read from the disk" in refusal(path)


def test_the_digest_tells_the_same_file_again(book):
    path = book([("a", "b")])
    assert open_book(path).digest == open_book(path).digest
    assert zipfile.is_zipfile(io.BytesIO(open_book(path).content))
