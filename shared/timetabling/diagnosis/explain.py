"""English sentences about what makes a problem impossible."""

from collections.abc import Iterable

from shared.timetabling.diagnosis.infeasibility import (
    CrowdedPerson,
    CrowdedRooms,
    Finding,
    Lack,
    NoRoom,
    NoTime,
    RoomsClosed,
    impossible,
)
from shared.timetabling.model import Problem

SHOWN = 4


def explain(problem: Problem) -> list[str]:
    """Sentences about what no plan can satisfy; an empty list promises nothing."""
    return [sentence(problem, found) for found in impossible(problem)]


def sentence(problem: Problem, found: Finding) -> str:
    """Put a finding into words."""
    match found:
        case NoRoom():
            return f"{problem.events[found.event].name} has no room: {_why_no_room(problem, found)}."
        case NoTime():
            names = [problem.people[person].name for person in found.people]
            because = f" when {_list(names)} could all come" if names else ""
            return f"{problem.events[found.event].name} has no time{because}."
        case RoomsClosed():
            return f"{problem.events[found.event].name} has no place: its rooms are closed at all its times."
        case CrowdedPerson():
            names = [problem.events[index].name for index in found.events]
            return (
                f"{problem.people[found.person].name}: {found.hours} hours of lessons ({_list(names)}) "
                f"have only {found.open_hours} hours open to them."
            )
        case CrowdedRooms():
            rooms = _list(problem.rooms[room].name for room in found.rooms)
            return f"{found.hours} hours of lessons must be held in {rooms}, which are open for {found.open_hours}."


def _why_no_room(problem: Problem, found: NoRoom) -> str:
    event = problem.events[found.event]
    match found.lack:
        case Lack.NONE_ALLOWED:
            return "none is allowed"
        case Lack.KIND:
            return f"none is of the kind “{event.room_kind}”"
        case Lack.EQUIPMENT:
            return f"none has {_list(sorted(event.equipment))}"
        case Lack.LOCK:
            return "a lock holds it to another"
        case Lack.SEATS:
            largest = problem.rooms[found.largest or 0]
            return f"{event.size} students come and the largest, {largest.name}, seats {largest.capacity}"


def _list(names: Iterable[str]) -> str:
    """The first few names, and how many more there are."""
    known = list(names)
    more = f" and {len(known) - SHOWN} more" if len(known) > SHOWN else ""
    return ", ".join(known[:SHOWN]) + more
