"""Making a key on this workstation: where its private part is kept, and what opens it."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QDialog, QLabel, QLineEdit, QVBoxLayout, QWidget

from client.core.i18n import N_, _
from client.core.settings import workstation
from client.data.signing import acts, signers
from client.data.signing.token import TokenSigner
from client.widgets.act_buttons import ActButtons
from client.widgets.file_dialogs import FileDialogs
from client.widgets.file_field import FileField
from client.widgets.kept_input import keep_dialog
from client.widgets.key_place import KeyPlace
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
        self.message, self.place, self.again, self.advice = (
            MessageLine(),
            QLineEdit(workstation()),
            QLineEdit(),
            QLabel(),
        )
        file = FileField(lambda: files.to_save(self, f"{_('Signing key')}.p12", KINDS))
        self.key_place = KeyPlace(self, workplace, PLACES, (_("File"), file))
        self._build()
        self._explain()

    def do(self) -> None:
        """Make the key and propose it; the dialog closes when the server has accepted it."""
        kept = self.key_place.kind
        work = partial(_made, self._workplace, self._maker(kept), kept, self.place.text())
        self.buttons.ask(work, self._done, self.message.refuse)

    def _maker(self, kept: str) -> Callable[[], Signer]:
        place = self.key_place
        if kept == SAFE:
            return signers.make_in_safe
        if kept == FILE:
            return partial(signers.make_in_file, place.path(), place.secret.text(), self.again.text())
        return partial(TokenSigner, place.token(), make=True)

    def _build(self) -> None:
        self.again.setEchoMode(QLineEdit.EchoMode.Password)
        self.place.setMaxLength(128)
        self.advice.setWordWrap(True)
        self.key_place.add(_("Passphrase again"), self.again)
        self.key_place.add(_("Workstation or token"), self.place)
        self.buttons = ActButtons(self, self._workplace.tasks, _("Make a key"), self.do)
        layout = QVBoxLayout(self)
        layout.addWidget(self.message)
        layout.addLayout(self.key_place)
        layout.addWidget(self.advice)
        layout.addWidget(self.buttons)
        self.key_place.kept.currentIndexChanged.connect(self._explain)
        # Never the passphrase: what is kept of input lies on the disk.
        keep_dialog(self._workplace, self, "signing/make", place=self.place).begin()
        self.finished.connect(self.deleteLater)

    def _explain(self) -> None:
        """Show what the chosen place asks for."""
        kept = self.key_place.kind
        self.key_place.setRowVisible(self.again, kept == FILE)
        self.advice.setText(_(ADVICE[kept]))
        self.key_place.explain()

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
