"""One function per kind of column: a column carries its label and its kind in `column.info`.

Lists, forms, exports, imports and the installer's standard triggers all read the one declaration.
"""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    Computed,
    Date,
    DateTime,
    ForeignKey,
    Integer,
    LargeBinary,
    Numeric,
    Text,
    func,
)
from sqlalchemy import text as sql
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import MappedColumn, mapped_column

from shared.models.record import Record


def _column(
    kind: str, label: str, *arguments: Any, optional: bool, info: dict[str, Any] | None = None, **options: Any
) -> MappedColumn[Any]:
    facts = {"kind": kind, "label": label, "optional": optional, **(info or {})}
    return mapped_column(*arguments, nullable=optional, info=facts, **options)


def text(  # noqa: PLR0913 - a declaration names what differs from the usual
    length: int,
    label: str,
    *,
    optional: bool = False,
    unique: bool = False,
    pattern: str = "",
    sentence: str = "",
    state: bool = False,
    given: bool = False,
    words: Mapping[str, str] | None = None,
    spelled: bool = False,
    checked: bool = True,
) -> MappedColumn[str]:
    """A text of at most `length` characters, trimmed and never empty; `pattern` is a POSIX one.

    `sentence` says how a text of the pattern is written; `words` is what each value is called; one that is left empty
    is `given` by the server. What is `spelled` is a name in Uzbek Latin, read in the script of the interface. Not
    `checked` is what triggers alone write, or what another rule of its table leaves no choice: the server reads every
    check anew for each statement, and each save of marks writes two lines of history and a receipt.
    """
    info = {"length": length, "pattern": pattern, "sentence": sentence, "state": state, "words": words}
    info["spelled"] = spelled
    info["checked"] = checked
    if given:
        info["optional"] = info["given"] = True
    return _column("text", label, Text(), optional=optional, unique=unique, info=info)


def actor(label: str, *, optional: bool = False, state: bool = False) -> MappedColumn[str]:
    """The login of whoever did it; people read the name (`security.name_of`)."""
    info = {"length": 63, "state": state, "actor": True}
    return _column("text", label, Text(), optional=optional, info=info)


def whole(
    label: str,
    *,
    minimum: int | None = None,
    maximum: int | None = None,
    optional: bool = False,
    state: bool = False,
    given: bool = False,
    default: int | None = None,
) -> MappedColumn[int]:
    """A whole number between the bounds, both included; one that is left empty may be `given` by the server."""
    info = {"minimum": minimum, "maximum": maximum, "state": state}
    if given:
        info["optional"] = info["given"] = True
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
    stored_as: str = "",
) -> MappedColumn[int]:
    """The id of a row of `target`, a model or `schema.table`; indexed, and the target cannot vanish under it.

    `covered`: a composite key of the table already holds it, so that a key and an index of its own would only cost.
    `stored_as`: the column's name in the database, where the attribute has a better one (docs/decisions/0008).
    """
    name = target if isinstance(target, str) else f"{target.__table__.schema}.{target.__table__.name}"
    key = () if covered else (ForeignKey(f"{name}.id", ondelete="RESTRICT", onupdate="RESTRICT"),)
    info = {"refers": name, "state": state}
    indexed = not unique and not covered
    arguments = (*((stored_as,) if stored_as else ()), BigInteger(), *key)
    return _column("reference", label, *arguments, optional=optional, index=indexed, unique=unique, info=info)


def image(label: str, *, limit: int = 2_000_000, optional: bool = False) -> MappedColumn[bytes]:
    """A picture of at most `limit` bytes, a JPEG or PNG by its first bytes."""
    info = {"limit": limit, "picture": True}
    return _column("image", label, LargeBinary(), optional=optional, info=info)


def content(label: str, *, limit: int) -> MappedColumn[bytes]:
    """The bytes of a file, at most `limit`."""
    return _column("content", label, LargeBinary(), optional=False, info={"limit": limit})


def document(label: str, *, optional: bool = False, limit: int | None = 100_000) -> MappedColumn[Any]:
    """Structured data that only the program reads, as JSON of at most `limit` bytes; copies of rows need none."""
    return _column("json", label, JSONB(), optional=optional, info={"volume": limit})


def computed(label: str, expression: str, *, spelled: bool = False) -> MappedColumn[str]:
    """A text that the database derives from other columns; nobody can write it."""
    return _column(
        "text",
        label,
        Text(collation="C"),
        Computed(expression, persisted=True),
        optional=True,
        info={"computed": True, "spelled": spelled},
    )
