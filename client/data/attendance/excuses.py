"""Excuse documents at the desk: recording one, taking it back, reading what it says through the log."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import select

from client.core.errors import UserError
from client.core.i18n import N_
from client.data.local.input_files import readable
from client.data.server.gateway import Gateway
from shared.models.attendance import Excuse

MOST_BYTES = 5_000_000
TOO_LARGE = N_("The scan “{file}” is larger than 5 MB. Scan it with fewer dots per inch.")


@dataclass(frozen=True)
class NewExcuse:
    """A document as it is typed in."""

    student_id: int
    first: date
    last: date
    reason: str
    number: str = ""
    issued_by: str = ""
    note: str = ""
    scan: Path | None = None


def add(gateway: Gateway, document: NewExcuse) -> Mapping[str, Any]:
    """Record a document; return its id and how many absences it excuses at once."""
    contents = {
        "reason": document.reason,
        "number": document.number,
        "issued_by": document.issued_by,
        "note": document.note,
    }
    made: Mapping[str, Any] = gateway.call(
        "attendance.add_excuse",
        document.student_id,
        document.first,
        document.last,
        contents,
        _scan(document.scan),
    )
    return made


def take_back_all(gateway: Gateway, ids: Sequence[int], reason: str) -> int:
    """Take these documents back in one transaction, or none of them."""
    statement = select(Excuse.id, Excuse.row_version).where(Excuse.id.in_(tuple(ids)))
    versions = gateway.rows(statement)
    with gateway.transaction() as transaction:
        return sum(
            int(transaction.call("attendance.take_back_excuse", number, version, reason))
            for number, version in versions
        )


def read(gateway: Gateway, excuse_id: int, reason: str) -> Mapping[str, Any] | None:
    """Return what a document says; the asking is noted first."""
    ticket = gateway.call("security.ask_reading", "attendance.excuse_private", [excuse_id], reason)
    rows = gateway.table("attendance.read_excuses", ticket)
    return rows[0][0] if rows else None


def _scan(path: Path | None) -> bytes | None:
    if path is None:
        return None
    with readable(path):
        content = path.read_bytes()
    if len(content) > MOST_BYTES:
        raise UserError(TOO_LARGE, file=path.name)
    return content
