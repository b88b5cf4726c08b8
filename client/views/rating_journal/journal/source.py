"""Where the rating journal's sheet comes from: one class, the whole term."""

from functools import partial

from client.core.i18n import N_, _
from client.data.rating_journal import journal
from client.data.rating_journal.journal import PointsJournal
from client.views.rating_journal.journal.grid import PointsGrid
from client.views.rating_journal.journal.model import columns_of
from client.widgets.cell_grid import Typed, fitting
from client.widgets.formatting import grouped
from client.widgets.sheet_editor import Saving
from client.widgets.workplace import Workplace

#: What current control is called for short.
SHORT = N_("JN")


class PointsSource:
    """The rating journal of a class; what is typed into it is kept under its number."""

    relations = (
        "rating_journal.points",
        "rating_journal.rule",
        "attendance.sheet",
        "timetable.lesson",
        "teaching.member",
    )

    def __init__(self, workplace: Workplace, class_id: int) -> None:
        self._workplace = workplace
        self.class_id = class_id
        #: Columns that were added and have nothing stored in them yet.
        self.added: set[str] = set()

    @property
    def draft_key(self) -> str:
        return f"rating-journal/{self.class_id}"

    def read(self, typed: Typed) -> PointsJournal:
        added = self.added | {column for _row, column in typed.cells}
        return journal.read(self._workplace.gateway, self.class_id, sorted(added))

    def may_save(self, reading: PointsJournal) -> bool:
        """Only teachers give points; in which lessons, each column says."""
        return self._workplace.gateway.role == "hemis_teacher" and bool(reading.lessons)

    def make(self, reading: PointsJournal, former: PointsGrid | None) -> PointsGrid:
        grid = fitting(former, columns_of(reading, _(SHORT)), PointsGrid)
        grid.show_journal(reading)
        return grid

    def saving(self, sheet: PointsGrid) -> Saving | None:
        changes = sheet.model.changes()
        return partial(journal.save, self._workplace.gateway, changes) if changes else None

    def saved_words(self, stored: Typed) -> str:
        return _("Saved: {count} entries.", count=grouped(len(stored.cells)))
