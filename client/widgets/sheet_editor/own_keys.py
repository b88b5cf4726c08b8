"""Ctrl+S and F5 belong to the sheet, also inside a card that has them too: two owners of a key are none."""

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QWidget


class OwnKeys(QObject):
    """Claims the keys of actions for a window and all that stands in it, while the actions are offered."""

    def __init__(self, window: QWidget, *claimed: QAction) -> None:
        super().__init__(window)
        self._claimed = claimed
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() not in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress):
            return False
        found = self._owner(event) if isinstance(event, QKeyEvent) else None
        if found is None:
            return False
        if event.type() == QEvent.Type.KeyPress:
            found.trigger()
        event.accept()
        return True

    def _owner(self, event: QKeyEvent) -> QAction | None:
        pressed = QKeySequence(event.keyCombination())
        return next(
            (each for each in self._claimed if each.isVisible() and pressed in each.shortcuts()), None
        )
