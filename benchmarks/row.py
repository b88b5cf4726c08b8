"""One line of a benchmark: what was measured, against what, and whether the aim was met."""

from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True)
class Row:
    """A measured value and the limit of it in the same run; without an aim it is only reported."""

    measure: str
    value: float
    unit: str
    limit: float | None = None
    ratio: float | None = None
    aim: str = ""
    met: bool | None = None

    def as_json(self) -> dict[str, Any]:
        return asdict(self)

    def cells(self) -> tuple[str, ...]:
        """Return the texts of the plain table."""
        return (
            self.measure,
            _figure(self.value),
            self.unit,
            _figure(self.limit),
            _figure(self.ratio),
            self.aim,
            {True: "yes", False: "NO", None: ""}[self.met],
        )


HEADS = ("measure", "value", "unit", "limit", "ratio", "aim", "met")


def against(measure: str, value: float, unit: str, limit: float, *, at_most: float | None = None) -> Row:
    """Return the line of a value and the limit it is held against; `at_most` is the largest good ratio."""
    ratio = value / limit
    if at_most is None:
        return Row(measure, value, unit, limit, ratio)
    return Row(measure, value, unit, limit, ratio, f"≤ {at_most:g}", ratio <= at_most)


def table(rows: list[Row]) -> str:
    """Return the lines as a plain table."""
    lines = [HEADS, *(row.cells() for row in rows)]
    widths = [max(len(line[place]) for line in lines) for place in range(len(HEADS))]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()
        for line in lines
    )


def _figure(value: float | None) -> str:
    if value is None:
        return ""
    return f"{value:,.0f}".replace(",", " ") if abs(value) >= 1000 else f"{value:.3g}"  # noqa: PLR2004 - four figures
