"""The fields that may be changed for several students at once: what is ticked is written, empty empties it."""

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QFormLayout, QLabel, QWidget

from client.core import clock
from client.core.errors import UserError
from client.core.i18n import N_, _
from client.core.words import classifier_of
from client.data.students.several import OPEN, PRIVATE, SINCE, TUTOR
from client.widgets.day_edit import DayEdit
from client.widgets.editors import Editor, Lookup, editor_for
from client.widgets.workplace import Workplace
from shared.models.employees import Employee
from shared.models.students import Private, Student

TUTOR_LABEL = N_("Tutor of the group")
COLUMNS = {
    **{name: Student.__table__.c[name] for name in OPEN},
    **{name: Private.__table__.c[name] for name in PRIVATE},
}
#: The lists that have to be there before the fields are made.
LISTS = tuple(classifier for each in COLUMNS.values() if (classifier := classifier_of(each)))
NEEDED = N_("“{field}” cannot be empty. Choose a value, or take the tick away.")
NO_TUTOR = N_("Choose the tutor of the groups, or take the tick away.")


def label_of(name: str) -> str:
    """Return what a field is called."""
    return _(TUTOR_LABEL) if name == TUTOR else _(COLUMNS[name].info["label"])


class SeveralFields(QWidget):
    """A tick and an editor for each field; choosing a value ticks it."""

    changed = Signal()

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        self.ticks: dict[str, QCheckBox] = {}
        self.editors: dict[str, Editor] = {}
        self.since = DayEdit(clock.today())
        self._form = QFormLayout(self)
        self._form.setContentsMargins(0, 0, 0, 0)
        for name in OPEN:
            self._add(name, editor_for(workplace, Student, name))
        for name in PRIVATE:
            self._add(name, editor_for(workplace, Private, name))
        self._add(TUTOR, Lookup(workplace, Employee))
        self._form.addRow(_("The tutor, from the day"), self.since)
        told = QLabel(_("The tutor is that of the whole group. Each look at private data is logged."))
        told.setProperty("quiet", True)
        told.setWordWrap(True)
        self._form.addRow(told)
        self.since.dateChanged.connect(self.changed)

    def given(self) -> dict[str, Any]:
        """Return what is ticked; what cannot be written is refused."""
        told: dict[str, Any] = {}
        for name, tick in self.ticks.items():
            if tick.isChecked():
                told[name] = self._value(name)
        return told | ({SINCE: self.since.day()} if TUTOR in told else {})

    def kept(self) -> dict[str, QWidget]:
        """Return what a draft of the dialog keeps."""
        ticks = {f"tick_{name}": tick for name, tick in self.ticks.items()}
        return {**self.editors, **ticks, SINCE: self.since}

    def _add(self, name: str, editor: Editor) -> None:
        tick = self.ticks[name] = QCheckBox(label_of(name))
        self.editors[name] = editor
        editor.setAccessibleName(label_of(name))
        tick.toggled.connect(self.changed)
        editor.changed.connect(lambda: tick.setChecked(True))
        editor.changed.connect(self.changed)
        self._form.addRow(tick, editor)

    def _value(self, name: str) -> Any:
        editor = self.editors[name]
        if problem := editor.problem():
            raise UserError(problem)
        value = editor.value()
        if value is None and name == TUTOR:
            raise UserError(NO_TUTOR)
        if value is None and not COLUMNS[name].info["optional"]:
            raise UserError(NEEDED, field=label_of(name))
        return value
