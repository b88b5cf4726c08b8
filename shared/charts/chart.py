"""What a chart says, in the language of the reader; the window, the paper and the table all take it from here."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from shared.numbers import written

Kind = Literal["bars", "stacked", "lines", "heat"]
#: Series that a reader can still tell apart; more of them are a heat map or a table.
MOST_SERIES = 6


@dataclass(frozen=True)
class Series:
    """One number for each category; None where nothing was counted."""

    name: str
    values: tuple[float | None, ...]


@dataclass(frozen=True)
class Chart:
    """A title, categories with what they are, series of numbers and what is counted."""

    kind: Kind
    title: str
    #: What the categories are, such as "Year of study": the head of the table's first column.
    axis: str
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    #: What the numbers count, such as "students".
    unit: str = ""
    #: The category that is now.
    now: int | None = None

    @property
    def whole(self) -> float:
        """The sum of everything."""
        return sum(value or 0 for each in self.series for value in each.values)

    def value(self, category: int, series: int) -> float | None:
        return self.series[series].values[category]

    def total(self, category: int) -> float:
        """The sum of a category over all series."""
        return sum(each.values[category] or 0 for each in self.series)

    def places(self) -> Iterator[tuple[int, int]]:
        """Give (category, series) of every number that is not empty."""
        for category in range(len(self.categories)):
            for number in range(len(self.series)):
                if self.value(category, number):
                    yield category, number

    def words(self, category: int, series: int) -> str:
        """Return one number with everything that it is called."""
        value = written(self.value(category, series) or 0)
        name = self.series[series].name
        parts = (self.categories[category], name if len(self.series) > 1 else "")
        return ", ".join(filter(None, parts)) + f": {value} {self.unit}".rstrip()

    def head(self) -> tuple[str, ...]:
        """Return the head of the table."""
        names = tuple(each.name for each in self.series)
        return (self.axis, *names, "Σ") if self._has_sums() else (self.axis, *names)

    def rows(self) -> tuple[tuple[str, ...], ...]:
        """Return the rows of the table: each category, and the sums where adding them says something."""
        found = [
            self._row(name, [each.values[place] for each in self.series])
            for place, name in enumerate(self.categories)
        ]
        if self._adds_up():
            found.append(self._row("Σ", [sum(value or 0 for value in each.values) for each in self.series]))
        return tuple(found)

    def _row(self, name: str, values: list[float | None]) -> tuple[str, ...]:
        numbers = [*values, sum(value or 0 for value in values)] if self._has_sums() else values
        return (name, *("" if number is None else written(number) for number in numbers))

    def _has_sums(self) -> bool:
        return self.kind == "stacked" and len(self.series) > 1

    def _adds_up(self) -> bool:
        return self.kind in ("bars", "stacked")
