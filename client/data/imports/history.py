"""The imports that were run, and taking one back."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, select

from client.data.records.actors import name_of, with_name
from client.data.server.gateway import Gateway
from shared.models.imports import Run

_MOST = 500
#: A change of several students, which came from no file: it stands among their imports and is undone as they are.
CHANGES = "changes"
BESIDE = {"students": (CHANGES,)}
_RUNS = (
    Run.id,
    Run.kind,
    Run.file_name,
    Run.at,
    Run.added,
    Run.changed,
    Run.unchanged,
    Run.refused,
    Run.undone_at,
    Run.digest,
)


@dataclass(frozen=True)
class PastImport:
    """One line of the history."""

    id: int
    kind: str
    file_name: str
    at: datetime
    added: int
    changed: int
    unchanged: int
    refused: int
    undone_at: datetime | None
    digest: str
    #: The name of whoever imported it.
    who: str


def past_imports(gateway: Gateway, kind: str = "") -> list[PastImport]:
    """Return the imports of a kind, or of all, that the person may see, the latest first."""
    wanted = _runs().where(Run.kind.in_((kind, *BESIDE.get(kind, ())))) if kind else _runs()
    return [_past(row) for row in gateway.rows(wanted.limit(_MOST))]


def same_file(gateway: Gateway, kind: str, digest: str) -> PastImport | None:
    """Return the last import of the very same file that still stands."""
    same = _runs().where(Run.kind == kind, Run.digest == digest, Run.undone_at.is_(None))
    row = gateway.one(same.limit(1))
    return None if row is None else _past(row)


def undo(gateway: Gateway, run_id: int) -> int:
    """Take back everything an import did; the server refuses if something has happened to it since."""
    with gateway.transaction(patience=900) as transaction:
        return int(transaction.call("imports.undo", run_id))


_LINES = "select l.id from movement.line l where l.decree_id = any(:orders) and l.student_id = any(:made)"
_EMPTY = "select d.id from movement.decree d where d.id = any(:orders) and d.lines = 0"


def undo_enrolment(gateway: Gateway, run_id: int, orders: Sequence[int], made: Sequence[int]) -> int:
    """Take those who were entered out of the drafts made with them, and take the import back: all or nothing."""
    with gateway.transaction(patience=900) as transaction:
        lines = [row[0] for row in transaction.rows(_LINES, orders=list(orders), made=list(made))]
        if lines:
            transaction.call("movement.remove_lines", lines)
        for (empty,) in transaction.rows(_EMPTY, orders=list(orders)):
            transaction.call("movement.discard", empty)
        return int(transaction.call("imports.undo", run_id))


def _runs() -> Select[*tuple[Any, ...]]:
    """The latest first; whoever imported is named in the language of the interface as it is now."""
    return select(*_RUNS, name_of(Run.login)).order_by(Run.id.desc())


def _past(row: tuple[Any, ...]) -> PastImport:
    return PastImport(*with_name(row, 10))
