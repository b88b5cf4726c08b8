"""The cells of a journal: which lesson a column belongs to, which cells are closed and why."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QColor

from client.core.i18n import _
from client.core.theme import colours
from client.data.attendance.class_journal import ClassJournal, JournalLesson
from client.widgets.cell_grid import Cell, Column, Mark
from client.widgets.cell_grid.model import GridModel
from client.widgets.formatting import shown

Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole
NOBODY = Mark("", "quiet", locked=True)
_CENTRE = Qt.AlignmentFlag.AlignCenter


class LessonModel(GridModel):
    """Knows the lessons of its columns; a journal says what its heads and its sums are."""

    #: The counts in the heads are others; a head whose data "changed" would have the whole table laid out anew.
    counted = Signal(int)
    #: Columns of sums at the left, which change with every key in their row.
    SUMS: tuple[int, ...] = ()

    def __init__(self, columns: Sequence[Column], parent: Any = None) -> None:
        super().__init__(columns, parent)
        self.journal: ClassJournal | None = None
        self._lessons: Mapping[str, JournalLesson] = {}
        self._closed: dict[Cell, str] = {}
        self._expected: dict[int, int] = {}

    def show_lessons(self, journal: ClassJournal, lessons: Mapping[str, JournalLesson]) -> None:
        """Take over what is known beside the entries, before the rows are loaded; `lessons` are those of columns."""
        self.journal = journal
        self._lessons = lessons
        self._closed = {
            (student.id, column): _(sentence, day=shown(day))
            for column, lesson in lessons.items()
            for student in journal.students
            if not student.sat_on(lesson.day)
            for sentence, day in (student.why_not_on(lesson.day),)
        }
        self._expected = {
            lesson.id: sum(student.sat_on(lesson.day) for student in journal.students)
            for lesson in journal.lessons
        }

    def lesson(self, place: int) -> JournalLesson | None:
        """Return the lesson of a column."""
        return self._lessons.get(self.columns[place].key) if place >= 0 else None

    def place_of(self, lesson_id: int) -> int | None:
        """Return the first column of a lesson."""
        for place, column in enumerate(self.columns):
            lesson = self._lessons.get(column.key)
            if lesson is not None and lesson.id == lesson_id:
                return place
        return None

    def why_closed(self, row: int, place: int) -> str:
        """Return why a cell takes no entry, nothing if it takes one."""
        lesson = self.lesson(place)
        if lesson is None:
            return ""
        return self._closed.get((self.row_keys[row], self.columns[place].key)) or _(lesson.closed)

    def is_open(self, place: int) -> bool:
        """Tell whether a column takes entries."""
        lesson = self.lesson(place)
        return lesson is not None and not lesson.closed

    def expected(self, lesson: JournalLesson) -> int:
        """Return how many students a lesson has."""
        return self._expected.get(lesson.id, 0)

    def head(self, section: int, lesson: JournalLesson) -> str:
        """Return what stands in the head of a column."""
        raise NotImplementedError

    def lesson_words(self, section: int) -> str:
        """Return all that a column is about, in words."""
        raise NotImplementedError

    def topic_words(self, lesson: JournalLesson) -> str:
        """Return what was taught, or what is planned."""
        if lesson.topic_chosen or not lesson.topic:
            return lesson.topic
        return _("planned: {topic}", topic=lesson.topic)

    def forget_sums(self, cells: Iterable[Cell]) -> None:
        """Drop what was summed up from these cells."""

    def student_column(self, row: int, place: int) -> tuple[int, str]:
        """Return a cell as the journal calls it: rows are students."""
        return int(str(self.row_keys[row])), self.columns[place].key

    def is_locked(self, row: int, column: int) -> bool:
        lesson = self.lesson(column)
        if lesson is not None and (lesson.closed or self.cell(row, column) in self._closed):
            return True
        return super().is_locked(row, column)

    def mark_of(self, row: int, column: int) -> Mark | None:
        found = super().mark_of(row, column)
        return NOBODY if found is None and self.cell(row, column) in self._closed else found

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        if role == Role.TextAlignmentRole and self.columns[index.column()].key in self._lessons:
            return _CENTRE
        return super().data(index, role)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole) -> Any:
        lesson = self.lesson(section) if orientation == Qt.Orientation.Horizontal else None
        if lesson is None or self.journal is None:
            return super().headerData(section, orientation, role)
        if role == Role.DisplayRole:
            return self.head(section, lesson)
        if role == Role.BackgroundRole and lesson.day == self.journal.today:
            return QColor(colours().selected)
        return self.lesson_words(section) if role == Role.ToolTipRole else None

    def _words(self, row: int, place: int) -> str:
        return self.why_closed(row, place) or super()._words(row, place)

    def _tell(self, cells: Iterable[Cell]) -> None:
        touched = list(cells)
        self.forget_sums(touched)
        super()._tell(touched)
        for place in {self._column_of[column] for _student, column in touched}:
            self.counted.emit(place)
        for row in {self._row_of[student] for student, _column in touched}:
            for place in self.SUMS:  # one by one: a range would have everything painted anew
                self.dataChanged.emit(self.index(row, place), self.index(row, place))
