"""Each story runs as a program of its own on a virtual screen of an office's size."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import psycopg
import pytest
from psycopg.conninfo import conninfo_to_dict
from pypdf import PdfReader

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def display() -> Iterator[str]:
    """A virtual screen of 1366×768."""
    program = shutil.which("Xvfb")
    if program is None:
        pytest.skip("needs a virtual screen: the package xvfb, which only Linux has")
    reading, writing = os.pipe()
    command = [program, "-displayfd", str(writing), "-screen", "0", "1366x768x24", "-nolisten", "tcp"]
    with subprocess.Popen(command, pass_fds=[writing], stderr=subprocess.DEVNULL) as server:
        os.close(writing)
        with os.fdopen(reading) as answer:
            number = answer.readline().strip()
        yield f":{number}"
        server.terminate()


def test_a_day_of_a_dean(
    display: str, database: str, admin: psycopg.Connection[tuple[int]], tmp_path: Path
) -> None:
    found = conninfo_to_dict(database)
    server = f"{found['host']}:{found['port']}/{found['dbname']}"
    pictures = Path(os.environ.get("HEMIS_TEST_PICTURES", tmp_path))
    told = {
        "DISPLAY": display,
        "QT_QPA_PLATFORM": "xcb",
        "HOME": str(tmp_path),
        "XDG_RUNTIME_DIR": str(tmp_path),
    }
    done = subprocess.run(
        [sys.executable, "-m", "tests.stories.day_of_a_dean", server, str(pictures)],
        check=False, cwd=ROOT, env=os.environ | told, capture_output=True, text=True, timeout=180,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    assert "the day is over" in done.stdout

    saved = admin.execute(
        "select count(*) from students.student where patronymic = 'Xurshidbek oʻgʻli'"
    ).fetchone()
    assert saved == (1,)
    imported = admin.execute("select added, refused from imports.run").fetchall()
    assert imported == [(1, 1)]
    paper = PdfReader(pictures / "reference.pdf")
    (number,) = admin.execute("select register_number from documents.paper").fetchone() or ("",)
    assert str(number) in "".join(page.extract_text() for page in paper.pages)


def test_lessons_are_carried_by_the_mouse(display: str, tmp_path: Path) -> None:
    pictures = Path(os.environ.get("HEMIS_TEST_PICTURES", tmp_path))
    told = {
        "DISPLAY": display,
        "QT_QPA_PLATFORM": "xcb",
        "HOME": str(tmp_path),
        "XDG_RUNTIME_DIR": str(tmp_path),
    }
    done = subprocess.run(
        [sys.executable, "-m", "tests.stories.lesson_by_mouse", str(pictures)],
        check=False, cwd=ROOT, env=os.environ | told, capture_output=True, text=True, timeout=120,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    assert "all was carried" in done.stdout
