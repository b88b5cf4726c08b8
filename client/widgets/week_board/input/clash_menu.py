"""The menu that opens when a card is dropped on a clash: what is in the way and the ways out, in words."""

from functools import partial

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu, QWidget

from client.core.i18n import N_, _
from client.core.icons import icon
from client.widgets.week_board.model import acts, words
from client.widgets.week_board.model.answering import answer
from client.widgets.week_board.model.board import BoardModel
from client.widgets.week_board.model.clash_resolution import Way, WayOut, ways_out
from shared.timetabling.week.week import CLASH

TITLES = {
    Way.SWAP: N_("Swap the two"),
    Way.CHAIN: N_("Make room by a chain of moves"),
    Way.TRAY: N_("Put what is in the way into the tray"),
}
ICONS = {Way.SWAP: "movement", Way.CHAIN: "next", Way.TRAY: "down"}
#: How many moves of a chain and how many obstacles the menu writes out.
SHOWN = 4


def land(owner: QWidget, board: BoardModel, time: int, room: int | None, at: QPoint) -> QMenu | None:
    """Put the held cards there, or ask what to do with what is in the way; return the menu that asks."""
    if answer(board, time, room).status != CLASH:
        acts.put(board, time, room)
        return None
    menu = clash_menu(owner, board, time, room)
    board.holding.landing = True
    menu.aboutToHide.connect(board.holding.release)
    menu.aboutToHide.connect(menu.deleteLater)
    menu.popup(at)
    return menu


def clash_menu(owner: QWidget, board: BoardModel, time: int, room: int | None) -> QMenu:
    menu = QMenu(owner)
    menu.setAccessibleName(_("The lesson clashes"))
    obstacles = words.sentences(board, board.holding.obstacles(time, room))
    for text in obstacles[:SHOWN]:
        menu.addAction(text).setEnabled(False)
    if len(obstacles) > SHOWN:
        menu.addAction(_("and {count} more", count=len(obstacles) - SHOWN)).setEnabled(False)
    menu.addSeparator()
    held = board.holding.events
    for way in ways_out(board, time, room):
        made = menu.addAction(icon(ICONS[way.way]), _title(board, way, held))
        made.triggered.connect(partial(_take, board, way))
    if any(board.stand(event).place is not None for event in held):
        tray = menu.addAction(icon("down"), _("Put the held lesson into the tray instead"))
        tray.triggered.connect(lambda: acts.to_tray(board, held))
    menu.addSeparator()
    menu.addAction(icon("cancel"), _("Cancel"))
    return menu


def _take(board: BoardModel, way: WayOut, _checked: bool = False) -> None:  # noqa: FBT002 - Qt's signal passes it
    board.holding.release()
    board.carry(way.targets, _(TITLES[way.way]))


def _title(board: BoardModel, way: WayOut, held: tuple[int, ...]) -> str:
    """The name of a way and what moves where."""
    moves = [(event, stand.place) for event, stand in way.targets.items() if event not in held]
    told = [
        _("{lesson} → {place}", lesson=board.faces[event].title, place=words.where(board, place))
        for event, place in moves[:SHOWN]
    ]
    if len(moves) > SHOWN:
        told.append(_("and {count} more", count=len(moves) - SHOWN))
    cost = f" ({words.signed(way.cost)})" if way.cost and way.way is not Way.TRAY else ""
    return f"{_(TITLES[way.way])}{cost}: {'; '.join(told)}"
