"""Kinds of obstacles to a place of a lesson, as data: whoever shows one finds the words."""

from dataclasses import dataclass
from enum import Enum


class Kind(Enum):
    """First what may not be, then (from TIME_WISH on) what is only disliked."""

    PERSON = "person"
    """`who` (a person) is at `event`."""
    ROOM = "room"
    """`who` (a room) holds `event`."""
    AWAY = "away"
    CLOSED = "closed"
    """`who` (a room) is closed."""
    NO_ROOM = "no room"
    """No suiting room is free."""
    NOT_ALLOWED = "not allowed"
    """The lesson may not be held at this time."""
    OUTSIDE = "outside"
    """The lesson does not fit into the day."""
    LOCKED = "locked"
    TOO_SMALL = "too small"
    WRONG_KIND = "wrong kind"
    LACKS_EQUIPMENT = "lacks equipment"
    ROOM_NOT_ALLOWED = "room not allowed"
    """`who` (a room) is not among those the lesson may have."""
    TIME_WISH = "time wish"
    ROOM_WISH = "room wish"
    SEATS = "seats"
    """`who` (a room) has fewer seats than students come."""
    KEEP_TIME = "keep time"
    KEEP_ROOM = "keep room"
    SAME_DAY = "same day"
    """The course has lessons on too few days, and already one on this."""
    OTHER_ROOM = "other room"
    """The course has its other lessons in another room."""
    GAP = "gap"
    ISOLATED = "isolated"
    LONELY = "lonely"
    """The only lesson of a day."""
    CEILING = "ceiling"
    FLOOR = "floor"
    RUN = "run"
    LATE = "late"
    DAYS = "days"
    """More days of the week with lessons than `who` wishes."""
    TRAVEL = "travel"
    """`who` cannot come from or go to another building in the break."""

    @property
    def hard(self) -> bool:
        return self in HARD

    @property
    def of_room(self) -> bool:
        """Whether `who` is a room; otherwise it is a person."""
        return self in OF_ROOM


HARD = frozenset(
    {
        Kind.PERSON, Kind.ROOM, Kind.AWAY, Kind.CLOSED, Kind.NO_ROOM, Kind.NOT_ALLOWED, Kind.OUTSIDE, Kind.LOCKED,
        Kind.TOO_SMALL, Kind.WRONG_KIND, Kind.LACKS_EQUIPMENT, Kind.ROOM_NOT_ALLOWED,
    }
)  # fmt: skip
OF_ROOM = frozenset(
    {
        Kind.ROOM, Kind.CLOSED, Kind.TOO_SMALL, Kind.WRONG_KIND, Kind.LACKS_EQUIPMENT, Kind.ROOM_NOT_ALLOWED,
        Kind.ROOM_WISH, Kind.SEATS, Kind.KEEP_ROOM, Kind.OTHER_ROOM,
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Obstacle:
    """One thing against a place: of what kind, who it is about (a person or a room), and which lesson is there."""

    kind: Kind
    who: int | None = None
    event: int | None = None
    cost: int = 0
    """How much it adds to the cost of the plan, when it is only disliked."""
