"""Checking a signed code before anybody has signed in: by the keys of this computer alone, without a network."""

from functools import partial

from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from client.core.errors import HemisError
from client.core.i18n import _
from client.core.icons import icon
from client.core.tasks import Tasks
from client.data.signing.checking import CheckedCode, check_offline
from client.data.signing.key_store import KeyStore
from client.data.signing.public_file import CheckedInFile, check_in_file
from client.widgets.file_dialogs import FileDialogs, Forgetful
from client.widgets.measures import letters_wide
from client.widgets.message_line import MessageLine
from client.widgets.paper_verdict import Said, VerdictView
from client.widgets.paper_verdict.code_words import said_of
from client.widgets.paper_verdict.public_words import said_of_public
from client.widgets.public_file_line import PublicFileLine

LETTERS, LINES = 78, 38


class PaperCheck(QDialog):
    """A hand scanner types into the field and presses Enter; the dialog stays for the next paper."""

    def __init__(self, tasks: Tasks, server: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Check a paper"))
        self.setMinimumWidth(letters_wide(self, LETTERS))
        self._tasks, self._keys = tasks, KeyStore.of_this_computer(server)
        self.text, self.said, self.message = QLineEdit(), VerdictView(), MessageLine()
        self.against = PublicFileLine(tasks, FileDialogs(Forgetful()), self._keys.read, self._refuse)
        self.against.changed.connect(self._begin_anew)
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
        layout.addWidget(self.message)
        layout.addWidget(told)
        layout.addLayout(asked)
        layout.addWidget(self.against)
        layout.addWidget(self.said, 1)
        self.resize(self.minimumWidth(), self.fontMetrics().height() * LINES)
        self.finished.connect(self.deleteLater)

    def check(self) -> None:
        """Check what stands in the field."""
        text, keys = self.text.text(), self._keys
        if not text.strip():
            return
        if (file := self.against.file) is not None:
            self._tasks.run(
                self, lambda: check_in_file(text, file, keys.read()), self._show_in_file, self._refuse
            )
        else:
            self._tasks.run(self, partial(check_offline, text, keys), self._show)

    def _show(self, checked: CheckedCode) -> None:
        self._say(said_of(checked))

    def _show_in_file(self, checked: CheckedInFile) -> None:
        self._say(said_of_public(checked))

    def _say(self, said: Said) -> None:
        self.message.hide()
        self.said.show_said(said)
        self.text.selectAll()
        self.text.setFocus()

    def _begin_anew(self) -> None:
        self.message.hide()
        self.said.clear()
        self.text.setFocus()

    def _refuse(self, error: HemisError) -> None:
        self.said.clear()
        self.message.refuse(error)
