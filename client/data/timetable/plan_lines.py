"""The rows of a sheet as what they would do to the cards of a version."""

from dataclasses import dataclass
from enum import Enum

from client.data.imports.cells import Row
from client.data.timetable.rows import CardRow


class LineStatus(Enum):
    """What a row would do."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class SheetPlace:
    """Where a card stands, in the terms of the database."""

    day: int | None
    pair: int | None
    phase: int
    room_id: int | None
    locked: bool


@dataclass(frozen=True, slots=True)
class SheetLine:
    """A row of the file and what it means; a refused one says why."""

    number: int
    cells: Row
    status: LineStatus
    card: CardRow | None = None
    before: SheetPlace | None = None
    after: SheetPlace | None = None
    why: str = ""


def place_of(row: CardRow) -> SheetPlace:
    """Return where a card stands now."""
    return SheetPlace(row.day, row.pair, row.phase, row.room_id, row.locked)
