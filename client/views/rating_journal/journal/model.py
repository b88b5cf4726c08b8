"""The cells of the rating journal: points of lessons and current control stand at the edge and change as one types."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt

from client.core.i18n import N_, _, names
from client.data.attendance.class_journal import JournalLesson
from client.data.rating_journal.journal import PointsChange, PointsColumn, PointsJournal, entry, written
from client.views.rating_journal.journal.points_kind import PointsKind
from client.widgets.cell_grid import Cell, Column, Mark, Numbers, Texts
from client.widgets.formatting import shown
from client.widgets.lesson_journal import LessonModel
from shared.grading import Entry
from shared.grading.current import of_lessons
from shared.models.rating_journal import ABSENT

Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole
NAME, AVERAGE, CURRENT, TAKEN = "name", "average", "current", "taken"
FROZEN = (NAME, AVERAGE, CURRENT, TAKEN)
NOT_THERE = Mark("", "warning", N_("absent by the attendance journal"))
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
#: So many letters of the kind stand in the head of a column.
SHORT = 5


class PointsModel(LessonModel):
    """Reckons as points are typed what the database reckons when they are stored."""

    SUMS = (1, 2)

    def __init__(self, columns: Sequence[Column], parent: Any = None) -> None:
        super().__init__(columns, parent)
        self.journal: PointsJournal | None = None
        self._parts: dict[str, PointsColumn] = {}
        self._sums: dict[Any, tuple[str, str]] = {}
        self._heads: dict[str, tuple[int, str]] = {}

    def show_journal(self, journal: PointsJournal) -> None:
        """Take over what is known beside the points, before the rows are loaded."""
        self.show_lessons(journal, {each.key: each.lesson for each in journal.columns})
        self.journal = journal
        self._parts = {each.key: each for each in journal.columns}
        self._sums, self._heads = {}, {}

    def part(self, place: int) -> PointsColumn | None:
        """Return what a column is."""
        return self._parts.get(self.columns[place].key) if place >= 0 else None

    def entries(self, row: int) -> list[Entry]:
        """Return the entries of a student with what is typed."""
        found = []
        for place, column in enumerate(self.columns):
            part = self._parts.get(column.key)
            value = self.value(row, place) if part is not None else None
            if part is not None and isinstance(value, Decimal | str):
                found.append(entry(part.lesson, part, value))
        return found

    def sums(self, row: int) -> tuple[str, str]:
        """Return what share of the points of lessons a student has, and current control."""
        student = int(str(self.row_keys[row]))
        if student not in self._sums and self.journal is not None:
            entries = self.entries(row)
            current = self.journal.current_of(student, entries)
            every = [*entries, *self.journal.elsewhere.get(student, ())]
            share = ""
            if self.journal.rule is not None and every:
                got, possible = of_lessons(self.journal.rule.rule, every)
                share = f"{round(100 * got / possible)} %"
            self._sums[student] = share, "" if current is None else shown(current)
        return self._sums.get(student, ("", ""))

    def counts(self, place: int) -> tuple[int, str]:
        """Return how many entries a column has, and their average, absent ones left out."""
        key = self.columns[place].key
        if key not in self._heads:
            values = [self.value(row, place) for row in range(len(self.row_keys))]
            points = [each for each in values if isinstance(each, Decimal)]
            average = Fraction(sum(points)) / len(points) if points else None
            words = "" if average is None else shown(Decimal(round(average * 10)) / 10)
            self._heads[key] = len(points) + values.count(ABSENT), words
        return self._heads[key]

    def kind_name(self, part: PointsColumn) -> str:
        """Return what the kind of a column is called."""
        rule = self.journal.rule if self.journal is not None else None
        return names(rule.rule.kinds[part.kind - 1].name) if rule is not None else ""

    def head(self, section: int, lesson: JournalLesson) -> str:
        part = self._parts[self.columns[section].key]
        entered, average = self.counts(section)
        state = "✕" if lesson.cancelled else average or (str(entered) if entered else "")
        return f"{lesson.day:%d.%m}\n{lesson.pair} {self.kind_name(part)[:SHORT]}\n{state}"

    def lesson_words(self, section: int) -> str:
        lesson, part = self.lesson(section), self.part(section)
        if lesson is None or part is None or self.journal is None:
            return ""
        entered, average = self.counts(section)
        kind = self.columns[section].kind
        most = shown(kind.maximum) if isinstance(kind, PointsKind) else ""
        parts = [
            _("{day}, pair {pair}", day=shown(lesson.day), pair=lesson.pair),
            _("{kind}, at most {maximum}", kind=self.kind_name(part), maximum=most)
            if self.kind_name(part)
            else "",
            lesson.teacher,
            self.topic_words(lesson),
            _("{entered} of {all} entered", entered=entered, all=self.expected(lesson)),
            _("on average {average}", average=average) if average else "",
            _(lesson.closed) if lesson.closed else "",
        ]
        return " · ".join(filter(None, parts))

    def mark_of(self, row: int, column: int) -> Mark | None:
        found = super().mark_of(row, column)
        if found is not None or self.journal is None or self.value(row, column) is not None:
            return found
        return NOT_THERE if self.was_absent(row, column) else None

    def was_absent(self, row: int, place: int) -> bool:
        """Tell whether the attendance journal says that the student was not there."""
        lesson = self.lesson(place)
        if lesson is None or self.journal is None:
            return False
        return (int(str(self.row_keys[row])), lesson.id) in self.journal.absent

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        key = self.columns[index.column()].key
        if role == Role.TextAlignmentRole and key in (AVERAGE, CURRENT):
            return _RIGHT
        if role == Role.DisplayRole and key in (AVERAGE, CURRENT):
            return self.sums(index.row())[key == CURRENT]
        return super().data(index, role)

    def changes(self) -> list[PointsChange]:
        """Return the points that are to be stored, in the order of the lessons."""
        return [
            PointsChange(
                int(str(student)), column, written(self._stored_in((student, column))), written(value)
            )
            for (student, column), value in sorted(self.unsaved().items(), key=lambda cell: cell[0][1])
        ]

    def forget_sums(self, cells: Iterable[Cell]) -> None:
        for student, column in cells:
            self._sums.pop(int(str(student)), None)
            self._heads.pop(column, None)


def columns_of(journal: PointsJournal, current: str) -> list[Column]:
    """Return the columns of a journal; `current` is what current control is called for short."""
    most = shown(journal.maximum)
    found = [
        Column(NAME, _("Student"), Texts(), 34, read_only=True),
        Column(
            AVERAGE,
            "%",
            Texts(),
            6,
            read_only=True,
            words=_("Points of lessons: how much of what was possible"),
        ),
        Column(
            CURRENT,
            f"{current} ({most})",
            Texts(),
            8,
            read_only=True,
            words=_("Current control as it stands, of {maximum}", maximum=most),
        ),
    ]
    if journal.frozen:
        words = _("Current control as a grade sheet has taken it over")
        found.append(Column(TAKEN, _("In sheet"), Numbers(places=2), 8, read_only=True, words=words))
    for each in journal.columns:
        kind = PointsKind(journal.most_in(each), journal.step)
        found.append(Column(each.key, f"{each.lesson.day:%d.%m}", kind, 7))
    return found
