"""The sheet of marks: rows of the supplement by students; titles are typed and pasted, rows moved."""

from collections.abc import Hashable, Sequence
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from client.core.i18n import N_, _
from client.data.diplomas.marks import ORDER, MarkCell, MarkedStudent, MarkRow, Marks
from client.data.diplomas.marks_checks import (
    TITLE_EN,
    TITLE_UZ,
    MarksFinding,
    TitledRow,
    against,
    findings,
)
from client.views.diplomas.marks import kinds
from client.views.diplomas.marks.dragging import RowDragging
from client.views.diplomas.marks.head import MARK_LETTERS, HeadSums, MarksHead
from client.views.diplomas.marks.kinds import LONGEST, MarkKind
from client.views.diplomas.marks.model import HEAD, POSITION, SPAN, MarksModel, is_head
from client.widgets.cell_grid import (
    HEADING,
    CellGrid,
    Column,
    EnglishTitles,
    Mark,
    Numbers,
    Texts,
    UzbekTitles,
    Wrong,
)
from client.widgets.cell_grid.view import GridView
from client.widgets.formatting import shown
from shared.diplomas.content import SECTIONS

SEMESTERS, HOURS, CREDITS = "semesters", "hours", "credits"
MOVING = N_("moving rows")
#: Beside so few students long titles have room.
FEW = 10


