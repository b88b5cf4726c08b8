"""Why a line is refused, whole, in a place of its own below the table: a cell shows only the beginning."""

from PySide6.QtWidgets import QPlainTextEdit

from client.core.i18n import _

LINES = 3


class Reasons(QPlainTextEdit):
    """Read only, to be copied; it keeps its height, so that nothing moves from line to line."""

    def __init__(self) -> None:
        super().__init__()
        self.setReadOnly(True)
        self.setTabChangesFocus(True)
        self.setAccessibleName(_("Reasons"))
        self.setFixedHeight(self.fontMetrics().lineSpacing() * LINES + 12)
