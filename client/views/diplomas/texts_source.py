"""The drafts of a faculty as a sheet of texts."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial

from client.core.i18n import N_, _
from client.data.diplomas import texts
from client.data.diplomas.texts import READ_AGAIN, Sheet
from client.views.diplomas.texts_grid import TextsGrid, columns_of
from client.widgets.cell_grid import Typed, fitting
from client.widgets.formatting import grouped
from client.widgets.sheet_editor import Saving
from client.widgets.workplace import Workplace
from shared.diplomas.content import FIELDS, Field

LACKING, ON_DIPLOMA, ALL = "lacking", "diploma", "all"
#: Which fields are shown.
SHOWN = {
    LACKING: N_("What is lacking"),
    ON_DIPLOMA: N_("On the diploma itself"),
    ALL: N_("All fields"),
}


@dataclass(frozen=True)
class TextsSource:
    """All rows are saved together, or nothing."""

    workplace: Workplace
    faculty_id: int
    ids: tuple[int, ...] = ()
    fields: str = LACKING
    #: Fields in which something was lacking since the sheet was opened: they stay when it is mended.
    lacked: set[str] = field(default_factory=set)
    relations = READ_AGAIN

    @property
    def draft_key(self) -> str:
        return f"diplomas/{self.faculty_id}/{self.fields}/{','.join(map(str, self.ids[:9]))}"

    def read(self, typed: Typed) -> Sheet:
        self.lacked.update(str(column).rpartition("_")[0] for _row, column in typed.cells)
        return texts.read(self.workplace.gateway, self.faculty_id, self.ids)

    def may_save(self, reading: Sheet) -> bool:
        return texts.may_write(self.workplace.gateway) and bool(reading.drafts)

    def make(self, reading: Sheet, former: TextsGrid | None) -> TextsGrid:
        columns = columns_of(self._wanted(reading), locked=not self.may_save(reading))
        grid = fitting(former, columns, TextsGrid)
        grid.show_sheet(reading)
        return grid

    def saving(self, sheet: TextsGrid) -> Saving | None:
        changes = sheet.changes()
        return partial(texts.save, self.workplace.gateway, changes) if changes else None

    def saved_words(self, stored: Typed) -> str:
        return _("Saved: texts of {count} diplomas.", count=grouped(len(stored.rows())))

    def _wanted(self, reading: Sheet) -> Sequence[Field]:
        if self.fields == ALL:
            return FIELDS
        if self.fields == ON_DIPLOMA:
            return [each for each in FIELDS if each.on_diploma]
        self.lacked.update(each.field for each in reading.findings if each.of_text)
        return [each for each in FIELDS if each.key in self.lacked] or FIELDS
