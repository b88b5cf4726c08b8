"""What every table is made of: the base class of records and how constraints are called."""

from typing import Any, ClassVar

from sqlalchemy import BigInteger, Identity, Integer, MetaData
from sqlalchemy import Table as SqlTable
from sqlalchemy import text as sql
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from shared.models import rules
from shared.paper_kind import PaperKind

NAMING = {
    "pk": "%(table_name)s_pkey",
    "fk": "%(table_name)s_%(column_0_N_name)s_fkey",
    "uq": "%(table_name)s_%(column_0_N_name)s_key",
    "ix": "%(table_name)s_%(column_0_N_name)s_idx",
    "ck": "%(table_name)s_%(constraint_name)s_check",
}
metadata = MetaData(naming_convention=NAMING)
#: What each table is called, by `schema.table`; filled by shared/models/everything.py.
RELATIONS: dict[str, str] = {}
#: What each kind of registered paper is called; filled in the same way.
PAPER_KINDS: dict[str, str] = {}


class Table(DeclarativeBase):
    """Any table of ours, also the derived ones that no person edits."""

    metadata = metadata
    __abstract__ = True
    __table__: ClassVar[SqlTable]

    #: What one row is called, and many, as message ids.
    label: ClassVar[str] = ""
    plural: ClassVar[str] = ""
    #: The column that names a row in lookups, lists and messages.
    title: ClassVar[str] = "id"
    #: The column that holds the unit whose people may see the row; empty: no unit.
    scope: ClassVar[str] = ""
    #: Values that nobody selects: read through logged functions, redacted in the history.
    sensitive: ClassVar[bool] = False
    #: Tables the history does not follow: derived ones, logs that are history themselves.
    audited: ClassVar[bool] = True
    #: Rows that a function unfolds by the hundred thousand: their history begins with the first change.
    unfolded: ClassVar[bool] = False
    #: Rows that only their owner ever sees: nobody else is told of a change.
    personal: ClassVar[bool] = False
    #: The kinds of registered papers that are about one row.
    papers: ClassVar[tuple[PaperKind, ...]] = ()

    def __init_subclass__(cls, **options: Any) -> None:
        super().__init_subclass__(**options)
        table = cls.__dict__.get("__table__")
        if table is not None:
            for column in table.columns:
                for implied in rules.of_column(column.name, column.info):
                    table.append_constraint(implied)


class Record(Table):
    """A row that people read and write: it has an identity and a version."""

    __abstract__ = True

    id: Mapped[int] = mapped_column(
        BigInteger, Identity(always=True), primary_key=True, sort_order=-2, info={"kind": "id"}
    )
    #: Counted up by the database at every update; a save names the version it started from.
    row_version: Mapped[int] = mapped_column(
        Integer, nullable=False, server_default=sql("1"), sort_order=99, info={"kind": "version"}
    )
