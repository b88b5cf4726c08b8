"""A certificate for PDF files: read from its file or its token, where its private part stays."""

from functools import partial

from PySide6.QtWidgets import QDialog, QLabel, QLineEdit, QVBoxLayout, QWidget

from client.core.i18n import N_, _
from client.data.signing import acts
from client.data.signing.certificates import called, read_certificate, read_token
from client.widgets.act_buttons import ActButtons
from client.widgets.combo import Combo
from client.widgets.file_dialogs import FileDialogs
from client.widgets.file_field import FileField
from client.widgets.kept_input import keep_dialog
from client.widgets.key_place import KeyPlace
from client.widgets.measures import letters_wide
from client.widgets.message_line import MessageLine
from client.widgets.workplace import Workplace
from shared.models.signing import FILE, PLACES, TOKEN

LETTERS = 78
OF_FILE = N_("A .cer file needs no passphrase. Of a .p12 file only the certificate is read and sent.")
OF_TOKEN = N_("Only the certificate is read and sent; its private key never leaves the token.")
KINDS = "X.509 (*.cer *.crt *.pem *.p12 *.pfx)"


class CertificateDialog(QDialog):
    """The public part alone is proposed."""

    def __init__(self, workplace: Workplace, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Take a certificate"))
        self.setMinimumWidth(letters_wide(self, LETTERS))
        self._workplace, files = workplace, FileDialogs(workplace.settings)
        self.message, self.kept, self.workstation, self.told = MessageLine(), Combo(), QLineEdit(), QLabel()
        file = FileField(lambda: files.to_open(self, _("Certificate"), KINDS))
        self.place = KeyPlace(
            self,
            workplace,
            (FILE, TOKEN),
            (_("File"), file),
            certificates=True,
            called=_("Certificate read from"),
        )
        self.workstation.setMaxLength(128)
        self.told.setWordWrap(True)
        for kind in (FILE, TOKEN):
            self.kept.addItem(_(PLACES[kind]), kind)
        self.place.add(_("Private key kept in"), self.kept)
        self.place.add(_("Workstation or token"), self.workstation)
        self.buttons = ActButtons(self, workplace.tasks, _("Propose the certificate"), self.do)
        layout = QVBoxLayout(self)
        layout.addWidget(self.message)
        layout.addLayout(self.place)
        layout.addWidget(self.told)
        layout.addWidget(self.buttons)
        keep_dialog(
            workplace, self, "signing/certificate", file=file.path_text, place=self.workstation
        ).begin()
        self.place.kept.currentIndexChanged.connect(self._explain)
        self._explain()
        self.finished.connect(self.deleteLater)

    def do(self) -> None:
        """Read the certificate and propose it."""
        on_token, where = self.place.kind == TOKEN, self.workstation.text()
        kept = TOKEN if on_token else str(self.kept.currentData())
        read = (
            partial(read_token, self.place.token(), self.place.certificate.text().strip())
            if on_token
            else partial(read_certificate, self.place.path(), self.place.secret.text())
        )

        def work() -> str:
            certificate = read()
            acts.propose_certificate(self._workplace.gateway, certificate, kept, where)
            return called(certificate)

        self.buttons.ask(work, self._done, self.message.refuse)

    def _explain(self) -> None:
        """A certificate that is read from a token has its private key there; one from a file may have it elsewhere."""
        on_token = self.place.kind == TOKEN
        self.place.setRowVisible(self.kept, not on_token)
        self.told.setText(_(OF_TOKEN if on_token else OF_FILE))
        self.place.explain()

    def _done(self, name: str) -> None:
        self.accept()
        self._workplace.changes.announce(*acts.RELATIONS)
        self._workplace.navigator.say(
            _("The certificate of “{name}” was proposed. An administrator admits it.", name=name)
        )
