"""Each story runs as a program of its own on a virtual screen of an office's size."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest
from pypdf import PdfReader

from tests.stories.telling import ROOT, address, tell


def test_a_day_of_a_dean(
    display: str, database: str, admin: psycopg.Connection[tuple[int]], tmp_path: Path
) -> None:
    said, pictures = tell("day_of_a_dean", display, tmp_path, address(database))
    assert "the day is over" in said

    saved = admin.execute(
        "select count(*) from students.student where patronymic = 'Xurshidbek oʻgʻli'"
    ).fetchone()
    assert saved == (1,)
    imported = admin.execute("select added, refused from imports.run").fetchall()
    assert imported == [(1, 1)]
    paper = PdfReader(pictures / "reference.pdf")
    registered = "select register_number from documents.paper where kind = 'reference'"
    (number,) = admin.execute(registered).fetchone() or ("",)
    assert str(number) in "".join(page.extract_text() for page in paper.pages)


def test_lessons_are_carried_by_the_mouse(display: str, tmp_path: Path) -> None:
    said, _pictures = tell("lesson_by_mouse", display, tmp_path)
    assert "all was carried" in said


@pytest.mark.usefixtures("unplanned")
def test_a_term_is_planned_and_published(
    display: str, database: str, admin: psycopg.Connection[tuple[int]], tmp_path: Path
) -> None:
    said, _pictures = tell("term_of_a_dean", display, tmp_path, address(database), patience=600)
    assert "the term is planned" in said
    assert admin.execute("select count(*) from timetable.version where state = 'published'").fetchone() == (
        1,
    )
    lessons = admin.execute(
        """select count(*), count(*) filter (where room_id is null or employee_id is null)
             from timetable.lesson where state = 'planned'"""
    ).fetchone()
    assert lessons is not None
    assert lessons[0] > 500
    assert lessons[1] == 0


FONTS_OF_THE_DESKTOP = "[General]\nmenuFont=DejaVu Sans,7\ntoolBarFont=DejaVu Sans,7\nfont=DejaVu Sans,7\n"
FONTS_SEEN = """
from PySide6.QtWidgets import QApplication
from client.core.theme import apply_theme
application = QApplication([])
apply_theme(application, "light", 12)
print({QApplication.font(kind).toString() for kind in ("QMenu", "QMenuBar", "QToolButton")}
    == {QApplication.font().toString()}, QApplication.font().pointSize())
"""


def test_a_desktop_with_fonts_of_its_own_for_menus_gets_ours(display: str, tmp_path: Path) -> None:
    """As Windows has them for tables, menus and tooltips; KDE does it on this system."""
    (tmp_path / "kdeglobals").write_text(FONTS_OF_THE_DESKTOP, encoding="ascii")
    told = {
        "DISPLAY": display,
        "QT_QPA_PLATFORM": "xcb",
        "QT_QPA_PLATFORMTHEME": "kde",
        "KDE_SESSION_VERSION": "5",
        "XDG_CONFIG_HOME": str(tmp_path),
    }
    done = subprocess.run(
        [sys.executable, "-c", FONTS_SEEN], check=False, cwd=ROOT, env=os.environ | told,
        capture_output=True, encoding="utf-8", timeout=60,
    )  # fmt: skip
    assert done.stdout.split() == ["True", "12"], done.stderr
