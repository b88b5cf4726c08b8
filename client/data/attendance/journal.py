"""The journal of a class at the desk: reading it whole, storing marks cell by cell."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import repeat
from typing import Any

from sqlalchemy import bindparam, func, select

from client.core.errors import Conflict, UserError
from client.core.i18n import N_, names
from client.data.attendance.class_journal import (
    SCRIPTS,
    Cell,
    ClassJournal,
    Closed,
    class_of,
    in_order,
    save_changes,
    script,
)
from client.data.records.sheet_saving import RowTrouble, SheetOutcome
from client.data.server.gateway import Gateway
from shared.codes import MADE_GOOD
from shared.models.attendance import (
    ABSENT,
    EXCUSE_TOLD,
    LATE,
    NOT_ENTERED,
    PAIR_HOURS,
    Ruling,
    Sheet,
)

OVER = N_("The time to mark this lesson is over. The dean's office corrects it.")
READ_ONLY = N_("Marks are entered by the teacher of the lesson; the dean's office corrects them by a ruling.")
_JOURNAL = select(func.attendance.read_journal(bindparam("of_class"), bindparam("script")))
CHANGED = N_("{who} has changed {count} of these marks meanwhile. They are marked: choose, and save again.")


@dataclass(frozen=True)
class MarkRuling:
    """What the office decided about a mark."""

    id: int
    kind: str
    value: str | None
    reason: str


@dataclass(frozen=True)
class Journal(ClassJournal):
    """The attendance of a class, and everything that stands in the cells."""

    late_hours: int
    marks: Mapping[Cell, str] = field(default_factory=dict)
    rulings: Mapping[Cell, MarkRuling] = field(default_factory=dict)

    def hours_of(self, cell: Cell, mark: str | None) -> tuple[int, int]:
        """Return the hours of absence of a mark, and those without excuse."""
        ruling = self.rulings.get(cell)
        counted = ruling.value if ruling is not None and ruling.value else mark
        absent = self._absent(counted)
        return absent, 0 if ruling is not None and ruling.kind in MADE_GOOD else absent

    def _absent(self, mark: str | None) -> int:
        if mark in (ABSENT, EXCUSE_TOLD):
            return PAIR_HOURS
        return self.late_hours if mark == LATE else 0


def read(gateway: Gateway, class_id: int) -> Journal:
    """Read the journal of a class."""
    told = gateway.scalar(_JOURNAL, of_class=class_id, script=script())  # one question, no transaction
    if told is None:
        raise UserError(N_("This class has no lessons that you may see."))
    about = class_of(told, Closed(OVER, READ_ONLY), writes=gateway.role == "hemis_teacher")
    return Journal(
        **vars(about),
        late_hours=told["late_hours"],
        marks=_marks(told["sheets"] or ()),
        rulings={
            (student, str(lesson)): MarkRuling(number, kind, value, reason or "")
            for lesson, student, kind, value, reason, number in told["rulings"] or ()
        },
    )


def _marks(told: Sequence[Any]) -> dict[Cell, str]:
    """Return the marks of the cells that have one; students who stand in many sheets are said once."""
    found: dict[Cell, str] = {}
    for students, lessons, rows in told:
        for lesson, marks in zip(lessons, rows, strict=True):
            marked = zip(zip(students, repeat(str(lesson))), marks, strict=True)
            if NOT_ENTERED in marks:
                found.update(cell for cell in marked if cell[1] != NOT_ENTERED)
            else:
                found.update(marked)
    return found


def orders(gateway: Gateway, class_id: int) -> tuple[tuple[int, ...], ...]:
    """Return the students of a journal as each script lists them: paper that comes back may be of another one."""
    told = (gateway.scalar(_JOURNAL, of_class=class_id, script=each) for each in SCRIPTS)
    return tuple(tuple(number for number, *_about in in_order(each["members"])) for each in told if each)


def stamp(gateway: Gateway, class_id: int) -> tuple[int, ...]:
    """Return what changes with every mark and ruling of a class: cheaper to ask for than the journal."""
    marks = select(func.count(), func.sum(Sheet.row_version)).where(Sheet.class_id == class_id)
    rulings = select(func.count(), func.sum(Ruling.row_version)).where(Ruling.class_id == class_id)
    return tuple(
        int(number or 0) for statement in (marks, rulings) for number in gateway.one(statement) or ()
    )


@dataclass(frozen=True)
class MarkChange:
    """A cell that is to be stored: what was seen in it and what it should be; "-" is nothing."""

    student: int
    lesson: int
    former: str
    mark: str

    @property
    def cell(self) -> Cell:
        return self.student, str(self.lesson)


def save(gateway: Gateway, changes: Sequence[MarkChange]) -> SheetOutcome:
    """Store marks of any lessons at once; where that is refused, each lesson for itself."""
    return save_changes(changes, lambda some: _save_all(gateway, some))


def _save_all(gateway: Gateway, changes: Sequence[MarkChange]) -> SheetOutcome:
    conflicts = gateway.store(
        "attendance.save",
        [each.lesson for each in changes],
        [each.student for each in changes],
        [each.former for each in changes],
        [each.mark for each in changes],
    )
    cells = frozenset(each.cell for each in changes)
    if not conflicts:
        return SheetOutcome(cells=cells)
    stored = cells - {(each["student"], str(each["lesson"])) for each in conflicts}
    told = Conflict(CHANGED, who=names(conflicts[0]["by"] or "?"), count=len(conflicts))
    return SheetOutcome(troubles=(RowTrouble(told, conflicts[0]["student"]),), cells=stored)
