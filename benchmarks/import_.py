"""Importing ten thousand students, tried first and then applied, against openpyxl only reading their file."""

import argparse
import random
import tempfile
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any, TypeVar

from openpyxl import Workbook, load_workbook

from benchmarks.row import Row, against
from client.data.imports.applying import Import, ImportOutcome
from client.data.imports.checking import CheckedFile
from client.data.imports.history import undo
from client.data.imports.loading import load
from client.data.imports.lookups import Lookups
from client.data.imports.mapping import find_header, suggest
from client.data.imports.opening import open_book
from client.data.imports.planning import RowStatus
from client.data.imports.reading import read_sheet
from client.data.imports.students import STUDENTS, check_students
from client.data.server.gateway import Gateway
from client.data.server.session import Session
from commands.demo import Demonstration
from server_db.demo.people import PEOPLE
from server_db.embedded import default_data_dir
from shared import pinfl

NAME = "import"
HELP = "import of 10 000 students from Excel, dry run included"
COUNT = 10_000
LOGIN = "dean_geology"
AIM = 2.5
_SEED = 403
_HEADER = (
    "Familiya", "Ism", "Otasining ismi", "Tugʻilgan sana", "Jinsi", "Fuqaroligi", "Millati", "Fakultet",
    "Yoʻnalish kodi", "Guruh", "Taʼlim shakli", "Toʻlov shakli", "Taʼlim tili", "Kurs", "Semestr",
    "Qabul yili", "JSHSHIR", "Passport", "Telefon", "Viloyat", "Manzil", "Yashash joyi",
)  # fmt: skip

Result = TypeVar("Result")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--scale", choices=["small", "university"], default="university")
    parser.add_argument("--data-dir", type=Path, default=default_data_dir(), help="of the demonstration")
    parser.add_argument("--count", type=int, default=COUNT, help=f"how many students (default {COUNT})")


def measure(arguments: argparse.Namespace) -> list[Row]:
    """Measure a file made for the dean's office of the demonstration; undo it at the end."""
    demo = Demonstration(arguments.data_dir / arguments.scale)
    demo.prepare(arguments.scale)
    try:
        with tempfile.TemporaryDirectory() as folder:
            return _measure(demo, Path(folder) / "students.xlsx", arguments.count)
    finally:
        demo.leave()


def _measure(demo: Demonstration, path: Path, count: int) -> list[Row]:
    password = next(person.password for person in PEOPLE if person.login == LOGIN)
    session = Session.sign_in(demo.address, LOGIN, password)
    try:
        session.act_as("hemis_faculty")
        lookups = load(session.gateway, STUDENTS)
        write_workbook(path, lookups, count)
        limit, _rows = _timed(lambda: _only_read(path))
        return _steps(session.gateway, path, limit)
    finally:
        session.close()


def _steps(gateway: Gateway, path: Path, limit: float) -> list[Row]:
    reading, (book, sheet) = _timed(lambda: _read(path))
    checking, (checked, lookups) = _timed(lambda: _check(gateway, sheet))
    work = Import(gateway, book, checked, lookups)
    trying, tried = _timed(work.try_it)
    applying, outcome = _timed(lambda: work.apply(tried.plan, only_good=False))
    undoing, _gone = _timed(lambda: undo(gateway, outcome.run_id or 0))
    again = reading + checking + trying + applying
    count = _added(outcome, checked)
    return [
        against(f"import of {count} students, dry run included", again, "s", limit, at_most=AIM),
        Row("… reading the file", reading, "s"),
        Row("… checking every cell", checking, "s"),
        Row("… dry run", trying, "s"),
        Row("… applying", applying, "s"),
        Row("undo of the whole import", undoing, "s"),
    ]


def _added(outcome: ImportOutcome, checked: CheckedFile) -> int:
    added = outcome.plan.count(RowStatus.NEW)
    if added != checked.count:
        reasons = [outcome.plan.reasons(row) for row in list(outcome.plan.problems)[:3]]
        raise AssertionError(f"{checked.count - added} of the rows made for this were refused: {reasons}")
    return added


def _timed(work: Callable[[], Result]) -> tuple[float, Result]:
    started = time.perf_counter()
    result = work()
    return time.perf_counter() - started, result


def _only_read(path: Path) -> int:
    workbook = load_workbook(path, read_only=True, data_only=True)
    rows = sum(1 for _row in workbook.worksheets[0].iter_rows(values_only=True))
    workbook.close()
    return rows


def _read(path: Path) -> tuple[Any, Any]:
    book = open_book(path)
    return book, find_header(read_sheet(book), STUDENTS)


def _check(gateway: Gateway, sheet: Any) -> tuple[CheckedFile, Lookups]:
    lookups = load(gateway, STUDENTS)
    return check_students(sheet, suggest(sheet.titles, STUDENTS), lookups), lookups


def write_workbook(path: Path, lookups: Lookups, count: int) -> None:
    """Write believable new students of the person's own groups, the same at every run."""
    draw = random.Random(_SEED)  # noqa: S311 - nothing secret is drawn
    groups = [group for group in lookups.groups if group.faculty_id in lookups.own_units]
    workbook = Workbook(write_only=True)
    sheet = workbook.create_sheet("Talabalar")
    sheet.append(_HEADER)
    for number in range(count):
        sheet.append(_student(draw, number, draw.choice(groups), lookups))
    workbook.save(path)


_GIVEN = {
    pinfl.MALE: ("Anvar", "Botir", "Jasur", "Oybek", "Sardor", "Ulugʻbek", "Sherzod", "Nodir"),
    pinfl.FEMALE: ("Nilufar", "Zarina", "Madina", "Gulnora", "Feruza", "Shahnoza", "Dilnoza", "Oygul"),
}


def _student(draw: random.Random, number: int, group: Any, lookups: Lookups) -> tuple[Any, ...]:
    faculty = next(unit for unit in lookups.units if unit.id == group.faculty_id)
    specialty = next(one for one in lookups.specialties if one.id == group.specialty_id)
    gender = draw.choice((pinfl.MALE, pinfl.FEMALE))
    birth = date(2004, 1, 1) + timedelta(days=number % 1_400)
    labels = lookups.labels
    suffix = "oʻgʻli" if gender == pinfl.MALE else "qizi"
    return (
        f"{draw.choice(_GIVEN[pinfl.MALE])}{'ov' if gender == pinfl.MALE else 'ova'}",
        draw.choice(_GIVEN[gender]),
        f"{draw.choice(_GIVEN[pinfl.MALE])} {suffix}",
        birth,
        labels["h_gender"].items[gender][0],
        labels["h_citizenship_type"].items["11"][0],
        next(iter(labels["h_nationality"].items.values()))[0],
        faculty.code,
        specialty.code,
        group.name,
        labels["h_education_form"].items[group.education_form][0],
        draw.choice([names[0] for names in labels["h_payment_form"].items.values()]),
        labels["h_language"].items[group.language][0],
        "1-kurs",
        "1-semestr",
        group.entry_year,
        # Districts above 900 are not drawn by the demonstration: nobody has these numbers yet.
        pinfl.make(birth, gender, 900 + number // 1_400 // 10, number // 1_400 % 10 * 100 + number % 100),
        f"AC{number:07}",
        f"+998 90 {number // 10_000:03} {number // 100 % 100:02} {number % 100:02}",
        next(iter(labels["h_soato"].items.values()))[0],
        f"Olmazor koʻchasi, {number % 200 + 1}-uy",
        labels["h_accommodation"].items["15"][0],
    )
