"""Who signs for the university: the key of this workstation without a question, else a file or a token is opened."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QDialog, QLabel, QVBoxLayout, QWidget

from client.core.i18n import _
from client.data.signing import signers
from client.data.signing.ready import Ready, opened, ready
from client.data.signing.token import TokenSigner
from client.widgets.act_buttons import ActButtons
from client.widgets.file_dialogs import FileDialogs
from client.widgets.file_field import FileField
from client.widgets.kept_input import keep_dialog
from client.widgets.key_place import KeyPlace
from client.widgets.measures import letters_wide
from client.widgets.message_line import MessageLine
from client.widgets.workplace import Workplace
from shared.models.signing import FILE, TOKEN
from shared.signing.keys import Signer

LETTERS = 70
Act = Callable[[Signer], object]


def with_signer(workplace: Workplace, parent: QWidget, act: Act) -> None:
    """Do something that needs a signature: `act` is given who signs, on the thread of the window."""

    def go_on(found: Ready) -> None:
        if found.here is not None:
            act(found.here)
        else:
            SignerDialog(workplace, found.admitted, act, parent).open()

    workplace.tasks.run(parent, partial(ready, workplace.gateway), go_on, workplace.navigator.refuse)


class SignerDialog(QDialog):
    """Opens a sealed file or a token; where it lies is remembered, what opens it never."""

    def __init__(self, workplace: Workplace, admitted: tuple[str, ...], act: Act, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Open the signing key"))
        self.setMinimumWidth(letters_wide(self, LETTERS))
        self._admitted, self._act, files = admitted, act, FileDialogs(workplace.settings)
        self.message = MessageLine()
        file = FileField(lambda: files.to_open(self, _("Signing key"), "PKCS#12 (*.p12)"))
        self.place = KeyPlace(self, workplace, (FILE, TOKEN), (_("File"), file))
        told = QLabel(_("The private key is not on this workstation: open the one that signs today."))
        told.setWordWrap(True)
        self.buttons = ActButtons(self, workplace.tasks, _("Open the signing key"), self.do)
        layout = QVBoxLayout(self)
        layout.addWidget(self.message)
        layout.addWidget(told)
        layout.addLayout(self.place)
        layout.addWidget(self.buttons)
        keep_dialog(workplace, self, "signing/open", file=file.path_text).begin()
        self.place.explain()
        self.finished.connect(self.deleteLater)

    def do(self) -> None:
        """Open the key; the dialog closes when it is one of today."""
        self.buttons.ask(partial(opened, self._opener(), self._admitted), self._done, self.message.refuse)

    def _opener(self) -> Callable[[], Signer]:
        if self.place.kind == FILE:
            return partial(signers.read_file, self.place.path(), self.place.secret.text())
        return partial(TokenSigner, self.place.token())

    def _done(self, signer: Signer) -> None:
        self.accept()
        self._act(signer)
