"""A grid that behaves like a spreadsheet."""

from client.widgets.cell_grid.cells import (
    CONFLICT,
    LOCKED,
    NOT_SENT,
    UNSAVED,
    WRONG,
    Cell,
    Choices,
    Column,
    Days,
    Mark,
    Numbers,
    Texts,
    Wrong,
)
from client.widgets.cell_grid.grid import CellGrid

__all__ = [
    "CONFLICT",
    "LOCKED",
    "NOT_SENT",
    "UNSAVED",
    "WRONG",
    "Cell",
    "CellGrid",
    "Choices",
    "Column",
    "Days",
    "Mark",
    "Numbers",
    "Texts",
    "Wrong",
]
