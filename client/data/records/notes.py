"""Notes on a record: written by whoever may read it, changed by their authors."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from client.data.records import saving
from client.data.records.actors import name_of, with_name
from client.data.server.gateway import Gateway
from shared.models.system import Note as Record


@dataclass(frozen=True)
class Note:
    """A note with its version, so that nobody's change is overwritten."""

    id: int
    version: int
    author: str
    written_at: datetime
    body: str
    #: The name of the author.
    who: str


def of_record(gateway: Gateway, relation: str, record_id: int) -> list[Note]:
    """Return the notes of a record, the latest first."""
    statement = (
        select(
            Record.id,
            Record.row_version,
            Record.author,
            Record.written_at,
            Record.body,
            name_of(Record.author),
        )
        .where(Record.relation == relation, Record.record_id == record_id)
        .order_by(Record.written_at.desc(), Record.id.desc())
    )
    return [Note(*with_name(row, 5)) for row in gateway.rows(statement)]


def add(gateway: Gateway, relation: str, record_id: int, body: str) -> int:
    """Write a note; the server notes who and when."""
    values = {"relation": relation, "record_id": record_id, "body": body.strip()}
    return saving.insert(gateway, Record, values)[0]


def change(gateway: Gateway, note: Note, body: str) -> None:
    """Replace the text of an own note."""
    saving.update(gateway, Record, note.id, note.version, {"body": body.strip()})


def remove(gateway: Gateway, note: Note) -> None:
    """Delete an own note."""
    saving.delete(gateway, Record, note.id, note.version)
