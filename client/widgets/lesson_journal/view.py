"""The table of a journal: the cursor goes on to the next student, from the last one to the next open column."""

from PySide6.QtCore import Signal

from client.widgets.cell_grid.view import GridView
from client.widgets.lesson_journal.model import LessonModel


class LessonView(GridView):
    """What keys mean is said by the journal."""

    #: Why a key did nothing.
    told = Signal(str)

    def lesson_model(self) -> LessonModel:
        model = self.model()
        assert isinstance(model, LessonModel)  # noqa: S101 - it tells the type
        return model

    def lesson_places(self) -> list[tuple[int, int]]:
        """Return the selected cells that belong to lessons."""
        model = self.lesson_model()
        return [place for place in self.places() if model.lesson(place[1]) is not None]

    def paint_head(self, place: int) -> None:
        """Paint the head of a column anew: its counts have changed."""
        head = self.horizontalHeader()
        place_of_head = head.viewport()
        place_of_head.update(
            head.sectionViewportPosition(place), 0, head.sectionSize(place), place_of_head.height()
        )

    def go_on(self, row: int, column: int) -> None:
        """Come to the next student who takes an entry; below the last one to the first of the next open column."""
        model = self.lesson_model()
        for further in range(row + 1, model.rowCount()):
            if not self.isRowHidden(further) and not model.is_locked(further, column):
                self.setCurrentIndex(model.index(further, column))
                return
        if column + 1 < len(model.columns) and model.is_open(column + 1):
            first = next(
                (each for each in range(model.rowCount()) if not model.is_locked(each, column + 1)), None
            )
            if first is not None:
                self.setCurrentIndex(model.index(first, column + 1))
