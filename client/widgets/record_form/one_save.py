"""The one Save of a card: it stores the card and the sheets in its tabs, which have no button of their own there."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from client.widgets.sheet_editor import SheetEditor
from client.widgets.tool_bar import ToolBar


class CardSheets(QObject):
    """The sheets in the tabs of a card, as far as they have been looked at."""

    #: Something was typed into one of them or stored.
    touched = Signal()

    def __init__(self, owner: QWidget) -> None:
        super().__init__(owner)
        self._sheets: list[SheetEditor] = []  # type: ignore[type-arg]  # of any source

    def take(self, inside: QWidget) -> None:
        """Take over the saving of the sheets in a window on what belongs to the record."""
        for sheet in inside.findChildren(SheetEditor):
            for bar in sheet.saving.associatedObjects():
                if isinstance(bar, ToolBar):
                    bar.removeAction(sheet.saving)
            for happened in (sheet.edited, sheet.saved, sheet.was_read):
                happened.connect(self.touched)
            self._sheets.append(sheet)
        self.touched.emit()

    def are_changed(self) -> bool:
        """Whether something typed into one of them is not stored."""
        return bool(self._unsaved())

    def save(self) -> None:
        """Store what was typed, each sheet for itself; each says what became of it."""
        for sheet in self._unsaved():
            sheet.save()

    def _unsaved(self) -> list[SheetEditor]:  # type: ignore[type-arg]
        self._sheets = [each for each in self._sheets if isValid(each)]
        return [each for each in self._sheets if each.may_save and each.typed()]
