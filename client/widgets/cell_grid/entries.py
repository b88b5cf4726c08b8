"""Values that were looked at elsewhere, in a file, come into the cells of a grid as one step."""

from collections.abc import Mapping
from typing import Any

from client.widgets.cell_grid.cells import Cell
from client.widgets.cell_grid.grid import CellGrid


def standing(grid: CellGrid, cell: Cell) -> Any:
    """Return the value that stands in a cell now, also one that is typed and not stored yet."""
    index = grid.model.index_of(cell)
    return grid.model.value(index.row(), index.column()) if index.isValid() else None


def lay(grid: CellGrid, entries: Mapping[tuple[int, str], Any], what: str) -> int:
    """Put values into the cells that take one; return how many were put."""
    values = {
        (index.row(), index.column()): entry
        for cell, entry in entries.items()
        if (index := grid.model.index_of(cell)).isValid()
        and not grid.model.is_locked(index.row(), index.column())
    }
    return grid.model.edit(values, what)
