"""Sends what was typed by itself: shortly after the last key, and again until the server is back."""

from typing import Any, TypeVar

from PySide6.QtCore import QObject, QTimer

from client.core.errors import HemisError, Unavailable
from client.widgets.cell_grid import CellGrid
from client.widgets.sheet_editor.editor import SheetEditor

#: Milliseconds after the last key, and between attempts while the server is away.
PAUSE, AGAIN = 1500, 5000
G = TypeVar("G", bound=CellGrid)


class Sending(QObject):
    """Saves when the hands rest; while the server is away every typed entry shows that it waits here."""

    def __init__(self, editor: SheetEditor[Any, G]) -> None:
        super().__init__(editor)
        self._editor = editor
        #: Entries wait here because the server does not answer.
        self.waiting = False
        self._resting = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.send)
        editor.edited.connect(self._typed)
        editor.saved.connect(self._sent)
        editor.troubled.connect(self._failed)
        editor.was_read.connect(lambda _reading: self._typed())

    def rest(self) -> None:
        """Send nothing by itself before the person has saved: what came from a file is looked at first."""
        self._resting = True

    def send(self) -> None:
        """Store what is typed now, unless a cell is wrong or a saving is under way."""
        sheet = self._editor.sheet
        if sheet is None or not self._editor.may_save or sheet.wrong() or not sheet.model.unsaved():
            return
        if self._resting:
            return
        if self._editor.busy or sheet.has_conflicts():
            return
        self._editor.save()

    def _typed(self) -> None:
        sheet = self._editor.sheet
        if sheet is None or not sheet.model.unsaved():
            return
        if self.waiting:
            sheet.show_not_sent()
        elif not self._timer.isActive():
            self._timer.start(PAUSE)

    def _sent(self) -> None:
        self.waiting = self._resting = False

    def _failed(self, errors: tuple[HemisError, ...]) -> None:
        if not any(isinstance(each, Unavailable) for each in errors):
            return
        self.waiting = True
        if self._editor.sheet is not None:
            self._editor.sheet.show_not_sent()
        self._timer.start(AGAIN)
