"""The sheet of a journal: the lesson of now, filling, cells that wait or are disputed."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtWidgets import QWidget

from client.widgets.cell_grid import CellGrid, Column
from client.widgets.lesson_journal.model import LessonModel
from client.widgets.lesson_journal.view import LessonView


class LessonGrid(CellGrid):
    """Students by lessons; the first columns stay in place."""

    MODEL, VIEW = LessonModel, LessonView
    model: LessonModel
    view: LessonView

    def __init__(
        self, columns: Sequence[Column], frozen: int, name: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(columns, frozen=frozen, parent=parent)
        self.view.told.connect(self.said)
        self.model.counted.connect(self.view.paint_head)
        self.view.setAccessibleName(name)

    def come_to_now(self) -> None:
        """Put the cursor to the first student without an entry in the lesson of now."""
        journal = self.model.journal
        lesson = journal.present_lesson if journal is not None else None
        if lesson is None or not self.model.rowCount():
            return
        place = self.model.place_of(lesson.id)
        if place is not None:
            self.come_to_column(place)

    def come_to_column(self, place: int) -> None:
        """Put the cursor to the first student of a column who has no entry."""
        rows = range(self.model.rowCount())
        free = [row for row in rows if not self.model.is_locked(row, place)]
        row = next((row for row in free if self.model.value(row, place) is None), next(iter(free), 0))
        self.view.setCurrentIndex(self.model.index(row, place))

    def fill(
        self, value: Any, what: str, wanted: Callable[[int, int], bool] = lambda _row, _place: True
    ) -> int:
        """Put a value into the free cells of the column of the cursor; what is entered stays. Return how many."""
        place = self.view.currentIndex().column()
        values = {
            (row, place): value
            for row in self.view.rows(0, self.model.rowCount() - 1)
            if self.model.value(row, place) is None
            and not self.model.is_locked(row, place)
            and wanted(row, place)
        }
        return self.model.edit(values, what)
