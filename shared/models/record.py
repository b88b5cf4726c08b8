"""What every table is made of: the base class of records and one function per kind of column.

A column carries its label and its kind in `column.info`, so that lists, forms, exports, imports and the
installer's standard triggers all read the one declaration.
"""

from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from typing import Any, ClassVar

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Computed,
    Date,
    DateTime,
    ForeignKey,
    Identity,
    Integer,
    LargeBinary,
    MetaData,
    Numeric,
    Text,
    func,
)
from sqlalchemy import (
    Table as SqlTable,
)
from sqlalchemy import (
    text as sql,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import DeclarativeBase, Mapped, MappedColumn, mapped_column

NAMING = {
    "pk": "%(table_name)s_pkey",
    "fk": "%(table_name)s_%(column_0_N_name)s_fkey",
    "uq": "%(table_name)s_%(column_0_N_name)s_key",
    "ix": "%(table_name)s_%(column_0_N_name)s_idx",
    "ck": "%(table_name)s_%(constraint_name)s_check",
}
metadata = MetaData(naming_convention=NAMING)

#: How the content of a picture begins, whatever its file is called.
JPEG, PNG = r"'\xffd8ff'::bytea", r"'\x89504e470d0a1a0a'::bytea"


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

    def __init_subclass__(cls, **options: Any) -> None:
        super().__init_subclass__(**options)
        table = cls.__dict__.get("__table__")
        if table is not None:
            for column in table.columns:
                for name, condition in _checks(column.name, column.info):
                    table.append_constraint(CheckConstraint(condition, name=f"{column.name}_{name}"))


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


def _checks(name: str, info: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """The constraints that a column's declaration implies: (suffix of the name, condition)."""
    if length := info.get("length"):
        yield "length", f"length({name}) <= {length}"
        yield "trimmed", f"{name} = btrim({name}) and {name} <> ''"
    if pattern := info.get("pattern"):
        yield "pattern", f"{name} ~ '{pattern}'"
    if (minimum := info.get("minimum")) is not None:
        yield "minimum", f"{name} >= {minimum}"
    if (maximum := info.get("maximum")) is not None:
        yield "maximum", f"{name} <= {maximum}"
    if earliest := info.get("earliest"):
        yield "range", f"{name} between '{earliest}' and '{info['latest']}'"
    if limit := info.get("limit"):
        yield "size", f"octet_length({name}) <= {limit}"
    if info.get("picture"):
        yield "picture", f"substr({name}, 1, 3) = {JPEG} or substr({name}, 1, 8) = {PNG}"


def _column(
    kind: str, label: str, *arguments: Any, optional: bool, info: dict[str, Any] | None = None, **options: Any
) -> MappedColumn[Any]:
    facts = {"kind": kind, "label": label, "optional": optional, **(info or {})}
    return mapped_column(*arguments, nullable=optional, info=facts, **options)


def text(
    length: int,
    label: str,
    *,
    optional: bool = False,
    unique: bool = False,
    pattern: str = "",
    state: bool = False,
    words: str = "",
) -> MappedColumn[str]:
    """A text of at most `length` characters, trimmed and never empty; `pattern` is a POSIX one.

    `words` names a list of the program's own, such as its roles, that says what each value is called.
    """
    info = {"length": length, "pattern": pattern, "state": state, "words": words}
    return _column("text", label, Text(), optional=optional, unique=unique, info=info)


def whole(
    label: str,
    *,
    minimum: int | None = None,
    maximum: int | None = None,
    optional: bool = False,
    state: bool = False,
    default: int | None = None,
) -> MappedColumn[int]:
    """A whole number between the bounds, both included."""
    info = {"minimum": minimum, "maximum": maximum, "state": state}
    server_default = None if default is None else sql(str(default))
    return _column("number", label, Integer(), optional=optional, info=info, server_default=server_default)


def decimal(
    label: str, digits: int, places: int, *, minimum: Decimal | None = None, optional: bool = False
) -> MappedColumn[Decimal]:
    """An exact decimal with `places` digits after the comma: money, grades, credits."""
    info = {"digits": digits, "places": places, "minimum": minimum, "maximum": None}
    return _column("decimal", label, Numeric(digits, places), optional=optional, info=info)


def day(
    label: str,
    *,
    optional: bool = False,
    earliest: date = date(1900, 1, 1),
    latest: date = date(2100, 1, 1),
) -> MappedColumn[date]:
    """A calendar day in a believable range; the range keeps 0199 and 1899 from being stored."""
    return _column("day", label, Date(), optional=optional, info={"earliest": earliest, "latest": latest})


def moment(label: str, *, optional: bool = False, now: bool = False) -> MappedColumn[datetime]:
    """A point in time, shown in Asia/Tashkent."""
    default = func.now() if now else None
    return _column("moment", label, DateTime(timezone=True), optional=optional, server_default=default)


def flag(label: str, *, default: bool = True) -> MappedColumn[bool]:
    """Yes or no."""
    word = "true" if default else "false"
    return _column("flag", label, Boolean(), optional=False, server_default=sql(word))


def coded(
    classifier: str,
    label: str,
    *,
    optional: bool = False,
    state: bool = False,
    default: str = "",
    stored_as: str = "",
) -> MappedColumn[str]:
    """A code of a national classifier; the standard triggers check that it exists (there is no per-list table).

    `stored_as`: the column's name in the database, where the attribute has a better one (docs/decisions/0008).
    """
    info = {"classifier": classifier, "state": state}
    server_default = sql(f"'{default}'") if default else None
    name = (stored_as,) if stored_as else ()
    return _column("code", label, *name, Text(), optional=optional, info=info, server_default=server_default)


def refers(
    target: "type[Record] | str",
    label: str,
    *,
    optional: bool = False,
    state: bool = False,
    unique: bool = False,
    covered: bool = False,
) -> MappedColumn[int]:
    """The id of a row of `target`, a model or `schema.table`; indexed, and the target cannot vanish under it.

    `covered`: a composite key of the table already holds it, so that a key and an index of its own would only cost.
    """
    name = target if isinstance(target, str) else f"{target.__table__.schema}.{target.__table__.name}"
    key = () if covered else (ForeignKey(f"{name}.id", ondelete="RESTRICT", onupdate="RESTRICT"),)
    info = {"refers": name, "state": state}
    indexed = not unique and not covered
    return _column(
        "reference", label, BigInteger(), *key, optional=optional, index=indexed, unique=unique, info=info
    )


def image(label: str, *, limit: int = 2_000_000, optional: bool = False) -> MappedColumn[bytes]:
    """A picture of at most `limit` bytes, a JPEG or PNG by its first bytes."""
    info = {"limit": limit, "picture": True}
    return _column("image", label, LargeBinary(), optional=optional, info=info)


def content(label: str, *, limit: int) -> MappedColumn[bytes]:
    """The bytes of a file, at most `limit`."""
    return _column("content", label, LargeBinary(), optional=False, info={"limit": limit})


def document(label: str, *, optional: bool = False) -> MappedColumn[Any]:
    """Structured data that only the program reads, as JSON."""
    return _column("json", label, JSONB(), optional=optional)


def computed(label: str, expression: str) -> MappedColumn[str]:
    """A text that the database derives from other columns; nobody can write it."""
    return _column(
        "text",
        label,
        Text(collation="C"),
        Computed(expression, persisted=True),
        optional=True,
        info={"computed": True},
    )