class MarksView(GridView):
    """Names stand upright in its head; F2 on a mark asks whose mark counts."""

    #: A mark is to be looked into.
    asked = Signal()

    def setModel(self, model: QAbstractItemModel | None) -> None:
        """Take the head before columns are measured by it."""
        if isinstance(model, MarksModel):
            head = MarksHead(self)
            head.set_turned(turned(model.columns))
            self.setHorizontalHeader(head)
        super().setModel(model)

    def head(self) -> MarksHead:
        head = self.horizontalHeader()
        assert isinstance(head, MarksHead)  # noqa: S101 - it tells the type
        return head

    def step(self, down: int, right: int) -> None:
        super().step(down, right)
        if self.isColumnHidden(self.currentIndex().column()):  # where rows stand is not typed
            super().step(0, 1 if right > 0 else -1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = self.currentIndex()
        if event.key() == Qt.Key.Key_F2 and index.column() in turned(self.grid_model().columns):
            self.asked.emit()
            return
        super().keyPressEvent(event)


def turned(columns: Sequence[Column]) -> frozenset[int]:
    """Return the places of the students among the columns."""
    return frozenset(place for place, each in enumerate(columns) if isinstance(each.kind, MarkKind))


class MarksGrid(CellGrid):
    """Knows the reading; sections are headings among the rows."""

    MODEL, VIEW = MarksModel, MarksView
    model: MarksModel
    view: MarksView

    def __init__(self, columns: Sequence[Column], parent: QWidget | None = None) -> None:
        super().__init__(columns, frozen=1, parent=parent)
        self.rows: dict[str, MarkRow] = {}
        self._places = {each.key: place for place, each in enumerate(self.model.columns)}
        self.view.hideColumn(self._places[POSITION])
        self.view.setAccessibleName(_("Diploma marks"))
        self.dragging = RowDragging(self.view)
        self.dragging.moved.connect(self._dragged)
        self.view.doubleClicked.connect(self._clicked_twice)

    @property
    def marks(self) -> Marks | None:
        return self.model.marks

    def show_marks(self, marks: Marks, *, may_change: bool) -> None:
        """Show a reading."""
        self.model.marks = marks
        self.rows = {row.key: row for row in marks.rows}
        self.dragging.enabled = may_change
        self.load(self._loaded(marks))
        self._mark(marks)
        self.show_sums()
        if self.view.currentIndex().row() == 0 and self.model.rowCount() > 1:
            self.view.setCurrentIndex(self.model.index(1, 0))

    def _loaded(self, marks: Marks) -> list[tuple[Hashable, list[Any]]]:
        made: list[tuple[Hashable, list[Any]]] = []
        for number, section in enumerate(ORDER):
            own = [row for row in marks.rows if row.section == section]
            brought = sum(row.credits for row in own)
            title = f"{_(SECTIONS[section])} ({len(own)})"
            empty = [None] * len(marks.students)
            heading = [title, None, None, sum(row.hours for row in own) if own else None, brought or None]
            made.append((f"{HEAD}{section}", [*heading, *empty, float(number * SPAN)]))
            for place, row in enumerate(own, start=1):
                cells = [row.cells.get(student.diploma_id) for student in marks.students]
                said = [row.title_uz, row.title_en, row.semesters, row.hours, row.credits]
                made.append((row.key, [*said, *cells, float(number * SPAN + 10 * place)]))
        return made

    def _mark(self, marks: Marks) -> None:
        names = [each.key for each in self.model.columns]
        self.model.mark(
            [(key, name) for key in self.model.row_keys if is_head(key) for name in names], HEADING
        )
        drafts = {each.diploma_id for each in marks.students if each.writable}
        for row in marks.rows:
            for student in marks.students:
                cell = row.cells.get(student.diploma_id)
                if (mark := _state(row, cell, student)) is not None:
                    self.model.mark([(row.key, student.column)], mark)
            if not drafts & row.cells.keys():
                self.model.mark([(row.key, TITLE_UZ), (row.key, TITLE_EN)], kinds.FROZEN)
            elif row.uneven:
                self.model.mark([(row.key, TITLE_UZ)], kinds.UNEVEN)

    def show_sums(self) -> None:
        """Show below each name what its supplement sums up to, against the plan."""
        marks = self.marks
        if marks is None:
            return
        plan = marks.planned
        sums = {self._places[TITLE_EN]: HeadSums(_("Sum of hours"), _("Sum of credits"))}
        if plan is not None:
            sums[self._places[HOURS]] = HeadSums(hours=_span(plan.least_hours, plan.most_hours))
            sums[self._places[CREDITS]] = HeadSums(credits=_span(plan.least_credits, plan.most_credits))
        for student in marks.students:
            hours, brought = marks.sums(student)
            hours_off = plan is not None and not plan.least_hours <= hours <= plan.most_hours
            credits_off = plan is not None and not plan.least_credits <= brought <= plan.most_credits
            told = HeadSums(str(hours), shown(_plain(brought)), hours_off, credits_off)
            sums[self._places[student.column]] = told
        self.view.head().show_sums(turned(self.model.columns), sums)
        off = {each.column: self._off_words(marks, each) for each in marks.students}
        self.model.head_words = {self._places[column]: words for column, words in off.items() if words}

    def titled(self) -> list[TitledRow]:
        """Return the rows with what is typed into them now."""
        sections = dict(self.model.order())
        return [
            TitledRow(self.rows[key], section, self._title(key, TITLE_UZ), self._title(key, TITLE_EN))
            for key, section in sections.items()
        ]

    def findings(self) -> list[MarksFinding]:
        """Return what is wrong, from the first row to the last, and then what is not as in the plan."""
        marks = self.marks
        if marks is None:
            return []
        rows = {str(key): place for place, key in enumerate(self.model.row_keys)}
        found = findings(marks, self.titled())
        found.sort(key=lambda each: (not each.key, rows.get(each.key, 0), self._places[each.column]))
        return [*found, *self._off(marks)]

    def _off(self, marks: Marks) -> list[MarksFinding]:
        drafts = [each for each in marks.students if each.writable]
        told = [(each, words) for each in drafts if (words := self._off_words(marks, each))]
        return [MarksFinding("", each.column, f"{each.short}: {words}") for each, words in told]

    @staticmethod
    def _off_words(marks: Marks, student: MarkedStudent) -> str:
        """Say how the sums of a supplement differ from the plan; nothing where they do not."""
        plan = marks.planned
        if plan is None:
            return ""
        hours, brought = marks.sums(student)
        off_hours = against(hours, plan.least_hours, plan.most_hours)
        off_credits = against(_plain(brought), plan.least_credits, plan.most_credits)
        parts = [_("{count} hours", count=off_hours)] if off_hours else []
        parts += [_("{count} credits", count=off_credits)] if off_credits else []
        return _("not as in the plan: {sums}", sums=", ".join(parts)) if parts else ""

    def cell_of(self, finding: MarksFinding) -> tuple[Hashable, str]:
        """Return the cell in which a finding is looked at; of a whole supplement it is its first row."""
        first = next((key for key in self.model.row_keys if not is_head(key)), self.model.row_keys[0])
        return (finding.key or first), finding.column

    def shift(self, *, up: bool) -> None:
        """Move the chosen rows one place up or down, also into the next section."""
        rows = self.chosen_rows()
        if not rows:
            return
        target = rows[0] - 1 if up else rows[-1] + 2
        if 1 <= target <= self.model.rowCount():
            self.move_rows(rows, target)

    def move_rows(self, rows: Sequence[int], target: int) -> None:
        """Let rows stand before another row as one step of undo."""
        count = self.model.rowCount()
        before = next(row for row in range(target - 1, -1, -1) if row not in rows)
        after = next((row for row in range(target, count) if row not in rows), None)
        first = self.model.position(before)
        last = self.model.position(after) if after is not None else first + SPAN / 10
        wide = (last - first) / (len(rows) + 1)
        place = self._places[POSITION]
        values = {(row, place): first + wide * number for number, row in enumerate(rows, start=1)}
        self.model.edit(values, _(MOVING))
        self.view.scrollTo(self.view.currentIndex())

    def chosen_rows(self) -> list[int]:
        """Return the rows that are selected, without headings."""
        rows = sorted({row for row, _column in self.view.places()} or {self.view.currentIndex().row()})
        return [row for row in rows if row >= 0 and not is_head(self.model.row_keys[row])]

    def chosen_keys(self) -> list[str]:
        return [str(self.model.row_keys[row]) for row in self.chosen_rows()]

    def chosen_marks(self) -> list[tuple[MarkRow, MarkedStudent, MarkCell]]:
        """Return the selected marks of drafts."""
        found = []
        for row, column in self.view.places():
            cell, student = self.model.mark_cell(row, column), self._student(column)
            if cell is not None and student is not None:
                found.append((self.rows[str(self.model.row_keys[row])], student, cell))
        return found

    def place_of(self, student: MarkedStudent) -> int:
        """Return the place of a student among the columns."""
        return self._places[student.column]

    def student_at_cursor(self) -> MarkedStudent | None:
        return self._student(self.view.currentIndex().column())

    def changes(self) -> tuple[list[dict[str, str | None]], list[dict[str, str]]]:
        """Return the titles that were typed, and the whole sequence if it is another."""
        typed = self.model.unsaved_rows()
        titles = [
            {"key": str(key), "uz": self._title(str(key), TITLE_UZ), "en": self._title(str(key), TITLE_EN)}
            for key, values in typed.items()
            if values.keys() & {TITLE_UZ, TITLE_EN}
        ]
        order = self.model.order()
        moved = order != self.model.stored_order()
        return titles, [{"key": key, "section": section} for key, section in order] if moved else []

    def _title(self, key: str, name: str) -> str | None:
        value = self.model.value(self.model.row_keys.index(key), self._places[name])
        return None if isinstance(value, Wrong) else value

    def _student(self, column: int) -> MarkedStudent | None:
        return (
            self.marks.student(self.model.columns[column].key)
            if self.marks is not None and column >= 0
            else None
        )

    def _clicked_twice(self, index: QModelIndex) -> None:
        if index.column() in turned(self.model.columns):
            self.view.asked.emit()

    def _dragged(self, row: int, target: int) -> None:
        chosen = self.chosen_rows()
        rows = chosen if row in chosen else [row]
        if not is_head(self.model.row_keys[row]) and not (
            rows[0] <= target <= rows[-1] + 1 and len(rows) == 1
        ):
            self.move_rows(rows, target)


def _state(row: MarkRow, cell: MarkCell | None, student: MarkedStudent) -> Mark | None:
    if cell is None:
        return None
    if cell.mark is None:
        return kinds.MISSING
    if cell.recognised:
        return kinds.RECOGNISED
    if (cell.semesters, cell.hours, cell.credits) != (row.semesters, row.hours, row.credits):
        return kinds.OTHER
    if len(cell.sources) > 1 and student.writable:
        return kinds.CHOSEN_MARK
    return None


def _plain(value: Any) -> Any:
    return value.to_integral_value() if value == value.to_integral_value() else value


def _span(least: Any, most: Any) -> str:
    texts = [shown(_plain(each)) if not isinstance(each, int) else str(each) for each in (least, most)]
    return texts[0] if least == most else "–".join(texts)


def columns_of(marks: Marks, *, points: bool, locked: bool) -> list[Column]:
    """Return the columns: titles, what the plan gives, a student each, and last where a row stands."""
    many = len(marks.students) > FEW
    return [
        Column(
            TITLE_UZ,
            _("Title (Uzbek)"),
            UzbekTitles(LONGEST),
            34 if many else 42,
            read_only=locked,
            required=True,
        ),
        Column(TITLE_EN, _("Title (English)"), EnglishTitles(LONGEST), 30 if many else 40, read_only=locked),
        Column(SEMESTERS, _("Sem."), Texts(32), 5, read_only=True, words=_("Semesters")),
        Column(HOURS, _("Hours"), Numbers(), 6, read_only=True),
        Column(CREDITS, _("Credits"), Credits(), 6, read_only=True),
        *(
            Column(
                each.column,
                each.short,
                MarkKind(points),
                MARK_LETTERS + points,
                read_only=True,
                words=_head(each),
            )
            for each in marks.students
        ),
        Column(POSITION, "", Numbers(), 1, read_only=locked),
    ]


class Credits(Numbers):
    """Credits without a nothing behind the comma."""

    def show(self, value: Any) -> str:
        return shown(_plain(value))


def _head(student: MarkedStudent) -> str:
    from_state = "" if student.writable else _("accepted: the marks stay as they are")
    return "\n".join(filter(None, (student.name, student.number, student.group, from_state)))
