"""A grid that behaves like a spreadsheet."""

from client.widgets.cell_grid.cells import (
    CONFLICT,
    HEADING,
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
from client.widgets.cell_grid.grid import CellGrid, fitting
from client.widgets.cell_grid.kinds import Flags, Records
from client.widgets.cell_grid.steps import NEW
from client.widgets.cell_grid.titles import EnglishTitles, UzbekTitles
from client.widgets.cell_grid.typed import Typed

__all__ = [
    "CONFLICT",
    "HEADING",
    "LOCKED",
    "NEW",
    "NOT_SENT",
    "UNSAVED",
    "WRONG",
    "Cell",
    "CellGrid",
    "Choices",
    "Column",
    "Days",
    "EnglishTitles",
    "Flags",
    "Mark",
    "Numbers",
    "Records",
    "Texts",
    "Typed",
    "UzbekTitles",
    "Wrong",
    "fitting",
]
