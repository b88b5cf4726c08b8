"""An act with a reason: what was typed is kept until the server has accepted it."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtWidgets import QDialog, QLabel, QPlainTextEdit, QVBoxLayout, QWidget

from client.core.errors import HemisError, UserError
from client.core.i18n import N_, _
from client.widgets.act_buttons import ActButtons
from client.widgets.kept_input.dialog import keep_dialog
from client.widgets.measures import letters_wide
from client.widgets.message_line import MessageLine
from client.widgets.workplace import Workplace

LETTERS = 62
MISSING = N_("Write the reason: it is kept for good.")
LONGEST = 256
LONG = N_("The reason is kept with {most} letters at most. This is {count} too long.")


@dataclass(frozen=True)
class ReasonedAct:
    """What is done, why it is asked, and the act itself, which is handed the reason and touches no widget."""

    key: str
    title: str
    question: str
    work: Callable[[str], object]
    done: Callable[[], object]


class ReasonDialog(QDialog):
    """Stays open while the act is refused, with its sentence above what was typed."""

    def __init__(self, workplace: Workplace, act: ReasonedAct, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setWindowTitle(act.title)
        self.setMinimumWidth(letters_wide(self, LETTERS))
        self._workplace, self._act = workplace, act
        self.message, self.reason = MessageLine(), QPlainTextEdit()
        self.reason.setAccessibleName(_("Reason"))
        self.reason.setTabChangesFocus(True)
        question = QLabel(act.question)
        question.setWordWrap(True)
        self.buttons = ActButtons(self, workplace.tasks, act.title, self.do, cancel=_("Keep"))
        layout = QVBoxLayout(self)
        for widget in (self.message, question, self.reason, self.buttons):
            layout.addWidget(widget)
        keep_dialog(workplace, self, act.key, reason=self.reason).begin()
        self.finished.connect(self.deleteLater)

    def do(self) -> None:
        """Do the act; the dialog closes when the server has accepted it."""
        reason = self.reason.toPlainText().strip()
        if not reason:
            self._refused(UserError(MISSING))
            return
        if (over := len(reason) - LONGEST) > 0:
            self._refused(UserError(LONG, most=LONGEST, count=over))
            return
        self.buttons.ask(partial(self._act.work, reason), self._done, self._refused)

    def _done(self, _nothing: object) -> None:
        self.accept()
        self._act.done()

    def _refused(self, error: HemisError) -> None:
        self.message.refuse(error)
        self.reason.setFocus()
