"""Opening the records of a list: in the form above it, or in the card that is a window of its own."""

from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from client.widgets.record_form import FormDialog
from client.widgets.record_list.question import Question
from client.widgets.record_list.table import ListTable
from client.widgets.workplace import Workplace


class Opening(QObject):
    """Opens the form or card of a record; `new` are values that every record added here begins with."""

    #: The id of a record that was saved in the form.
    saved = Signal(int)

    def __init__(
        self, workplace: Workplace, question: Question, table: ListTable, new: dict[str, Any], owner: QWidget
    ) -> None:
        super().__init__(owner)
        self._workplace, self._question, self._table = workplace, question, table
        self._new, self._owner = new, owner
        self._dialog: FormDialog | None = None

    def possible(self) -> bool:
        """Whether there is a form or a card at all."""
        screen = self._question.screen
        return screen.form is not None or bool(screen.card)

    def add(self) -> None:
        """Open an empty form."""
        if self._question.allowed.rights.may_add:
            self._open(None)

    def begin_with(self, **values: Any) -> None:
        """Let every record that is added here from now on begin with these values too."""
        self._new.update(values)

    def open_current(self) -> None:
        """Open the current record."""
        record_id = self._table.current_id()
        if record_id is not None:
            self._open(record_id)

    def neighbour(self, record_id: int | None, step: int) -> int | None:
        """Return the record before or after another in the list, and make it the current row."""
        # A card outlives the list it was opened from.
        if record_id is None or not isValid(self._table):
            return None
        rows = self._table.rows
        place = rows.find(record_id)
        if place is None or not 0 <= place + step < rows.rowCount():
            return None
        self._table.go_to(place + step)
        return rows.record_id(place + step)

    def may_close(self) -> bool:
        return self._dialog is None or not isValid(self._dialog) or self._dialog.may_close()

    def _open(self, record_id: int | None) -> None:
        screen = self._question.screen
        if screen.card:
            arguments: dict[str, Any] = {"record_id": record_id, **self._new}
            self._workplace.navigator.open(screen.card, **arguments, neighbour=self.neighbour)
            return
        if screen.form is None or not self.may_close():
            return
        if self._dialog is not None and isValid(self._dialog):
            self._dialog.close()
        self._dialog = FormDialog(
            self._workplace, screen.form, record_id, self.neighbour, self._owner, **self._new
        )
        self._dialog.saved.connect(self.saved)
        self._dialog.show()
