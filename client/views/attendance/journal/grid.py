"""The grid of the journal: a key is a mark and the cursor goes on; sums of students and lessons change as one types."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent
from PySide6.QtWidgets import QWidget

from client.core.i18n import N_, _
from client.core.theme import colours
from client.data.attendance.journal import Journal, JournalLesson, MarkChange
from client.views.attendance.journal.mark_kind import STROKES, MarkKind, ruled
from client.widgets.cell_grid import Cell, CellGrid, Column, Mark, Numbers, Texts
from client.widgets.cell_grid.cells import CONFLICT, NOT_SENT
from client.widgets.cell_grid.model import GridModel
from client.widgets.cell_grid.view import GridView
from client.widgets.formatting import shown
from shared.models.attendance import ABSENT, EXCUSE_TOLD, NOT_ENTERED, PRESENT, RULINGS

Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole
NAME, ABSENT_HOURS, UNEXCUSED_HOURS = "name", "absent", "unexcused"
FROZEN = (NAME, ABSENT_HOURS, UNEXCUSED_HOURS)
HOURS = (1, 2)
_CENTRE = Qt.AlignmentFlag.AlignCenter
RULED = Mark("", "good", N_("ruled by the office"))
NOBODY = Mark("", "quiet", locked=True)
MARKING, FILLING, FROM_FILE = N_("marking"), N_("filling with present"), N_("marks from a file")


class JournalModel(GridModel):
    """Knows which cells are closed and why, and counts hours as marks are typed."""

    #: The counts in the heads are others; a head whose data "changed" would have the whole table laid out anew.
    counted = Signal(int)

    def __init__(self, columns: Sequence[Column], parent: Any = None) -> None:
        super().__init__(columns, parent)
        self.journal: Journal | None = None
        self._lessons: dict[str, JournalLesson] = {}
        self._closed: dict[Cell, str] = {}
        self._hours: dict[Any, tuple[int, int]] = {}
        self._counts: dict[str, tuple[int, int]] = {}
        self._expected: dict[str, int] = {}

    def show_journal(self, journal: Journal) -> None:
        """Take over what is known beside the marks, before the rows are loaded."""
        self.journal = journal
        self._lessons = {each.column: each for each in journal.lessons}
        self._closed = {
            (student.id, lesson.column): _(sentence, day=shown(day))
            for lesson in journal.lessons
            for student in journal.students
            if not student.sat_on(lesson.day)
            for sentence, day in (student.why_not_on(lesson.day),)
        }
        self._hours, self._counts = {}, {}
        self._expected = {
            lesson.column: sum(student.sat_on(lesson.day) for student in journal.students)
            for lesson in journal.lessons
        }

    def lesson(self, place: int) -> JournalLesson | None:
        """Return the lesson of a column."""
        return self._lessons.get(self.columns[place].key)

    def why_closed(self, row: int, place: int) -> str:
        """Return why a cell takes no mark, nothing if it takes one."""
        lesson = self.lesson(place)
        if lesson is None:
            return ""
        return self._closed.get((self.row_keys[row], lesson.column)) or _(lesson.closed)

    def is_open(self, place: int) -> bool:
        """Tell whether a column takes marks."""
        lesson = self.lesson(place)
        return lesson is not None and not lesson.closed

    def hours(self, row: int) -> tuple[int, int]:
        """Return the hours of absence of a student, and those without excuse, with what is typed."""
        student = self.row_keys[row]
        found = self._hours.get(student)
        if found is None and self.journal is not None:
            pairs = [
                self.journal.hours_of(self._marked(row, place), self._mark(row, place))
                for place, column in enumerate(self.columns)
                if column.key in self._lessons
            ]
            found = sum(absent for absent, _own in pairs), sum(own for _absent, own in pairs)
            self._hours[student] = found
        return found or (0, 0)

    def counts(self, place: int) -> tuple[int, int]:
        """Return how many marks a lesson has, and how many of them are absences."""
        key = self.columns[place].key
        if key not in self._counts:
            marks = [self._mark(row, place) for row in range(len(self.row_keys))]
            entered = [mark for mark in marks if mark]
            self._counts[key] = len(entered), sum(mark in (ABSENT, EXCUSE_TOLD) for mark in entered)
        return self._counts[key]

    def expected(self, lesson: JournalLesson) -> int:
        """Return how many students a lesson has."""
        return self._expected.get(lesson.column, 0)

    def _state(self, section: int, lesson: JournalLesson, today: date) -> str:
        """Return what stands under day and pair: how many are absent, how far it is marked, or that it is not."""
        entered, absent = self.counts(section)
        if lesson.cancelled:
            return "✕"
        if not entered:
            return "…" if lesson.day <= today else ""
        if entered < self.expected(lesson):
            return f"{entered}/{self.expected(lesson)}"
        return f"−{absent}" if absent else "✓"

    def is_locked(self, row: int, column: int) -> bool:
        lesson = self.lesson(column)
        if lesson is not None and (lesson.closed or (self.row_keys[row], lesson.column) in self._closed):
            return True
        return super().is_locked(row, column)

    def mark_of(self, row: int, column: int) -> Mark | None:
        found = super().mark_of(row, column)
        if found is not None or self.journal is None:
            return found
        cell = self.cell(row, column)
        if cell in self._closed:
            return NOBODY
        return RULED if self._marked(row, column) in self.journal.rulings else None

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        key = self.columns[index.column()].key
        if role == Role.DisplayRole and key in (ABSENT_HOURS, UNEXCUSED_HOURS):
            return str(self.hours(index.row())[key == UNEXCUSED_HOURS] or "")
        if role == Role.TextAlignmentRole and key in self._lessons:
            return _CENTRE
        if role == Role.DisplayRole and self.journal is not None and key in self._lessons:
            ruling = self.journal.rulings.get(self._marked(index.row(), index.column()))
            if ruling is not None:
                return ruled(self._mark(index.row(), index.column()), ruling.kind, ruling.value)
        return super().data(index, role)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole) -> Any:
        lesson = self.lesson(section) if orientation == Qt.Orientation.Horizontal else None
        if lesson is None or self.journal is None:
            return super().headerData(section, orientation, role)
        today = lesson.day == self.journal.today
        if role == Role.DisplayRole:
            state = self._state(section, lesson, self.journal.today)
            return f"{lesson.day:%d.%m}\n{lesson.pair}\n{state}"
        if role == Role.BackgroundRole and today:
            return QColor(colours().selected)
        if role == Role.ToolTipRole:
            return self.lesson_words(section)
        return None

    def lesson_words(self, section: int) -> str:
        """Return all that a column is about, in words."""
        lesson = self.lesson(section)
        if lesson is None or self.journal is None:
            return ""
        entered, absent = self.counts(section)
        parts = [
            _("{day}, pair {pair}", day=shown(lesson.day), pair=lesson.pair),
            lesson.teacher,
            lesson.topic
            if lesson.topic_chosen
            else _("planned: {topic}", topic=lesson.topic)
            if lesson.topic
            else "",
            _(
                "{entered} of {all} marked, {absent} absent",
                entered=entered,
                all=self.expected(lesson),
                absent=absent,
            ),
            _(lesson.closed) if lesson.closed else _("held") if lesson.held else _("not marked yet"),
        ]
        return " · ".join(filter(None, parts))

    def state_of(self, cell: Cell) -> Mark | None:
        """Return the mark that the outside gave a cell."""
        return self._marks.get(cell)

    def changes(self) -> list[MarkChange]:
        """Return the marks that are to be stored, in the order of the lessons."""
        return [
            MarkChange(
                int(str(student)),
                int(column),
                self._stored_in((student, column)) or NOT_ENTERED,
                mark or NOT_ENTERED,
            )
            for (student, column), mark in sorted(self.unsaved().items(), key=lambda cell: int(cell[0][1]))
        ]

    def _marked(self, row: int, place: int) -> tuple[int, str]:
        """Return a cell as the journal calls it: rows are students."""
        return int(str(self.row_keys[row])), self.columns[place].key

    def _mark(self, row: int, place: int) -> str | None:
        value = self.value(row, place)
        return value if isinstance(value, str) else None

    def _words(self, row: int, place: int) -> str:
        """Return why the cell is closed, what was ruled, or what the state means."""
        if words := self.why_closed(row, place):
            return words
        ruling = self.journal.rulings.get(self._marked(row, place)) if self.journal is not None else None
        if ruling is not None:
            return ": ".join(filter(None, (_(RULINGS[ruling.kind]), ruling.reason)))
        return super()._words(row, place)

    def _tell(self, cells: Iterable[Cell]) -> None:
        touched = list(cells)
        for student, column in touched:
            self._hours.pop(student, None)
            self._counts.pop(column, None)
        super()._tell(touched)
        for place in {self._column_of[column] for _student, column in touched}:
            self.counted.emit(place)
        for row in {self._row_of[student] for student, _column in touched}:
            for place in HOURS:  # one by one: a range would have everything painted anew
                self.dataChanged.emit(self.index(row, place), self.index(row, place))


class JournalView(GridView):
    """One key is one mark; the cursor goes on to the next student, and from the last one to the next open lesson."""

    #: Why a key did nothing.
    told = Signal(str)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        mark = STROKES.get(event.text().lower()) if event.text() else None
        plain = event.modifiers() & ~(Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier)
        if mark is None or plain != Qt.KeyboardModifier.NoModifier or not self.currentIndex().isValid():
            if event.text().isprintable() and event.text() and not plain:
                return  # no other letter opens a cell
            super().keyPressEvent(event)
            return
        self.strike(mark)

    def paint_head(self, place: int) -> None:
        """Paint the head of a column anew: its counts have changed."""
        head = self.horizontalHeader()
        place_of_head = head.viewport()
        place_of_head.update(
            head.sectionViewportPosition(place), 0, head.sectionSize(place), place_of_head.height()
        )

    def strike(self, mark: str) -> None:
        """Put a mark into the cell of the cursor, or into all that are selected, and go on."""
        model = self.model()
        assert isinstance(model, JournalModel)  # noqa: S101 - it tells the type
        row, column = self.currentIndex().row(), self.currentIndex().column()
        places = [place for place in self.places() if model.lesson(place[1]) is not None]
        if len(places) > 1:
            model.edit(dict.fromkeys(places, mark), _(MARKING))
            return
        if model.is_locked(row, column):
            self.told.emit(model.why_closed(row, column))
            return
        model.edit({(row, column): mark}, _(MARKING))
        self._go_on(model, row, column)

    def _go_on(self, model: JournalModel, row: int, column: int) -> None:
        """Come to the next student who takes a mark; below the last one to the first of the next open lesson."""
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


class JournalGrid(CellGrid):
    """Students by lessons; the name and the hours stay in place."""

    MODEL, VIEW = JournalModel, JournalView
    model: JournalModel
    view: JournalView

    def __init__(self, columns: Sequence[Column], parent: QWidget | None = None) -> None:
        super().__init__(columns, frozen=len(FROZEN), parent=parent)
        self.view.told.connect(self.said)
        self.model.counted.connect(self.view.paint_head)
        self.view.setAccessibleName(_("Attendance journal"))

    def show_journal(self, journal: Journal) -> None:
        """Show a reading; the first one comes to the lesson of now."""
        first = not self.model.row_keys
        self.model.show_journal(journal)
        keys = [lesson.column for lesson in journal.lessons]
        self.load(
            (
                student.id,
                [student.name, None, None, *(journal.marks.get((student.id, key)) for key in keys)],
            )
            for student in journal.students
        )
        self.view.horizontalHeader().viewport().update()
        if first:
            self.come_to_now()

    def come_to_now(self) -> None:
        """Put the cursor to the first student without a mark in the lesson of now."""
        journal = self.model.journal
        lesson = journal.present_lesson if journal is not None else None
        if lesson is None or not self.model.rowCount():
            return
        place = self.model.index_of((self.model.row_keys[0], lesson.column)).column()
        self.come_to_column(place)

    def come_to_column(self, place: int) -> None:
        """Put the cursor to the first student of a lesson who has no mark."""
        rows = range(self.model.rowCount())
        free = [row for row in rows if not self.model.is_locked(row, place)]
        row = next((row for row in free if not self.model.value(row, place)), next(iter(free), 0))
        self.view.setCurrentIndex(self.model.index(row, place))

    def fill_present(self) -> int:
        """Mark the rest of the lesson of the cursor as present; what is entered stays. Return how many were filled."""
        place = self.view.currentIndex().column()
        values = {
            (row, place): PRESENT
            for row in self.view.rows(0, self.model.rowCount() - 1)
            if self.model.value(row, place) is None and not self.model.is_locked(row, place)
        }
        return self.model.edit(values, _(FILLING))

    def standing(self, cell: tuple[int, str]) -> str | None:
        """Return the mark that stands in a cell now, also one that is typed and not sent yet."""
        index = self.model.index_of(cell)
        value = self.model.value(index.row(), index.column()) if index.isValid() else None
        return value if isinstance(value, str) else None

    def lay(self, marks: Mapping[tuple[int, str], str]) -> int:
        """Put the marks of a file, that were looked at, into the cells as one step; return how many were laid."""
        values = {
            (index.row(), index.column()): mark
            for cell, mark in marks.items()
            if (index := self.model.index_of(cell)).isValid()
            and not self.model.is_locked(index.row(), index.column())
        }
        return self.model.edit(values, _(FROM_FILE))

    def show_not_sent(self) -> None:
        """Say of everything that is typed that it waits on this computer."""
        fresh = [cell for cell in self.model.unsaved() if self.model.state_of(cell) != NOT_SENT]
        if fresh:
            self.model.mark(fresh, NOT_SENT)

    def has_conflicts(self) -> bool:
        """Tell whether somebody has to choose between a typed mark and a stored one."""
        return any(self.model.state_of(cell) == CONFLICT for cell in self.model.unsaved())


def columns_of(journal: Journal) -> list[Column]:
    """Return the columns of a journal."""
    mark = MarkKind()
    return [
        Column(NAME, _("Student"), Texts(), 28, read_only=True),
        Column(
            ABSENT_HOURS, _("Hours"), Numbers(), 5, read_only=True, words=_("Hours of absence in the term")
        ),
        Column(
            UNEXCUSED_HOURS,
            _("No exc."),
            Numbers(),
            6,
            read_only=True,
            words=_("Hours of absence without excuse in the term"),
        ),
        *(Column(lesson.column, f"{lesson.day:%d.%m}", mark, 5) for lesson in journal.lessons),
    ]
