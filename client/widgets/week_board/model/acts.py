"""What a person can do to cards: each act is one step of undo."""

from collections.abc import Iterable
from dataclasses import replace

from client.core.i18n import _
from client.widgets.week_board.model.board import BoardModel
from client.widgets.week_board.model.card_state import GONE, Stand
from client.widgets.week_board.model.growing import Growth
from shared.timetabling.model import EVEN, EVERY, ODD, Place
from shared.timetabling.week.week import CLASH


def hold(board: BoardModel, events: Iterable[int], anchor: int) -> bool:
    """Pick cards up, unless one of them is locked; whether they are held now."""
    chosen = tuple(events)
    if not board.editable or _locked(board, chosen):
        return False
    board.holding.take(chosen, anchor)
    return True


def put(board: BoardModel, time: int, room: int | None = None) -> bool:
    """Put the held cards where the anchor goes to this time; they are let go, even if they clash there."""
    places = board.holding.places(time, room)
    board.holding.release()
    if places is None:
        return False
    what = _("moving {lesson}", lesson=board.faces[next(iter(places))].title)
    return board.carry(
        {event: replace(board.stand(event), place=place) for event, place in places.items()}, what
    )


def to_tray(board: BoardModel, events: Iterable[int]) -> bool:
    chosen = tuple(events)
    board.holding.release()
    if _locked(board, chosen):
        return False
    targets = {event: replace(board.stand(event), place=None) for event in chosen}
    return board.carry(targets, _("putting into the tray"))


def toggle_lock(board: BoardModel, events: Iterable[int]) -> bool:
    """Lock the cards, or unlock them if all are locked; a card in the tray has no place to be locked to."""
    chosen = [event for event in events if board.stand(event).place is not None]
    locked = not all(board.stand(event).locked for event in chosen)
    targets = {event: replace(board.stand(event), locked=locked) for event in chosen}
    return board.carry(targets, _("locking") if locked else _("unlocking"))


def turn(board: BoardModel, events: Iterable[int], phase: int) -> bool:
    """Hold lessons in odd, even or all weeks: those in the hand, or at their place if nothing clashes there."""
    if board.holding.events:
        return board.holding.turn(phase) or _never(board, board.holding.anchor)
    chosen = [event for event in events if board.stand(event).place is not None]
    if _locked(board, chosen):
        return False
    targets = {}
    for event in chosen:
        place = _turned(board, event, phase)
        if place is None:
            return False
        targets[event] = replace(board.stand(event), place=place)
    return board.carry(targets, _("changing the weeks"))


def set_room(board: BoardModel, event: int, room: int) -> bool:
    place = board.stand(event).place
    if place is None or _locked(board, (event,)):
        return False
    target = replace(board.stand(event), place=Place(place.time, room))
    return board.carry({event: target}, _("choosing a room"))


def split(board: BoardModel, events: Iterable[int]) -> bool:
    """Make of a lesson of every week one of odd and one of even weeks, at the same place."""
    problem = board.week.problem
    chosen = [event for event in events if problem.grid.phases > 1 and _weekly(board, event)]
    if not chosen or not board.editable or _locked(board, chosen):
        return False
    made = board.grow(
        Growth(tuple(event for event in chosen for _half in (ODD, EVEN)), ((ODD, EVEN),) * 2 * len(chosen))
    )
    targets: dict[int, Stand] = dict.fromkeys(chosen, GONE)
    for number, event in enumerate(made):
        place = board.stand(chosen[number // 2]).place
        phase = (ODD, EVEN)[number % 2]
        targets[event] = Stand(None if place is None else _in_weeks(board, place, phase))
    return board.carry(targets, _("splitting into odd and even weeks"))


def duplicate(board: BoardModel, events: Iterable[int]) -> bool:
    """Put a second card of each lesson into the tray."""
    chosen = tuple(events)
    if not chosen or not board.editable:
        return False
    phases = tuple(board.week.problem.events[event].phases for event in chosen)
    made = board.grow(Growth(chosen, phases))
    return board.carry(dict.fromkeys(made, Stand()), _("duplicating"))


def _weekly(board: BoardModel, event: int) -> bool:
    place = board.stand(event).place
    phase = board.week.problem.grid.place(place.time)[2] if place else EVERY
    return phase == EVERY and EVERY in board.week.problem.events[event].phases


def _in_weeks(board: BoardModel, place: Place, phase: int) -> Place:
    grid = board.week.problem.grid
    day, slot, _phase = grid.place(place.time)
    return Place(grid.time(day, slot, phase), place.room)


def _turned(board: BoardModel, event: int, phase: int) -> Place | None:
    """The same place in other weeks, with its room or another; None, with a sentence, if that cannot be."""
    place = board.stand(event).place
    if place is None or phase not in board.week.problem.events[event].phases:
        _never(board, event)
        return None
    time = _in_weeks(board, place, phase).time
    for room in (place.room, None):
        judgement = board.week.judged(event, room)
        if judgement.status[time] != CLASH:
            found = int(judgement.room[time])
            return Place(time, found if found >= 0 else None)
    board.said.emit(
        _(
            "{lesson} clashes in these weeks. Pick it up to see with what.",
            lesson=board.faces[event].title,
        )
    )
    return None


def _never(board: BoardModel, event: int) -> bool:
    weeks = _("{lesson} cannot be held in these weeks. S splits a lesson into odd and even weeks.",
              lesson=board.faces[event].title)  # fmt: skip
    board.said.emit(weeks)
    return False


def _locked(board: BoardModel, events: Iterable[int]) -> bool:
    """Whether a lock holds one of these cards; the person is told which."""
    held = next((event for event in events if board.stand(event).locked), None)
    if held is not None:
        board.said.emit(_("{lesson} is locked. L unlocks it.", lesson=board.faces[held].title))
    return held is not None
