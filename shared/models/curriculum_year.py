"""Academic years with terms, holidays and pairs, and the marking systems of controls and sheets.

Its schema is `curriculum`.
"""

from datetime import date
from decimal import Decimal

from sqlalchemy.orm import Mapped

from shared.models.columns import coded, decimal, flag, refers, text, whole
from shared.models.columns import day as calendar_day
from shared.models.record import Record
from shared.models.rules import index_key, key, rule
from shared.text import N_

CLOCK = "^([01][0-9]|2[0-3]):[0-5][0-9]$"


class AcademicYear(Record):
    """An academic year, such as 2026/2027."""

    __tablename__ = "academic_year"
    __table_args__ = (
        rule("period", "ends_on > starts_on", N_("The academic year ends before it begins. Correct a date.")),
        rule(
            "begins_in_year",
            "extract(year from starts_on) = year",
            N_("The academic year begins in another year than its first one. Correct the year or the date."),
        ),
        index_key(
            "academic_year_current_key",
            "current",
            sentence=N_("There is a current academic year already. Take the mark from it first."),
            where="current",
        ),
        {"schema": "curriculum"},
    )
    label, plural, title = N_("Academic year"), N_("Academic years"), "name"

    year: Mapped[int] = whole(N_("First year"), minimum=1990, maximum=2100)
    name: Mapped[str] = text(16, N_("Name"), unique=True)
    starts_on: Mapped[date] = calendar_day(N_("From"))
    ends_on: Mapped[date] = calendar_day(N_("Until"))
    current: Mapped[bool] = flag(N_("Current year"), default=False)


class Term(Record):
    """The autumn or spring half of an academic year: what a timetable is made for."""

    __tablename__ = "term"
    __table_args__ = (
        rule("period", "ends_on > starts_on", N_("The term ends before it begins. Correct a date.")),
        key("academic_year_id", "season"),
        {"schema": "curriculum"},
    )
    label, plural, title = N_("Term"), N_("Terms"), "name"

    academic_year_id: Mapped[int] = refers(AcademicYear, N_("Academic year"))
    season: Mapped[str] = coded("h_semestr_type", N_("Half of the year"))
    name: Mapped[str] = text(64, N_("Name"), unique=True, spelled=True)
    starts_on: Mapped[date] = calendar_day(N_("From"))
    ends_on: Mapped[date] = calendar_day(N_("Until"))


class Holiday(Record):
    """A day without lessons; its lessons may be held on another day."""

    __tablename__ = "holiday"
    __table_args__ = (
        key("day"),
        rule("moves", "moved_to <> day", N_("The lessons of a day move to another day. Choose that one.")),
        {"schema": "curriculum"},
    )
    label, plural, title = N_("Day without lessons"), N_("Days without lessons"), "name_uz"

    day: Mapped[date] = calendar_day(N_("Day"))
    name_uz: Mapped[str] = text(128, N_("Name (Uzbek Latin)"))
    name_oz: Mapped[str | None] = text(128, N_("Name (Uzbek Cyrillic)"), optional=True)
    name_ru: Mapped[str | None] = text(128, N_("Name (Russian)"), optional=True)
    name_en: Mapped[str | None] = text(128, N_("Name (English)"), optional=True)
    moved_to: Mapped[date | None] = calendar_day(N_("Lessons move to"), optional=True)


class Pair(Record):
    """A pair of academic hours of the day: 80 minutes with a beginning and an end."""

    __tablename__ = "pair"
    __table_args__ = (
        key("number"),
        rule("period", "ends_at > starts_at", N_("The pair ends before it begins. Correct a time.")),
        {"schema": "curriculum"},
    )
    label, plural, title = N_("Pair"), N_("Pairs"), "number"

    number: Mapped[int] = whole(N_("Number"), minimum=1, maximum=12)
    shift: Mapped[int] = whole(N_("Shift"), minimum=1, maximum=3, default=1)
    starts_at: Mapped[str] = text(5, N_("Begins"), pattern=CLOCK)
    ends_at: Mapped[str] = text(5, N_("Ends"), pattern=CLOCK)
    active: Mapped[bool] = flag(N_("In use"))


