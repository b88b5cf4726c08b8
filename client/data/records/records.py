"""One record as a form needs it: its version, its values and what the records it refers to are called."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from client.data.records.list_paths import Paths, find
from client.data.server.gateway import Verbs
from shared.models.record import Record


@dataclass(frozen=True)
class StoredRecord:
    """A record as the server has it."""

    id: int
    version: int
    values: dict[str, Any]
    texts: dict[str, str]


def read(
    target: Verbs, model: type[Record], number: int, columns: tuple[str, ...], by: str = "id"
) -> StoredRecord | None:
    """Return the record with this id, or the one whose column `by` refers to it; None if there is none to see."""
    paths = Paths(model)
    table = model.__table__
    references = [name for name in columns if table.columns[name].info.get("refers")]
    shown = [paths.shown(name.removesuffix("_id")) for name in references]
    values = [table.columns[name] for name in columns]
    statement = select(table.columns["id"], table.columns["row_version"], *values, *shown)
    row = target.one(paths.join(statement).where(table.columns[by] == number))
    if row is None:
        return None
    found = dict(zip(columns, row[2:], strict=False))
    titles = row[2 + len(columns) :]
    texts = {
        name: _read(model, name.removesuffix("_id"), text)
        for name, text in zip(references, titles, strict=True)
    }
    return StoredRecord(row[0], row[1], found, texts)


def title(target: Verbs, model: type[Record], number: int) -> str:
    """Return what a record is called."""
    paths = Paths(model)
    statement = paths.join(select(paths.shown(model.title.removesuffix("_id"))).select_from(model))
    return _read(model, model.title.removesuffix("_id"), target.scalar(statement.where(model.id == number)))


def _read(model: type[Record], path: str, text: Any) -> str:
    return "" if text is None else str(find(model, path).read(text))
