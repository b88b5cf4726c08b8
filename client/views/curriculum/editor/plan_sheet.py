"""The sheet of a plan: what is read, who may type, how it is saved; the same for the editor, its acts and Excel."""

from dataclasses import dataclass
from functools import partial

from client.core.i18n import _
from client.data.curriculum import plan as plans
from client.data.curriculum import plan_saving
from client.data.curriculum.plan import LABELS, CurriculumPlan
from client.data.records.rights import Rights, rights
from client.views.curriculum.editor.columns import columns_of
from client.views.curriculum.editor.plan_grid import PlanGrid
from client.widgets.cell_grid import Typed, fitting
from client.widgets.sheet_editor import Saving, SheetEditor
from client.widgets.workplace import Workplace
from shared.models.curriculum import CurriculumSubject


@dataclass(frozen=True)
class PlanReading:
    """A plan, and what the role may do with its courses."""

    plan: CurriculumPlan
    rights: Rights

    @property
    def may_change(self) -> bool:
        return self.rights.may_change and self.plan.head.accepted_at is None


PlanSheet = SheetEditor[PlanReading, PlanGrid]


@dataclass(frozen=True)
class PlanSource:
    """The courses of one plan, saved all or none."""

    workplace: Workplace
    curriculum_id: int
    relations = (
        "curriculum.course",
        "curriculum.course_hours",
        "curriculum.control",
        "curriculum.curriculum",
        "curriculum.semester",
    )

    @property
    def draft_key(self) -> str:
        return f"curriculum/{self.curriculum_id}"

    def read(self, typed: Typed) -> PlanReading:
        self.workplace.catalogue.ensure(LABELS)
        gateway = self.workplace.gateway
        return PlanReading(plans.read(gateway, self.curriculum_id), rights(gateway, CurriculumSubject))

    def may_save(self, reading: PlanReading) -> bool:
        return reading.may_change

    def make(self, reading: PlanReading, former: PlanGrid | None) -> PlanGrid:
        catalogue = self.workplace.catalogue
        columns = columns_of(reading.plan, catalogue, locked=not reading.may_change)
        grid = fitting(former, columns, lambda made: PlanGrid(made, catalogue, reading.plan))
        grid.show_plan(reading.plan)
        return grid

    def saving(self, sheet: PlanGrid) -> Saving | None:
        changes = sheet.changes()
        return partial(plan_saving.save, self.workplace.gateway, sheet.plan, changes) if changes else None

    def saved_words(self, stored: Typed) -> str:
        return _("Saved.")
