"""The grid widget: the week of one group, teacher or room, or one row for each of many."""

from collections.abc import Iterable

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from client.core.i18n import _
from client.widgets.week_board.hint import Hint
from client.widgets.week_board.input.area import WeekArea
from client.widgets.week_board.input.keys import Keys
from client.widgets.week_board.model.board import BoardModel
from client.widgets.week_board.model.faces import View


class WeekGrid(QWidget):
    """The title, the grid with its keys, and below it a line that says what is pointed at."""

    #: A card was asked for by a double click.
    opened = Signal(int)
    #: The cursor stands at this time, as numbered by the grid of the problem.
    timed = Signal(int)

    def __init__(self, board: BoardModel, *, many: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.area = WeekArea(board, many=many)
        self.keys = Keys(self.area)
        self._title, self._hint = QLabel(), Hint()
        self._build()

    def show_view(self, view: View) -> None:
        """Show the week of one group, teacher or room."""
        self._title.setText(view.title)
        self.area.setAccessibleName(_("Timetable of {name}", name=view.title))
        self.area.show_views((view,))

    def show_views(self, views: Iterable[View], title: str = "") -> None:
        """Show a row for each view."""
        self._title.setText(title)
        self._title.setVisible(bool(title))
        self.area.setAccessibleName(_("Timetable of {name}", name=title))
        self.area.show_views(views)

    def _build(self) -> None:
        self.setFocusProxy(self.area)
        font = self._title.font()
        font.setBold(True)
        self._title.setFont(font)
        self._title.setContentsMargins(8, 4, 8, 4)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._title)
        layout.addWidget(self.area, 1)
        layout.addWidget(self._hint)
        self.area.pointing.pointed.connect(self._hint.say)
        self.area.pointing.opened.connect(self.opened)
        self.area.pointing.timed.connect(self.timed)
        self.area.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.area.customContextMenuRequested.connect(self._menu)

    def _menu(self, at: QPoint) -> None:
        if self.area.pointing.pointers.current is not None and not self.area.board.holding.events:
            menu = self.keys.menu()
            menu.aboutToHide.connect(menu.deleteLater)
            menu.popup(self.area.viewport().mapToGlobal(at))
