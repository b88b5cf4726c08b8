"""One grade sheet as the source of a sheet editor: the typed cells are saved, all or none."""

from dataclasses import dataclass
from functools import partial

from client.core.i18n import _
from client.data.grades import sheet as sheets
from client.data.grades.sheet import GradeSheet
from client.data.grades.words import short
from client.views.grades.sheet.grid import SheetGrid, columns
from client.widgets.cell_grid import Typed, fitting
from client.widgets.sheet_editor import Saving
from client.widgets.workplace import Workplace
from shared.models.grades import FILLED, OPENED

CONTROLS = "h_exam_type"


@dataclass(frozen=True)
class GradeSheetSource:
    """The sheet with this id, or that of a grader's component."""

    workplace: Workplace
    record_id: int
    of_grader: bool = False
    relations = ("grades.sheet", "grades.component", "grades.line", "grades.cell")

    @property
    def draft_key(self) -> str:
        kind = "grader" if self.of_grader else "sheet"
        return f"grades/{kind}/{self.record_id}/{self.workplace.session.role}"

    def read(self, typed: Typed) -> GradeSheet:
        self.workplace.catalogue.ensure([CONTROLS])
        gateway = self.workplace.gateway
        number = sheets.of_grader(gateway, self.record_id) if self.of_grader else self.record_id
        return sheets.read(gateway, number)

    def may_save(self, reading: GradeSheet) -> bool:
        return reading.state in (OPENED, FILLED) and any(each.is_open for each in reading.components)

    def make(self, reading: GradeSheet, former: SheetGrid | None) -> SheetGrid:
        kinds = [each.kind for each in reading.components]
        names = {kind: self.workplace.catalogue.label(CONTROLS, kind) for kind in kinds}
        shown = columns(reading, {kind: short(kind) for kind in kinds}, names)
        grid = fitting(former, shown, SheetGrid)
        grid.show_sheet(reading)
        return grid

    def saving(self, sheet: SheetGrid) -> Saving | None:
        changes = sheet.changes()
        if not changes or sheet.sheet is None:
            return None
        return partial(sheets.save, self.workplace.gateway, sheet.sheet.id, changes)

    def saved_words(self, stored: Typed) -> str:
        return _("Saved: {count} students.", count=len(stored.rows()))
