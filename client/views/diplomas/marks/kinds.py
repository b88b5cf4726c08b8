"""The cells of the sheet of marks: how a mark looks."""

from dataclasses import dataclass, field
from typing import Any

from client.core.errors import UserError
from client.core.i18n import N_, _
from client.data.diplomas.marks import PASSED, MarkCell
from client.widgets.cell_grid import Mark
from shared.numbers import exact

LONGEST = 256
#: What a mark of pass or fail is for short.
SHORT_PASSED = N_("pass")
PASSED_WORDS = N_("passed")

FROZEN = Mark("", "quiet", N_("the diploma is accepted: its marks stay as they are"), locked=True)
MISSING = Mark("×", "bad", N_("no mark"), locked=True)
RECOGNISED = Mark("R", "accent", N_("recognised: passed elsewhere"), locked=True)
CHOSEN_MARK = Mark("•", "accent", N_("made of several semesters: F2 shows whose mark counts"), locked=True)
OTHER = Mark("≠", "warning", N_("other hours, credits or semesters than in the row"), locked=True)
UNEVEN = Mark("≠", "warning", N_("drafts say different things here; “Alike for all” mends it"))


@dataclass(frozen=True)
class MarkKind:
    """The mark of a student, or the points it was given for."""

    points: bool
    numeric: bool = field(default=False, init=False)

    def parse(self, text: str) -> Any:
        raise UserError(N_("Marks come from the academic record."))

    def show(self, value: Any) -> str:
        return mark_told(value, points=self.points) if isinstance(value, MarkCell) else str(value)

    def choices(self) -> tuple[str, ...]:
        return ()


def mark_told(cell: MarkCell, *, points: bool) -> str:
    """Return what stands in a cell: “5”, “5 A”, “92” or “pass”; a missing one is a dash."""
    if cell.mark is None:
        return "—"
    if cell.mark == PASSED:
        return _(SHORT_PASSED)
    if points and cell.points is not None:
        return exact(cell.points.normalize() if cell.points % 1 else cell.points.to_integral_value())
    return " ".join(filter(None, (cell.mark, cell.letter)))
