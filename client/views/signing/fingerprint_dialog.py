"""The fingerprint of a key: two people compare it, then one of them admits the key."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QVBoxLayout, QWidget

from client.core.i18n import _
from client.data.signing import acts, signers
from client.data.signing.acts import Proposed
from client.widgets.act_buttons import ActButtons
from client.widgets.measures import letters_wide
from client.widgets.message_line import MessageLine
from client.widgets.workplace import Workplace
from shared.signing.keys import Signer

LETTERS = 62


class FingerprintDialog(QDialog):
    """Whoever admits a key asks its holder to read the fingerprint aloud: the server could show another key."""

    def __init__(
        self, workplace: Workplace, key: int, proposed: Proposed, parent: QWidget, *, deciding: bool
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Admit the key") if deciding else _("Fingerprint"))
        self.setMinimumWidth(letters_wide(self, LETTERS))
        self._workplace, self._key, self._proposed = workplace, key, proposed
        self.message = MessageLine()
        told, self.fingerprint = QLabel(), QLabel(_in_lines(proposed.fingerprint))
        told.setText(_advice(deciding=deciding))
        told.setWordWrap(True)
        self.fingerprint.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.fingerprint.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.fingerprint.setAccessibleName(_("Fingerprint"))
        self.fingerprint.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.here = QLabel()
        self.here.setProperty("quiet", True)
        self.buttons = self._buttons(deciding=deciding)
        layout = QVBoxLayout(self)
        layout.setSpacing(12)
        for widget in (self.message, told, self.fingerprint, self.here, self.buttons):
            layout.addWidget(widget)
        workplace.tasks.run(self, partial(signers.kept_here, [proposed.key_id]), self._show_here)
        self.finished.connect(self.deleteLater)

    def admit(self) -> None:
        """Admit the key; the dialog closes when the server has accepted it."""
        work = partial(acts.admit, self._workplace.gateway, self._key)
        if isinstance(self.buttons, ActButtons):
            self.buttons.ask(work, self._done, self.message.refuse)

    def _buttons(self, *, deciding: bool) -> QDialogButtonBox:
        if deciding:
            return ActButtons(self, self._workplace.tasks, _("Admit the key"), self.admit)
        box = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        box.rejected.connect(self.reject)
        return box

    def _done(self, _nothing: object) -> None:
        self.accept()
        self._workplace.changes.announce(*acts.RELATIONS)
        self._workplace.navigator.say(
            _("The key {key} signs for the university from today on.", key=self._proposed.key_id)
        )

    def _show_here(self, found: list[Signer]) -> None:
        self.here.setText(_("Its private part is on this workstation.") if found else "")


def _advice(*, deciding: bool) -> str:
    if deciding:
        return _(
            "Let the person who proposed the key read its fingerprint to you, on the telephone or from the own screen. "
            "Admit the key only if all of it is the same."
        )
    return _(
        "Read it to the administrator who admits the key, or compare it with what stands on another screen."
    )


def _in_lines(fingerprint: str) -> str:
    groups = fingerprint.split(" ")
    return "\n".join(" ".join(groups[start : start + 4]) for start in range(0, len(groups), 4))
