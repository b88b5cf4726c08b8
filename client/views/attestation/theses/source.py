"""The theses of one department in one academic year as a sheet."""

from dataclasses import dataclass
from functools import partial

from client.core.i18n import _
from client.data.attestation import theses
from client.data.attestation.acts import THESES
from client.data.attestation.theses import WRITERS, Theses
from client.views.attestation.theses.grid import ThesisGrid, columns_of
from client.widgets.cell_grid import Typed, fitting
from client.widgets.formatting import grouped
from client.widgets.sheet_editor import Saving
from client.widgets.workplace import Workplace


@dataclass(frozen=True)
class ThesisSource:
    """Each thesis is saved for itself: a good one does not wait for a bad one."""

    workplace: Workplace
    department_id: int
    year: int
    relations = THESES

    @property
    def draft_key(self) -> str:
        return f"theses/{self.department_id}/{self.year}"

    def read(self, typed: Typed) -> Theses:
        return theses.read(self.workplace.gateway, self.department_id, self.year)

    def may_save(self, reading: Theses) -> bool:
        return self.workplace.gateway.role in WRITERS and bool(reading.students)

    def make(self, reading: Theses, former: ThesisGrid | None) -> ThesisGrid:
        grid = fitting(former, columns_of(reading, locked=not self.may_save(reading)), ThesisGrid)
        grid.show_theses(reading)
        return grid

    def saving(self, sheet: ThesisGrid) -> Saving | None:
        changes = sheet.changes()
        work = partial(theses.save, self.workplace.gateway, self.department_id, self.year, changes)
        return work if changes else None

    def saved_words(self, stored: Typed) -> str:
        return _("Saved: {count} theses.", count=grouped(len(stored.rows())))
