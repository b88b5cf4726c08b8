"""Lines of a sheet that are no rows of its table: signatures, totals, an example, numbered lines nobody filled."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from statistics import median

from client.core.i18n import N_, _
from client.data.imports.cells import Broken, Row
from client.data.imports.mapping import ColumnChoice, MappedSheet
from shared.names import fold

EMPTY = N_("Nothing stands in the columns that are taken.")
BESIDE = N_("It looks like a signature, a total or a note, not like a row of the table.")
EXAMPLE = N_("It is the example of the template.")
#: What begins a line that signs or sums up a list.
_BEGINNINGS = frozenset(
    fold(
        "dekan dekani rektor prorektor mudir mudiri boshliq boshligʻi masʼul imzo imzosi tasdiqlayman tuzuvchi ijrochi "
        "jami hammasi izoh eslatma декан ректор проректор заведующий начальник ответственный подпись утверждаю "
        "исполнитель составил итого всего примечание dean rector head total signature approved note"
    ).split()
)
#: The words that mark the example row of a template, in the languages of the interface.
EXAMPLE_WORDS = frozenset(map(fold, ("Namuna", "Намуна", "Пример", "Example")))
EXAMPLE_MARK = N_("Example")


@dataclass(frozen=True)
class LeftOut:
    """Lines that were left out, what stands in the first of them, and why."""

    first: int
    last: int
    text: str
    why: str

    @property
    def numbers(self) -> str:
        """Return the rows as Excel numbers them."""
        return str(self.first) if self.first == self.last else f"{self.first}–{self.last}"

    def reason(self) -> str:
        return _(self.why)


def table_of(sheet: MappedSheet, choice: ColumnChoice) -> tuple[MappedSheet, tuple[LeftOut, ...]]:
    """Return the rows of the table, and the lines that are none."""
    why = _Judge(sheet, choice).reasons()
    kept = [row for row, reason in enumerate(why) if not reason]
    if len(kept) == len(why):
        return sheet, ()
    return sheet.only(kept), tuple(_left_out(sheet, why))


def filled(sheet: MappedSheet, choice: ColumnChoice) -> MappedSheet:
    """Return the rows with something in the chosen columns: forms come with numbered lines that nobody filled."""
    return sheet.only([row for row, count in enumerate(_filled(sheet, choice)) if count])


def _filled(sheet: MappedSheet, choice: ColumnChoice) -> list[int]:
    """Return how many of the chosen columns are filled in each row."""
    places = tuple(choice.columns.values())
    return [sum(place < len(cells) and cells[place] is not None for place in places) for cells in sheet.rows]


def _left_out(sheet: MappedSheet, why: Sequence[str]) -> list[LeftOut]:
    found = []
    for reason, rows in groupby(range(len(why)), lambda row: why[row] if why[row] in ("", EMPTY) else row):
        if reason != "":
            first, *rest = rows
            last = rest[-1] if rest else first
            found.append(
                LeftOut(sheet.numbers[first], sheet.numbers[last], _text(sheet.rows[first]), why[first])
            )
    return found


class _Judge:
    """Knows how full a usual row of the table is, and where the table ends."""

    def __init__(self, sheet: MappedSheet, choice: ColumnChoice) -> None:
        self._sheet, self._taken = sheet, choice.answers.taken
        self._filled = _filled(sheet, choice)
        self._usual = median(filter(None, self._filled)) if any(self._filled) else 0
        full = [row for row, filled in enumerate(self._filled) if not self._is_sparse(row) and filled]
        self._end = max(full, default=len(self._filled))

    def reasons(self) -> list[str]:
        """Return for each row why it is left out; empty for a row of the table."""
        return [self._reason(row) for row in range(len(self._filled))]

    def _reason(self, row: int) -> str:
        number = self._sheet.numbers[row]
        if not self._filled[row]:
            return EMPTY
        if number in self._taken:
            return ""
        cells = [_said(cell) for cell in self._sheet.rows[row] if cell is not None]
        if any(cell in EXAMPLE_WORDS for cell in cells[:1]):
            return EXAMPLE
        return BESIDE if self._is_sparse(row) and (_signs(cells) or self._is_apart(row)) else ""

    def _is_sparse(self, row: int) -> bool:
        return 2 * self._filled[row] <= self._usual

    def _is_apart(self, row: int) -> bool:
        """Below the table, after an empty line: what stands there belongs to the paper, not to the table."""
        numbers = self._sheet.numbers
        return any(numbers[each] > numbers[each - 1] + 1 for each in range(self._end + 1, row + 1))


def _signs(cells: Sequence[str]) -> bool:
    return any(cell.split(" ", 1)[0] in _BEGINNINGS for cell in cells)


def _said(cell: object) -> str:
    return "" if isinstance(cell, Broken) else fold(str(cell))


def _text(row: Row) -> str:
    return "  ".join(str(cell) for cell in row if cell is not None and not isinstance(cell, Broken))
