"""Asking until when the subjects that are not decided are to be made up."""

from datetime import timedelta
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QFormLayout, QVBoxLayout, QWidget

from client.core import clock
from client.core.i18n import _
from client.data.differences import acts
from client.widgets.act_buttons import ActButtons
from client.widgets.day_edit import DayEdit
from client.widgets.kept_input import keep_dialog
from client.widgets.message_line import MessageLine
from client.widgets.workplace import Workplace

USUAL = timedelta(days=180)


class UntilDialog(QDialog):
    """One day for all of them; single ones are changed in the grid."""

    made_up = Signal(int)

    def __init__(self, workplace: Workplace, difference_id: int, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("To be made up until"))
        self._workplace, self._id = workplace, difference_id
        self.message, self.until = MessageLine(), DayEdit(clock.today() + USUAL)
        form = QFormLayout()
        form.addRow(_("To be made up until"), self.until)
        self.buttons = ActButtons(self, workplace.tasks, _("Write"), self.do)
        layout = QVBoxLayout(self)
        layout.addWidget(self.message)
        layout.addLayout(form)
        layout.addWidget(self.buttons)
        keep_dialog(workplace, self, f"difference-until/{difference_id}", until=self.until).begin()
        self.finished.connect(self.deleteLater)

    def do(self) -> None:
        """Write the day; the dialog closes when the server has accepted it."""
        work = partial(acts.make_up_rest, self._workplace.gateway, self._id, self.until.day())
        self.buttons.ask(work, self._done, self.message.refuse)

    def _done(self, count: int) -> None:
        self.accept()
        self.made_up.emit(count)
