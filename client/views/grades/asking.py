"""A dialog with a reason that stays open while the server refuses; its input is kept."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QFormLayout, QPlainTextEdit, QVBoxLayout, QWidget

from client.core.errors import UserError
from client.core.i18n import N_, _
from client.widgets.act_buttons import ActButtons
from client.widgets.kept_input import keep_dialog
from client.widgets.measures import letters_wide
from client.widgets.message_line import MessageLine
from client.widgets.workplace import Workplace

LETTERS = 64
NO_PLACE = N_("Choose in whose place.")


class Asking(QDialog):
    """A form with a reason; `stored` when the server has accepted it."""

    stored = Signal()

    def __init__(self, workplace: Workplace, key: str, title: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setMinimumWidth(letters_wide(self, LETTERS))
        self._workplace, self._key = workplace, key
        self.message, self.reason = MessageLine(), QPlainTextEdit()
        self.reason.setTabChangesFocus(True)
        self.reason.setAccessibleName(_("Reason"))
        self.form = QFormLayout()
        self.finished.connect(self.deleteLater)

    def lay_out(self, **fields: QWidget) -> None:
        """Put what is asked above the reason and the buttons."""
        self.form.addRow(_("Reason"), self.reason)
        self.buttons = ActButtons(self, self._workplace.tasks, self.windowTitle(), self.do)
        layout = QVBoxLayout(self)
        layout.addWidget(self.message)
        layout.addLayout(self.form)
        layout.addWidget(self.buttons)
        keep_dialog(self._workplace, self, self._key, reason=self.reason, **fields).begin()

    def work(self) -> Callable[[], object]:
        """Return what the server is asked; a UserError says what is missing."""
        raise NotImplementedError

    def do(self) -> None:
        """Ask the server; the dialog closes when it has accepted."""
        try:
            work = self.work()
        except UserError as error:
            self.message.refuse(error)
            return
        self.buttons.ask(work, self._done, self.message.refuse)

    def _done(self, _nothing: object) -> None:
        self.accept()
        self.stored.emit()
