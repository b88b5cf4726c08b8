"""What an entry looks like and how it is typed: a figure with comma or point, or a letter for absent."""

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from client.core.errors import UserError
from client.core.i18n import language
from client.data.rating_journal.journal import Value
from client.widgets.formatting import shown
from shared.grading import PointsRefusedError, read_points
from shared.models.rating_journal import ABSENT

#: The letter that journals have on paper.
LETTERS = {"uz": "n", "oz": "н", "ru": "н", "en": "a"}
#: One key, whatever layout of the keyboard is switched on.
STROKES = frozenset("nнyanа-–")
#: Words of other programs that a pasted block may have.
ALSO = frozenset({"nb", "нб", "qb", "қб", "abs", "yoq", "yoʻq", "йўқ"})


def letter() -> str:
    """Return what absent looks like."""
    return LETTERS[language()]


@dataclass(frozen=True)
class PointsKind:
    """A cell of a column with its maximum; the step is in tenths."""

    maximum: Decimal
    step: int
    numeric: bool = field(default=True, init=False)

    def parse(self, text: str) -> Value:
        typed = text.strip().lower()
        if typed in STROKES or typed in ALSO:
            return ABSENT
        try:
            return read_points(typed, self.maximum, self.step)
        except PointsRefusedError as refused:
            raise UserError(refused.sentence, **refused.values) from refused

    def show(self, value: Any) -> str:
        return letter() if value == ABSENT else shown(value)

    def choices(self) -> tuple[str, ...]:
        return ()
