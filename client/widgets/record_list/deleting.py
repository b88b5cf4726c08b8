"""Deleting the current record of a list, after a question."""

from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QMessageBox, QWidget

from client.core.i18n import _
from client.data.records import saving
from client.widgets.record_list.question import Question
from client.widgets.record_list.table import ListTable
from client.widgets.workplace import Workplace
from shared.models.record import Record


class Deleting(QObject):
    """The question cannot be answered by Enter alone: its usual answer is to cancel."""

    #: What the record was called that is gone now.
    deleted = Signal(str)
    failed = Signal(object)

    def __init__(self, workplace: Workplace, question: Question, table: ListTable, owner: QWidget) -> None:
        super().__init__(owner)
        self._workplace, self._question, self._table, self._owner = workplace, question, table, owner

    def ask(self) -> None:
        """Ask, then delete the current record."""
        row = self._table.current_row()
        if row is None or not self._question.allowed.rights.deletable:
            return
        name = self._table.rows.text(self._table.currentIndex().row(), 0)
        box = QMessageBox(QMessageBox.Icon.Question, _(self._question.screen.title), _(
            "Delete “{name}” for good? There is no way back, only the history will know.", name=name
        ), QMessageBox.StandardButton.Cancel, self._owner)  # fmt: skip
        sure = box.addButton(_("Delete"), QMessageBox.ButtonRole.DestructiveRole)
        box.setDefaultButton(QMessageBox.StandardButton.Cancel)
        sure.clicked.connect(partial(self._delete, int(row[0]), int(row[1]), name))
        box.finished.connect(box.deleteLater)
        box.open()

    def _delete(self, record_id: int, version: int, name: str) -> None:
        model = self._question.screen.model
        assert issubclass(model, Record)  # noqa: S101 - nothing else is ever deletable
        work = partial(saving.delete, self._workplace.gateway, model, record_id, version)
        self._workplace.tasks.run(self, work, partial(self._done, name), self.failed.emit)

    def _done(self, name: str, _nothing: None) -> None:
        self._workplace.changes.announce(self._question.screen.relation)
        self.deleted.emit(name)
