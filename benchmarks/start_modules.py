"""The program grown: a copy of its code to which docs/new-module.md has added clubs, ten times over."""

import shutil
from pathlib import Path

ROOT = Path(__file__).parents[1]
PACKAGES = ("benchmarks", "client", "commands", "reports", "server_db", "shared")
FURTHER = 10
MODEL = '''"""Clubs: which students belong to which club of the university."""

from datetime import date

from sqlalchemy import Index
from sqlalchemy.orm import Mapped

from shared.models.columns import day, refers, text
from shared.models.record import Record
from shared.models.rules import belongs_to, key, rule
from shared.models.structure import Unit
from shared.models.students import Student
from shared.text import N_


class Membership(Record):
    """A student who belongs to a club."""

    __tablename__ = "membership"
    __table_args__ = (
        key("student_id", "club", name="membership_student_key", sentence=N_("This student is already in that club.")),
        rule("period", "left_on >= joined_on", N_("The membership ends before it begins. Correct one of the dates.")),
        belongs_to("students.student", "student_id", "faculty_id", follows=True),
        Index("membership_scope_idx", "faculty_id", "student_id"),
        {"schema": "clubs"},
    )
    label, plural, title, scope = N_("Club membership"), N_("Club memberships"), "club", "faculty_id"

    student_id: Mapped[int] = refers(Student, N_("Student"), covered=True)
    club: Mapped[str] = text(128, N_("Club"))
    joined_on: Mapped[date] = day(N_("Joined on"))
    left_on: Mapped[date | None] = day(N_("Left the club on"), optional=True)
    faculty_id: Mapped[int] = refers(Unit, N_("Faculty"), covered=True)
'''
DECLARATION = '''"""Clubs: their members."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from client.core.i18n import N_
from client.data.records.counters import Counter
from client.data.records.list_filters import Filter
from client.widgets.card_tab import CardTab
from client.widgets.contribution import Module
from client.widgets.list_window import listed
from client.widgets.windows import Make, Window
from shared.models.clubs import Membership


def membership() -> Make:
    from client.views.clubs.lists import MEMBERSHIPS

    return listed(MEMBERSHIPS)


def memberships_of_student() -> Callable[..., QWidget]:
    from client.views.clubs.lists import memberships_of

    return memberships_of


MODULE = Module(
    windows=(
        Window("clubs", N_("Clubs of students"), "students", ("faculty", "academic_office"), membership, "group"),
    ),
    tabs=(
        CardTab("student-card", "study", N_("Clubs"), memberships_of_student, passes=("faculty_id",)),
    ),
    counters=(
        Counter(N_("Students in clubs"), "group", Membership, (Filter("left_on", "empty"),), "clubs",
                ("academic_office",)),
    ),
)
'''


def copy(folder: Path, further: int) -> None:
    """Put the code of the program into the folder, with so many further modules."""
    for package in PACKAGES:
        shutil.copytree(ROOT / package, folder / package, ignore=shutil.ignore_patterns("__pycache__"))
    names = [f"clubs{number}" for number in range(further)]
    for name in names:
        _write(folder / "shared" / "models" / f"{name}.py", MODEL.replace('"clubs"', f'"{name}"'))
        declaration = DECLARATION.replace('"clubs"', f'"{name}"').replace(".clubs", f".{name}")
        _write(folder / "client" / "views" / name / "__init__.py", declaration)
    _add(
        folder / "shared" / "models" / "everything.py",
        "    timetable,\n",
        [f"    {name},\n" for name in names],
    )
    modules = folder / "client" / "views" / "modules.py"
    _add(modules, "    timetable,\n", [f"    {name},\n" for name in names])
    _add(modules, "    timetable.MODULE,\n", [f"    {name}.MODULE,\n" for name in names])


def _write(file: Path, content: str) -> None:
    file.parent.mkdir(exist_ok=True)
    file.write_text(content, encoding="utf-8")


def _add(file: Path, after: str, lines: list[str]) -> None:
    """Add a module's lines to a central list, wherever the last of today's modules stands."""
    file.write_text(file.read_text(encoding="utf-8").replace(after, after + "".join(lines)), encoding="utf-8")
