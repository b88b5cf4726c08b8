"""One grid of the builder with the choice of whose week it shows."""

from collections.abc import Sequence
from enum import Enum

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QCompleter,
    QHBoxLayout,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from client.core.i18n import N_, _
from client.core.icons import icon
from client.widgets.combo import Combo
from client.widgets.week_board import BoardModel, View, WeekGrid, group_views, room_views, teacher_views
from shared.names import sort_key


class PaneKind(Enum):
    """What a grid shows."""

    GROUP = N_("Group")
    TEACHER = N_("Teacher")
    ROOM = N_("Room")
    ALL_GROUPS = N_("All groups")
    ALL_TEACHERS = N_("All teachers")
    ALL_ROOMS = N_("All rooms")


#: From a choice of many to the views it takes.
MANY = {
    PaneKind.ALL_GROUPS: PaneKind.GROUP,
    PaneKind.ALL_TEACHERS: PaneKind.TEACHER,
    PaneKind.ALL_ROOMS: PaneKind.ROOM,
}


class GridPane(QWidget):
    """A choice of group, teacher or room above its week, or all of them with a row each."""

    closed = Signal()
    #: The card of this event was asked for.
    opened = Signal(int)

    def __init__(self, board: BoardModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        problem = board.week.problem
        self._views: dict[PaneKind, Sequence[View]] = {
            PaneKind.GROUP: sorted(group_views(problem), key=lambda view: sort_key(view.title)),
            PaneKind.TEACHER: sorted(teacher_views(problem), key=lambda view: sort_key(view.title)),
            PaneKind.ROOM: room_views(problem),
        }
        self.kind = Combo()
        self.whose = Combo()
        self.close_button = QToolButton()
        self._one, self._many = WeekGrid(board), WeekGrid(board, many=True)
        self._stack = QStackedWidget()
        self._build()

    @property
    def grid(self) -> WeekGrid:
        """The grid that is looked at."""
        return self._many if self._stack.currentIndex() else self._one

    def show_week(self, kind: PaneKind, title: str = "") -> None:
        """Show the week with this title, the first one when there is none such."""
        self.kind.setCurrentIndex(self.kind.findData(kind))
        if title:
            place = self.whose.findText(title)
            self.whose.setCurrentIndex(max(0, place))

    def state(self) -> dict[str, str]:
        return {"kind": self.kind.currentData().name, "whose": self.whose.currentText()}

    def restore(self, state: dict[str, str]) -> None:
        """Come back to what was shown."""
        kind = next((each for each in PaneKind if each.name == state.get("kind")), PaneKind.GROUP)
        self.show_week(kind, state.get("whose", ""))

    def _build(self) -> None:
        for kind in PaneKind:
            self.kind.addItem(_(kind.value), kind)
        self.kind.setAccessibleName(_("What the grid shows"))
        self.whose.setEditable(True)
        self.whose.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.whose.setAccessibleName(_("Whose week the grid shows"))
        for choice, letters in ((self.kind, 8), (self.whose, 12)):
            choice.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            choice.setMinimumContentsLength(letters)
        completer = QCompleter(self.whose.model(), self.whose)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self.whose.setCompleter(completer)
        self.close_button.setIcon(icon("close"))
        self.close_button.setToolTip(_("Close this grid"))
        self.close_button.setAccessibleName(_("Close this grid"))
        self.close_button.clicked.connect(self.closed)
        line = QHBoxLayout()
        line.setContentsMargins(4, 4, 4, 0)
        line.addWidget(self.kind)
        line.addWidget(self.whose, 1)
        line.addWidget(self.close_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(line)
        layout.addWidget(self._stack, 1)
        for grid in (self._one, self._many):
            self._stack.addWidget(grid)
            grid.opened.connect(self.opened)
        self.kind.currentIndexChanged.connect(self._choose_kind)
        self.whose.currentIndexChanged.connect(self._choose_whose)
        self._choose_kind()

    def _choose_kind(self) -> None:
        kind: PaneKind = self.kind.currentData()
        many = MANY.get(kind)
        self.whose.setVisible(many is None)
        if many is not None:
            self._many.show_views(self._views[many], _(kind.value))
            self._stack.setCurrentIndex(1)
            return
        self.whose.blockSignals(True)
        self.whose.clear()
        self.whose.addItems([view.title for view in self._views[kind]])
        self.whose.blockSignals(False)
        self._stack.setCurrentIndex(0)
        self._choose_whose()

    def _choose_whose(self) -> None:
        place, views = self.whose.currentIndex(), self._views.get(self.kind.currentData(), ())
        if 0 <= place < len(views):
            self._one.show_view(views[place])
