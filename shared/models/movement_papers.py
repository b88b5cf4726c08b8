"""What stays of student movement on paper: signatures of orders, issued balances, the university's own Word forms.

Its schema is `movement`. Written by functions and never rewritten.
"""

from datetime import date, datetime

from sqlalchemy import ARRAY, BigInteger, ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column

from shared.models.columns import actor, content, day, flag, moment, refers, text, whole
from shared.models.employees import Employee
from shared.models.movement import ACTS, IN_A_LANGUAGE, WRITTEN, Decree
from shared.models.record import Record, Table
from shared.models.rules import index_key, key, rule
from shared.models.structure import Unit
from shared.paper_kind import PaperKind
from shared.text import N_

SIGNED_BY = "signed"
#: As what somebody stands under an order: who signed it, and the visas of those who agreed before.
CAPACITIES = {
    SIGNED_BY: N_("Signed by"),
    "vice_rector": N_("Vice-rector"),
    "academic_office": N_("Head of the academic office"),
    "dean": N_("Dean"),
    "lawyer": N_("Lawyer"),
    "accounting": N_("Accounting"),
    "hr": N_("Personnel office"),
    "faculty": N_("Receiving faculty"),
}
#: Visas that are recorded with the signature; the others come from the agreements.
VISAS = ("vice_rector", "academic_office", "dean", "lawyer")
FACULTY, COURSE, FORM, PAYMENT = "faculty", "course", "form", "payment"
CUTS = {
    FACULTY: N_("Faculty"),
    COURSE: N_("Year of study"),
    FORM: N_("Education form"),
    PAYMENT: N_("Payment form"),
}
BALANCE = PaperKind(
    "balance",
    N_("Balance of movement"),
    prefix="HB",
    facts="movement.balance_facts",
    issuers=("hemis_academic_office", "hemis_faculty"),
    readers=("hemis_management",),
    languages=("uz", "oz", "ru"),
)


class Signature(Record):
    """Who signed an order or agreed to it, with name and post as they were on that day."""

    __tablename__ = "signature"
    __table_args__ = (
        key("decree_id", "capacity", "name", name="signature_person_key",
            sentence=N_("This person stands under the order already. Name everybody once.")),
        index_key("signature_signed_key", "decree_id", where="capacity = 'signed'",
                  sentence=N_("This order is signed already.")),
        {"schema": "movement"},
    )  # fmt: skip
    label, plural, title = N_("Signature of an order"), N_("Signatures of orders"), "name"

    decree_id: Mapped[int] = refers(Decree, N_("Order"))
    capacity: Mapped[str] = text(16, N_("In what capacity"), words=CAPACITIES, state=True)
    employee_id: Mapped[int | None] = refers(Employee, N_("Employee"), optional=True)
    name: Mapped[str] = text(256, N_("Name"), spelled=True)
    cyrillic_name: Mapped[str | None] = text(200, N_("Name in Cyrillic, if not by rule"), optional=True)
    post_uz: Mapped[str | None] = text(256, N_("Post (Uzbek Latin)"), optional=True)
    post_oz: Mapped[str | None] = text(256, N_("Post (Uzbek Cyrillic)"), optional=True)
    post_ru: Mapped[str | None] = text(256, N_("Post (Russian)"), optional=True)
    day: Mapped[date] = day(N_("Day"))


class IssuedBalance(Record):
    """A balance of movement as it was issued: its numbers stay what they were."""

    __tablename__ = "issued_balance"
    __table_args__ = (
        rule("days", "last_day >= first_day", N_("The first day comes after the last one.")),
        rule("cut", "cut in ('faculty', 'course', 'form', 'payment')",
             N_("A balance is cut by faculty, year of study, form or payment.")),
        {"schema": "movement"},
    )  # fmt: skip
    label, plural, title, scope = (
        N_("Issued balance of movement"),
        N_("Issued balances of movement"),
        "first_day",
        "faculty_id",
    )
    papers = (BALANCE,)

    first_day: Mapped[date] = day(N_("From"))
    last_day: Mapped[date] = day(N_("Until"))
    cut: Mapped[str] = text(16, N_("By what"), words=CUTS)
    #: Nobody's, if it is one of the whole university.
    faculty_id: Mapped[int | None] = refers(Unit, N_("Faculty"), optional=True)
    #: A line a number: key of the row, side, act, students.
    numbers: Mapped[str] = text(200_000, N_("Numbers"), state=True)
    digest: Mapped[str] = text(64, N_("SHA-256"), state=True)
    issued_at: Mapped[datetime] = moment(N_("Issued at"), now=True)
    issued_by: Mapped[str] = actor(N_("Issued by"), state=True)


class BalanceNumber(Table):
    """A number of an issued balance with the students whom it counted: what is compared with what is known later."""

    __tablename__, __table_args__ = "balance_number", {"schema": "movement"}
    audited = False

    balance_id: Mapped[int] = mapped_column(
        BigInteger,
        ForeignKey(IssuedBalance.id, ondelete="RESTRICT", onupdate="RESTRICT"),
        primary_key=True,
        autoincrement=False,
    )
    key: Mapped[str] = mapped_column(Text, primary_key=True)
    side: Mapped[str] = mapped_column(Text, primary_key=True)
    act: Mapped[str] = mapped_column(Text, primary_key=True)
    student_ids: Mapped[list[int]] = mapped_column(ARRAY(BigInteger), nullable=False)


class WordForm(Record):
    """A version of the university's own Word form for the orders of an act in a language."""

    __tablename__ = "word_form"
    __table_args__ = (
        key("act", "language", "version"),
        index_key("word_form_active_key", "act", "language", where="active",
                  sentence=N_("One version of a form is in use.")),
        rule("language", "language in ('uz', 'oz', 'ru')", IN_A_LANGUAGE),
        rule("content", "substring(content from 1 for 4) = '\\x504b0304'::bytea",
             N_("The file is no Word document (.docx). Save it in Word as such.")),
        {"schema": "movement"},
    )  # fmt: skip
    label, plural, title = N_("Own Word form"), N_("Own Word forms"), "name"

    act: Mapped[str] = text(24, N_("What the order does"), words=ACTS, state=True)
    language: Mapped[str] = text(2, N_("Language"), words=WRITTEN, state=True)
    version: Mapped[int] = whole(N_("Version"), minimum=1, state=True)
    name: Mapped[str] = text(255, N_("File"), state=True)
    active: Mapped[bool] = flag(N_("In use"))
    content: Mapped[bytes] = content(N_("Content"), limit=2_000_000)
    digest: Mapped[str] = text(64, N_("SHA-256"), state=True)
    made_by: Mapped[str] = actor(N_("Uploaded by"), state=True)
    made_at: Mapped[datetime] = moment(N_("Uploaded at"), now=True)
