"""What a list does with its records: opens, adds, deletes and exports them."""

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QMessageBox
from shiboken6 import isValid

from client.core.errors import HemisError
from client.core.i18n import _
from client.data.records import saving
from client.widgets.export import Export
from client.widgets.record_form import FormDialog
from shared.models.record import Record

if TYPE_CHECKING:
    from client.widgets.record_list.record_list import RecordList


class Opening:
    """Opens the form or card of a record; `new` are values that every record added here begins with."""

    def __init__(self, of: "RecordList", new: dict[str, Any]) -> None:
        self._of = of
        self._new = new
        self._dialog: FormDialog | None = None

    def add(self) -> None:
        """Open an empty form."""
        if self._of.rights.may_add:
            self._open(None)

    def open_current(self) -> None:
        """Open the current record."""
        record_id = self._of.current_id()
        if record_id is not None:
            self._open(record_id)

    def neighbour(self, record_id: int | None, step: int) -> int | None:
        """Return the record before or after another in the list, and make it the current row."""
        of = self._of
        place = of.rows.find(record_id) if isValid(of) and record_id is not None else None
        if place is None or not 0 <= place + step < of.rows.rowCount():
            return None
        of.table.go_to(place + step)
        return of.rows.record_id(place + step)

    def delete(self) -> None:
        """Ask, then delete the current record."""
        of = self._of
        index = of.table.currentIndex()
        row = of.rows.row(index.row()) if index.isValid() else None
        if row is None or not of.rights.deletable:
            return
        name = of.rows.text(index.row(), 0)
        question = QMessageBox(QMessageBox.Icon.Question, of.title, _(
            "Delete “{name}” for good? There is no way back, only the history will know.", name=name
        ), QMessageBox.StandardButton.Cancel, of)  # fmt: skip
        sure = question.addButton(_("Delete"), QMessageBox.ButtonRole.DestructiveRole)
        question.setDefaultButton(QMessageBox.StandardButton.Cancel)
        sure.clicked.connect(partial(self._delete, int(row[0]), int(row[1]), name))
        question.finished.connect(question.deleteLater)
        question.open()

    def export(self) -> None:
        """Offer to write exactly what is on the screen to a file."""
        of = self._of
        if of.rows.query is None:
            return
        order = tuple(of.rows.columns[place] for place in of.table.shown_columns())
        described = tuple(of.describe())
        Export(of.workplace, of.title, of.rows.query, order, described, of.message, of).ask()

    def may_close(self) -> bool:
        return self._dialog is None or not isValid(self._dialog) or self._dialog.may_close()

    def _open(self, record_id: int | None) -> None:
        of = self._of
        if of.spec.card:
            arguments: dict[str, Any] = {"record_id": record_id, **self._new}
            of.workplace.navigator.open(of.spec.card, **arguments, neighbour=self.neighbour)
            return
        if of.spec.form is None or not self.may_close():
            return
        if self._dialog is not None and isValid(self._dialog):
            self._dialog.close()
        self._dialog = FormDialog(of.workplace, of.spec.form, record_id, self.neighbour, of, **self._new)
        self._dialog.saved.connect(of.come_back_to)
        self._dialog.show()

    def _delete(self, record_id: int, version: int, name: str) -> None:
        of = self._of
        model = of.spec.model
        assert issubclass(model, Record)  # noqa: S101 - nothing else is ever deletable
        work = partial(saving.delete, of.workplace.gateway, model, record_id, version)
        done = partial(self._deleted, name)
        of.workplace.tasks.run(of, work, done, self._not_deleted)

    def _deleted(self, name: str, _nothing: None) -> None:
        self._of.workplace.changes.announce(self._of.spec.relation)
        self._of.reload()
        self._of.message.say(_("Deleted: {name}.", name=name))

    def _not_deleted(self, error: HemisError) -> None:
        self._of.message.refuse(error)
