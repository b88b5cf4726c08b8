"""About the program: its version and what it is made of."""

import platform

from PySide6 import __version__ as qt_version
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QVBoxLayout, QWidget

from client.core.i18n import _
from shared.version import VERSION


class AboutDialog(QDialog):
    """What an administrator asks for on the telephone."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("About the program"))
        title = QLabel("HEMIS Desktop")
        title.setProperty("title", True)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 16, 24, 16)
        layout.setSpacing(8)
        layout.addWidget(title)
        for line in self._lines():
            layout.addWidget(QLabel(line))
        layout.addWidget(buttons)

    @staticmethod
    def _lines() -> tuple[str, ...]:
        return (
            _("The work of the offices, departments and teachers of a university"),
            _("Version {version}", version=VERSION),
            f"Qt {qt_version}, Python {platform.python_version()}, {platform.system()} {platform.release()}",
        )
