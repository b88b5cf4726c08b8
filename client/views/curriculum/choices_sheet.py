"""The choices of a group in a semester: a student a row, a column for every choice between electives."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from client.core.i18n import _
from client.data.curriculum import registration
from client.data.curriculum.registration import GroupChoices, GroupState, Offered, RegistrationMove
from client.data.records.sheet_saving import as_one
from client.widgets.cell_grid import CellGrid, Column, Records, Typed, fitting
from client.widgets.sheet_editor import Saving
from client.widgets.workplace import Workplace

NAME, COMPULSORY = "name", "compulsory"
RELATION = "curriculum.registration"


class ChoicesGrid(CellGrid):
    """Knows which courses students leave and take by what is typed."""

    def __init__(self, columns: Sequence[Column]) -> None:
        super().__init__(columns, frozen=1)
        self.choices = GroupChoices((), ())

    def show_choices(self, choices: GroupChoices) -> None:
        """Show a reading."""
        self.choices = choices
        self.load(_rows(choices))

    def moves(self) -> list[RegistrationMove]:
        """Return what was typed as steps from one course to another."""
        taken = {each.student_id: each.courses for each in self.choices.members}
        moves = []
        for (student, column), new in self.model.unsaved().items():
            own = {each.course_id for each in self.choices.electives if each.column == column}
            old = next(iter(taken[int(str(student))] & own), None)
            moves.append(RegistrationMove(int(str(student)), old, new))
        return moves

    def seats(self) -> list[str]:
        """Say for each elective how many take it, with what is typed and not saved yet."""
        delta: dict[int, int] = {}
        for move in self.moves():
            for course, step in ((move.old, -1), (move.new, 1)):
                if course is not None:
                    delta[course] = delta.get(course, 0) + step
        return [_seats(each, each.taken + delta.get(each.course_id, 0)) for each in self.choices.electives]


@dataclass(frozen=True)
class ChoicesSource:
    """The choices of one group; all students are saved, or none."""

    workplace: Workplace
    group: GroupState
    relations = (RELATION,)

    @property
    def draft_key(self) -> str:
        return f"registration/{self.group.semester_id}/{self.group.group_id}"

    def read(self, typed: Typed) -> GroupChoices:
        return registration.choices(self.workplace.gateway, self.group)

    def may_save(self, reading: GroupChoices) -> bool:
        return True

    def make(self, reading: GroupChoices, former: ChoicesGrid | None) -> ChoicesGrid:
        columns = _columns(reading)
        grid = fitting(former, columns, ChoicesGrid)
        grid.show_choices(reading)
        return grid

    def saving(self, sheet: ChoicesGrid) -> Saving | None:
        moves = sheet.moves()
        work = partial(registration.change, self.workplace.gateway, moves)
        return partial(as_one, {each.student_id for each in moves}, work) if moves else None

    def saved_words(self, stored: Typed) -> str:
        return _("Saved: {count} choices.", count=len(stored.cells))


def progress(count: int, wanted: int) -> str:
    """Say how many of how many, with a mark when it is all."""
    if not wanted:
        return "—"
    return f"{count}/{wanted} ✓" if count >= wanted else f"{count}/{wanted}"


def _seats(each: Offered, taken: int) -> str:
    choice = f"{each.choice}: " if each.choice is not None else ""
    if each.seats is None:
        return f"{choice}{each.subject} {taken}"
    full = " ⚠" if taken > each.seats else ""
    return f"{choice}{each.subject} {taken}/{each.seats}{full}"


def _columns(choices: GroupChoices) -> list[Column]:
    columns = [
        Column(NAME, _("Student"), width=36, read_only=True),
        Column(COMPULSORY, _("Compulsory"), width=13, read_only=True),
    ]
    by_column: dict[str, list[Offered]] = {}
    for each in choices.electives:
        by_column.setdefault(each.column, []).append(each)
    for key, among in by_column.items():
        title = _("Choice {number}", number=among[0].choice) if among[0].choice else among[0].subject
        records = Records((each.course_id, each.subject, each.code) for each in among)
        columns.append(Column(key, title, records, 31, words=" / ".join(each.subject for each in among)))
    return columns


def _rows(choices: GroupChoices) -> list[tuple[int, list[Any]]]:
    compulsory = set(choices.compulsory)
    keys = list(dict.fromkeys(each.column for each in choices.electives))
    rows: list[tuple[int, list[Any]]] = []
    for member in choices.members:
        taken: list[Any] = [member.name, progress(len(compulsory & member.courses), len(compulsory))]
        for key in keys:
            own = {each.course_id for each in choices.electives if each.column == key}
            taken.append(next(iter(member.courses & own), None))
        rows.append((member.student_id, taken))
    return rows
