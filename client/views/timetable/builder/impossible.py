"""What no plan can satisfy, in the language of the interface: said before a search that could not succeed."""

from collections.abc import Iterable

from client.core.i18n import N_, _
from shared.timetabling.diagnosis.infeasibility import (
    CrowdedPerson,
    CrowdedRooms,
    Finding,
    Lack,
    NoRoom,
    NoTime,
    RoomsClosed,
)
from shared.timetabling.model import Problem

SHOWN = 4


def sentence(problem: Problem, found: Finding) -> str:
    """Put a finding into words that name the lesson, the person or the rooms."""
    match found:
        case NoRoom():
            return _no_room(problem, found)
        case NoTime():
            return _no_time(problem, found)
        case RoomsClosed():
            return _(
                "{lesson}: its rooms are closed at all its times.",
                lesson=problem.events[found.event].name,
            )
        case CrowdedPerson():
            return _(
                "{person}: {needed} pairs of lessons have only {open} pairs open to them ({lessons}).",
                person=problem.people[found.person].name,
                needed=found.hours,
                open=found.open_hours,
                lessons=_list(problem.events[event].name for event in found.events),
            )
        case CrowdedRooms():
            return _(
                "{needed} pairs of lessons need {rooms}, which are open for {open} pairs.",
                needed=found.hours,
                rooms=_list(problem.rooms[room].name for room in found.rooms),
                open=found.open_hours,
            )


def _no_room(problem: Problem, found: NoRoom) -> str:
    event = problem.events[found.event]
    if found.lack is Lack.SEATS and found.largest is not None:
        largest = problem.rooms[found.largest]
        return _(
            "{lesson}: {size} students come, the largest room, {room}, has {seats} seats.",
            lesson=event.name,
            size=event.size,
            room=largest.name,
            seats=largest.capacity,
        )
    sentences = {
        Lack.NONE_ALLOWED: N_("{lesson}: no room is allowed."),
        Lack.KIND: N_("{lesson}: there is no room of the type it needs."),
        Lack.EQUIPMENT: N_("{lesson}: no room has the device it needs."),
        Lack.SEATS: N_("{lesson}: no room is large enough."),
        Lack.LOCK: N_("{lesson}: a lock holds it to another room."),
    }
    return _(sentences[found.lack], lesson=event.name)


def _no_time(problem: Problem, found: NoTime) -> str:
    lesson = problem.events[found.event].name
    if not found.people:
        return _("{lesson}: no time is open to it.", lesson=lesson)
    names = _list(problem.people[person].name for person in found.people)
    return _("{lesson}: there is no time when {people} could all come.", lesson=lesson, people=names)


def _list(names: Iterable[str]) -> str:
    """The first few names; an ellipsis says that there are more."""
    known = list(names)
    return ", ".join(known[:SHOWN]) + (", …" if len(known) > SHOWN else "")
