"""Employees: one name and card for a person, several positions, degrees and ranks, and private data."""

from datetime import date
from decimal import Decimal

from sqlalchemy import BigInteger, ForeignKey, Index, Text
from sqlalchemy.orm import Mapped, mapped_column

from shared.models.columns import coded, computed, day, decimal, flag, image, refers, text
from shared.models.person import CYRILLIC_NAME, NAME, passport, phone_number, pinfl
from shared.models.record import Record, Table
from shared.models.rules import key, rule
from shared.models.structure import Unit
from shared.text import N_


class Employee(Record):
    """The name of a person who works here: what colleagues of other units may know."""

    __tablename__ = "employee"
    __table_args__ = (
        Index("employee_sort_key_idx", "sort_key", "id"),
        Index("employee_sort_key_oz_idx", "sort_key_oz", "id"),
        Index("employee_sort_key_ru_idx", "sort_key_ru", "id"),
        {"schema": "employees"},
    )
    label, plural, title = N_("Employee"), N_("Employees"), "full_name"

    number: Mapped[str] = text(10, N_("Employee number"), unique=True, pattern="^[0-9]{10}$", given=True)
    surname: Mapped[str] = text(64, N_("Surname"), spelled=True)
    given_name: Mapped[str] = text(64, N_("Given name"), spelled=True)
    patronymic: Mapped[str | None] = text(64, N_("Patronymic"), spelled=True, optional=True)
    cyrillic_name: Mapped[str | None] = text(200, N_("Name in Cyrillic, if not by rule"), optional=True)
    full_name: Mapped[str] = computed(N_("Full name"), NAME, spelled=True)
    sort_key: Mapped[str] = computed(N_("Sort key"), f"naming.sort_key({NAME})")
    sort_key_oz: Mapped[str] = computed(N_("Sort key"), f"naming.sort_key_oz({CYRILLIC_NAME})")
    sort_key_ru: Mapped[str] = computed(N_("Sort key"), f"naming.sort_key_ru({CYRILLIC_NAME})")
    active: Mapped[bool] = flag(N_("Works here"))


class Card(Record):
    """The personnel card of an employee."""

    __tablename__, __table_args__ = "card", {"schema": "employees"}
    label, plural, title = N_("Personnel card"), N_("Personnel cards"), "employee_id"

    employee_id: Mapped[int] = refers(Employee, N_("Employee"), unique=True)
    birth_date: Mapped[date] = day(N_("Birth date"))
    gender: Mapped[str] = coded("h_gender", N_("Gender"))
    citizenship: Mapped[str] = coded("h_citizenship_type", N_("Citizenship"), default="11")
    nationality: Mapped[str | None] = coded("h_nationality", N_("Nationality"), optional=True)
    status: Mapped[str] = coded("h_teacher_status", N_("Status"), default="11")
    kind: Mapped[str] = coded("h_employee_type", N_("Staff category"))
    degree: Mapped[str] = coded("h_academic_degree", N_("Academic degree"), default="10")
    rank: Mapped[str] = coded("h_academic_rank", N_("Academic rank"), default="10")
    speciality: Mapped[str | None] = text(256, N_("Speciality by diploma"), optional=True)
    hired_on: Mapped[date] = day(N_("Hired on"))
    left_on: Mapped[date | None] = day(N_("Left on"), optional=True)


class Position(Record):
    """One post of an employee in a unit; a person may hold several."""

    __tablename__ = "position"
    __table_args__ = (
        rule(
            "period",
            "ends_on is null or ends_on >= starts_on",
            N_("The position ends before it begins. Correct one of the dates."),
        ),
        {"schema": "employees"},
    )
    label, plural, title, scope = N_("Position"), N_("Positions"), "post", "unit_id"

    employee_id: Mapped[int] = refers(Employee, N_("Employee"))
    unit_id: Mapped[int] = refers(Unit, N_("Unit"))
    post: Mapped[str] = coded("h_teacher_position_type", N_("Position"))
    form: Mapped[str] = coded("h_employment_form", N_("Employment form"))
    rate: Mapped[str] = coded("h_employment_staff", N_("Rate"))
    contract_number: Mapped[str | None] = text(32, N_("Contract number"), optional=True)
    contract_date: Mapped[date | None] = day(N_("Contract date"), optional=True)
    order_number: Mapped[str | None] = text(32, N_("Order number"), optional=True)
    order_date: Mapped[date | None] = day(N_("Order date"), optional=True)
    starts_on: Mapped[date] = day(N_("From"))
    ends_on: Mapped[date | None] = day(N_("Until"), optional=True)


class Qualification(Record):
    """A degree or rank awarded, with its document."""

    __tablename__ = "qualification"
    __table_args__ = (
        rule(
            "names_one",
            "degree is not null or rank is not null",
            N_("Choose the degree or the rank that was awarded."),
        ),
        {"schema": "employees"},
    )
    label, plural, title = N_("Degree or rank"), N_("Degrees and ranks"), "document_number"

    employee_id: Mapped[int] = refers(Employee, N_("Employee"))
    degree: Mapped[str | None] = coded("h_academic_degree", N_("Academic degree"), optional=True)
    rank: Mapped[str | None] = coded("h_academic_rank", N_("Academic rank"), optional=True)
    branch: Mapped[str | None] = coded("h_science_branch", N_("Branch of science"), optional=True)
    document_number: Mapped[str] = text(64, N_("Document number"))
    awarded_on: Mapped[date] = day(N_("Awarded on"))
    council: Mapped[str | None] = text(256, N_("Awarded by"), optional=True)


class Photo(Record):
    """The photo of an employee, a JPEG or PNG."""

    __tablename__, __table_args__ = "photo", {"schema": "employees"}
    label, plural, title = N_("Photo of the employee"), N_("Photos of employees"), "employee_id"

    employee_id: Mapped[int] = refers(Employee, N_("Employee"), unique=True)
    image: Mapped[bytes] = image(N_("Photo"))


class Private(Record):
    """Private data of an employee: nobody selects it; logged functions read it."""

    __tablename__ = "private"
    __table_args__ = (
        key(
            "pinfl",
            sentence=N_(
                "Another employee already has this PINFL. Find that card instead of making a second one."
            ),
        ),
        {"schema": "employees"},
    )
    label, plural, title, sensitive = (
        N_("Private data of the employee"),
        N_("Private data of employees"),
        "employee_id",
        True,
    )

    employee_id: Mapped[int] = refers(Employee, N_("Employee"), unique=True)
    pinfl: Mapped[str | None] = pinfl()
    passport: Mapped[str | None] = passport()
    address: Mapped[str | None] = text(256, N_("Address"), optional=True)
    phone: Mapped[str | None] = phone_number(N_("Phone"))
    email: Mapped[str | None] = text(128, N_("E-mail"), optional=True)
    health: Mapped[str | None] = text(256, N_("Health"), optional=True)
    salary: Mapped[Decimal | None] = decimal(N_("Salary"), 14, 2, minimum=Decimal(0), optional=True)


class SearchWord(Table):
    """A folded word of an employee's name or number, kept by trigger for searching by its beginning."""

    __tablename__ = "search_word"
    __table_args__ = (Index("search_word_word_idx", "word"), {"schema": "employees"})
    audited = False

    employee_id: Mapped[int] = mapped_column(
        BigInteger, ForeignKey(Employee.id, ondelete="RESTRICT", onupdate="RESTRICT"), primary_key=True
    )
    word: Mapped[str] = mapped_column(Text, primary_key=True)
