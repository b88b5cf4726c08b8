"""What is asked beside printing: to whom a diploma was handed out, which blank is spoiled, a new password."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from client.core.i18n import _, names
from client.views.offline.printing.panel import LONGEST, REASONS
from client.widgets.combo import Combo
from client.widgets.measures import letters_wide
from shared.offline.package import Diploma

LETTERS = 60
NAME = 256


class Asked(QDialog):
    """A short form with its button; Enter does it."""

    def __init__(self, title: str, told: str, act: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setMinimumWidth(letters_wide(self, LETTERS))
        self.told, self.form = QLabel(told), QFormLayout()
        self.told.setWordWrap(True)
        standard = QDialogButtonBox.StandardButton
        self.buttons = QDialogButtonBox(standard.Ok | standard.Cancel)
        self.sure = self.buttons.button(standard.Ok)
        self.sure.setText(act)
        self.buttons.button(standard.Cancel).setText(_("Cancel"))
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(self.told)
        layout.addLayout(self.form)
        layout.addWidget(self.buttons)
        self.finished.connect(self.deleteLater)

    def field(self, label: str, text: str = "", *, most: int = NAME) -> QLineEdit:
        """Add a field."""
        made = QLineEdit(text)
        made.setMaxLength(most)
        made.setAccessibleName(label)
        self.form.addRow(label, made)
        return made


class HandOutDialog(Asked):
    """To the graduates themselves, who sign the list, or to somebody with a power of attorney."""

    wanted = Signal(str, str)

    def __init__(self, diplomas: Sequence[Diploma], parent: QWidget) -> None:
        one = len(diplomas) == 1
        told = (
            names(diplomas[0].name)
            if one
            else _(
                "{count} diplomas, each to the graduate. They sign in the receipt list.", count=len(diplomas)
            )
        )
        super().__init__(_("Hand out"), told, _("Handed out"), parent)
        self.own, self.other = QRadioButton(_("To the graduate")), QRadioButton(_("By power of attorney"))
        self.own.setChecked(True)
        if one:
            self.form.addRow("", self.own)
            self.form.addRow("", self.other)
        self.person = self.field(_("To whom"), diplomas[0].name if one else "")
        self.form.setRowVisible(self.person, one)
        self.document = self.field(_("By what document"), "" if one else _("Receipt list, passports"))
        self.document.setPlaceholderText(_("Passport AA1234567"))
        self._one = one
        self.own.toggled.connect(lambda own: self._turn(own=own, name=diplomas[0].name))
        self.person.textChanged.connect(self._allow)
        self.document.textChanged.connect(self._allow)
        self._turn(own=True, name=self.person.text())
        self._allow()
        self.document.setFocus()

    def accept(self) -> None:
        super().accept()
        document = self.document.text().strip()
        if self.other.isChecked():
            document = _("power of attorney: {document}", document=document)
        self.wanted.emit(self.person.text().strip() if self._one else "", document)

    def _turn(self, *, own: bool, name: str) -> None:
        self.person.setReadOnly(own)
        self.document.setPlaceholderText(
            _("Passport AA1234567") if own else _("No. and day of the power of attorney, passport")
        )
        if own:
            self.person.setText(name)
        else:
            self.person.clear()
            self.person.setFocus()

    def _allow(self) -> None:
        whole = bool(self.document.text().strip()) and (not self._one or bool(self.person.text().strip()))
        self.sure.setEnabled(whole)


class SpoilDialog(Asked):
    """A blank that lies here is spoiled, printed on or not."""

    wanted = Signal(str, str)

    def __init__(self, number: str, parent: QWidget) -> None:
        told = _("The blank is not used any more. What was printed on it is printed again on the next one.")
        super().__init__(_("Spoil a blank"), told, _("Record as spoiled"), parent)
        self.number = self.field(_("Blank number"), number, most=13)
        self.reason = Combo()
        self.reason.setEditable(True)
        self.reason.addItems([_(each) for each in REASONS])
        self.reason.setAccessibleName(_("Reason"))
        if (line := self.reason.lineEdit()) is not None:
            line.setMaxLength(LONGEST)
        self.form.addRow(_("Reason"), self.reason)
        self.number.textChanged.connect(self._allow)
        self._allow()

    def accept(self) -> None:
        super().accept()
        self.wanted.emit(self.number.text().strip().upper(), self.reason.currentText())

    def _allow(self) -> None:
        self.sure.setEnabled(bool(self.number.text().strip()))


class PasswordDialog(Asked):
    """Another password of the workstation; it opens the store where neither server nor keyring is there."""

    def __init__(self, change: Callable[[str], object], shortest: int, parent: QWidget) -> None:
        told = _(
            "With this password the workstation is opened without the server. Nobody can find it out for you."
        )
        super().__init__(_("Password of the workstation"), told, _("Change"), parent)
        self._change, self._shortest = change, shortest
        self.first, self.second = self.field(_("New password")), self.field(_("Once more"))
        for field in (self.first, self.second):
            field.setEchoMode(QLineEdit.EchoMode.Password)
            field.textChanged.connect(self._allow)
        self._allow()

    def accept(self) -> None:
        super().accept()
        self._change(self.first.text())

    def _allow(self) -> None:
        self.sure.setEnabled(
            len(self.first.text()) >= self._shortest and self.first.text() == self.second.text()
        )
