"""The records that rows of a file mean, as the database has them now."""

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any

from sqlalchemy import ARRAY, BigInteger, any_, bindparam, cast, select

from client.core.i18n import N_
from client.data.imports.checking import CheckedFile
from client.data.imports.fields import RecordPart
from client.data.imports.matching import Matches
from client.data.imports.planning import Current, StoredRow
from client.data.records import private
from client.data.server.gateway import Gateway, Verbs
from shared.models.record import Record

_AT_A_TIME = 1_000
_REASON = N_("Import from a file")


def read_current(verbs: Verbs, gateway: Gateway, checked: CheckedFile, matches: Matches) -> Current:
    """Read what the file could change; private data through `gateway`, because its asking must be committed."""
    ids = [number for number in matches.ids if number is not None]
    if not ids:
        return {}
    return {
        part.name: _private(gateway, part, ids)
        if part.model.sensitive
        else _records(verbs, checked, part, ids)
        for part in checked.kind.parts
        if any(one.key in checked.said for one in checked.kind.of(part))
    }


def _records(
    verbs: Verbs, checked: CheckedFile, part: RecordPart, ids: list[int]
) -> dict[int, list[StoredRow]]:
    table = part.model.__table__
    names = [one.key for one in checked.kind.of(part) if one.key in checked.said | {"cyrillic_name"}]
    names += [part.settled] if part.settled else []
    person = table.columns[part.link or "id"]
    statement = select(
        person, table.c.id, table.c.row_version, *(table.columns[name] for name in names)
    ).where(person == any_(cast(bindparam("ids"), ARRAY(BigInteger))))
    found: dict[int, list[StoredRow]] = {}
    for owner, number, version, *values in verbs.rows(statement, ids=ids):
        found.setdefault(owner, []).append(StoredRow(number, version, dict(zip(names, values, strict=True))))
    return found


def _private(gateway: Gateway, part: RecordPart, ids: list[int]) -> dict[int, list[StoredRow]]:
    model = part.model
    assert issubclass(model, Record)  # noqa: S101 - it tells the type
    found: dict[int, list[StoredRow]] = {}
    for some in _chunks(ids):
        for row in private.read(gateway, model, some, _REASON):
            owner: int = row[part.link]
            found[owner] = [StoredRow(owner, row["row_version"], row)]
    return found


def _chunks(ids: Sequence[int]) -> Iterator[list[Any]]:
    rest = iter(ids)
    while some := list(islice(rest, _AT_A_TIME)):
        yield some
