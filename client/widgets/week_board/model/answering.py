"""Answers of cells to the held cards in words, made when first looked at and cached while the cards are held."""

from client.core.i18n import _
from client.widgets.week_board.model import words
from client.widgets.week_board.model.answers import Answer
from client.widgets.week_board.model.board import BoardModel
from shared.timetabling.week.week import CLASH, DISLIKES, NO_ROOM

NOBODY: frozenset[int] = frozenset()


def known(board: BoardModel, time: int, room: int | None, own: frozenset[int]) -> Answer | None:
    """What the cell says, if it has been asked before."""
    return board.holding.told.get((time, room, own))


def bare(board: BoardModel, time: int, room: int | None) -> Answer:
    """What the cell says at once; reasons and rooms take a moment longer."""
    answers = board.holding.answers(room)
    status, cost = int(answers.status[time]), int(answers.cost[time])
    return Answer(status, words.heading(status, cost), words.short_heading(status, cost))


def answer(board: BoardModel, time: int, room: int | None = None, own: frozenset[int] = NOBODY) -> Answer:
    """What the cell of this time says: in the row of this room, or in the week of these people, if it is one."""
    kept = board.holding.told
    found = kept.get((time, room, own))
    if found is None:
        found = kept[time, room, own] = _made(board, time, room, own)
    return found


def _made(board: BoardModel, time: int, room: int | None, own: frozenset[int]) -> Answer:
    answers = board.holding.answers(room)
    status, cost = int(answers.status[time]), int(answers.cost[time])
    title, short = words.heading(status, cost), words.short_heading(status, cost)
    if status == CLASH:
        return Answer(
            status, title, short, words.brief(board, board.holding.obstacles(time, room), own, room)
        )
    chosen = int(answers.room[time])
    place = board.stand(board.holding.anchor).place
    if place is not None and place.time == time and chosen in (NO_ROOM, place.room):
        title, short = _("Stands here now"), _("here")
    rooms = (board.week.problem.rooms[chosen].name,) if chosen != NO_ROOM else ()
    reasons = words.brief(board, board.holding.obstacles(time, room), own) if status == DISLIKES else ()
    return Answer(status, title, short, (*rooms, *reasons))


def told(board: BoardModel, time: int, room: int | None = None) -> str:
    """The same in full sentences, for the line below a grid and for a reader of the screen."""
    found = answer(board, time, room)
    place = words.when(board.week.problem, time)
    if found.status != CLASH:
        return f"{place}: {', '.join((found.heading, *found.lines))}"
    return f"{place}: {found.heading}. " + " ".join(
        words.sentences(board, board.holding.obstacles(time, room))
    )
