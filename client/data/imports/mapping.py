"""Which column of the file fills which field: found by the words of the headers, corrected and remembered."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import combinations
from typing import Any

from openpyxl.utils.cell import get_column_letter

from client.data.imports.cells import Broken, Row
from client.data.imports.days import DAY_ZERO
from client.data.imports.doubts import Answers, Place
from client.data.imports.fields import FULL_NAME, ImportKind
from client.data.imports.name_order import names_both
from client.data.imports.reading import Area, Grid
from shared.names import fold

_DEEPEST = 3
_LAST_HEADER_ROW = 40
_LEAST_FIELDS = 2
#: A header that is the very words of a field; one that only contains them counts the letters they share.
_EXACT = 1_000
#: Words that make a phone or a name that of somebody else than the person of the row.
FAMILY = frozenset(
    fold(
        "ota otasi otasining ona onasi onasining vasiy vasiysi homiy homiysi turmush eri xotini отаси отасининг онаси "
        "онасининг родитель родителя родителей родители отца матери отец мать опекун опекуна супруг супруга супруги "
        "parent parents father mother guardian spouse"
    ).split()
)

Remembered = Mapping[str, str]


@dataclass(frozen=True)
class MappedSheet:
    """A sheet with its header found: the titles of the columns and the rows below."""

    name: str
    titles: tuple[str, ...]
    numbers: tuple[int, ...]
    rows: tuple[Row, ...]
    #: The numbers of the first and last row of the header as Excel shows them; 0 if there is none.
    header: tuple[int, int] = (0, 0)
    stopped_after: int = 0
    #: The numbers of rows that Excel does not show.
    hidden: frozenset[int] = frozenset()
    #: The columns that Excel does not show, counted from 0.
    hidden_columns: frozenset[int] = frozenset()
    day_zero: date = DAY_ZERO

    def named(self, column: int) -> str:
        """Return a column as Excel shows it, with its title: F (Guruh)."""
        title = self.titles[column] if column < len(self.titles) else ""
        letter = get_column_letter(column + 1)
        return f"{letter} ({title})" if title else letter

    def only(self, rows: Sequence[int]) -> "MappedSheet":
        """Return the sheet with these of its rows."""
        numbers = tuple(self.numbers[row] for row in rows)
        return replace(self, numbers=numbers, rows=tuple(self.rows[row] for row in rows))

    def mended(self, cells: Mapping[Place, str]) -> "MappedSheet":
        """Return the sheet with other texts in some cells; an empty text empties its cell."""
        rows = dict(zip(self.numbers, self.rows, strict=True))
        for (number, column), text in cells.items():
            if number in rows:
                row = [*rows[number], *[None] * (column + 1 - len(rows[number]))]
                row[column] = text.strip() or None
                rows[number] = tuple(row)
        return replace(self, rows=tuple(rows.values())) if cells else self


@dataclass(frozen=True)
class ColumnChoice:
    """What fills the fields: columns counted from 0, and values given for all rows."""

    columns: dict[str, int] = field(default_factory=dict)
    constants: dict[str, str] = field(default_factory=dict)
    answers: Answers = field(default_factory=Answers)

    def fills(self, key: str) -> bool:
        return key in self.columns or key in self.constants


def find_header(grid: Grid, kind: ImportKind, remembered: Remembered | None = None) -> MappedSheet:
    """Find the header, also under titles and in several merged rows, and return the sheet with its titles."""
    best, found = (0, 0), (0, 0)
    for first in range(min(_LAST_HEADER_ROW, len(grid.rows))):
        for last in range(first, min(first + _DEEPEST, len(grid.rows))):
            matches = _matches(titles_of(grid, first, last), kind, remembered or {})
            score = sum(3 if strength >= _EXACT else 2 for strength, _key in matches.values())
            # A title above belongs to no header: of two that tell as much the one with fewer rows is it.
            if (score, first - last) > best and len(matches) >= _LEAST_FIELDS:
                best, found = (score, first - last), (first, last)
    return with_header(grid, *found)


def with_header(grid: Grid, first: int, last: int) -> MappedSheet:
    """Return the sheet with the rows `first` to `last` of the grid as its header."""
    return MappedSheet(
        grid.sheet,
        titles_of(grid, first, last),
        grid.numbers[last + 1 :],
        _filled_down(grid, last + 1),
        (grid.numbers[first], grid.numbers[last]) if grid.rows else (0, 0),
        grid.stopped_after,
        grid.hidden,
        grid.hidden_columns,
        grid.day_zero,
    )


def _filled_down(grid: Grid, first: int) -> tuple[Row, ...]:
    """Return the rows from `first` on; a cell merged over several of them stands in each."""
    numbers = grid.numbers[first:]
    rows = dict(zip(numbers, map(list, grid.rows[first:]), strict=True))
    for area in grid.merged:
        place = area.left - 1
        if area.bottom > area.top and area.top in rows and place < len(rows[area.top]):
            for number in range(area.top + 1, area.bottom + 1):
                if (row := rows.get(number)) is not None:
                    row.extend([None] * (area.left - len(row)))
                    row[place] = rows[area.top][place]
    return tuple(map(tuple, rows.values()))


def titles_of(grid: Grid, first: int, last: int) -> tuple[str, ...]:
    """Join the words over each column; a merged cell stands over all the columns and rows it covers."""
    if not grid.rows:
        return ()
    width = max(map(len, grid.rows[first : last + 1]))
    numbers = grid.numbers[first : last + 1]
    header = {
        number: [*row, *[None] * (width - len(row))]
        for number, row in zip(numbers, grid.rows[first : last + 1], strict=True)
    }
    for area in grid.merged:
        if area.top in header and area.left <= width:
            _spread(header, area, width)
    columns = zip(*header.values(), strict=True)
    return tuple(" ".join(dict.fromkeys(filter(None, map(_word, column)))) for column in columns)


def _spread(header: dict[int, list[Any]], area: Area, width: int) -> None:
    value = header[area.top][area.left - 1]
    for number in range(area.top, area.bottom + 1):
        for place in range(area.left - 1, min(area.right, width)):
            if number in header:
                header[number][place] = value


def _word(cell: Any) -> str:
    return "" if cell is None or isinstance(cell, Broken) else " ".join(str(cell).split())


def suggest(titles: Sequence[str], kind: ImportKind, remembered: Remembered | None = None) -> ColumnChoice:
    """Return which column fills which field, as far as the headers tell; each of both is used once."""
    matches = _matches(titles, kind, remembered or {})
    return ColumnChoice({key: column for column, (_strength, key) in sorted(matches.items())})


def _matches(titles: Sequence[str], kind: ImportKind, remembered: Remembered) -> dict[int, tuple[int, str]]:
    """Return column -> (strength, field): the strongest pairs first, none twice."""
    pairs = sorted(
        (-strength, column, kind.places[key], key)
        for column, title in enumerate(map(fold, titles))
        if title and remembered.get(title) != ""
        for key, strength in _meanings(title, kind, remembered).items()
    )
    matches: dict[int, tuple[int, str]] = {}
    taken: set[str] = set()
    for strength, column, _place, key in pairs:
        if column not in matches and key not in taken:
            matches[column] = (-strength, key)
            taken.add(key)
    return matches


def _meanings(title: str, kind: ImportKind, remembered: Remembered) -> dict[str, int]:
    """Return the fields that a folded header may mean, with the strength of each."""
    if (known := remembered.get(title)) in kind.by_key and known is not None:
        return {known: 10 * _EXACT}
    if exact := kind.by_phrase.get(title):
        return dict.fromkeys(exact, _EXACT)
    words = title.split()
    if FULL_NAME in kind.by_key and names_both(words):
        return {FULL_NAME: len(title)}
    found: dict[str, int] = {}
    of_family = bool(FAMILY.intersection(words))
    for first, last in combinations(range(len(words) + 1), 2):
        phrase = " ".join(words[first:last])
        if of_family and not FAMILY.intersection(words[first:last]):
            continue
        for key in kind.by_phrase.get(phrase, ()):
            found[key] = max(len(phrase), found.get(key, 0))
    return found


def to_remember(titles: Sequence[str], choice: ColumnChoice, remembered: Remembered) -> dict[str, str]:
    """Return what is to be remembered after a person chose: header -> field, "" for a column left out."""
    chosen = {column: key for key, column in choice.columns.items()}
    learnt = {fold(title): chosen.get(column, "") for column, title in enumerate(titles) if fold(title)}
    return {**remembered, **learnt}
