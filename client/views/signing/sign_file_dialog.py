"""Signing a PDF file with the university's certificate: a second file is written, the first stays as it is."""

from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QDialog, QFormLayout, QLineEdit, QVBoxLayout, QWidget

from client.core.i18n import _
from client.data.signing.files import SIGNED, sign_file
from client.widgets.act_buttons import ActButtons
from client.widgets.file_dialogs import FileDialogs, opening
from client.widgets.file_field import FileField
from client.widgets.kept_input import keep_dialog
from client.widgets.measures import letters_wide
from client.widgets.message_line import MessageLine
from client.widgets.workplace import Workplace

LETTERS = 78
PDF, KEYS = "PDF (*.pdf)", "PKCS#12 (*.p12 *.pfx)"


class SignFileDialog(QDialog):
    """The passphrase is typed each time and kept nowhere."""

    def __init__(self, workplace: Workplace, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Sign a PDF file"))
        self.setMinimumWidth(letters_wide(self, LETTERS))
        self._workplace, files = workplace, FileDialogs(workplace.settings)
        self.message, self.secret = MessageLine(), QLineEdit()
        self.file = FileField(lambda: files.to_open(self, _("PDF file"), PDF))
        self.certificate = FileField(lambda: files.to_open(self, _("Certificate"), KEYS))
        self.secret.setEchoMode(QLineEdit.EchoMode.Password)
        lines = QFormLayout()
        for label, field in (
            (_("PDF file"), self.file), (_("Certificate"), self.certificate), (_("Passphrase"), self.secret),
        ):  # fmt: skip
            field.setAccessibleName(label)
            lines.addRow(label, field)
        self.buttons = ActButtons(self, workplace.tasks, _("Sign"), self.do)
        layout = QVBoxLayout(self)
        layout.addWidget(self.message)
        layout.addLayout(lines)
        layout.addWidget(self.buttons)
        keep_dialog(
            workplace, self, "signing/file", file=self.file.path_text, certificate=self.certificate.path_text
        ).begin()
        self.finished.connect(self.deleteLater)

    def do(self) -> None:
        """Sign the file into one beside it."""
        path = self.file.path()
        written = path.with_name(f"{path.stem} ({_(SIGNED)}).pdf")
        work = partial(sign_file, path, self.certificate.path(), self.secret.text(), written)
        self.buttons.ask(work, self._done, self.message.refuse)

    def _done(self, written: Path) -> None:
        self.accept()
        self._workplace.navigator.say(_("{file} was written.", file=written.name), *opening(written))
