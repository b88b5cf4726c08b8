"""The points for all tasks of a class: a student a row, a task a column, typed, pasted or taken from a workbook."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from functools import partial

from client.core.i18n import N_, _
from client.data.records.rights import Rights, rights
from client.data.topics import task_points
from client.data.topics.task_points import PointsChange, StudentPoints
from client.data.topics.works import GivenTask
from client.views.topics.tasks.work_grid import STUDENT
from client.widgets.cell_grid import LOCKED, CellGrid, Column, Mark, Numbers, Texts, Typed, fitting
from client.widgets.formatting import grouped, shown
from client.widgets.sheet_editor import Saving
from client.widgets.workplace import Workplace
from shared.models.topics import TaskWork

AWAY = Mark(LOCKED.symbol, LOCKED.shade, N_("did not sit in the class while the task ran"), locked=True)
#: How wide the column of a task is, in letters.
WIDE, NARROW = 24, 12


class TaskPointsGrid(CellGrid):
    """Knows the students with their stored points."""

    def __init__(self, columns: Sequence[Column]) -> None:
        super().__init__(columns, frozen=1)
        self.stored: dict[Hashable, StudentPoints] = {}

    def show_points(self, tasks: Sequence[GivenTask], found: Sequence[StudentPoints]) -> None:
        """Show a reading; a task that ran before or after somebody sat in the class takes no points of his."""
        self.stored = {each.id: each for each in found}
        self.load(
            [
                (
                    each.id,
                    [each.name, *(work.points if (work := each.by_task.get(t.id)) else None for t in tasks)],
                )
                for each in found
            ]
        )
        self.model.mark(
            [(each.id, str(task.id)) for each in found for task in tasks if task.id not in each.by_task], AWAY
        )

    def changes(self) -> dict[Hashable, PointsChange]:
        """Return what was typed."""
        return {
            key: PointsChange(self.stored[key], {int(task): points for task, points in values.items()})
            for key, values in self.model.unsaved_rows().items()
            if key in self.stored
        }


@dataclass(frozen=True)
class PointsReading:
    """The tasks and the points, and what the role may do with them."""

    tasks: list[GivenTask]
    students: list[StudentPoints]
    rights: Rights


@dataclass(frozen=True)
class PointsSource:
    """The points of a class; those of each student are saved for themselves."""

    workplace: Workplace
    class_id: int
    faculty_id: int
    relations = ("topics.task_work",)

    @property
    def draft_key(self) -> str:
        return f"task-points/{self.class_id}"

    def read(self, typed: Typed) -> PointsReading:
        gateway = self.workplace.gateway
        return PointsReading(*task_points.read(gateway, self.class_id), rights(gateway, TaskWork))

    def may_save(self, reading: PointsReading) -> bool:
        return reading.rights.may_add

    def make(self, reading: PointsReading, former: TaskPointsGrid | None) -> TaskPointsGrid:
        locked = not reading.rights.may_add
        columns = [Column(STUDENT, _("Student"), Texts(), width=36, read_only=True)]
        columns += [
            Column(
                str(each.id), f"{each.name} ({shown(each.points.normalize())})", Numbers(0, each.points, 2),
                max(NARROW, min(WIDE, len(each.name) + 6)), read_only=locked,
            )
            for each in reading.tasks
        ]  # fmt: skip
        grid = fitting(former if isinstance(former, TaskPointsGrid) else None, columns, TaskPointsGrid)
        grid.show_points(reading.tasks, reading.students)
        return grid

    def saving(self, sheet: TaskPointsGrid) -> Saving | None:
        changes = sheet.changes()
        owner = {"class_id": self.class_id, "faculty_id": self.faculty_id}
        work = partial(task_points.save, self.workplace.gateway, owner, changes)
        return work if changes else None

    def saved_words(self, stored: Typed) -> str:
        return _("Saved: {count} works.", count=grouped(len(stored.cells)))
