"""A certificate for PDF files: read from its file, whose private part stays where it is."""

from functools import partial

from PySide6.QtWidgets import QDialog, QFormLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from client.core.i18n import _
from client.data.signing import acts
from client.data.signing.certificates import called, read_certificate
from client.widgets.act_buttons import ActButtons
from client.widgets.combo import Combo
from client.widgets.file_dialogs import FileDialogs
from client.widgets.file_field import FileField
from client.widgets.kept_input import keep_dialog
from client.widgets.measures import letters_wide
from client.widgets.message_line import MessageLine
from client.widgets.workplace import Workplace
from shared.models.signing import FILE, PLACES, TOKEN

LETTERS = 78
KINDS = "X.509 (*.cer *.crt *.pem *.p12 *.pfx)"


class CertificateDialog(QDialog):
    """The public part alone is proposed."""

    def __init__(self, workplace: Workplace, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Take a certificate from a file"))
        self.setMinimumWidth(letters_wide(self, LETTERS))
        self._workplace, files = workplace, FileDialogs(workplace.settings)
        self.message, self.kept, self.place, self.secret = MessageLine(), Combo(), QLineEdit(), QLineEdit()
        self.file = FileField(lambda: files.to_open(self, _("Certificate"), KINDS))
        self.secret.setEchoMode(QLineEdit.EchoMode.Password)
        self.place.setMaxLength(128)
        for kind in (FILE, TOKEN):
            self.kept.addItem(_(PLACES[kind]), kind)
        lines = QFormLayout()
        for label, field in (
            (_("File"), self.file), (_("Passphrase"), self.secret), (_("Private key kept in"), self.kept),
            (_("Workstation or token"), self.place),
        ):  # fmt: skip
            field.setAccessibleName(label)
            lines.addRow(label, field)
        told = QLabel(
            _("A .cer file needs no passphrase. Of a .p12 file only the certificate is read and sent.")
        )
        told.setWordWrap(True)
        self.buttons = ActButtons(self, workplace.tasks, _("Propose the certificate"), self.do)
        layout = QVBoxLayout(self)
        layout.addWidget(self.message)
        layout.addLayout(lines)
        layout.addWidget(told)
        layout.addWidget(self.buttons)
        keep_dialog(
            workplace, self, "signing/certificate", file=self.file.path_text, place=self.place
        ).begin()
        self.finished.connect(self.deleteLater)

    def do(self) -> None:
        """Read the certificate and propose it."""
        kept: str = self.kept.currentData()
        place, path, secret = self.place.text(), self.file.path(), self.secret.text()

        def work() -> str:
            certificate = read_certificate(path, secret)
            acts.propose_certificate(self._workplace.gateway, certificate, kept, place)
            return called(certificate)

        self.buttons.ask(partial(work), self._done, self.message.refuse)

    def _done(self, name: str) -> None:
        self.accept()
        self._workplace.changes.announce(*acts.RELATIONS)
        self._workplace.navigator.say(
            _("The certificate of “{name}” was proposed. An administrator admits it.", name=name)
        )
