"""The register of official papers and the log of their printings."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, ForeignKeyConstraint, Index, Text, Uuid, func
from sqlalchemy.orm import Mapped, mapped_column

from shared.models.columns import document, moment, refers, text, whole
from shared.models.record import Record, Table
from shared.models.rules import key
from shared.models.structure import Unit
from shared.models.students import Student
from shared.text import LANGUAGES, N_

KINDS = {"reference": N_("Student reference")}
WAYS = {"print": N_("printed"), "save": N_("saved as a file")}


class Counter(Table):
    """The last register number of a kind of paper in a year; only the registering function counts it up."""

    __tablename__, __table_args__ = "counter", {"schema": "documents"}
    audited = False

    kind: Mapped[str] = mapped_column(Text, primary_key=True)
    year: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    last: Mapped[int] = mapped_column(nullable=False)


class Paper(Record):
    """A registered paper: its number, its UUID, and a snapshot of what it says, never recomputed."""

    __tablename__ = "paper"
    __table_args__ = (
        key("uuid"),
        key("kind", "year", "number"),
        key("id", "faculty_id"),
        Index("paper_scope_idx", "faculty_id", "registered_at"),
        {"schema": "documents"},
    )
    label, plural, title, scope = N_("Paper"), N_("Register of papers"), "register_number", "faculty_id"

    kind: Mapped[str] = text(32, N_("Kind"), words=KINDS)
    year: Mapped[int] = whole(N_("Year"), minimum=2000, maximum=2100)
    number: Mapped[int] = whole(N_("Number"), minimum=1)
    register_number: Mapped[str] = text(32, N_("Register number"))
    uuid: Mapped[UUID] = mapped_column(
        Uuid,
        nullable=False,
        server_default=func.gen_random_uuid(),
        info={"kind": "uuid", "label": N_("UUID")},
    )
    student_id: Mapped[int] = refers(Student, N_("Student"))
    faculty_id: Mapped[int] = refers(Unit, N_("Faculty"))
    language: Mapped[str] = text(5, N_("Language"), pattern="^(uz|oz|ru|en)$", words=LANGUAGES)
    content: Mapped[Any] = document(N_("Content"))
    digest: Mapped[str] = text(64, N_("SHA-256"))
    registered_at: Mapped[datetime] = moment(N_("Registered"), now=True)
    registered_by: Mapped[str] = text(63, N_("Registered by"))
    cancelled_at: Mapped[datetime | None] = moment(N_("Cancelled"), optional=True)
    cancelled_by: Mapped[str | None] = text(63, N_("Cancelled by"), optional=True)
    cancel_reason: Mapped[str | None] = text(256, N_("Reason of cancelling"), optional=True)


class Printing(Table):
    """That a registered paper was printed or saved, by whom, where, how often."""

    __tablename__ = "printing"
    __table_args__ = (
        ForeignKeyConstraint(
            ["paper_id", "faculty_id"],
            ["documents.paper.id", "documents.paper.faculty_id"],
            ondelete="RESTRICT",
            onupdate="RESTRICT",
        ),
        Index("printing_paper_idx", "paper_id", "faculty_id"),
        Index("printing_scope_idx", "faculty_id", "at"),
        {"schema": "documents"},
    )
    label, plural, title, scope, audited = N_("Printing"), N_("Print log"), "paper_id", "faculty_id", False

    id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=True)
    paper_id: Mapped[int] = mapped_column(
        BigInteger,
        nullable=False,
        info={"kind": "reference", "label": N_("Paper"), "refers": "documents.paper"},
    )
    faculty_id: Mapped[int] = refers(Unit, N_("Faculty"), covered=True)
    at: Mapped[datetime] = moment(N_("At"), now=True)
    login: Mapped[str] = text(63, N_("Login"))
    workstation: Mapped[str | None] = text(128, N_("Workstation"), optional=True)
    way: Mapped[str] = text(8, N_("Way"), pattern="^(print|save)$", words=WAYS)
    copies: Mapped[int] = whole(N_("Copies"), minimum=1, maximum=100, default=1)
