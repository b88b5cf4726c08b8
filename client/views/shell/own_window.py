"""A tab torn off into a native window of its own."""

from PySide6.QtCore import QByteArray, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from client.core import actions
from client.core.actions import action
from client.core.icons import icon
from client.views.shell.page import Page


class OwnWindow(QWidget):
    """Shows one page; the same key takes it back to the tabs, closing it closes the page."""

    returning = Signal(object)
    closing = Signal(object)
    help_wanted = Signal()
    palette_wanted = Signal()

    def __init__(self, page: Page, role: str, colour: str) -> None:
        super().__init__()
        self.page = page
        self._role = role
        line = QFrame()
        line.setFixedHeight(3)
        line.setStyleSheet(f"background: {colour}")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(line)
        layout.addWidget(page)
        action(self, actions.TEAR_OFF, lambda: self.returning.emit(self))
        action(self, actions.CLOSE_TAB, self.close)
        action(self, actions.HELP, self.help_wanted.emit)
        action(self, actions.PALETTE, self.palette_wanted.emit)
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

    def _rename(self) -> None:
        self.setWindowTitle(f"{self.page.title} — {self._role}")

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self.page.may_close():
            event.ignore()
            return
        self.closing.emit(self)
        super().closeEvent(event)
