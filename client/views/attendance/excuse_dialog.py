"""An excuse document of a student: its days, and privately why, its number, who gave it, its scan."""

from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from client.core.i18n import _
from client.data.attendance import excuses
from client.data.attendance.excuses import NewExcuse
from client.widgets.act_buttons import ActButtons
from client.widgets.combo import Combo
from client.widgets.day_edit import DayEdit
from client.widgets.file_dialogs import FileDialogs
from client.widgets.kept_input import keep_dialog
from client.widgets.measures import letters_wide
from client.widgets.message_line import MessageLine
from client.widgets.workplace import Workplace
from shared.models.attendance import REASONS

LETTERS = 62


class ExcuseDialog(QDialog):
    """Stays open until the server has accepted the document; what was typed is kept."""

    stored = Signal()

    def __init__(
        self,
        workplace: Workplace,
        student_id: int,
        student: str,
        first: date,
        last: date,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Excuse document"))
        self.setMinimumWidth(letters_wide(self, LETTERS))
        self._workplace, self._student_id = workplace, student_id
        self.message = MessageLine()
        self.first, self.last = DayEdit(first), DayEdit(last)
        self.reason, self.number, self.issued_by, self.note = Combo(), QLineEdit(), QLineEdit(), QLineEdit()
        self._file = QLabel(_("no file"))
        self._scan: Path | None = None
        self._build(student)
        keep_dialog(
            workplace, self, f"attendance-excuse/{student_id}",
            first=self.first, last=self.last, reason=self.reason, number=self.number, issued_by=self.issued_by,
            note=self.note,
        ).begin()  # fmt: skip
        self.finished.connect(self.deleteLater)

    def store(self) -> None:
        """Record the document."""
        document = NewExcuse(
            self._student_id,
            self.first.day(),
            self.last.day(),
            self.reason.currentData(),
            self.number.text(),
            self.issued_by.text(),
            self.note.text(),
            self._scan,
        )
        work = partial(excuses.add, self._workplace.gateway, document)
        self.buttons.ask(work, lambda _made: self._done(), self.message.refuse)

    def choose_scan(self) -> None:
        """Ask for the scan."""
        name = FileDialogs(self._workplace.settings).to_open(
            self, _("Scan of the document"), "PDF, JPEG, PNG (*.pdf *.jpg *.jpeg *.png)"
        )
        if name:
            self._scan = Path(name)
            self._file.setText(self._scan.name)

    def _done(self) -> None:
        self._workplace.changes.announce("attendance.excuse", "attendance.ruling")
        self.stored.emit()
        self.accept()

    def _build(self, student: str) -> None:
        for key, words in REASONS.items():
            self.reason.addItem(_(words), key)
        choose = QPushButton(_("Choose a file"))
        choose.clicked.connect(self.choose_scan)
        scan = QHBoxLayout()
        scan.addWidget(choose)
        scan.addWidget(self._file, 1)
        form = QFormLayout()
        form.addRow(QLabel(student))
        for title, field in (
            (_("From"), self.first),
            (_("Until"), self.last),
            (_("Reason"), self.reason),
            (_("Number of the document"), self.number),
            (_("Issued by"), self.issued_by),
            (_("Remark"), self.note),
        ):
            field.setAccessibleName(title)
            form.addRow(title, field)
        form.addRow(_("Scan"), scan)
        told = QLabel(
            _(
                "It excuses all absences in these days, also those that are still to be marked. "
                "Why the student was excused is private: every reading of it is noted."
            )
        )
        told.setWordWrap(True)
        told.setProperty("quiet", True)
        self.buttons = ActButtons(self, self._workplace.tasks, _("Save"), self.store)
        layout = QVBoxLayout(self)
        layout.addWidget(self.message)
        layout.addLayout(form)
        layout.addWidget(told)
        layout.addWidget(self.buttons)
