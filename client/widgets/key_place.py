"""The lines of a dialog that say where a private key lies and what opens it: a passphrase, or the PIN of a token."""

from collections.abc import Iterable
from pathlib import Path

from PySide6.QtWidgets import QDialog, QFormLayout, QLabel, QLineEdit, QWidget

from client.core.i18n import _
from client.core.settings import workstation
from client.data.signing.token import Token
from client.widgets.combo import Combo
from client.widgets.file_dialogs import FileDialogs
from client.widgets.file_field import FileField
from client.widgets.workplace import Workplace
from shared.models.signing import FILE, PLACES, TOKEN

LIBRARIES = "PKCS#11 (*.dll *.so *.dylib)"


class KeyPlace(QFormLayout):
    """Shows the lines of the chosen place; of a token everything but its PIN is remembered, a computer each."""

    def __init__(
        self,
        dialog: QDialog,
        workplace: Workplace,
        kinds: Iterable[str],
        file: tuple[str, FileField],
        *,
        certificates: bool = False,
        called: str = "",
    ) -> None:
        super().__init__()
        self._dialog = dialog
        self._settings, self._key = workplace.settings, f"token/{workstation()}"
        files = FileDialogs(workplace.settings)
        self.kept, self.file, self.label, self.secret = Combo(), file[1], QLineEdit(), QLineEdit()
        self.library = FileField(lambda: files.to_open(dialog, _("Library of the token"), LIBRARIES))
        #: Which certificate of a token: asked where certificates are needed, and not keys for codes.
        self.certificate, self._certificates = QLineEdit(), certificates
        self.secret.setEchoMode(QLineEdit.EchoMode.Password)
        self.label.setPlaceholderText(_("Needed only if several are plugged in"))
        self.certificate.setPlaceholderText(_("Needed only if the token has several"))
        for kind in kinds:
            self.kept.addItem(_(PLACES[kind]), kind)
        for name, field in (
            (called or _("Private key kept in"), self.kept), (file[0], self.file),
            (_("Library of the token"), self.library), (_("Name of the token"), self.label),
            (_("Name of the certificate"), self.certificate), (_("Passphrase"), self.secret),
        ):  # fmt: skip
            self.add(name, field)
        self._remember_back()
        self.kept.currentIndexChanged.connect(self.explain)

    @property
    def kind(self) -> str:
        """Return where the key lies, as it is stored."""
        return str(self.kept.currentData())

    def add(self, name: str, field: QWidget) -> None:
        """Add a line below those of the place."""
        field.setAccessibleName(name)
        self.addRow(name, field)

    def explain(self) -> None:
        """Show what the chosen place asks for, and nothing else; first called when the dialog is laid out."""
        on_token = self.kind == TOKEN
        for field, wanted in (
            (self.file, self.kind == FILE), (self.library, on_token), (self.label, on_token),
            (self.certificate, on_token and self._certificates), (self.secret, self.kind in {FILE, TOKEN}),
        ):  # fmt: skip
            self.setRowVisible(field, wanted)
        name = _("PIN") if on_token else _("Passphrase")
        self.secret.setAccessibleName(name)
        label = self.labelForField(self.secret)
        if isinstance(label, QLabel):
            label.setText(name)
        self._dialog.adjustSize()

    def path(self) -> Path:
        """Return the file of the key."""
        return self.file.path()

    def token(self) -> Token:
        """Return the token with its PIN, and remember where it is; the PIN is remembered by nobody."""
        library, label = str(self.library.path()), self.label.text().strip()
        self._settings.put(self._key, {"library": library, "label": label})
        return Token(library, label, self.secret.text())

    def _remember_back(self) -> None:
        last = self._settings.get(self._key)
        if isinstance(last, dict):
            self.library.path_text.setText(str(last.get("library", "")))
            self.label.setText(str(last.get("label", "")))
