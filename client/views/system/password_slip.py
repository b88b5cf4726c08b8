"""The first password of an account, shown once: to be copied or printed and handed over."""

from PySide6.QtGui import QFont, QFontDatabase, QGuiApplication
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFormLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from client.core.i18n import _


class PasswordSlip(QDialog):
    """Nobody can read this password again after the window is closed."""

    def __init__(
        self, name: str, login: str, password: str, *, waits: bool, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("First password"))
        told = QLabel(
            _("This password is shown only now. Hand it over; it must be changed at the first sign-in.")
        )
        told.setWordWrap(True)
        form = QFormLayout()
        form.addRow(_("Full name"), QLabel(name))
        form.addRow(_("Login"), _to_copy(login))
        form.addRow(_("Password"), _to_copy(password))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 16)
        layout.setSpacing(12)
        layout.addWidget(told)
        layout.addLayout(form)
        if waits:
            later = QLabel(_("It works once a second person has accepted your request."))
            later.setProperty("warning", True)
            later.setWordWrap(True)
            layout.addWidget(later)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        copy = buttons.addButton(_("Copy"), QDialogButtonBox.ButtonRole.ActionRole)
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(f"{login}\n{password}"))
        buttons.rejected.connect(self.reject)
        layout.addWidget(buttons)


def _to_copy(text: str) -> QLineEdit:
    line = QLineEdit(text)
    line.setReadOnly(True)
    font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
    font.setPointSize(font.pointSize() + 3)
    font.setWeight(QFont.Weight.Medium)
    line.setFont(font)
    line.setMinimumWidth(line.fontMetrics().averageCharWidth() * 24)
    return line
