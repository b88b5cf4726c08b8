"""The works for a task: a student a row, the day, the points and a note typed or pasted."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from functools import partial

from client.core.i18n import N_, _
from client.data.records.rights import Rights, rights
from client.data.topics import works
from client.data.topics.works import GivenTask, StudentWork, WorkChange
from client.widgets.cell_grid import CellGrid, Column, Days, Mark, Numbers, Texts, Typed, fitting
from client.widgets.formatting import grouped
from client.widgets.sheet_editor import Saving
from client.widgets.workplace import Workplace
from shared.models.topics import TaskWork

STUDENT, HANDED_IN, POINTS, NOTE = "student", "handed_in_on", "points", "note"
LATE = Mark("!", "warning", N_("handed in after the last day"))


class WorkGrid(CellGrid):
    """Knows the students with their stored works."""

    def __init__(self, columns: Sequence[Column]) -> None:
        super().__init__(columns, frozen=1)
        self.stored: dict[Hashable, StudentWork] = {}

    def show_works(self, found: Sequence[StudentWork], task: GivenTask) -> None:
        """Show a reading; what came late is marked."""
        self.stored = {each.student_id: each for each in found}
        self.load(
            [(each.student_id, [each.student, each.handed_in_on, each.points, each.note]) for each in found]
        )
        late = [
            (each.student_id, HANDED_IN)
            for each in found
            if each.handed_in_on is not None and each.handed_in_on > task.due_on
        ]
        self.model.mark(late, LATE)

    def changes(self) -> dict[Hashable, WorkChange]:
        """Return what was typed."""
        return {
            key: WorkChange(self.stored[key], values)
            for key, values in self.model.unsaved_rows().items()
            if key in self.stored
        }


@dataclass(frozen=True)
class WorkReading:
    """The works, and what the role may do with them."""

    works: list[StudentWork]
    rights: Rights


@dataclass(frozen=True)
class WorkSource:
    """The works of a class for one task; each is saved for itself."""

    workplace: Workplace
    task: GivenTask
    class_id: int
    faculty_id: int
    relations = ("topics.task_work",)

    @property
    def draft_key(self) -> str:
        return f"task-works/{self.task.id}"

    def read(self, typed: Typed) -> WorkReading:
        gateway = self.workplace.gateway
        return WorkReading(works.works(gateway, self.task.id), rights(gateway, TaskWork))

    def may_save(self, reading: WorkReading) -> bool:
        return reading.rights.may_add

    def make(self, reading: WorkReading, former: WorkGrid | None) -> WorkGrid:
        locked = not reading.rights.may_add
        columns = [
            Column(STUDENT, _("Student"), width=36, read_only=True),
            Column(HANDED_IN, _("Handed in on"), Days(), 14, read_only=locked),
            Column(POINTS, _("Points"), Numbers(0, self.task.points, 2), 9, read_only=locked),
            Column(NOTE, _("Note"), Texts(256), 50, read_only=locked),
        ]
        grid = fitting(former, columns, WorkGrid)
        grid.show_works(reading.works, self.task)
        return grid

    def saving(self, sheet: WorkGrid) -> Saving | None:
        changes = sheet.changes()
        owner = {"class_id": self.class_id, "faculty_id": self.faculty_id}
        work = partial(works.save, self.workplace.gateway, self.task.id, owner, changes)
        return work if changes else None

    def saved_words(self, stored: Typed) -> str:
        return _("Saved: {count} works.", count=grouped(len(stored.rows())))
