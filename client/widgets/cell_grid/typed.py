"""What was typed into a sheet and is not stored yet: cells by row and column, as drafts on the disk keep them."""

from collections.abc import Collection, Hashable, Mapping
from dataclasses import dataclass, field
from typing import Any

from client.widgets.cell_grid.cells import Cell

Cells = Mapping[Cell, Any]
#: A text that is no possible value is kept as {"wrong": text}.
WRONG_TEXT = "wrong"


@dataclass(frozen=True)
class Typed:
    """Cells with their values, and what the next reading is compared with."""

    cells: Cells = field(default_factory=dict)
    #: What was stored under them while they were typed; drafts of earlier versions do not tell it.
    stored: Cells = field(default_factory=dict)
    #: Rows that are not stored at all and have a name.
    names: Mapping[Hashable, str] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.cells)

    def rows(self) -> frozenset[Hashable]:
        """Return the rows that something was typed into."""
        return frozenset(row for row, _column in self.cells)

    def of_rows(self, rows: Collection[Hashable]) -> "Typed":
        """Return what was typed into these rows."""
        return self.only({cell: value for cell, value in self.cells.items() if cell[0] in rows})

    def only(self, cells: Cells) -> "Typed":
        """Return these cells with what belongs to them."""
        return Typed(cells, {cell: self.stored[cell] for cell in cells if cell in self.stored}, self.names)

    def beside(self, other: "Typed") -> "Typed":
        """Return both."""
        return Typed(
            {**other.cells, **self.cells}, {**other.stored, **self.stored}, {**other.names, **self.names}
        )

    def without(self, stored: "Typed", made: Mapping[Hashable, Hashable]) -> "Typed":
        """Return what was typed since this was stored; rows that were new are called by the ids they got."""
        left = {
            cell: value
            for cell, value in self.cells.items()
            if cell not in stored.cells or stored.cells[cell] != value
        }
        known = {**self.stored, **stored.cells}
        return Typed(
            {(made.get(row, row), column): value for (row, column), value in left.items()},
            {(made.get(cell[0], cell[0]), cell[1]): known[cell] for cell in left if cell in known},
            self.names,
        )

    def draft(self) -> dict[str, Any]:
        """Return it as drafts keep it."""
        kept: dict[str, Any] = {"cells": _listed(self.cells)}
        if self.stored:
            kept["stored"] = _listed(self.stored)
        if names := {row: name for row, name in self.names.items() if row in self.rows()}:
            kept["names"] = [list(pair) for pair in names.items()]
        return kept

    @classmethod
    def of_draft(cls, kept: Mapping[str, Any]) -> "Typed":
        """Return what a draft keeps, also one of an earlier version."""
        return cls(_cells(kept.get("cells", ())), _cells(kept.get("stored", ())), dict(kept.get("names", ())))


def _listed(cells: Cells) -> list[list[Any]]:
    return [[row, column, value] for (row, column), value in cells.items()]


def _cells(listed: Collection[tuple[Hashable, str, Any]]) -> dict[Cell, Any]:
    return {(row, column): value for row, column, value in listed}
