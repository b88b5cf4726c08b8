"""The last step: what was done, and taking it back."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from client.core.i18n import _
from client.core.icons import icon
from client.core.theme import colours
from client.data.imports.applying import ImportOutcome
from client.data.imports.planning import RowStatus
from client.data.imports.presenting import STATUS_LABELS, STATUS_SIGNS


class ResultStep(QWidget):
    """Says how many were entered, changed and refused."""

    another = Signal()
    save_refused = Signal()
    undo = Signal()
    #: The draft of the order of enrolment is to be opened.
    open_order = Signal()
    #: The records that are new are to be shown.
    open_new = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.words = QLabel()
        self.words.setProperty("title", True)
        self.counts = QLabel()
        self.counts.setWordWrap(True)
        self.counts.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.order = QPushButton(_("Open the order of enrolment"))
        self.new = QPushButton(_("Open the new records"))
        self.save = QPushButton(_("Save the refused rows …"))
        self.take_back = QPushButton(icon("undo"), _("Undo this import"))
        self.next = QPushButton(_("Import another file"))
        self.order.clicked.connect(self.open_order)
        self.new.clicked.connect(self.open_new)
        self.save.clicked.connect(self.save_refused)
        self.take_back.clicked.connect(self.undo)
        self.next.clicked.connect(self.another)
        buttons = QVBoxLayout()  # side by side they were wider than a small screen
        for button in (self.order, self.new, self.take_back, self.save, self.next):
            buttons.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setSpacing(16)
        layout.addStretch(1)
        for widget in (self.words, self.counts):
            layout.addWidget(widget, alignment=Qt.AlignmentFlag.AlignHCenter)
        layout.addLayout(buttons)
        layout.setAlignment(buttons, Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(2)

    def show_outcome(self, file: str, outcome: ImportOutcome) -> None:
        """Show what an import did."""
        self.words.setText("✓ " + _("{file} has been imported", file=file))
        self.words.setStyleSheet(f"color: {colours().good}")
        self.counts.setText(
            "\n".join(
                f"{STATUS_SIGNS[status]}  {_(STATUS_LABELS[status])}: {outcome.plan.count(status)}"
                for status in RowStatus
                if outcome.plan.count(status)
            )
            + self._beside(outcome)
        )
        new = bool(outcome.plan.count(RowStatus.NEW))
        first = self.order if outcome.orders else self.new if new else self.next
        self.order.setVisible(bool(outcome.orders))
        self.new.setVisible(new)
        for button in (self.order, self.new, self.next):
            button.setDefault(button is first)
        self.setFocusProxy(first)
        self.save.setVisible(bool(outcome.plan.count(RowStatus.REFUSED)))
        self.take_back.setEnabled(True)

    def _beside(self, outcome: ImportOutcome) -> str:
        """Say what is different from the file: cells that were mended, lines that were left out."""
        plan, said = outcome.plan, ""
        if count := plan.mended():
            said += "\n\n" + _(
                "Cells mended in the preview: {count}; the file still has its own.", count=count
            )
        if plan.checked.left_out:
            rows = ", ".join(line.numbers for line in plan.checked.left_out)
            said += "\n\n" + _("Left out, because they are no rows of the table: {rows}.", rows=rows)
        return said

    def show_undone(self, count: int) -> None:
        """Show that the import was taken back."""
        self.words.setText(_("The import has been undone: {count} records are as they were.", count=count))
        self.words.setStyleSheet("")
        self.take_back.setEnabled(False)
        self.order.hide()
        self.new.hide()
        self.setFocusProxy(self.next)
