"""How the tasks of a class read a workbook: students down, tasks across, figures by the points of each task."""

from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from client.core.errors import UserError
from client.core.i18n import N_, _
from client.data.attendance.class_journal import (
    Cell,
    ClassJournal,
    JournalColumn,
    JournalLesson,
    JournalStudent,
)
from client.data.attendance.journal_file import UnknownWordError
from client.data.server.gateway import Gateway
from client.data.topics import task_points
from client.data.topics.works import GivenTask
from client.widgets.cell_grid import Numbers
from client.widgets.formatting import shown
from shared.identifiers import InvalidValue

WORD = N_("{text} is no number of points. Say once under “Unknown words” what it means.")
NOTHING = "-"


class TaskPointsOfFile:
    """Reads the cells of a file as points for the tasks of a class."""

    title = N_("Points from {file}")
    remembered = "import.tasks.meanings"

    def __init__(self, gateway: Gateway, class_id: int, standing: Callable[[Cell], Any]) -> None:
        self.standing = standing
        self.journal = _journal(class_id, ())
        self.columns: tuple[JournalColumn, ...] = ()
        self._gateway, self._class_id = gateway, class_id
        self._kinds: dict[str, Numbers] = {}
        self._places: frozenset[Cell] = frozenset()

    def prepare(self) -> None:
        tasks, students = task_points.read(self._gateway, self._class_id)
        always = ((date.min, None),)
        self.journal = _journal(
            self._class_id,
            tuple(JournalStudent(each.id, each.name, "", each.number, always) for each in students),
        )
        self.columns = tuple(_column(each) for each in tasks)
        self._kinds = {str(each.id): Numbers(0, each.points, 2) for each in tasks}
        self._places = frozenset((each.id, str(task)) for each in students for task in each.by_task)

    def read(self, column: str, text: str) -> Decimal | int:
        try:
            return self._kinds[column].parse(text)
        except InvalidValue as error:
            if any(letter.isdigit() for letter in text):
                raise UserError(error.msgid, **error.params) from error
            raise UnknownWordError(WORD, text=text) from error

    def meant(self, column: str, meaning: str) -> Decimal | int | None:
        return None if meaning == NOTHING else self._kinds[column].parse(meaning)

    def why_kept(self, cell: Cell) -> str:
        return "" if cell in self._places else _("This student did not sit in the class while the task ran.")

    def meanings(self) -> Sequence[tuple[str, str]]:
        return ((NOTHING, _("nothing")), ("0", "0"))

    def named(self, value: Any) -> str:
        return "—" if value is None else shown(value)


def _column(task: GivenTask) -> JournalColumn:
    """A task as a column: it takes points of whoever may have a work for it, on any day."""
    stands_for = JournalLesson(task.id, 0, task.due_on, 0, "", held=True, teacher="")
    return JournalColumn(str(task.id), stands_for, title=task.name)


def _journal(class_id: int, students: tuple[JournalStudent, ...]) -> ClassJournal:
    return ClassJournal(class_id, "", "", "", "", 0, date.min, (), students)
