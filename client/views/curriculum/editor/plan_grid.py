"""The grid of one reading of a plan: its rows, what they add up to, and what was typed over them."""

from collections.abc import Hashable
from typing import Any

from client.data.curriculum.plan import CurriculumPlan
from client.data.curriculum.plan_saving import SubjectChange
from client.data.curriculum.sums import SubjectLine
from client.data.records.catalogue import Catalogue
from client.views.curriculum.editor import rows
from client.views.curriculum.editor.columns import COMPUTED, columns_of, keys
from client.widgets.cell_grid import CONFLICT, HEADING, WRONG, CellGrid, Mark


class PlanGrid(CellGrid):
    """Rows of courses under the headings of their blocks."""

    def __init__(self, plan: CurriculumPlan, catalogue: Catalogue, *, locked: bool) -> None:
        columns = columns_of(plan, catalogue, locked=locked)
        super().__init__(columns, frozen=1)
        self.plan = plan
        self._catalogue = catalogue
        self._names = keys(columns)
        self._new = 0
        made = rows.rows_of(plan, self._names)
        self.load(made)
        self._heads = [key for key, _values in made if not rows.is_course(key)]
        self.model.mark([(head, name) for head in self._heads for name in self._names], HEADING)
        if first := next((key for key, _values in made if rows.is_course(key)), None):
            self.come_to(first, "credits")

    def lines(self) -> list[SubjectLine]:
        """Return the courses as they stand now."""
        return rows.lines_of(self.model, self.plan)

    def add_up(self) -> list[SubjectLine]:
        """Put the sums into the locked cells and return the courses they were made of."""
        lines = self.lines()
        cells = rows.computed(lines) | rows.headings(self.plan, self._catalogue, lines, self._heads)
        fresh = {cell: value for cell, value in cells.items() if self.value(*cell) != value}
        if fresh:
            self.model.known(fresh)
        self._fill_departments()
        return lines

    def value(self, key: Hashable, name: str) -> Any:
        """Return what stands in the cell of a row."""
        return self.model.value(self.model.row_keys.index(key), self._names.index(name))

    def current(self) -> Hashable | None:
        """Return the key of the row of the cursor."""
        row = self.view.currentIndex().row()
        return self.model.row_keys[row] if 0 <= row < len(self.model.row_keys) else None

    def come_to(self, key: Hashable, name: str = "subject_id") -> None:
        """Put the cursor into a cell of a row."""
        place = self.model.row_keys.index(key)
        self.view.setCurrentIndex(self.model.index(place, self._names.index(name)))

    def is_hidden(self, key: Hashable) -> bool:
        """Tell whether a row is not among those shown just now."""
        return self.view.isRowHidden(self.model.row_keys.index(key))

    def begin_row(self, semester_id: int | None) -> None:
        """Begin a course at the end, in the block of the cursor."""
        here = self.current()
        block = self.value(here, "block") if here is not None and rows.is_course(here) else None
        key = self.add_next()
        begun = rows.first_values(self.plan, self._catalogue, semester_id, block)
        self.model.put({(key, name): value for name, value in begun.items()})
        self.view.setFocus()
        self.come_to(key)

    def add_next(self) -> str:
        """Put an empty row at the end and return its key."""
        key = f"{rows.NEW}{self._new + 1}"
        self.add_empty(key)
        return key

    def add_empty(self, key: str) -> None:
        """Put an empty row at the end, also one that a draft brings back."""
        self._new = max(self._new, int(key.removeprefix(rows.NEW)))
        self.model.add_row(key)

    def show_semester(self, semester_id: int | None) -> None:
        """Hide the courses of other semesters, and the headings that are left without any."""
        now = dict(rows.rows_now(self.model))
        shown: set[Hashable] = set()
        head: Hashable = None
        for key in self.model.row_keys:
            if not rows.is_course(key):
                head = key
            elif str(key).startswith(rows.NEW):
                shown.add(key)
            elif semester_id is None or now[key]["semester_id"] in (semester_id, None):
                shown |= {key, head}
        self.view.show_rows(lambda row: self.model.row_keys[row] in shown)

    def changes(self) -> list[SubjectChange]:
        """Return what was typed, row by row."""
        by_row: dict[Any, dict[str, Any]] = {}
        for (key, column), value in self.model.unsaved().items():
            if column not in COMPUTED and rows.is_course(key):
                by_row.setdefault(key, {})[column] = value
        courses = {course.id: course for course in self.plan.courses}
        return [SubjectChange(key, values, courses.get(key)) for key, values in by_row.items()]

    def learn(self, plan: CurriculumPlan) -> None:
        """Take what another desk stored: cells that both changed are marked, and can be saved again."""
        old, stored = (self._cells(each) for each in (self.plan, plan))
        typed = self.model.unsaved()
        self.plan = plan
        self.model.known({cell: value for cell, value in stored.items() if cell[0] in self.model.row_keys})
        self.model.mark([cell for cell in typed if cell in old and old[cell] != stored.get(cell)], CONFLICT)

    def blame(self, key: Hashable, sentence: str) -> None:
        """Mark the unsaved cells of a row that cannot be stored."""
        cells = [cell for cell in self.model.unsaved() if cell[0] == key]
        self.model.mark(cells, Mark(WRONG.symbol, WRONG.shade, sentence))
        self.come_to(key)

    def _cells(self, plan: CurriculumPlan) -> dict[Any, Any]:
        return {
            (key, name): value
            for key, values in rows.rows_of(plan, self._names)
            for name, value in zip(self._names, values, strict=True)
            if rows.is_course(key) and name not in COMPUTED
        }

    def _fill_departments(self) -> None:
        """A new course is taught by the department of its subject unless somebody says otherwise."""
        for key, values in rows.rows_now(self.model):
            subject = self.plan.subjects.get(values["subject_id"])
            if not str(key).startswith(rows.NEW) or subject is None or values["department_id"] is not None:
                continue
            if subject.department_id in self.plan.departments:
                self.model.put({(key, "department_id"): subject.department_id})
