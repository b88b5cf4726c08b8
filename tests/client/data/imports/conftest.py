"""Workbooks made on the spot, and what their rows may refer to."""

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from client.data.imports.checking import CheckedFile
from client.data.imports.lookups import KnownGroup, KnownSpecialty, KnownUnit, Labels, Lookups, Names
from client.data.imports.mapping import find_header, suggest
from client.data.imports.opening import open_book
from client.data.imports.reading import read_sheet
from client.data.imports.students import STUDENTS, check_students

HEADER = (
    "Familiya", "Ism", "Otasining ismi", "Tugʻilgan sana", "Jinsi", "JSHSHIR", "Yoʻnalish kodi", "Guruh",
    "Toʻlov shakli", "Kurs", "Semestr",
)  # fmt: skip
ROW = (
    "Karimov", "Anvar", "Botir oʻgʻli", "24.11.2006", "Erkak", "52411065150015", "60720100", "21-03",
    "Grant", "1", "1",
)  # fmt: skip


@pytest.fixture
def book(tmp_path) -> Callable[..., Path]:
    """Return a function that writes rows into a workbook."""

    def write(rows: Iterable[Sequence[Any]], name: str = "students.xlsx", **sheets: Any) -> Path:
        workbook = Workbook()
        sheet = workbook.active
        for row in rows:
            sheet.append(row)
        sheets.get("then", lambda _sheet: None)(sheet)
        workbook.save(tmp_path / name)
        return tmp_path / name

    return write


@pytest.fixture
def checked(book, lookups) -> Callable[..., CheckedFile]:
    """Return a function that reads and checks rows of students as a file."""

    def check(*rows: Sequence[Any], header: Sequence[str] = HEADER) -> CheckedFile:
        grid = read_sheet(open_book(book([header, *rows])))
        sheet = find_header(grid, STUDENTS)
        return check_students(sheet, suggest(sheet.titles, STUDENTS), lookups)

    return check


def row(**values: Any) -> list[Any]:
    """Return the usual row with some cells replaced, named by their header."""
    return [values.get(title.replace(" ", "_"), cell) for title, cell in zip(HEADER, ROW, strict=True)]


def _labels(**lists: dict[str, Names]) -> dict[str, Labels]:
    return {name: Labels(name, items) for name, items in lists.items()}


def _numbered(word: str, count: int) -> dict[str, Names]:
    return {str(10 + n): (f"{n}-{word}", None, None, None) for n in range(1, count + 1)}


@pytest.fixture
def lookups() -> Lookups:
    """A university of two faculties; the person imports for the first."""
    return Lookups(
        labels=_labels(
            h_gender={"11": ("Erkak", "Эркак", "Мужчина", None), "12": ("Ayol", "Аёл", "Женщина", None)},
            h_citizenship_type={
                "11": ("Oʻzbekiston Respublikasi fuqarosi", None, "Гражданство Республики Узбекистан", None),
                "12": ("Xorijiy davlat fuqarosi", None, None, None),
            },
            h_nationality={"1": ("Oʻzbek", None, "Узбек", None)},
            h_education_type={
                "11": ("Bakalavriat", None, None, None),
                "12": ("Magistratura", None, None, None),
            },
            h_education_form={
                "11": ("Kunduzgi taʼlim", "Кундузги таълим", "Дневное обучение", None),
                "13": ("Sirtqi taʼlim", "Сиртқи таълим", "Заочное обучение", None),
                "14": ("Maxsus sirtqi taʼlim", None, "Спец. заочное обучение", None),
            },
            h_payment_form={
                "11": ("Davlat granti", "Давлат гранти", "Грант", None),
                "12": ("Toʻlov-shartnoma", None, "Контракт", None),
            },
            h_student_type={"11": ("Oddiy", None, None, None)},
            h_language={
                "11": ("Oʻzbek tili", None, "Узбекский язык", None),
                "12": ("Rus tili", None, None, None),
            },
            h_course=_numbered("kurs", 6),
            h_semester=_numbered("semestr", 12),
            h_student_status={"11": ("Oʻqimoqda", None, "Учиться", None)},
            h_country={"UZ": ("Oʻzbekiston", None, "Узбекистан", None)},
            h_soato={"1726": ("Toshkent shahri", None, None, None)},
            h_accommodation={"11": ("Oʻz uyida", None, None, None)},
            h_social_category={"10": ("Boshqa", None, None, None)},
        ),
        units=[
            KnownUnit(
                1, "403-101", ("Geologiya fakulteti", "Геология факультети", None, None), "GF", faculty=True
            ),
            KnownUnit(2, "403-102", ("Iqtisodiyot fakulteti", None, None, None), "IF", faculty=True),
        ],
        specialties=[
            KnownSpecialty(10, 1, "60720100", ("Geologiya", None, "Геология", None), "11"),
            KnownSpecialty(20, 2, "60310100", ("Iqtisodiyot", None, None, None), "11"),
            KnownSpecialty(21, 2, "60720100", ("Geologiya", None, None, None), "11"),
        ],
        groups=[
            KnownGroup(100, 1, 10, "21-03", 2025, "11", "11"),
            KnownGroup(101, 1, 10, "21-04", 2024, "11", "12"),
            KnownGroup(102, 1, 10, "21-04", 2025, "11", "11"),
            KnownGroup(200, 2, 20, "31-01", 2025, "13", "11"),
        ],
        own_units=frozenset({1}),
    )
