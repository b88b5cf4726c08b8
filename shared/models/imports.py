"""The history of imports: which file changed which rows, so that a whole import can be undone."""

from datetime import datetime
from typing import Any

from sqlalchemy import ARRAY, BigInteger, ForeignKey, Index, Text
from sqlalchemy.orm import Mapped, mapped_column

from shared.models.columns import actor, document, moment, refers, text, whole
from shared.models.record import Record, Table
from shared.models.security import Reading
from shared.roles import ROLES
from shared.text import N_


class Run(Record):
    """One import of one file, applied in one transaction."""

    __tablename__, __table_args__ = "run", {"schema": "imports"}
    label, plural, title = N_("Import"), N_("Import history"), "file_name"

    kind: Mapped[str] = text(16, N_("Kind"), pattern="^(students|employees|results|changes)$")
    #: Of a change of several students that came from no file: what was changed.
    file_name: Mapped[str] = text(255, N_("File name"))
    digest: Mapped[str] = text(64, N_("SHA-256"))
    login: Mapped[str] = actor(N_("Imported by"))
    role: Mapped[str] = text(40, N_("Role"), words=ROLES)
    at: Mapped[datetime] = moment(N_("At"), now=True)
    added: Mapped[int] = whole(N_("New"), minimum=0, default=0)
    changed: Mapped[int] = whole(N_("Changed"), minimum=0, default=0)
    unchanged: Mapped[int] = whole(N_("Unchanged"), minimum=0, default=0)
    refused: Mapped[int] = whole(N_("Refused"), minimum=0, default=0)
    undone_at: Mapped[datetime | None] = moment(N_("Undone"), optional=True)
    undone_by: Mapped[str | None] = actor(N_("Undone by"), optional=True)


class Effect(Table):
    """A row that an import made or changed, with its values before and the version it left behind."""

    __tablename__ = "effect"
    __table_args__ = (Index("effect_record_idx", "relation", "record_id"), {"schema": "imports"})
    audited = False

    id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=True)
    run_id: Mapped[int] = refers(Run, N_("Import"))
    relation: Mapped[str] = text(64, N_("Table"))
    record_id: Mapped[int] = mapped_column(BigInteger, nullable=False)
    action: Mapped[str] = text(6, N_("Action"), pattern="^(insert|update)$")
    before: Mapped[Any] = document(N_("Before"), optional=True, limit=None)
    left_version: Mapped[int] = whole(N_("Version"), minimum=1)


class Search(Table):
    """The numbers that somebody looked for: counted a day, and kept where nobody reads them."""

    __tablename__ = "search"
    __table_args__ = (Index("search_login_idx", "login", "at"), {"schema": "imports"})
    sensitive, audited = True, False

    reading_id: Mapped[int] = mapped_column(
        BigInteger,
        ForeignKey(Reading.id, ondelete="RESTRICT", onupdate="RESTRICT"),
        primary_key=True,
        autoincrement=False,
    )
    login: Mapped[str] = text(63, N_("Login"))
    kind: Mapped[str] = text(16, N_("Kind"), pattern="^(students|employees)$")
    at: Mapped[datetime] = moment(N_("At"), now=True)
    numbers: Mapped[list[str]] = mapped_column(ARRAY(Text), nullable=False)
