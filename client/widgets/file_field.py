"""A field for the path of a file: typed, or chosen in a dialog."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QWidget

from client.core.i18n import _


class FileField(QWidget):
    """Asks `choose()` for a path when its button is pressed; a change of mind leaves what stood there."""

    def __init__(self, choose: Callable[[], str]) -> None:
        super().__init__()
        self.path_text = QLineEdit()
        self.button = QPushButton(_("Choose …"))
        self._choose = choose
        self.button.setAutoDefault(False)
        self.button.clicked.connect(self.choose)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.path_text, 1)
        layout.addWidget(self.button)
        self.setFocusProxy(self.path_text)

    def choose(self) -> None:
        """Let the person choose a file."""
        if chosen := self._choose():
            self.path_text.setText(chosen)

    def path(self) -> Path:
        """Return the path that stands in the field."""
        return Path(self.path_text.text().strip())

    def setAccessibleName(self, name: str) -> None:
        super().setAccessibleName(name)
        self.path_text.setAccessibleName(name)
