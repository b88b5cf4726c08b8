"""The grid of the rating journal: a key is a figure and the cursor goes on."""

from collections.abc import Sequence
from decimal import Decimal

from PySide6.QtCore import QPersistentModelIndex, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from client.core.i18n import N_, _
from client.data.rating_journal.journal import PointsJournal
from client.views.rating_journal.journal.model import FROZEN, TAKEN, PointsModel
from client.views.rating_journal.journal.points_kind import STROKES, PointsKind
from client.widgets.cell_grid import Column, Wrong
from client.widgets.cell_grid.model import GridModel
from client.widgets.lesson_journal import LessonGrid, LessonView
from shared.models.rating_journal import ABSENT

GIVING, FILLING = N_("giving points"), N_("absent by the attendance journal")
COMMA = frozenset(",.бю")  # where a keyboard of Cyrillic letters has the comma and the point


class PointsView(LessonView):
    """A figure that may go on waits for its next digit; all others let the cursor go on at once.

    With a maximum of 10, a 1 waits for a 0, and a 4 does not wait. A comma right behind a figure goes back to it.
    """

    def __init__(self, model: GridModel, frozen: int, parent: QWidget | None = None) -> None:
        super().__init__(model, frozen, parent)
        #: The cell of the last figure, what was typed into it, and where the cursor went from there.
        self._last: tuple[QPersistentModelIndex, str, QPersistentModelIndex] | None = None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        text = event.text().lower()
        plain = event.modifiers() & ~(Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier)
        index = self.currentIndex()
        if plain or not text or not text.isprintable() or not index.isValid():
            self._last = None
            super().keyPressEvent(event)
        elif self.lesson_model().lesson(index.column()) is None:
            return
        elif text.isdigit():
            self.digit(text)
        elif text in COMMA:
            self.comma()
        elif text in STROKES:
            self._last = None
            self._put_all(ABSENT)

    def digit(self, digit: str) -> None:
        """Begin a figure, or go on with the one that waits."""
        if len(self.lesson_places()) > 1:
            self._put_all(digit)
            return
        if (waits := self._waiting()) is not None:
            if self._figure(f"{waits}{digit}", waits):
                return
            if "," in waits:
                return
            self.go_on(self.currentIndex().row(), self.currentIndex().column())
        self._figure(digit, "")

    def comma(self) -> None:
        """Go back to the figure that was just typed: its part behind the comma follows."""
        index = self.currentIndex()
        if self._last is not None and index in (self._last[0], self._last[2]) and "," not in self._last[1]:
            place, text = self._last[0], self._last[1]
        else:
            value = self.lesson_model().value(index.row(), index.column())
            if not isinstance(value, Decimal) or value % 1:
                return
            place, text = QPersistentModelIndex(index), f"{value:f}".split(".", maxsplit=1)[0]
        self.setCurrentIndex(self.lesson_model().index(place.row(), place.column()))
        self._last = place, f"{text},", place

    def _waiting(self) -> str | None:
        """Return the figure of the cursor that goes on with the next digit."""
        if self._last is None or self._last[0] != self.currentIndex() or self._last[2] != self._last[0]:
            return None
        return self._last[1]

    def _figure(self, text: str, waits: str) -> bool:
        """Put a figure into the cell of the cursor; tell why it cannot be, unless a digit begins the next one."""
        model, index = self.lesson_model(), self.currentIndex()
        row, column = index.row(), index.column()
        kind = model.columns[column].kind
        if model.is_locked(row, column) or not isinstance(kind, PointsKind):
            self._last = None
            self.told.emit(model.why_closed(row, column))
            return True
        value = model.columns[column].read(text)
        if isinstance(value, Wrong):
            if not waits or "," in waits:
                self.told.emit(value.reason.text())
            return False
        model.edit({(row, column): value}, _(GIVING))
        place = QPersistentModelIndex(index)
        if "," not in text and text != "0" and Decimal(text) * 10 <= kind.maximum:
            self._last = place, text, place
            return True
        self.go_on(row, column)
        self._last = None if "," in text else (place, text, QPersistentModelIndex(self.currentIndex()))
        return True

    def _put_all(self, text: str) -> None:
        """Put the same into all that is selected, or into the cell of the cursor and go on."""
        model, index = self.lesson_model(), self.currentIndex()
        places = self.lesson_places()
        if len(places) > 1:
            values = {place: model.columns[place[1]].read(text) for place in places}
            wrong = next((each for each in values.values() if isinstance(each, Wrong)), None)
            if wrong is not None:
                self.told.emit(wrong.reason.text())
                return
            model.edit(values, _(GIVING))
        elif model.is_locked(index.row(), index.column()):
            self.told.emit(model.why_closed(index.row(), index.column()))
        else:
            model.edit({(index.row(), index.column()): ABSENT}, _(GIVING))
            self.go_on(index.row(), index.column())


class PointsGrid(LessonGrid):
    """Students by columns of lessons; the name and the sums stay in place."""

    MODEL, VIEW = PointsModel, PointsView
    model: PointsModel
    view: PointsView

    def __init__(self, columns: Sequence[Column], parent: QWidget | None = None) -> None:
        frozen = sum(column.key in FROZEN for column in columns)
        super().__init__(columns, frozen, _("Rating journal"), parent)

    def show_journal(self, journal: PointsJournal) -> None:
        """Show a reading; the first one comes to the lesson of now."""
        first = not self.model.row_keys
        self.model.show_journal(journal)
        keys = [each.key for each in journal.columns]
        taken = any(each.key == TAKEN for each in self.model.columns)
        self.load(
            (
                student.id,
                [
                    student.name,
                    None,
                    None,
                    *([journal.frozen.get(student.id)] if taken else []),
                    *(journal.entries.get((student.id, key)) for key in keys),
                ],
            )
            for student in journal.students
        )
        self.view.horizontalHeader().viewport().update()
        if first:
            self.come_to_now()

    def fill_absent(self) -> int:
        """Enter absent for whom the attendance journal says so, in the column of the cursor. Return how many."""
        return self.fill(ABSENT, _(FILLING), self.model.was_absent)

    def student_at_cursor(self) -> int | None:
        """Return the student of the cursor."""
        cell = self.cursor_cell()
        return int(str(cell[0])) if cell is not None else None
