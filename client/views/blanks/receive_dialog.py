"""Receiving a batch: an unbroken run of numbers of one kind, with its invoice."""

from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QDialog, QFormLayout, QLineEdit, QPushButton, QSpinBox, QVBoxLayout, QWidget

from client.core import clock
from client.core.i18n import _
from client.data.blanks import acts
from client.data.blanks.holdings import Offered
from client.data.imports.number_column import BLANKS
from client.views.blanks.numbers_field import NumbersField
from client.widgets.act_buttons import ActButtons
from client.widgets.combo import Combo
from client.widgets.day_edit import DayEdit
from client.widgets.file_dialogs import FileDialogs
from client.widgets.kept_input import keep_dialog
from client.widgets.measures import letters_wide
from client.widgets.message_line import MessageLine
from client.widgets.workplace import Workplace
from shared.models.blanks import RECEIVE

LETTERS, MOST = 70, 20_000


class ReceiveDialog(QDialog):
    """Gaps, doubles and numbers that were there before refuse the whole batch and are named."""

    def __init__(self, workplace: Workplace, offered: Offered, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Receive blanks"))
        self.setMinimumWidth(letters_wide(self, LETTERS))
        self._workplace, today = workplace, clock.today()
        self.message, self.kind = MessageLine(), Combo()
        self.day, self.invoice_day = DayEdit(today), DayEdit(today)
        self.supplier, self.invoice = QLineEdit(), QLineEdit()
        self.quantity, self.year = QSpinBox(), QSpinBox()
        self.supplier.setMaxLength(256)
        self.invoice.setMaxLength(64)
        self.quantity.setRange(1, MOST)
        self.year.setRange(1990, today.year + 1)
        self.year.setValue(today.year)
        for each in offered.kinds:
            if each.active:
                self.kind.addItem(f"{each.name} ({each.series}{'0' * each.digits})", each.id)
        self.numbers = NumbersField(workplace, RECEIVE, self.day.day, self)
        self.file = QPushButton(_("From a file …"))
        self.file.setAutoDefault(False)
        self.file.clicked.connect(self.choose_file)
        lines = QFormLayout()
        lines.addRow(_("Kind of blanks"), self.kind)
        self.numbers.add_to(lines, self.file)
        for label, field in (
            (_("Quantity on the invoice"), self.quantity), (_("Year of the blanks"), self.year),
            (_("Supplier"), self.supplier), (_("Invoice number"), self.invoice),
            (_("Day of the invoice"), self.invoice_day), (_("Received on"), self.day),
        ):  # fmt: skip
            field.setAccessibleName(label)
            lines.addRow(label, field)
        self.kind.setAccessibleName(_("Kind of blanks"))
        self.buttons = ActButtons(self, workplace.tasks, _("Receive blanks"), self.do)
        layout = QVBoxLayout(self)
        layout.addWidget(self.message)
        layout.addLayout(lines)
        layout.addWidget(self.buttons)
        keep_dialog(
            workplace, self, "blanks/receive", kind=self.kind, numbers=self.numbers.text, quantity=self.quantity,
            year=self.year, supplier=self.supplier, invoice=self.invoice, invoice_day=self.invoice_day, day=self.day,
        ).begin()  # fmt: skip
        self.finished.connect(self.deleteLater)

    def choose_file(self) -> None:
        """Ask for a workbook and put its numbers beneath those that stand there."""
        name = _("Blank numbers")
        if asked := FileDialogs(self._workplace.settings).to_open(self, name, "Excel (*.xlsx)"):
            work = partial(BLANKS.numbers_in, Path(asked))
            self._workplace.tasks.run(self, work, self.numbers.add, self.message.refuse)

    def do(self) -> None:
        """Receive them; the dialog closes when the server has accepted the batch."""
        given = {
            "day": self.day.day().isoformat(), "year": self.year.value(), "quantity": self.quantity.value(),
            "supplier": self.supplier.text().strip(), "invoice_number": self.invoice.text().strip(),
            "invoice_day": self.invoice_day.day().isoformat(),
        }  # fmt: skip
        text, kind = self.numbers.text.toPlainText(), self.kind.currentData()
        work = partial(acts.receive, self._workplace.gateway, kind, text, given)
        self.buttons.ask(work, self._done, self.message.refuse)

    def _done(self, _act_id: int) -> None:
        self.accept()
        self._workplace.changes.announce(*acts.RELATIONS)
        self._workplace.navigator.say(_("Received: {count} blanks.", count=self.quantity.value()))
