"""A value that is only read: moments that the server notes."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from client.widgets.editors.editor import Editor
from client.widgets.formatting import shown


class MomentLabel(Editor):
    """A point in time, to read and to copy."""

    def __init__(self) -> None:
        super().__init__()
        self._value: Any = None
        self._label = QLabel()
        self._label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._hold(self._label)

    def value(self) -> Any:
        return self._value

    def set_value(self, value: Any, text: str = "") -> None:
        self._value = value
        self._label.setText(shown(value))
