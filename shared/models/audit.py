"""The append-only history of every change, partitioned by month, and the batches that chain it."""

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, Index, PrimaryKeyConstraint, Sequence
from sqlalchemy import text as sql
from sqlalchemy.orm import Mapped, mapped_column

from shared.models.columns import document, moment, text, whole
from shared.models.record import RELATIONS, Table, metadata
from shared.roles import ROLES
from shared.text import N_

ACTIONS = {"insert": N_("added"), "update": N_("changed"), "delete": N_("deleted")}
#: A sequence of its own: before PostgreSQL 17 the identity of a partitioned table is not that of its parts.
Sequence("change_id_seq", schema="audit", metadata=metadata, data_type=BigInteger)


class Change(Table):
    """One change of one row, written by the statement triggers of every audited table.

    `unit_id` is the scope of the row at that time; values of sensitive tables are redacted to their names.
    """

    __tablename__ = "change"
    __table_args__ = (
        PrimaryKeyConstraint("at", "id"),
        Index("change_record_idx", "relation", "record_id", "at"),
        Index("change_login_idx", "login", "at"),
        Index("change_id_idx", "id", postgresql_using="brin"),
        Index("change_deleted_idx", "relation", "at", postgresql_where=sql("action = 'delete'")),
        {"schema": "audit", "postgresql_partition_by": "range (at)"},
    )
    label, plural, title, audited = N_("Change"), N_("Change journal"), "relation", False

    at: Mapped[datetime] = moment(N_("At"), now=True)
    id: Mapped[int] = mapped_column(
        BigInteger, server_default=sql("nextval('audit.change_id_seq'::regclass)"), info={"kind": "id"}
    )
    login: Mapped[str] = text(63, N_("Login"), checked=False)
    role: Mapped[str | None] = text(63, N_("Role"), optional=True, words=ROLES, checked=False)
    transaction: Mapped[str] = text(32, N_("Transaction"), checked=False)
    relation: Mapped[str] = text(64, N_("Table"), words=RELATIONS, checked=False)
    record_id: Mapped[int | None] = mapped_column(BigInteger, info={"label": N_("Record"), "kind": "number"})
    unit_id: Mapped[int | None] = mapped_column(BigInteger, info={"label": N_("Unit"), "kind": "number"})
    action: Mapped[str] = text(6, N_("Action"), words=ACTIONS, checked=False)
    before: Mapped[Any] = document(N_("Before"), optional=True, limit=None)
    after: Mapped[Any] = document(N_("After"), optional=True, limit=None)


class Batch(Table):
    """A closed run of changes with the hash of its rows and of the batch before it."""

    __tablename__, __table_args__ = "batch", {"schema": "audit"}
    label, plural, title, audited = N_("Closed batch"), N_("Closed batches"), "id", False

    id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=True)
    first_id: Mapped[int] = mapped_column(BigInteger)
    last_id: Mapped[int] = mapped_column(BigInteger)
    rows: Mapped[int] = whole(N_("Rows"), minimum=1)
    digest: Mapped[str] = text(64, N_("SHA-256"))
    chained: Mapped[str] = text(64, N_("Chained SHA-256"))
    closed_at: Mapped[datetime] = moment(N_("Closed at"), now=True)
