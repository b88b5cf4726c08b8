"""Whose week is looked at: a group, a teacher or a room, found by typing in either alphabet."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QStackedWidget, QWidget

from client.core.i18n import N_, _
from client.data.timetable.lessons import Whose
from client.widgets.editors import Lookup
from client.widgets.measures import letters_wide
from client.widgets.workplace import Workplace
from shared.models.employees import Employee
from shared.models.infrastructure import Room
from shared.models.record import Record
from shared.models.students import Group

MODELS: dict[Whose, tuple[str, type[Record]]] = {
    "group": (N_("Group"), Group),
    "teacher": (N_("Teacher"), Employee),
    "room": (N_("Room"), Room),
}
LOOKUP_LETTERS = 30


class WhoseChooser(QWidget):
    """A list of the three kinds and the search that belongs to the chosen one."""

    #: Another group, teacher or room was chosen.
    chosen = Signal()

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        self.kind = QComboBox()
        self.lookups: dict[Whose, Lookup] = {}
        self._stack = QStackedWidget()
        for kind, (title, model) in MODELS.items():
            self.kind.addItem(_(title), kind)
            lookup = self.lookups[kind] = Lookup(workplace, model)
            lookup.line.setMinimumWidth(letters_wide(lookup.line, LOOKUP_LETTERS))
            lookup.line.setAccessibleName(_(title))
            lookup.chosen.connect(self.chosen)
            self._stack.addWidget(lookup)
        self.kind.setAccessibleName(_("Whose week"))
        self._stack.setFixedHeight(self._stack.sizeHint().height())
        self.kind.currentIndexChanged.connect(self._turn)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.kind)
        layout.addWidget(self._stack)
        self.setFocusProxy(self.lookups["group"].line)

    def whose(self) -> Whose:
        kind: Whose = self.kind.currentData()
        return kind

    def value(self) -> tuple[int, str] | None:
        """Return the id and the name of who was chosen."""
        lookup = self.lookups[self.whose()]
        number = lookup.value()
        return (number, lookup.text()) if isinstance(number, int) else None

    def choose(self, whose: Whose, number: int, name: str) -> None:
        """Choose without telling."""
        self.kind.blockSignals(True)
        self.kind.setCurrentIndex(self.kind.findData(whose))
        self.kind.blockSignals(False)
        self._stack.setCurrentWidget(self.lookups[self.whose()])
        self.lookups[whose].set_value(number, name)

    def leave_out(self, whose: Whose) -> None:
        """Take away what the role does not read, without telling."""
        self.kind.blockSignals(True)
        self.kind.removeItem(self.kind.findData(whose))
        self.kind.blockSignals(False)
        self._stack.setCurrentWidget(self.lookups[self.whose()])

    def _turn(self) -> None:
        lookup = self.lookups[self.whose()]
        self._stack.setCurrentWidget(lookup)
        self.setFocusProxy(lookup.line)
        if self.value() is not None:
            self.chosen.emit()
        else:
            lookup.line.setFocus()
