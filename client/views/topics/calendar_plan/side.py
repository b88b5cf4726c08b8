"""Beside the plan: the classes of the term with the state of their plans, and the topics with their hours."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDrag
from PySide6.QtWidgets import (
    QAbstractItemView,
    QLineEdit,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from client.core.i18n import N_, _
from client.data.topics.calendar_plans import NONE, PlanHead
from client.data.topics.topic_lists import StoredTopic
from client.views.topics.calendar_plan.dragging import TOPIC, carried
from client.widgets.measures import measure
from shared.models.topics import APPROVED, DRAFT, PLAN_STATES, RETURNED, SUBMITTED
from shared.names import fold

STATES = {NONE: N_("No plan yet"), **PLAN_STATES}
#: A sign stands beside the word, so that no colour is needed.
SIGNS = {NONE: "·", DRAFT: "✎", SUBMITTED: "?", APPROVED: "✓", RETURNED: "↩"}


class ClassTable(QWidget):
    """The classes; one is chosen, the field above finds among them."""

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.search, self.table = QLineEdit(), QTableWidget(0, 3)
        self._heads: list[PlanHead] = []
        self._shown: list[PlanHead] = []
        self._label: Mapping[str, str] = {}
        self._build()

    def show_heads(self, heads: Sequence[PlanHead], label: Mapping[str, str]) -> None:
        """Show the classes of a term; the one chosen before stays chosen."""
        self._heads, self._label = list(heads), label
        self._narrow()

    def current(self) -> int | None:
        """Return the class that is chosen."""
        row = self.table.currentRow()
        return self._shown[row].class_id if 0 <= row < len(self._shown) else None

    def choose(self, class_id: int | None) -> None:
        """Come to a class without telling; to the first one if it is not there."""
        ids = [each.class_id for each in self._shown]
        self.table.blockSignals(True)
        self.table.setCurrentCell(ids.index(class_id) if class_id in ids else 0, 0)
        self.table.blockSignals(False)

    def _narrow(self) -> None:
        wanted, before = fold(self.search.text()), self.current()
        self._shown = [
            each
            for each in self._heads
            if all(word in fold(" ".join(_texts(each, self._label))) for word in wanted.split())
        ]
        self.table.blockSignals(True)
        self.table.setRowCount(len(self._shown))
        for row, each in enumerate(self._shown):
            for column, text in enumerate(_texts(each, self._label)):
                item = QTableWidgetItem(text)
                item.setToolTip(_(STATES[each.state]) if column == 0 else text)
                self.table.setItem(row, column, item)
        self.table.blockSignals(False)
        self.choose(before)

    def _build(self) -> None:
        self.search.setPlaceholderText(_("Find a class"))
        self.search.setAccessibleName(_("Find a class"))
        self.search.setClearButtonEnabled(True)
        heads = ("", _("Subject"), _("Students"))
        self.table.setHorizontalHeaderLabels(heads)
        self.table.setAccessibleName(_("Classes of the term"))
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.verticalHeader().hide()
        measure(self.table, (3, 16, 9), grows=(1,))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.search)
        layout.addWidget(self.table, 1)
        self.search.textChanged.connect(lambda _text: self._narrow())
        self.table.currentCellChanged.connect(lambda *_cells: self.chosen.emit(self.current()))


def _texts(each: PlanHead, label: Mapping[str, str]) -> tuple[str, ...]:
    """Return the sign of the state, what is taught, and to whom."""
    training = label.get(each.training, each.training)
    return SIGNS[each.state], f"{each.subject} · {training}", each.students


class TopicTray(QTableWidget):
    """The topics with the hours that are laid; they are dragged onto lessons."""

    def __init__(self) -> None:
        super().__init__(0, 3)
        self._ids: list[int] = []
        self.setHorizontalHeaderLabels((_("No."), _("Topic"), _("Laid")))
        self.setAccessibleName(_("Topics"))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setDragEnabled(True)
        self.verticalHeader().hide()
        measure(self, (4, 14, 7), grows=(1,))

    def show_topics(self, topics: Sequence[StoredTopic], laid: Mapping[int, int]) -> None:
        """Show the topics; a tick stands where all hours are laid."""
        self._ids = [each.id for each in topics]
        self.setRowCount(len(topics))
        for row, each in enumerate(topics):
            hours = laid.get(each.id, 0)
            done = f"{hours}/{each.hours}" + (" ✓" if hours >= each.hours else "")
            for column, text in enumerate((str(each.number), each.name, done)):
                item = QTableWidgetItem(text)
                item.setToolTip(text)
                self.setItem(row, column, item)

    def startDrag(self, actions: Qt.DropAction) -> None:
        row = self.currentRow()
        if 0 <= row < len(self._ids):
            drag = QDrag(self)
            drag.setMimeData(carried(TOPIC, self._ids[row]))
            drag.exec(actions)
