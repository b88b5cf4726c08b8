"""Each story runs as a program of its own on a virtual screen of an office's size."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import psycopg
import pytest
from psycopg.conninfo import conninfo_to_dict
from pypdf import PdfReader

from tests.server.test_grades import commission, unwritten_sheet

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


def tell(story: str, display: str, tmp_path: Path, *arguments: str, patience: int = 180) -> tuple[str, Path]:
    """Run a story; what it said and where its pictures are."""
    pictures = Path(os.environ.get("HEMIS_TEST_PICTURES", tmp_path))
    told = {
        "DISPLAY": display,
        "QT_QPA_PLATFORM": "xcb",
        "HOME": str(tmp_path),
        "XDG_RUNTIME_DIR": str(tmp_path),
    }
    done = subprocess.run(
        [sys.executable, "-m", f"tests.stories.{story}", *arguments, str(pictures)],
        check=False, cwd=ROOT, env=os.environ | told, capture_output=True, encoding="utf-8", timeout=patience,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout, pictures


def address(database: str) -> str:
    found = conninfo_to_dict(database)
    return f"{found['host']}:{found['port']}/{found['dbname']}"


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
    (number,) = admin.execute("select register_number from documents.paper").fetchone() or ("",)
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


def lesson_of_today(admin: psycopg.Connection[tuple[Any, ...]]) -> tuple[int, int]:
    """A class of the teacher of mineralogy with a lesson today, whatever day of the week it is."""
    return admin.execute(
        "insert into timetable.lesson (faculty_id, term_id, department_id, class_id, planned_day, planned_pair, day,"
        " pair, employee_id, state)"
        " select k.faculty_id, k.term_id, k.department_id, k.id, security.today(), p, security.today(), p,"
        "   a.employee_id, 'planned'"
        " from security.account c join teaching.assignment a on a.employee_id = c.employee_id"
        " join teaching.class k on k.id = a.class_id"
        " join timetable.lesson l on l.class_id = k.id and l.held_at is not null, generate_series(1, 8) p"
        " where c.login = 'teacher_mineralogy' and not exists (select from timetable.lesson o"
        "   where o.day = security.today() and o.pair = p and o.employee_id = a.employee_id)"
        " and not exists (select from teaching.part h join timetable.lesson_part o on o.group_id = h.group_id"
        "   where h.class_id = k.id and o.day = security.today() and o.pair = p)"
        " order by l.day desc, p limit 1 returning class_id, id"
    ).fetchone()  # type: ignore[return-value]  # the demonstration has such a class


def test_a_term_of_a_group_ends_with_its_gpa(display: str, database: str, tmp_path: Path) -> None:
    with psycopg.connect(database, autocommit=True) as admin:
        sheet = unwritten_sheet(admin)
        class_id, lesson = lesson_of_today(admin)
        (number,) = admin.execute("select number from grades.sheet where id = %s", [sheet]).fetchone() or (
            "",
        )
        _chair, members = commission(admin, sheet)
        names = "|".join(each for (each,) in admin.execute(
            "select full_name from employees.employee where id = any (%s)", [members]).fetchall())  # fmt: skip
        said, _pictures = tell(
            "term_of_a_group",
            display,
            tmp_path,
            address(database),
            str(class_id),
            number,
            names,
            patience=600,
        )
        assert "the term is over" in said
        marks = admin.execute("select marks from attendance.sheet where lesson_id = %s", [lesson]).fetchall()
        assert {each for (row,) in marks for each in row} == {"p", "a"}
        lines = admin.execute(
            "select l.total, l.outcome, r.passed from grades.line l join grades.record r on r.line_id = l.id"
            " where l.sheet_id = %s order by l.position limit 3", [sheet]).fetchall()  # fmt: skip
        assert lines == [(20, "failed", False), (75, "passed", True), (80, "passed", True)]
        retaken = admin.execute(
            "select l.student_id in (select b.student_id from grades.line b where b.sheet_id = s.id and b.outcome ="
            " 'failed') from grades.sheet s join grades.sheet n on n.course_id = s.course_id and n.attempt = 2"
            " join grades.line l on l.sheet_id = n.id where s.id = %s", [sheet]).fetchall()  # fmt: skip
        assert (True,) in retaken


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
