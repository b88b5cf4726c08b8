"""The line under a sheet that says what came back from this computer, and lets one throw it away."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMessageBox, QPushButton, QWidget

from client.core.i18n import _
from client.widgets.formatting import grouped


class KeptLine(QWidget):
    """Stands until what came back is saved or thrown away."""

    thrown_away = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._words = QLabel()
        self._words.setWordWrap(True)
        away = QPushButton(_("Throw it away"))
        away.clicked.connect(self._throw_away)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(8, 4, 8, 4)
        layout.addWidget(self._words, 1)
        layout.addWidget(away)
        self.hide()

    def text(self) -> str:
        return self._words.text()

    def tell(self, came_back: int, homeless: int) -> None:
        """Say how many cells came back, and how many of them have no place any more."""
        parts = [_("{count} cells that were not saved came back.", count=grouped(came_back))]
        if homeless:
            gone = _("{count} of them belong to rows that are gone and wait here.", count=grouped(homeless))
            parts.append(gone)
        self._words.setText(" ".join(parts))
        self.setVisible(bool(came_back))

    def tell_input(self, *, back: bool) -> None:
        """Say that what was typed into fields came back."""
        self._words.setText(_("What was typed here before and not saved came back."))
        self.setVisible(back)

    def _throw_away(self) -> None:
        question = _("Throw away everything here that is not saved?")
        if (
            QMessageBox.question(self, self.window().windowTitle(), question)
            == QMessageBox.StandardButton.Yes
        ):
            self.thrown_away.emit()
