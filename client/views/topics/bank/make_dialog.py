"""Asking for a set of tickets; what was typed is kept until the server has accepted it."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFormLayout,
    QLineEdit,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from client.core import clock
from client.core.errors import UserError
from client.core.i18n import N_, _
from client.data.topics import tickets
from client.data.topics.topic_lists import Taught
from client.widgets.act_buttons import ActButtons
from client.widgets.combo import Combo
from client.widgets.kept_input import keep_dialog
from client.widgets.measures import letters_wide
from client.widgets.message_line import MessageLine
from client.widgets.workplace import Workplace
from shared.models.topics import QUESTION_KINDS
from shared.tickets import TicketOrder, TicketSet

LETTERS = 56


class MakeTickets(QDialog):
    """Name, kind, how many, and the seed from which the same tickets come again."""

    def __init__(
        self,
        workplace: Workplace,
        taught: Taught,
        done: Callable[[tuple[int, TicketSet]], object],
        parent: QWidget | None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Make tickets"))
        self.setMinimumWidth(letters_wide(self, LETTERS))
        self._workplace, self._taught, self._made = workplace, taught, done
        self.message, self.name, self.kind = MessageLine(), QLineEdit(), Combo()
        self.tickets, self.questions, self.seed = QSpinBox(), QSpinBox(), QSpinBox()
        self._build()

    def make(self) -> None:
        """Compose and store; the dialog closes when the server has accepted the set."""
        name = self.name.text().strip()
        if not name:
            self.message.refuse(UserError(N_("Write what the set is called.")))
            self.name.setFocus()
            return
        order = TicketOrder(self.tickets.value(), self.questions.value(), self.seed.value())
        work = partial(
            tickets.make, self._workplace.gateway, self._taught, name, self.kind.currentData(), order
        )
        self.buttons.ask(work, self._done, self.message.refuse)

    def _done(self, made: tuple[int, TicketSet]) -> None:
        self.accept()
        self._made(made)

    def _build(self) -> None:
        self.name.setMaxLength(128)
        for code, word in QUESTION_KINDS.items():
            self.kind.addItem(_(word), code)
        self.kind.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        for field, most, usual in (
            (self.tickets, 200, 25),
            (self.questions, 100, 3),
            (self.seed, 2_000_000_000, 0),
        ):
            field.setRange(0 if field is self.seed else 1, most)
            field.setValue(usual)
        self.seed.setValue(int(f"{clock.today():%Y%m%d}"))
        form = QFormLayout()
        rows = (
            (_("Name"), self.name), (_("Kind"), self.kind), (_("Tickets"), self.tickets),
            (_("Questions a ticket"), self.questions), (_("Number of the draw"), self.seed),
        )  # fmt: skip
        for label, widget in rows:
            widget.setAccessibleName(label)
            form.addRow(label, widget)
        self.seed.setToolTip(_("The same bank and the same number of the draw give the same tickets."))
        self.buttons = ActButtons(self, self._workplace.tasks, _("Make"), self.make)
        layout = QVBoxLayout(self)
        layout.addWidget(self.message)
        layout.addLayout(form)
        layout.addWidget(self.buttons)
        keep_dialog(
            self._workplace,
            self,
            f"make-tickets/{self._taught.subject_id}",
            name=self.name,
            tickets=self.tickets,
            questions=self.questions,
            seed=self.seed,
        ).begin()
        self.finished.connect(self.deleteLater)
