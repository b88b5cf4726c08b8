"""What lies in the recycle bin of the acting role, and restoring it. The server has the last word."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from client.core.i18n import _
from client.data.records import history
from client.data.records.catalogue import Catalogue
from client.data.records.history import Entry, FieldChange
from client.data.server.gateway import Gateway
from shared.models.everything import BY_RELATION

_BIN = """
select b.id, b.at, b.login, b.role, 'delete', b.before, null, b.relation, b.restorable
  from audit.recycle_bin(:since, :until) b
"""
#: How many fields name a record that has no name of its own.
FEW = 2


@dataclass(frozen=True)
class Deleted:
    """A record that was deleted: which deletion it was, what it was called and said, who did it and when."""

    id: int
    #: As the server has it: with the number it names the deletion.
    stamp: datetime
    relation: str
    entry: Entry
    restorable: bool

    @property
    def kind(self) -> str:
        """What such a record is called."""
        return _(BY_RELATION[self.relation].label)

    def naming(self) -> tuple[FieldChange, ...]:
        """Return the fields that name it: its title, or the first ones that say something."""
        model = BY_RELATION[self.relation]
        title = model.__table__.columns[model.title]
        label = _(title.info.get("label") or "")
        own = tuple(
            each for each in self.entry.fields if each.label == label and each.before not in (None, "")
        )
        if own and title.info.get("kind") != "id":
            return own
        unit = model.__table__.columns[model.scope].info.get("label") if model.scope else ""
        others = (
            each
            for each in self.entry.fields
            if each.before not in (None, "") and each.label != _(unit or "")
        )
        return tuple(others)[:FEW]


def deleted(gateway: Gateway, catalogue: Catalogue, since: date, until: date) -> list[Deleted]:
    """Return what was deleted in these days and is still gone, the latest first."""
    found: dict[str, list[Sequence[Any]]] = {}
    for row in gateway.rows(_BIN, since=since, until=until):
        found.setdefault(row[7], []).append(row)
    made = [each for relation, rows in found.items() for each in _of_kind(gateway, catalogue, relation, rows)]
    return sorted(made, key=lambda each: (each.stamp, each.id), reverse=True)


def _of_kind(
    gateway: Gateway, catalogue: Catalogue, relation: str, rows: list[Sequence[Any]]
) -> Iterable[Deleted]:
    entries = history.of_rows(gateway, catalogue, relation, [row[:7] for row in rows])
    return [
        Deleted(row[0], row[1], relation, entry, row[8]) for row, entry in zip(rows, entries, strict=True)
    ]


def restore(gateway: Gateway, which: Deleted) -> int:
    """Bring a record back with what was deleted with it; return how many rows came."""
    return int(gateway.call("audit.restore", which.id, which.stamp))
