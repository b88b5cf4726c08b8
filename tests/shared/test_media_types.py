"""What a file is, by its content."""

import zipfile

import pytest

from shared.media_types import media_type


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"%PDF-1.7\n", "application/pdf"),
        (b"\xff\xd8\xff\xe0JFIF", "image/jpeg"),
        (b"\x00\x00\x00\x18ftypmp42", "video/mp4"),
        ("Maʼruza matni\n".encode(), "text/plain"),
        (b"MZ\x90\x00", ""),
        (b"\x7fELF\x02", ""),
        (b"#!/bin/sh\n", ""),
        (b"\x00\x01\x02", ""),
    ],
)
def test_content_says_the_type_whatever_the_name(tmp_path, content, expected):
    path = tmp_path / "kitob.pdf"
    path.write_bytes(content)
    assert media_type(path) == expected


def test_a_letter_cut_at_the_end_of_the_beginning_is_still_text(tmp_path):
    path = tmp_path / "matn.txt"
    path.write_bytes(b"a" + "ў".encode() * 4000)
    assert media_type(path) == "text/plain"


@pytest.mark.parametrize(
    ("inside", "expected"), [("word/document.xml", "wordprocessingml"), ("x.txt", "zip")]
)
def test_office_documents_are_told_from_archives(tmp_path, inside, expected):
    path = tmp_path / "hujjat"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(inside, "x")
    assert expected in media_type(path)
