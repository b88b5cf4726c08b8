"""Steps of undo in a grid. They know rows by their keys, so they go on past a save, when new rows have got ids."""

from collections.abc import Hashable, Mapping
from typing import Any, Protocol

from PySide6.QtGui import QUndoCommand

from client.core.i18n import _
from client.widgets.cell_grid.cells import Cell

#: How the keys of rows begin that are not stored yet; drafts keep them.
NEW = "new/"


class Steppable(Protocol):
    """What steps do to a grid; a row that is gone is left alone."""

    def put(self, values: Mapping[Cell, Any]) -> None: ...

    def take_out(self, row: Hashable) -> None: ...

    def put_back(self, row: Hashable, values: Mapping[str, Any]) -> None: ...

    def is_stored(self, row: Hashable) -> bool: ...


class Edit(QUndoCommand):
    """Values of some cells before and after."""

    def __init__(self, grid: Steppable, before: dict[Cell, Any], after: dict[Cell, Any], what: str) -> None:
        super().__init__(what)
        self._grid, self._before, self._after = grid, before, after

    def undo(self) -> None:
        self._grid.put(self._before)

    def redo(self) -> None:
        self._grid.put(self._after)


class Removal(QUndoCommand):
    """A row that was taken out; taken back it is a new one that is not stored, whether the former was or not."""

    def __init__(self, grid: Steppable, row: Hashable, values: dict[str, Any]) -> None:
        super().__init__(_("removing a row"))
        self._grid, self._row, self._values = grid, row, values
        self._first = True

    def undo(self) -> None:
        self._grid.put_back(self._row, self._values)

    def redo(self) -> None:
        """Take it out again, unless it has been stored since: only the server takes stored rows out."""
        if self._first or not self._grid.is_stored(self._row):
            self._grid.take_out(self._row)
        self._first = False


class RowNames:
    """The keys that rows have got since: a stored one its id, one that was taken back another new key."""

    def __init__(self) -> None:
        self._later: dict[Hashable, Hashable] = {}
        self._last = 0

    def learn(self, later: Mapping[Hashable, Hashable]) -> None:
        """Rows are called otherwise from now on."""
        self._later |= {row: key for row, key in later.items() if row != key}

    def now(self, row: Hashable) -> Hashable:
        """Return what a row is called now."""
        while row in self._later:
            row = self._later[row]
        return row

    def fresh(self, rows: list[Hashable]) -> str:
        """Return a key that no row has or had."""
        self._last = 1 + max(self._last, *(number_of(row) for row in rows), *map(number_of, self._later), 0)
        return f"{NEW}{self._last}"


def number_of(row: Hashable) -> int:
    """Return the number of a new row, 0 of a stored one."""
    return int(str(row).removeprefix(NEW)) if str(row).startswith(NEW) else 0
