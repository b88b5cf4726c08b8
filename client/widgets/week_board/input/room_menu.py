"""The rooms that suit a lesson, with whether each is free at its time and what it would cost."""

from functools import partial

from PySide6.QtWidgets import QMenu, QWidget

from client.core.i18n import _
from client.core.icons import icon
from client.widgets.week_board.model import acts, words
from client.widgets.week_board.model.board import BoardModel
from shared.timetabling.domains import choices
from shared.timetabling.week.week import CLASH, DISLIKES, FREE

SIGNS = {FREE: "check", DISLIKES: "warning", CLASH: "clear"}
#: Clashing rooms beyond so many are not worth reading.
MOST = 40


def room_menu(owner: QWidget, board: BoardModel, event: int) -> QMenu:
    """Free rooms first, each with its seats; a taken one says by whom and cannot be chosen."""
    menu = QMenu(owner)
    menu.setAccessibleName(_("Rooms for {lesson}", lesson=board.faces[event].title))
    for status, cost, room in _rooms(board, event)[:MOST]:
        made = menu.addAction(icon(SIGNS[status]), _words(board, event, room, status, cost))
        made.setEnabled(status != CLASH)
        made.triggered.connect(partial(_choose, board, event, room))
    if menu.isEmpty():
        menu.addAction(_("No room suits this lesson.")).setEnabled(False)
    menu.aboutToHide.connect(menu.deleteLater)
    return menu


def _choose(board: BoardModel, event: int, room: int, _checked: bool = False) -> None:  # noqa: FBT002 - Qt's signal passes it
    acts.set_room(board, event, room)


def _rooms(board: BoardModel, event: int) -> list[tuple[int, int, int]]:
    place = board.stand(event).place
    if place is None:
        return []
    found = []
    for room in choices(board.week.problem, event).rooms:
        judgement = board.week.judged(event, room)
        found.append((int(judgement.status[place.time]), int(judgement.cost[place.time]), room))
    return sorted(found)


def _words(board: BoardModel, event: int, room: int, status: int, cost: int) -> str:
    problem, place = board.week.problem, board.stand(event).place
    seats = _("{name}, {seats} seats", name=problem.rooms[room].name, seats=problem.rooms[room].capacity)
    if place is not None and place.room == room:
        return f"{seats} — {_('its room now')}"
    if status != CLASH or place is None:
        return f"{seats} — {words.heading(status, cost)}"
    return f"{seats} — {'; '.join(words.brief(board, board.week.obstacles(event, place.time, room)))}"
