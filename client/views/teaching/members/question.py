"""What the dialogs about members have alike: the class above, days, a remark, and an act that may be refused."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtWidgets import (
    QDialog,
    QFormLayout,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from client.core import clock
from client.core.errors import UserError
from client.core.i18n import N_
from client.data.teaching.members import RELATION, TaughtClass
from client.widgets.act_buttons import ActButtons
from client.widgets.combo import Combo
from client.widgets.kept_input import KeptField, keep_dialog
from client.widgets.measures import letters_wide
from client.widgets.message_line import MessageLine
from client.widgets.workplace import Workplace

LETTERS, NOTE = 64, 256
NO_CLASS = N_("Choose the class.")


class ClassBox(Combo):
    """To which class somebody comes; of several none is chosen by chance."""

    def __init__(self, classes: Sequence[TaughtClass]) -> None:
        super().__init__()
        for each in classes:
            self.addItem(each.students, each.id)
        if len(classes) > 1:
            self.setCurrentIndex(-1)


def within(of: TaughtClass) -> date:
    """Return today, or the day of the term that is nearest to it."""
    return min(max(clock.today(), of.first), of.last)


class MemberQuestion(QDialog):
    """Stays open while the act is refused; what was typed is kept."""

    def __init__(self, workplace: Workplace, title: str, of: str, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.workplace = workplace
        self.message, self.note = MessageLine(), QLineEdit()
        self.note.setMaxLength(NOTE)
        self.form = QFormLayout()
        about = QLabel(of)
        about.setWordWrap(True)
        self.form.addRow(about)
        self.buttons = ActButtons(self, workplace.tasks, title, self.do)
        layout = QVBoxLayout(self)
        layout.addWidget(self.message)
        layout.addLayout(self.form)
        layout.addWidget(self.buttons)
        self.setMinimumWidth(letters_wide(self, LETTERS))
        self.finished.connect(self.deleteLater)

    def do(self) -> None:
        """Do the act; each dialog says which."""
        raise NotImplementedError

    def keep(self, key: str, **fields: QWidget | KeptField) -> None:
        """Keep what is typed into these fields and into the remark."""
        keep_dialog(self.workplace, self, key, **fields, note=self.note).begin()

    def run_into(self, box: ClassBox, work: Callable[[int], Any], told: str) -> None:
        """Do the work with the class that was chosen."""
        if (chosen := box.currentData()) is None:
            self.message.refuse(UserError(NO_CLASS))
        else:
            self.run(partial(work, chosen), told)

    def run(self, work: Callable[[], Any], told: str) -> None:
        """Do the work in the background; say `told` when the server has accepted it."""

        def done(_answer: Any) -> None:
            self.workplace.changes.announce(RELATION)
            self.workplace.navigator.say(told)
            self.accept()

        self.buttons.ask(work, done, self.message.refuse)
