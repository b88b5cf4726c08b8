"""The best places for the chosen lesson, or the chains of moves that would make one; a press takes it."""

from dataclasses import replace

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QAbstractItemView, QLabel, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from client.core import actions
from client.core.actions import Command
from client.core.errors import HemisError
from client.core.i18n import N_, _
from client.core.icons import icon
from client.core.tasks import Tasks
from client.widgets.week_board.model import words
from client.widgets.week_board.model.board import BoardModel
from shared.timetabling.week.suggest import Suggestion, suggestions

TAKE = Command(N_("Put the lesson there"), ("Return", "Enter"), "check")
#: Milliseconds from the last change to the question.
AFTER = 120
COUNT = 12


class Suggestions(QWidget):
    """Follows the choice of the board; asks in the background, for chains take a moment."""

    def __init__(self, board: BoardModel, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._board, self._tasks = board, tasks
        self._event: int | None = None
        self._found: tuple[Suggestion, ...] = ()
        self._asked = 0
        self._title, self.list = QLabel(), QListWidget()
        self._timer = QTimer(self)
        self._build()
        self.ask()

    def ask(self) -> None:
        """Ask for the lesson that is held or chosen; an answer that comes late is dropped."""
        chosen = self._board.holding.events or tuple(self._board.selected)
        self._event = chosen[0] if len(chosen) == 1 else None
        self._asked += 1
        self.list.clear()
        if self._event is None or self._board.stand(self._event).gone:
            self._title.setText(_("Choose one lesson to see the best places for it."))
            return
        self._title.setText(_("Looking for places …"))
        event, turn, twin = self._event, self._asked, self._board.week.twin()
        self._tasks.run(
            self, lambda: suggestions(twin, event, COUNT), lambda found: self._show(turn, found), self._failed
        )

    def take(self) -> None:
        """Make the moves of the chosen suggestion, as one step of undo."""
        row = self.list.currentRow()
        if 0 <= row < len(self._found):
            board = self._board
            board.holding.release()
            targets = {
                event: replace(board.stand(event), place=place) for event, place in self._found[row].moves
            }
            board.carry(targets, _("taking a suggestion"))

    def _build(self) -> None:
        self.setFocusProxy(self.list)
        self._title.setWordWrap(True)
        self._title.setProperty("quiet", True)
        self.list.setAccessibleName(_("Best places"))
        self.list.setWordWrap(True)
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.list.itemDoubleClicked.connect(lambda _item: self.take())
        actions.action(self.list, TAKE, self.take)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(4, 4, 4, 4)
        layout.setSpacing(4)
        layout.addWidget(self._title)
        layout.addWidget(self.list, 1)
        self._timer.setSingleShot(True)
        self._timer.setInterval(AFTER)
        self._timer.timeout.connect(self.ask)
        for signal in (self._board.changed, self._board.selection_changed, self._board.holding.changed):
            signal.connect(self._timer.start)

    def _show(self, turn: int, found: tuple[Suggestion, ...]) -> None:
        if turn != self._asked or self._event is None:
            return
        self._found = found
        title = self._board.faces[self._event].title
        if not found:
            locked = self._board.stand(self._event).locked
            text = (
                _("{lesson} is locked. L unlocks it.", lesson=title)
                if locked
                else words.why_unplaced(self._board, self._event)
            )
            self._title.setText(text)
            return
        self._title.setText(title)
        for suggestion in found:
            self.list.addItem(self._item(suggestion))
        self.list.setCurrentRow(0)

    def _failed(self, error: HemisError) -> None:
        self._title.setText(error.text())

    def _item(self, suggestion: Suggestion) -> QListWidgetItem:
        """A place with its cost; the other lessons of a chain stand below it, each in a line."""
        (_event, place), *others = suggestion.moves
        cost = words.signed(suggestion.cost)
        lines = [f"{words.where(self._board, place)}  ({cost})"]
        lines += [
            _(
                "{lesson} → {place}",
                lesson=self._board.faces[other].title,
                place=words.where(self._board, goal),
            )
            for other, goal in others
        ]
        sign = "movement" if others else "check" if suggestion.cost <= 0 else "warning"
        return QListWidgetItem(icon(sign), "\n".join(lines))
