"""One line for sentences: what was saved, what was refused; it goes away by itself unless it is bad news."""

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QColor, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QWidget

from client.core.errors import HemisError
from client.core.i18n import _
from client.core.icons import icon
from client.core.theme import colours

SECONDS = 8


class MessageLine(QWidget):
    """Shows one sentence at a time; details for the administrator unfold as a tooltip and are copied with it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon = QLabel()
        self._text = QLabel()
        self._text.setWordWrap(True)
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        close = QToolButton()
        close.setIcon(icon("close"))
        close.setToolTip(_("Close"))
        close.setAccessibleName(_("Close"))
        close.clicked.connect(self.hide)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(8, 4, 8, 4)
        layout.addWidget(self._icon)
        layout.addWidget(self._text, 1)
        layout.addWidget(close)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.hide)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.hide()

    def text(self) -> str:
        return self._text.text()

    def say(self, sentence: str) -> None:
        """Show good or neutral news for some seconds."""
        self._show(sentence, "info", colours().accent)
        self._timer.start(SECONDS * 1000)

    def refuse(self, error: HemisError) -> None:
        """Show what went wrong until it is closed or something else is said."""
        self._timer.stop()
        self._show(error.text(), "warning", colours().bad)
        self.setToolTip(error.details)

    def _show(self, sentence: str, meaning: str, colour: str) -> None:
        self._text.setText(sentence)
        self._icon.setPixmap(icon(meaning, QColor(colour)).pixmap(16, 16))
        self.setStyleSheet(
            f"MessageLine {{ background: {colours().base}; border-bottom: 2px solid {colour}; }}"
        )
        self.setToolTip("")
        self.setAccessibleName(sentence)
        self.show()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
        else:
            super().keyPressEvent(event)
