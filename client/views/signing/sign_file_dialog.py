"""Signing a PDF file with the university's certificate: a second file is written, the first stays as it is."""

from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from client.core.errors import UserError
from client.core.i18n import N_, _
from client.data.signing.files import SIGNED, by_file, by_token, sign_file
from client.widgets.act_buttons import ActButtons
from client.widgets.file_dialogs import FileDialogs, opening
from client.widgets.file_field import FileField
from client.widgets.kept_input import keep_dialog
from client.widgets.key_place import KeyPlace
from client.widgets.measures import letters_wide
from client.widgets.message_line import MessageLine
from client.widgets.workplace import Workplace
from shared.models.signing import FILE, TOKEN

LETTERS = 78
NO_FILE = N_("Choose the PDF file that is signed.")
PDF, KEYS = "PDF (*.pdf)", "PKCS#12 (*.p12 *.pfx)"


class SignFileDialog(QDialog):
    """The passphrase or PIN is typed each time and kept nowhere."""

    def __init__(self, workplace: Workplace, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Sign a PDF file"))
        self.setMinimumWidth(letters_wide(self, LETTERS))
        self._workplace, files = workplace, FileDialogs(workplace.settings)
        self.message = MessageLine()
        self.file = FileField(lambda: files.to_open(self, _("PDF file"), PDF))
        certificate = FileField(lambda: files.to_open(self, _("Certificate"), KEYS))
        self.place = KeyPlace(
            self, workplace, (FILE, TOKEN), (_("Certificate"), certificate), certificates=True
        )
        self.file.setAccessibleName(_("PDF file"))
        self.place.insertRow(0, _("PDF file"), self.file)
        self.buttons = ActButtons(self, workplace.tasks, _("Sign"), self.do)
        layout = QVBoxLayout(self)
        layout.addWidget(self.message)
        layout.addLayout(self.place)
        layout.addWidget(self.buttons)
        keep_dialog(
            workplace, self, "signing/file", file=self.file.path_text, certificate=certificate.path_text
        ).begin()
        self.place.explain()
        self.finished.connect(self.deleteLater)

    def do(self) -> None:
        """Sign the file into one beside it."""
        path, place = self.file.path(), self.place
        if not path.name:
            self.message.refuse(UserError(NO_FILE))
            return
        written = path.with_name(f"{path.stem} ({_(SIGNED)}).pdf")
        who = (
            partial(by_file, place.path(), place.secret.text())
            if place.kind == FILE
            else partial(by_token, place.token(), place.certificate.text().strip())
        )
        self.buttons.ask(partial(sign_file, path, who, written), self._done, self.message.refuse)

    def _done(self, written: Path) -> None:
        self.accept()
        self._workplace.navigator.say(_("{file} was written.", file=written.name), *opening(written))
