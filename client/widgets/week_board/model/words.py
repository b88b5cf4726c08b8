"""The words of a board: what stands in the way, when and where, in the language of the interface."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

import numpy as np

from client.core.i18n import N_, _
from client.data.server.error_messages import SHORT_WEEKDAYS
from client.widgets.week_board.model.board import BoardModel
from client.widgets.week_board.model.faces import group_of
from shared.timetabling.model import EVEN, EVERY, ODD, TEACHER, Place, Problem
from shared.timetabling.week.week import CLASH, DISLIKES, FREE, Kind, Obstacle

PHASES = {EVERY: N_("every week"), ODD: N_("odd weeks"), EVEN: N_("even weeks")}
STATUSES = {FREE: N_("Free"), DISLIKES: N_("Possible"), CLASH: N_("Clash")}
#: What stands against a place in short, for a cell that already carries a sign.
BRIEF = {
    Kind.PERSON: N_("{who} is busy"),
    Kind.ROOM: N_("{who} is taken"),
    Kind.AWAY: N_("{who} is away"),
    Kind.CLOSED: N_("{who} is closed"),
    Kind.NO_ROOM: N_("no room is free"),
    Kind.NOT_ALLOWED: N_("not at this time"),
    Kind.OUTSIDE: N_("outside the day"),
    Kind.LOCKED: N_("locked"),
    Kind.TOO_SMALL: N_("{who} is too small"),
    Kind.WRONG_KIND: N_("{who} is of another kind"),
    Kind.LACKS_EQUIPMENT: N_("{who} lacks equipment"),
    Kind.ROOM_NOT_ALLOWED: N_("{who} is not for this lesson"),
    Kind.TIME_WISH: N_("unwished time"),
    Kind.ROOM_WISH: N_("unwished room"),
    Kind.SEATS: N_("{who}: seats are missing"),
    Kind.KEEP_TIME: N_("another time than before"),
    Kind.KEEP_ROOM: N_("another room than before"),
    Kind.SAME_DAY: N_("the subject is already on this day"),
    Kind.OTHER_ROOM: N_("the subject is in another room"),
    Kind.GAP: N_("{who}: a gap"),
    Kind.ISOLATED: N_("{who}: a lesson on its own"),
    Kind.LONELY: N_("{who}: the only lesson of the day"),
    Kind.CEILING: N_("{who}: too many lessons a day"),
    Kind.FLOOR: N_("{who}: too few lessons a day"),
    Kind.RUN: N_("{who}: no break"),
    Kind.LATE: N_("{who}: a late start"),
    Kind.DAYS: N_("{who}: too many days"),
    Kind.TRAVEL: N_("{who}: a long way between buildings"),
}
#: What makes a place impossible, as sentences.
FULL = {
    Kind.PERSON: N_("{who} is taken by {lesson} ({place})."),
    Kind.ROOM: N_("{who} is taken by {lesson} ({place})."),
    Kind.AWAY: N_("{who} cannot come at this time."),
    Kind.CLOSED: N_("{who} is closed at this time."),
    Kind.NO_ROOM: N_("No suiting room is free at this time."),
    Kind.NOT_ALLOWED: N_("The lesson may not be held at this time."),
    Kind.OUTSIDE: N_("The lesson does not fit into the day here."),
    Kind.LOCKED: N_("A lock holds the lesson where it is."),
    Kind.TOO_SMALL: N_("{who} has too few seats for the lesson."),
    Kind.WRONG_KIND: N_("{who} is not of the kind that the lesson needs."),
    Kind.LACKS_EQUIPMENT: N_("{who} lacks the equipment that the lesson needs."),
    Kind.ROOM_NOT_ALLOWED: N_("{who} is not among the rooms of the lesson."),
}
OF_LESSONS = (Kind.PERSON, Kind.ROOM)
MOST = 3


def day_name(problem: Problem, day: int) -> str:
    if day < len(problem.day_names):
        return problem.day_names[day]
    return _(SHORT_WEEKDAYS[day]) if day < len(SHORT_WEEKDAYS) else str(day + 1)


def slot_name(problem: Problem, slot: int) -> str:
    return problem.slot_names[slot] if slot < len(problem.slot_names) else str(slot + 1)


def when(problem: Problem, time: int) -> str:
    """Name a time: the day, the pair, and the weeks if not all."""
    day, slot, phase = problem.grid.place(time)
    name = _("{day}, pair {pair}", day=day_name(problem, day), pair=slot + 1)
    return name if phase == EVERY else f"{name}, {_(PHASES[phase])}"


def where(board: BoardModel, place: Place | None) -> str:
    """Name a place: the time and the room."""
    problem = board.week.problem
    if place is None:
        return _("the tray")
    room = f", {problem.rooms[place.room].name}" if place.room is not None else ""
    return when(problem, place.time) + room


def brief(
    board: BoardModel,
    obstacles: Iterable[Obstacle],
    own: frozenset[int] = frozenset(),
    room: int | None = None,
) -> tuple[str, ...]:
    """A line for each thing in the way; the people or the room whose week it is need no name in it."""
    lessons: dict[int, dict[str, None]] = {}
    others: dict[str, None] = {}
    for event, kind, who in _gathered(obstacles):
        mine = frozenset({room}) if kind.of_room else own
        told = tuple(each for each in who if (event is None and kind.hard) or each not in mine)
        names = _names(board, kind, told)
        if event is None:
            others[_(BRIEF[kind], who=names).removeprefix(": ")] = None
        else:
            lessons.setdefault(event, {})[names] = None
    return (*(_lesson_line(board, event, names) for event, names in lessons.items()), *others)


def _lesson_line(board: BoardModel, event: int, names: Iterable[str]) -> str:
    who = ", ".join(filter(None, names))
    return f"{who}: {board.faces[event].short}" if who else board.faces[event].short


def sentences(board: BoardModel, obstacles: Iterable[Obstacle]) -> tuple[str, ...]:
    """The same in full, for the line below a grid, for tooltips and for a reader of the screen."""
    found = []
    for event, kind, who in _gathered(obstacles):
        lesson, place = "", ""
        if event is not None:
            lesson, place = board.faces[event].title, where(board, board.stand(event).place)
        text = FULL.get(kind) if event is not None or kind not in OF_LESSONS else None
        found.append(_(text or BRIEF[kind], who=_names(board, kind, who), lesson=lesson, place=place))
    return tuple(found)


def heading(status: int, cost: int) -> str:
    """Say how a cell answers in a word or two; a change of cost is told with its sign."""
    if status == CLASH or cost == 0:
        return _(STATUSES[status])
    if cost < 0:
        return _("Better by {points}", points=-cost)
    return _("{status}, +{points}", status=_(STATUSES[status]), points=cost)


def short_heading(status: int, cost: int) -> str:
    """The same for a narrow cell: beside its sign, the figure says enough."""
    if status == CLASH or cost == 0:
        return _(STATUSES[status])
    return signed(cost)


def signed(points: int) -> str:
    """Write a change with its sign; the minus is a minus, not a hyphen."""
    return f"{points:+}".replace("-", "−") if points else "±0"


def lesson(board: BoardModel, event: int) -> str:
    """Describe a card in one sentence."""
    face, stand = board.faces[event], board.stand(event)
    parts = [face.edge.words, face.subject, face.groups, face.teacher, where(board, stand.place)]
    if stand.locked:
        parts.append(_("locked"))
    if board.refusal(event):
        parts.append(board.refusal(event))
    elif board.mark(event):
        parts.append(_("not saved yet"))
    return "; ".join(filter(None, parts))


def why_unplaced(board: BoardModel, event: int) -> str:
    """Say where a lesson of the tray could go, or what stands in its way most."""
    judgement, title = board.week.judged(event), board.faces[event].title
    open_times = [int(time) for time in np.flatnonzero(judgement.status != CLASH)]
    if open_times:
        best = min(open_times, key=lambda time: (int(judgement.cost[time]), time))
        place = when(board.week.problem, best)
        return _(
            "{lesson}: free at {count} times, best on {place}.",
            lesson=title,
            count=len(open_times),
            place=place,
        )
    blocked = Counter(
        name
        for time in _times(board, event)
        for name in {_blame(board, obstacle) for obstacle in board.week.obstacles(event, time)}
    )
    told = ", ".join(f"{name} ({count})" for name, count in blocked.most_common(MOST))
    return _("{lesson} is free nowhere. In the way: {reasons}.", lesson=title, reasons=told)


def _times(board: BoardModel, event: int) -> Iterator[int]:
    """The times in the weeks that the lesson may be held in."""
    problem = board.week.problem
    phases = problem.events[event].phases if problem.grid.phases > 1 else (EVERY,)
    for time in range(problem.grid.times):
        if problem.grid.place(time)[2] in phases and problem.grid.fits(time, problem.events[event].duration):
            yield time


def _blame(board: BoardModel, obstacle: Obstacle) -> str:
    """Who or what is in the way, whatever keeps it there."""
    who = () if obstacle.who is None else (obstacle.who,)
    return _names(board, obstacle.kind, who) or _(BRIEF[obstacle.kind], who="")


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
    if kind.of_room:
        return ", ".join(problem.rooms[room].name for room in who)
    return people_names(problem, who)


def people_names(problem: Problem, people: Iterable[int]) -> str:
    """Name people: teachers by name, parts of groups by their groups, the first few of many."""
    names: dict[str, None] = {}
    for person in people:
        found = problem.people[person]
        names[found.name if found.kind == TEACHER else group_of(found.name)] = None
    told = list(names)
    more = len(told) - MOST
    return ", ".join(told[:MOST]) + (f" +{more}" if more > 0 else "")
