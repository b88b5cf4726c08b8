"""Where the journal's sheet comes from: one class, the whole term."""

from functools import partial

from client.core.i18n import _
from client.data.attendance import journal
from client.data.attendance.journal import Journal
from client.views.attendance.journal.grid import JournalGrid, columns_of
from client.widgets.cell_grid import Typed, fitting
from client.widgets.formatting import grouped
from client.widgets.sheet_editor import Saving
from client.widgets.workplace import Workplace


class JournalSource:
    """The journal of a class; what is typed into it is kept under its number."""

    relations = ("attendance.sheet", "attendance.ruling", "timetable.lesson", "teaching.member")

    def __init__(self, workplace: Workplace, class_id: int) -> None:
        self._workplace = workplace
        self.class_id = class_id

    @property
    def draft_key(self) -> str:
        return f"attendance-journal/{self.class_id}"

    def read(self, _typed: Typed) -> Journal:
        return journal.read(self._workplace.gateway, self.class_id)

    def may_save(self, reading: Journal) -> bool:
        """Only teachers enter marks; of which lessons, each column says."""
        return self._workplace.gateway.role == "hemis_teacher" and bool(reading.lessons)

    def make(self, reading: Journal, former: JournalGrid | None) -> JournalGrid:
        grid = fitting(former, columns_of(reading), JournalGrid)
        grid.show_journal(reading)
        return grid

    def saving(self, sheet: JournalGrid) -> Saving | None:
        changes = sheet.model.changes()
        return partial(journal.save, self._workplace.gateway, changes) if changes else None

    def saved_words(self, stored: Typed) -> str:
        return _("Saved: {count} marks.", count=grouped(len(stored.cells)))
