"""The words of a board: what stands in the way, when and where, in the language of the interface."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from client.core.i18n import N_, _
from client.widgets.week_board.board import BoardModel
from shared.timetabling.model import EVEN, EVERY, ODD, TEACHER, Place, Problem
from shared.timetabling.week import CLASH, DISLIKES, FREE, Kind, Obstacle

DAYS = (N_("Mon"), N_("Tue"), N_("Wed"), N_("Thu"), N_("Fri"), N_("Sat"), N_("Sun"))
PHASES = {EVERY: N_("every week"), ODD: N_("odd weeks"), EVEN: N_("even weeks")}
STATUSES = {FREE: N_("Free"), DISLIKES: N_("Possible"), CLASH: N_("Clash")}
#: What stands in the way in short, for a cell that already carries the sign of a clash.
BRIEF = {
    Kind.AWAY: N_("{who} is away"),
    Kind.CLOSED: N_("{who} is closed"),
    Kind.NO_ROOM: N_("no room is free"),
    Kind.NOT_ALLOWED: N_("not at this time"),
    Kind.OUTSIDE: N_("outside the day"),
}
#: The same as sentences.
FULL = {
    Kind.AWAY: N_("{who} cannot come at this time."),
    Kind.CLOSED: N_("{who} is closed at this time."),
    Kind.NO_ROOM: N_("No suiting room is free at this time."),
    Kind.NOT_ALLOWED: N_("The lesson may not be held at this time."),
    Kind.OUTSIDE: N_("The lesson does not fit into the day here."),
}
MOST = 3


def day_name(problem: Problem, day: int) -> str:
    if day < len(problem.day_names):
        return problem.day_names[day]
    return _(DAYS[day]) if day < len(DAYS) else str(day + 1)


def slot_name(problem: Problem, slot: int) -> str:
    return problem.slot_names[slot] if slot < len(problem.slot_names) else str(slot + 1)


def when(problem: Problem, time: int) -> str:
    """Name a time: the day, the pair, and the weeks if not all."""
    day, slot, phase = problem.grid.place(time)
    name = _(N_("{day}, pair {pair}"), day=day_name(problem, day), pair=slot + 1)
    return name if phase == EVERY else f"{name}, {_(PHASES[phase])}"


def where(board: BoardModel, place: Place | None) -> str:
    """Name a place: the time and the room."""
    problem = board.week.problem
    if place is None:
        return _(N_("the tray"))
    room = f", {problem.rooms[place.room].name}" if place.room is not None else ""
    return when(problem, place.time) + room


def brief(
    board: BoardModel,
    obstacles: Iterable[Obstacle],
    own: frozenset[int] = frozenset(),
    room: int | None = None,
) -> tuple[str, ...]:
    """A line for each thing in the way; the people or the room whose week it is need no name in it."""
    lines = []
    for event, kind, who in _gathered(obstacles):
        mine = own if kind not in (Kind.ROOM, Kind.CLOSED) else frozenset({room})
        others = tuple(each for each in who if event is None or each not in mine)
        names = _names(board, kind, others)
        if event is not None:
            lines.append(f"{names}: {board.faces[event].short}" if names else board.faces[event].short)
        else:
            lines.append(_(BRIEF[kind], who=names))
    return tuple(lines)


def sentences(board: BoardModel, obstacles: Iterable[Obstacle]) -> tuple[str, ...]:
    """The same in full, for the line below a grid, for tooltips and for a reader of the screen."""
    found = []
    for event, kind, who in _gathered(obstacles):
        names = _names(board, kind, who)
        if event is None:
            found.append(_(FULL[kind], who=names))
            continue
        lesson, place = board.faces[event].title, board.stand(event).place
        room = where(board, place) if place else ""
        found.append(_(N_("{who} is taken by {lesson} ({place})."), who=names, lesson=lesson, place=room))
    return tuple(found)


def heading(status: int, cost: int) -> str:
    """Say how a cell answers in a word or two; a change of cost is told with its sign."""
    if status == CLASH or cost == 0:
        return _(STATUSES[status])
    if cost < 0:
        return _(N_("Better by {points}"), points=-cost)
    return _(N_("Possible, +{points}"), points=cost)


def short_heading(status: int, cost: int) -> str:
    """The same for a narrow cell: beside its sign, the figure says enough."""
    if status == CLASH or cost == 0:
        return _(STATUSES[status])
    return f"+{cost}" if cost > 0 else f"−{-cost}"


def lesson(board: BoardModel, event: int) -> str:
    """Describe a card in one sentence."""
    face, stand = board.faces[event], board.stand(event)
    parts = [face.edge.words, face.subject, face.groups, face.teacher, where(board, stand.place)]
    if stand.locked:
        parts.append(_(N_("locked")))
    if board.refusal(event):
        parts.append(board.refusal(event))
    elif board.mark(event):
        parts.append(_(N_("not saved yet")))
    return "; ".join(filter(None, parts))


def _gathered(obstacles: Iterable[Obstacle]) -> Iterator[tuple[int | None, Kind, tuple[int, ...]]]:
    """The same lesson in the way of many people is told once."""
    found: dict[tuple[int | None, Kind], dict[int, None]] = defaultdict(dict)
    for obstacle in obstacles:
        people = found[obstacle.event, obstacle.kind]
        if obstacle.who is not None:
            people[obstacle.who] = None
    for (event, kind), who in found.items():
        yield event, kind, tuple(who)


def _names(board: BoardModel, kind: Kind, who: tuple[int, ...]) -> str:
    problem = board.week.problem
    if kind in (Kind.ROOM, Kind.CLOSED):
        return ", ".join(problem.rooms[room].name for room in who)
    return people_names(problem, who)


def people_names(problem: Problem, people: Iterable[int]) -> str:
    """Name people: teachers by name, parts of groups by their groups, the first few of many."""
    names: dict[str, None] = {}
    for person in people:
        found = problem.people[person]
        names[found.name if found.kind == TEACHER else found.name.partition("/")[0]] = None
    told = list(names)
    more = len(told) - MOST
    return ", ".join(told[:MOST]) + (f" +{more}" if more > 0 else "")
