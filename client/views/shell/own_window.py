"""A tab torn off into a native window of its own."""

from PySide6.QtCore import QByteArray, Qt, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from client.core import actions
from client.core.actions import Command, window_action
from client.core.i18n import N_
from client.core.icons import icon
from client.views.shell.page import Page
from client.widgets.message_line import MessageLine
from client.widgets.message_place import MessagePlace

BACK = Command(N_("Back to the tabs"), actions.TEAR_OFF.keys, "return")


class OwnWindow(QWidget):
    """Shows one page. Its button, the key and closing take it back to the tabs; Ctrl+W closes the page as in a tab."""

    returning = Signal(object)

    def __init__(self, page: Page, role: str, colour: str) -> None:
        super().__init__()
        self.page = page
        self.message_place = MessagePlace()
        self.message = MessageLine(self)
        self._role = role
        line = QFrame()
        line.setFixedHeight(3)
        line.setStyleSheet(f"background: {colour}")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(line)
        layout.addWidget(page, 1)
        layout.addLayout(self._bottom())
        self.setWindowIcon(icon(page.icon_name))
        self.resize(960, 640)
        page.renamed.connect(self._rename)
        self._rename()
        page.show()

    def place(self) -> str:
        """Return where the window stands, as text that can be remembered."""
        return bytes(self.saveGeometry().toBase64().data()).decode()

    def put_at(self, place: str) -> None:
        self.restoreGeometry(QByteArray.fromBase64(place.encode()))

    def _bottom(self) -> QHBoxLayout:
        back = QToolButton()
        back.setDefaultAction(window_action(self, BACK, lambda: self.returning.emit(self)))
        back.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        bottom = QHBoxLayout()
        bottom.setContentsMargins(0, 1, 8, 1)
        bottom.addWidget(self.message_place, 1)
        bottom.addWidget(back)
        return bottom

    def _rename(self) -> None:
        self.setWindowTitle(f"{self.page.title} — {self._role}")

    def closeEvent(self, event: QCloseEvent) -> None:
        """Lose nothing and ask nothing: the page goes back to the tabs."""
        self.returning.emit(self)
        super().closeEvent(event)
