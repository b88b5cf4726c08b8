"""Checking a signed code before anybody has signed in: by the keys of this computer alone, without a network."""

from functools import partial

from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from client.core.i18n import _
from client.core.icons import icon
from client.core.tasks import Tasks
from client.data.signing.checking import CheckedCode, check_offline
from client.data.signing.key_store import KeyStore
from client.widgets.measures import letters_wide
from client.widgets.paper_verdict import VerdictView
from client.widgets.paper_verdict.code_words import said_of

LETTERS = 78


class PaperCheck(QDialog):
    """A hand scanner types into the field and presses Enter; the dialog stays for the next paper."""

    def __init__(self, tasks: Tasks, server: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Check a paper"))
        self.setMinimumWidth(letters_wide(self, LETTERS))
        self._tasks, self._keys = tasks, KeyStore.of_this_computer(server)
        self.text, self.said = QLineEdit(), VerdictView()
        self.text.setPlaceholderText(_("Read the QR code of a diploma"))
        self.text.setAccessibleName(_("Text of the QR code"))
        self.text.addAction(icon("qr"), QLineEdit.ActionPosition.LeadingPosition)
        told = QLabel(
            _("Signed codes are checked here without the server. Other papers are checked after signing in.")
        )
        told.setWordWrap(True)
        button = QPushButton(_("Check"))
        button.setDefault(True)
        button.clicked.connect(self.check)
        asked = QHBoxLayout()
        asked.addWidget(self.text, 1)
        asked.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setSpacing(12)
        layout.addWidget(told)
        layout.addLayout(asked)
        layout.addWidget(self.said, 1)
        self.resize(self.minimumWidth(), 420)
        self.finished.connect(self.deleteLater)

    def check(self) -> None:
        """Check what stands in the field."""
        if self.text.text().strip():
            self._tasks.run(self, partial(check_offline, self.text.text(), self._keys), self._show)

    def _show(self, checked: CheckedCode) -> None:
        self.said.show_said(said_of(checked))
        self.text.selectAll()
        self.text.setFocus()
