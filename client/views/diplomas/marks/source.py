"""The marks of one group as a sheet: titles and sequence are stored for all drafts together or not at all."""

from dataclasses import dataclass
from functools import partial

from client.core.i18n import _
from client.data.diplomas import marks as data
from client.data.diplomas.marks import FACULTY, RELATIONS, Marks
from client.views.diplomas.marks.grid import MarksGrid, columns_of
from client.widgets.cell_grid import Typed, fitting
from client.widgets.formatting import grouped
from client.widgets.sheet_editor import Saving
from client.widgets.workplace import Workplace


@dataclass(frozen=True)
class MarksSource:
    """A group of a plan, or with no group the whole plan."""

    workplace: Workplace
    faculty_id: int
    curriculum_id: int
    group: str | None
    points: bool
    relations = RELATIONS

    @property
    def draft_key(self) -> str:
        return f"diploma-marks/{self.faculty_id}/{self.curriculum_id}/{'*' if self.group is None else self.group}"

    def read(self, typed: Typed) -> Marks:
        return data.read(self.workplace.gateway, self.faculty_id, self.curriculum_id, self.group)

    def may_save(self, reading: Marks) -> bool:
        return self.workplace.gateway.role == FACULTY and bool(reading.seen)

    def make(self, reading: Marks, former: MarksGrid | None) -> MarksGrid:
        may = self.may_save(reading)
        grid = fitting(former, columns_of(reading, points=self.points, locked=not may), MarksGrid)
        grid.show_marks(reading, may_change=may)
        return grid

    def saving(self, sheet: MarksGrid) -> Saving | None:
        titles, order = sheet.changes()
        if sheet.marks is None or not (titles or order):
            return None
        rows = [str(row) for row in sheet.typed().rows()]
        return partial(data.save, self.workplace.gateway, sheet.marks.seen, titles, order, rows)

    def saved_words(self, stored: Typed) -> str:
        return _("Saved for all drafts: {count} rows.", count=grouped(len(stored.rows())))
