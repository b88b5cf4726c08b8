"""The grid of the journal: a key is a mark and the cursor goes on; sums of students and lessons change as one types."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from client.core.i18n import N_, _
from client.data.attendance.class_journal import JournalLesson
from client.data.attendance.journal import Journal, MarkChange
from client.views.attendance.journal.mark_kind import STROKES, MarkKind, ruled
from client.widgets.cell_grid import Cell, Column, Mark, Numbers, Texts
from client.widgets.formatting import shown
from client.widgets.lesson_journal import LessonGrid, LessonModel, LessonView
from shared.models.attendance import ABSENT, EXCUSE_TOLD, NOT_ENTERED, PRESENT, RULINGS

Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole
NAME, ABSENT_HOURS, UNEXCUSED_HOURS = "name", "absent", "unexcused"
FROZEN = (NAME, ABSENT_HOURS, UNEXCUSED_HOURS)
RULED = Mark("", "good", N_("ruled by the office"))
MARKING, FILLING = N_("marking"), N_("filling with present")


class JournalModel(LessonModel):
    """Counts hours as marks are typed, and shows what the office has ruled."""

    SUMS = (1, 2)

    def __init__(self, columns: Sequence[Column], parent: Any = None) -> None:
        super().__init__(columns, parent)
        self.journal: Journal | None = None
        self._hours: dict[Any, tuple[int, int]] = {}
        self._counts: dict[str, tuple[int, int]] = {}

    def show_journal(self, journal: Journal) -> None:
        """Take over what is known beside the marks, before the rows are loaded."""
        self.show_lessons(journal, {each.column: each for each in journal.lessons})
        self.journal = journal
        self._hours, self._counts = {}, {}

    def hours(self, row: int) -> tuple[int, int]:
        """Return the hours of absence of a student, and those without excuse, with what is typed."""
        student = self.row_keys[row]
        found = self._hours.get(student)
        if found is None and self.journal is not None:
            pairs = [
                self.journal.hours_of(self.student_column(row, place), self._mark(row, place))
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

    def head(self, section: int, lesson: JournalLesson) -> str:
        state = self._state(section, lesson, self.journal.today if self.journal is not None else lesson.day)
        return f"{lesson.day:%d.%m}\n{lesson.pair}\n{state}"

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

    def mark_of(self, row: int, column: int) -> Mark | None:
        found = super().mark_of(row, column)
        if found is not None or self.journal is None:
            return found
        return RULED if self.student_column(row, column) in self.journal.rulings else None

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        key = self.columns[index.column()].key
        if role == Role.DisplayRole and key in (ABSENT_HOURS, UNEXCUSED_HOURS):
            return str(self.hours(index.row())[key == UNEXCUSED_HOURS] or "")
        if role == Role.DisplayRole and self.journal is not None and key in self._lessons:
            ruling = self.journal.rulings.get(self.student_column(index.row(), index.column()))
            if ruling is not None:
                return ruled(self._mark(index.row(), index.column()), ruling.kind, ruling.value)
        return super().data(index, role)

    def lesson_words(self, section: int) -> str:
        """Return all that a column is about, in words."""
        lesson = self.lesson(section)
        if lesson is None or self.journal is None:
            return ""
        entered, absent = self.counts(section)
        parts = [
            _("{day}, pair {pair}", day=shown(lesson.day), pair=lesson.pair),
            lesson.teacher,
            self.topic_words(lesson),
            _(
                "{entered} of {all} marked, {absent} absent",
                entered=entered,
                all=self.expected(lesson),
                absent=absent,
            ),
            _(lesson.closed) if lesson.closed else _("held") if lesson.held else _("not marked yet"),
        ]
        return " · ".join(filter(None, parts))

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

    def _mark(self, row: int, place: int) -> str | None:
        value = self.value(row, place)
        return value if isinstance(value, str) else None

    def _words(self, row: int, place: int) -> str:
        """Return what was ruled, or why the cell is closed and what its state means."""
        ruling = (
            self.journal.rulings.get(self.student_column(row, place)) if self.journal is not None else None
        )
        if ruling is not None and not self.why_closed(row, place):
            return ": ".join(filter(None, (_(RULINGS[ruling.kind]), ruling.reason)))
        return super()._words(row, place)

    def forget_sums(self, cells: Iterable[Cell]) -> None:
        for student, column in cells:
            self._hours.pop(student, None)
            self._counts.pop(column, None)


class JournalView(LessonView):
    """One key is one mark; the cursor goes on to the next student, and from the last one to the next open lesson."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        mark = STROKES.get(event.text().lower()) if event.text() else None
        plain = event.modifiers() & ~(Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier)
        if mark is None or plain != Qt.KeyboardModifier.NoModifier or not self.currentIndex().isValid():
            if event.text().isprintable() and event.text() and not plain:
                return  # no other letter opens a cell
            super().keyPressEvent(event)
            return
        self.strike(mark)

    def strike(self, mark: str) -> None:
        """Put a mark into the cell of the cursor, or into all that are selected, and go on."""
        model = self.lesson_model()
        row, column = self.currentIndex().row(), self.currentIndex().column()
        places = self.lesson_places()
        if len(places) > 1:
            model.edit(dict.fromkeys(places, mark), _(MARKING))
            return
        if model.is_locked(row, column):
            self.told.emit(model.why_closed(row, column))
            return
        model.edit({(row, column): mark}, _(MARKING))
        self.go_on(row, column)


class JournalGrid(LessonGrid):
    """Students by lessons; the name and the hours stay in place."""

    MODEL, VIEW = JournalModel, JournalView
    model: JournalModel
    view: JournalView

    def __init__(self, columns: Sequence[Column], parent: QWidget | None = None) -> None:
        super().__init__(columns, len(FROZEN), _("Attendance journal"), parent)

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

    def fill_present(self) -> int:
        """Mark the rest of the lesson of the cursor as present; what is entered stays. Return how many were filled."""
        return self.fill(PRESENT, _(FILLING))


def columns_of(journal: Journal) -> list[Column]:
    """Return the columns of a journal."""
    mark = MarkKind()
    return [
        Column(NAME, _("Student"), Texts(), 34, read_only=True),
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
