"""Making a key on this workstation: where its private part is kept, and what opens it."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QDialog, QFormLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from client.core.i18n import N_, _
from client.core.settings import workstation
from client.data.signing import acts, signers, token
from client.data.signing.token import Token, TokenSigner
from client.widgets.act_buttons import ActButtons
from client.widgets.combo import Combo
from client.widgets.file_dialogs import FileDialogs
from client.widgets.file_field import FileField
from client.widgets.kept_input import keep_dialog
from client.widgets.measures import letters_wide
from client.widgets.message_line import MessageLine
from client.widgets.workplace import Workplace
from shared.models.signing import FILE, PLACES, SAFE, TOKEN
from shared.signing.keys import Signer

LETTERS = 78
ADVICE = {
    SAFE: N_(
        "Whoever is signed in to this computer as you signs with it. If the computer is lost, so is the key: "
        "papers stay good, and a new key is made."
    ),
    FILE: N_(
        "Keep the file on a stick that is locked away, and a copy of it elsewhere. Nobody can open it without the "
        "passphrase, and nobody can tell you a passphrase that was forgotten."
    ),
    TOKEN: N_("The key is made on the token and never leaves it."),
}
KINDS = "PKCS#12 (*.p12)"


class MakeDialog(QDialog):
    """The private key is made and kept first; only then is its public part proposed."""

    def __init__(self, workplace: Workplace, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Make a key"))
        self.setMinimumWidth(letters_wide(self, LETTERS))
        self._workplace, files = workplace, FileDialogs(workplace.settings)
        self.message, self.kept, self.place = MessageLine(), Combo(), QLineEdit(workstation())
        self.file = FileField(lambda: files.to_save(self, f"{_('Signing key')}.p12", KINDS))
        self.library = FileField(
            lambda: files.to_open(self, _("Library of the token"), "PKCS#11 (*.dll *.so *.dylib)")
        )
        self.label, self.secret, self.again, self.advice = QLineEdit(), QLineEdit(), QLineEdit(), QLabel()
        for kind, called in PLACES.items():
            self.kept.addItem(_(called), kind)
        self._lines = QFormLayout()
        self._build()
        self._explain()

    def do(self) -> None:
        """Make the key and propose it; the dialog closes when the server has accepted it."""
        kept: str = self.kept.currentData()
        work = partial(_made, self._workplace, self._maker(kept), kept, self.place.text())
        self.buttons.ask(work, self._done, self.message.refuse)

    def _maker(self, kept: str) -> Callable[[], Signer]:
        if kept == SAFE:
            return signers.make_in_safe
        if kept == FILE:
            return partial(signers.make_in_file, self.file.path(), self.secret.text(), self.again.text())
        chosen = Token(str(self.library.path()), self.label.text().strip(), self.secret.text())
        return partial(TokenSigner, chosen, make=True)

    def _build(self) -> None:
        for secret in (self.secret, self.again):
            secret.setEchoMode(QLineEdit.EchoMode.Password)
        self.place.setMaxLength(128)
        self.advice.setWordWrap(True)
        for label, field in (
            (_("Private key kept in"), self.kept), (_("Workstation or token"), self.place), (_("File"), self.file),
            (_("Library of the token"), self.library), (_("Name of the token"), self.label),
            (_("Passphrase"), self.secret), (_("Passphrase again"), self.again),
        ):  # fmt: skip
            field.setAccessibleName(label)
            self._lines.addRow(label, field)
        self.buttons = ActButtons(self, self._workplace.tasks, _("Make a key"), self.do)
        layout = QVBoxLayout(self)
        layout.addWidget(self.message)
        layout.addLayout(self._lines)
        layout.addWidget(self.advice)
        layout.addWidget(self.buttons)
        self.kept.currentIndexChanged.connect(self._explain)
        # Never the passphrase: what is kept of input lies on the disk.
        keep_dialog(self._workplace, self, "signing/make", place=self.place).begin()
        self.finished.connect(self.deleteLater)

    def _explain(self) -> None:
        """Show what the chosen place asks for."""
        kept = self.kept.currentData()
        shown = {
            self.file: kept == FILE,
            self.again: kept == FILE,
            self.secret: kept != SAFE,
            self.library: kept == TOKEN,
            self.label: kept == TOKEN,
        }
        for field, wanted in shown.items():
            self._lines.setRowVisible(field, wanted)
        label = self._lines.labelForField(self.secret)
        if isinstance(label, QLabel):
            label.setText(_("PIN") if kept == TOKEN else _("Passphrase"))
        possible = kept != TOKEN or token.available()
        self.buttons.sure.setEnabled(possible)
        self.advice.setText(_(ADVICE[kept]) if possible else _(token.NO_PACKAGE))
        self.adjustSize()

    def _done(self, name: str) -> None:
        self.accept()
        self._workplace.changes.announce(*acts.RELATIONS)
        told = _(
            "The key {key} was made. An administrator admits it; read its fingerprint to that person.",
            key=name,
        )
        self._workplace.navigator.say(told)


def _made(workplace: Workplace, make: Callable[[], Signer], kept: str, place: str) -> str:
    """Make a key and propose it; one that could not be proposed is forgotten."""
    signer = make()
    try:
        acts.propose(workplace.gateway, signer, kept, place)
    except BaseException:
        signers.forget(signer.key_id)
        raise
    return signer.key_id
