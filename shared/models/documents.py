"""The register of official papers and the log of their printings."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import (
    ARRAY,
    BigInteger,
    Computed,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Text,
    Uuid,
    func,
)
from sqlalchemy.orm import Mapped, mapped_column

from shared.models.columns import actor, document, moment, refers, text, whole
from shared.models.record import PAPER_KINDS, RELATIONS, Record, Table
from shared.models.rules import key
from shared.models.structure import Unit
from shared.models.students import Student
from shared.text import LANGUAGES, N_

WAYS = {"print": N_("printed"), "save": N_("saved as a file")}

#: The snapshot of an order with ten thousand students.
LARGEST = 4_000_000
#: As PostgreSQL writes it, so that a comparison finds no difference.
OF_STUDENT = "CASE WHEN (relation = 'students.student'::text) THEN record_id ELSE NULL::bigint END"


class Kind(Table):
    """A kind of registered paper, as `papers` of the models declare it; written at every upgrade.

    A kind that the program no longer knows stays for its papers and has no function: nobody registers it.
    """

    __tablename__, __table_args__ = "kind", {"schema": "documents"}
    audited = False

    code: Mapped[str] = mapped_column(Text, primary_key=True)
    relation: Mapped[str] = mapped_column(Text, nullable=False)
    prefix: Mapped[str] = mapped_column(Text, nullable=False)
    series: Mapped[str] = mapped_column(Text, nullable=False)
    languages: Mapped[list[str]] = mapped_column(ARRAY(Text), nullable=False)
    facts: Mapped[str | None] = mapped_column(Text)
    issuers: Mapped[list[str]] = mapped_column(ARRAY(Text), nullable=False)
    readers: Mapped[list[str]] = mapped_column(ARRAY(Text), nullable=False)


class Counter(Table):
    """The last register number of a series in a year; only the registering function counts it up."""

    __tablename__, __table_args__ = "counter", {"schema": "documents"}
    audited = False

    series: Mapped[str] = mapped_column(Text, primary_key=True)
    year: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    last: Mapped[int] = mapped_column(nullable=False)


class Paper(Record):
    """A registered paper: its number, its UUID, and a snapshot of what it says, never recomputed.

    It is about one record of any table; the unit is the one that the record had when the paper was registered, and a
    paper of the whole university has none.
    """

    __tablename__ = "paper"
    __table_args__ = (
        key("uuid"),
        key("kind", "year", "number"),
        key("id", "kind", "faculty_id"),
        Index("paper_scope_idx", "faculty_id", "registered_at"),
        Index("paper_subject_idx", "relation", "record_id"),
        {"schema": "documents"},
    )
    label, plural, title, scope = N_("Paper"), N_("Register of papers"), "register_number", "faculty_id"

    kind: Mapped[str] = text(32, N_("Kind"), words=PAPER_KINDS)
    year: Mapped[int] = whole(N_("Year"), minimum=2000, maximum=2100)
    number: Mapped[int] = whole(N_("Number"), minimum=1)
    register_number: Mapped[str] = text(32, N_("Register number"), unique=True)
    uuid: Mapped[UUID] = mapped_column(
        Uuid,
        nullable=False,
        server_default=func.gen_random_uuid(),
        info={"kind": "uuid", "label": N_("UUID")},
    )
    relation: Mapped[str] = text(64, N_("Table"), words=RELATIONS)
    record_id: Mapped[int] = mapped_column(
        BigInteger, nullable=False, info={"kind": "number", "label": N_("Record")}
    )
    #: What the record was called when the paper was registered.
    subject: Mapped[str] = text(256, N_("About whom or what"), spelled=True)
    #: The record where it is a student: lists, saved filters and the key that holds the student use it.
    student_id: Mapped[int | None] = mapped_column(
        BigInteger,
        ForeignKey(Student.id, ondelete="RESTRICT", onupdate="RESTRICT"),
        Computed(OF_STUDENT, persisted=True),
        index=True,
        info={"kind": "reference", "label": N_("Student"), "optional": True, "refers": "students.student"},
    )
    #: Nobody's, if it is a paper of the whole university.
    unit_id: Mapped[int | None] = refers(Unit, N_("Faculty"), stored_as="faculty_id", optional=True)
    language: Mapped[str] = text(5, N_("Language"), pattern="^(uz|oz|ru|en)$", words=LANGUAGES)
    content: Mapped[Any] = document(N_("Content"), limit=LARGEST)
    digest: Mapped[str] = text(64, N_("SHA-256"))
    registered_at: Mapped[datetime] = moment(N_("Registered"), now=True)
    registered_by: Mapped[str] = actor(N_("Registered by"))
    cancelled_at: Mapped[datetime | None] = moment(N_("Cancelled"), optional=True)
    cancelled_by: Mapped[str | None] = actor(N_("Cancelled by"), optional=True)
    cancel_reason: Mapped[str | None] = text(256, N_("Reason of cancelling"), optional=True)


class Printing(Table):
    """That a registered paper was printed or saved, by whom, where, how often."""

    __tablename__ = "printing"
    __table_args__ = (
        ForeignKeyConstraint(
            ["paper_id", "kind", "faculty_id"],
            ["documents.paper.id", "documents.paper.kind", "documents.paper.faculty_id"],
            ondelete="RESTRICT",
            onupdate="RESTRICT",
        ),
        Index("printing_paper_idx", "paper_id", "kind", "faculty_id"),
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
    kind: Mapped[str] = text(32, N_("Kind"), words=PAPER_KINDS)
    unit_id: Mapped[int | None] = refers(
        Unit, N_("Faculty"), covered=True, stored_as="faculty_id", optional=True
    )
    at: Mapped[datetime] = moment(N_("At"), now=True)
    login: Mapped[str] = actor(N_("Printed by"))
    workstation: Mapped[str | None] = text(128, N_("Workstation"), optional=True)
    way: Mapped[str] = text(8, N_("Way"), pattern="^(print|save)$", words=WAYS)
    copies: Mapped[int] = whole(N_("Copies"), minimum=1, maximum=100, default=1)
