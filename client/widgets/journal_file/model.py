"""The cells of a file as a table: what becomes of each, and what stands in it, which is mended there."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt, Signal

from client.core.i18n import N_, _
from client.data.attendance.file_plan import PlannedMark
from client.data.imports.planning import RowStatus
from client.widgets.judged import JudgedModel
from client.widgets.judged.model import Index

CELL, STUDENT, LESSON, TEXT, DETAILS = 0, 2, 3, 4, 5


class FileModel(JudgedModel):
    """Shows the cells of one status, or all; a cell that was mended stays on the screen."""

    HEADERS = (
        N_("Cell"), N_("What happens"), N_("Student"), N_("Lesson"), N_("In the file"), N_("Old → new, or the reason"),
    )  # fmt: skip
    #: A cell of the file, and what stands in it from now on.
    mended = Signal(tuple, str)

    def __init__(self, named: Callable[[Any], str]) -> None:
        super().__init__()
        self._named = named
        self._all: list[PlannedMark] = []
        self._shown: list[PlannedMark] = []
        self._status: RowStatus | None = None

    def show_plan(self, planned: list[PlannedMark]) -> None:
        """Show a file as it is judged now; what is on the screen stays there."""
        kept = {each.mark.place for each in self._shown}
        self.beginResetModel()
        self._all = planned
        self._shown = [
            each for each in planned if self._status in (None, each.status) or each.mark.place in kept
        ]
        self.endResetModel()

    def show_only(self, status: RowStatus | None) -> None:
        """Show the cells of a status; None shows all."""
        self.beginResetModel()
        self._status = status
        self._shown = [each for each in self._all if status in (None, each.status)]
        self.endResetModel()

    def at(self, row: int) -> PlannedMark:
        return self._shown[row]

    def place_of(self, mark: tuple[int, int]) -> int:
        """Return the row of a cell of the file, 0 if it is not shown."""
        return next((row for row, each in enumerate(self._shown) if each.mark.place == mark), 0)

    def shown_lines(self) -> int:
        return len(self._shown)

    def status(self, line: int) -> RowStatus:
        return self._shown[line].status

    def text(self, line: int, column: int) -> str:
        planned = self._shown[line]
        if column == CELL:
            return planned.mark.address
        if column == STUDENT:
            return planned.student.name if planned.student else planned.mark.name
        if column == LESSON:
            return _lesson(planned)
        return planned.text if column == TEXT else self.details(planned)

    def details(self, planned: PlannedMark) -> str:
        """Return what changes, or why nothing does."""
        if planned.reason:
            return planned.reason
        if planned.status is RowStatus.UNCHANGED:
            return self._named(planned.new)
        return f"{self._named(planned.old)} → {self._named(planned.new)}"

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsEditable if index.column() == TEXT else flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.EditRole and index.column() == TEXT:
            return self._shown[index.row()].text
        return super().data(index, role)

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        planned = self._shown[index.row()]
        if role != Qt.ItemDataRole.EditRole or str(value) == planned.text:
            return False
        self.mended.emit(planned.mark.place, str(value))
        return True


def _lesson(planned: PlannedMark) -> str:
    column = planned.column
    if column is None or column.title:
        return column.title if column else planned.mark.column.head
    words = _("{day}, pair {pair}", day=f"{column.lesson.day:%d.%m.%Y}", pair=column.lesson.pair)
    return ", ".join(filter(None, (words, column.kind)))
