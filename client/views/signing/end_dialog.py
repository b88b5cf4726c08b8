"""Ending a key: another follows it, or somebody else may hold it since a day."""

from functools import partial

from PySide6.QtWidgets import QDialog, QFormLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from client.core import clock
from client.core.i18n import N_, _
from client.data.signing import acts
from client.widgets.act_buttons import ActButtons
from client.widgets.combo import Combo
from client.widgets.day_edit import DayEdit
from client.widgets.kept_input import keep_dialog
from client.widgets.measures import letters_wide
from client.widgets.message_line import MessageLine
from client.widgets.workplace import Workplace
from shared.models.signing import ENDS, REVOKED, ROLLED_OVER

LETTERS, LONGEST = 70, 256
ADVICE = {
    ROLLED_OVER: N_(
        "Today is its last day. What it has signed stays good; admit the key that follows it before papers are signed."
    ),
    REVOKED: N_(
        "What is signed with it after the last day is not good any more, and of older papers the register decides: "
        "whoever holds the key can write an earlier day. This cannot be taken back."
    ),
}


class EndDialog(QDialog):
    """Stays open while the act is refused; what was typed is kept."""

    def __init__(self, workplace: Workplace, key: int, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("End the key"))
        self.setMinimumWidth(letters_wide(self, LETTERS))
        self._workplace, self._key = workplace, key
        self.message, self.kind, self.reason = MessageLine(), Combo(), QLineEdit()
        self.last_day, self.advice = DayEdit(clock.today()), QLabel()
        self.advice.setWordWrap(True)
        self.reason.setMaxLength(LONGEST)
        for kind, called in ENDS.items():
            self.kind.addItem(_(called), kind)
        lines = QFormLayout()
        for label, field in (
            (_("Why it ended"), self.kind), (_("Reason"), self.reason),
            (_("Last day on which it was surely ours"), self.last_day),
        ):  # fmt: skip
            field.setAccessibleName(label)
            lines.addRow(label, field)
        self.buttons = ActButtons(self, workplace.tasks, _("End the key"), self.do)
        layout = QVBoxLayout(self)
        layout.addWidget(self.message)
        layout.addLayout(lines)
        layout.addWidget(self.advice)
        layout.addWidget(self.buttons)
        self.kind.currentIndexChanged.connect(self._explain)
        keep_dialog(
            workplace, self, f"signing/end/{key}", kind=self.kind, reason=self.reason, day=self.last_day
        ).begin()
        self._explain()
        self.finished.connect(self.deleteLater)

    def do(self) -> None:
        """End the key; the dialog closes when the server has accepted it."""
        kind: str = self.kind.currentData()
        last_day = self.last_day.day() if kind == REVOKED else None
        reason = self.reason.text().strip()
        work = partial(acts.end, self._workplace.gateway, self._key, kind, reason, last_day)
        self.buttons.ask(work, self._done, self.message.refuse)

    def _explain(self) -> None:
        kind = self.kind.currentData()
        self.advice.setText(_(ADVICE[kind]))
        self.last_day.setEnabled(kind == REVOKED)
        self.adjustSize()

    def _done(self, _nothing: object) -> None:
        self.accept()
        self._workplace.changes.announce(*acts.RELATIONS)
        self._workplace.navigator.say(_("The key has ended."))