class MarkingSystem(Record):
    """How results are marked: 11 rating, 12 five marks, 13 credits (MoJ reg. 3069, VMQ 824)."""

    __tablename__, __table_args__ = "marking_system", {"schema": "curriculum"}
    label, plural, title = N_("Marking system"), N_("Marking systems"), "name_uz"

    code: Mapped[str] = text(8, N_("Code"), unique=True, pattern="^[0-9]{2,8}$")
    name_uz: Mapped[str] = text(128, N_("Name (Uzbek Latin)"))
    name_oz: Mapped[str | None] = text(128, N_("Name (Uzbek Cyrillic)"), optional=True)
    name_ru: Mapped[str | None] = text(128, N_("Name (Russian)"), optional=True)
    name_en: Mapped[str | None] = text(128, N_("Name (English)"), optional=True)
    maximum: Mapped[Decimal] = decimal(N_("Highest result"), 6, 2, minimum=Decimal(0))
    pass_percent: Mapped[Decimal] = decimal(N_("Passed from, %"), 5, 2, minimum=Decimal(0))
    gpa_limit: Mapped[Decimal | None] = decimal(
        N_("GPA needed for the next course"), 3, 2, minimum=Decimal(0), optional=True
    )
    attempts: Mapped[int] = whole(N_("Attempts"), minimum=1, maximum=9, default=3)
    active: Mapped[bool] = flag(N_("In use"))


class GradeType(Record):
    """A mark of a marking system with the lower bound of its results."""

    __tablename__ = "grade_type"
    __table_args__ = (
        key("marking_system_id", "mark"),
        key("marking_system_id", "lower_bound"),
        {"schema": "curriculum"},
    )
    label, plural, title = N_("Type of grade"), N_("Types of grades"), "mark"

    marking_system_id: Mapped[int] = refers(MarkingSystem, N_("Marking system"))
    mark: Mapped[str] = text(4, N_("Mark"))
    name_uz: Mapped[str] = text(64, N_("Name (Uzbek Latin)"))
    name_oz: Mapped[str | None] = text(64, N_("Name (Uzbek Cyrillic)"), optional=True)
    name_ru: Mapped[str | None] = text(64, N_("Name (Russian)"), optional=True)
    name_en: Mapped[str | None] = text(64, N_("Name (English)"), optional=True)
    lower_bound: Mapped[Decimal] = decimal(N_("From"), 6, 2, minimum=Decimal(0))
    letter: Mapped[str | None] = text(4, N_("Letter"), optional=True)
    #: What it is worth in a GPA; empty: the mark itself.
    grade: Mapped[Decimal | None] = decimal(N_("Five-point grade"), 3, 2, minimum=Decimal(0), optional=True)
    passed: Mapped[bool] = flag(N_("Passed"))


class SheetType(Record):
    """A kind of grade sheet (qaydnoma turi)."""

    __tablename__, __table_args__ = "sheet_type", {"schema": "curriculum"}
    label, plural, title = N_("Type of grade sheet"), N_("Types of grade sheets"), "name_uz"

    code: Mapped[str] = text(8, N_("Code"), unique=True, pattern="^[0-9]{2,8}$")
    name_uz: Mapped[str] = text(128, N_("Name (Uzbek Latin)"))
    name_oz: Mapped[str | None] = text(128, N_("Name (Uzbek Cyrillic)"), optional=True)
    name_ru: Mapped[str | None] = text(128, N_("Name (Russian)"), optional=True)
    name_en: Mapped[str | None] = text(128, N_("Name (English)"), optional=True)
    active: Mapped[bool] = flag(N_("In use"))
