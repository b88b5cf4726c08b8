"""The grid of one reading of a plan: its rows, what they add up to, and what was typed over them."""

from collections.abc import Hashable, Sequence
from typing import Any

from client.data.curriculum.plan import CurriculumPlan, PlanSubject
from client.data.curriculum.plan_saving import SubjectChange
from client.data.curriculum.sums import SubjectLine
from client.data.records.catalogue import Catalogue
from client.views.curriculum.editor import rows
from client.views.curriculum.editor.columns import keys
from client.widgets.cell_grid import HEADING, NEW, CellGrid, Column


class PlanGrid(CellGrid):
    """Rows of courses under the headings of their blocks."""

    def __init__(self, columns: Sequence[Column], catalogue: Catalogue, plan: CurriculumPlan) -> None:
        super().__init__(columns, frozen=1)
        self.plan = plan
        self._catalogue = catalogue
        self._names = keys(columns)
        self._heads: list[Hashable] = []

    def show_plan(self, plan: CurriculumPlan) -> None:
        """Show a reading of the plan."""
        empty = not self.model.row_keys
        self.plan = plan
        made = rows.rows_of(plan, self._names)
        self.load(made)
        self._heads = [key for key, _values in made if not rows.is_course(key)]
        self.model.mark([(head, name) for head in self._heads for name in self._names], HEADING)
        first = next((key for key, _values in made if rows.is_course(key)), None)
        if empty and first is not None:
            self.come_to((first, "credits"))

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

    def begin_row(self, semester_id: int | None) -> None:
        """Begin a course at the end, in the block of the cursor."""
        here = self.current()
        block = self.value(here, "block") if here is not None and rows.is_course(here) else None
        key = self.add_new()
        begun = rows.first_values(self.plan, self._catalogue, semester_id, block)
        self.model.put({(key, name): value for name, value in begun.items()})
        self.view.setFocus()
        self.come_to((key, "subject_id"))

    def show_semester(self, semester_id: int | None) -> None:
        """Hide the courses of other semesters, and the headings that are left without any."""
        now = dict(rows.rows_now(self.model))
        shown: set[Hashable] = set()
        head: Hashable = None
        for key in self.model.row_keys:
            if not rows.is_course(key):
                head = key
            elif str(key).startswith(NEW):
                shown.add(key)
            elif semester_id is None or now[key]["semester_id"] in (semester_id, None):
                shown |= {key, head}
        self.view.show_rows(lambda row: self.model.row_keys[row] in shown)

    def changes(self) -> dict[Hashable, SubjectChange]:
        """Return what was typed, row by row."""
        courses: dict[Hashable, PlanSubject] = {course.id: course for course in self.plan.courses}
        typed = self.model.unsaved_rows()
        return {key: SubjectChange(values, courses.get(key)) for key, values in typed.items()}

    def _fill_departments(self) -> None:
        """A new course is taught by the department of its subject unless somebody says otherwise."""
        for key, values in rows.rows_now(self.model):
            subject = self.plan.subjects.get(values["subject_id"])
            if not str(key).startswith(NEW) or subject is None or values["department_id"] is not None:
                continue
            if subject.department_id in self.plan.departments:
                self.model.put({(key, "department_id"): subject.department_id})
