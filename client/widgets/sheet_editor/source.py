"""What a window tells the sheet editor: where its sheet comes from, and what a sheet can do."""

from collections.abc import Callable, Hashable, Mapping
from typing import Protocol, TypeVar

from PySide6.QtWidgets import QWidget

from client.data.records.sheet_saving import RowTrouble, SheetOutcome
from client.widgets.cell_grid import Cell, Typed, Wrong

#: Stores what was typed; run in the background, it touches no widget.
Saving = Callable[[], SheetOutcome]


class Sheet(Protocol):
    """Where people type: a `CellGrid` is one, a week that is painted another."""

    @property
    def widget(self) -> QWidget:
        """What is shown."""

    def report_to(self, edited: Callable[[], object], said: Callable[[str], object]) -> None:
        """Call `edited` when something was typed, taken back or marked, and `said` with sentences."""

    def commit(self) -> None:
        """Take over the text of a cell that is being written."""

    def learn_names(self, made: Mapping[Hashable, Hashable]) -> None:
        """Learn which ids new rows have got, before the next reading is shown."""

    def typed(self) -> Typed:
        """Return what was typed and is not stored."""

    def bring_back(self, typed: Typed) -> Typed:
        """Lay what was typed over what is stored, mark what others changed; return what has no place any more."""

    def wrong(self) -> Mapping[Cell, Wrong]:
        """Return the cells whose text is no possible value."""

    def blame(self, trouble: RowTrouble) -> Cell | None:
        """Mark what could not be stored; return the first cell of it."""

    def forgive(self) -> None:
        """Take the marks of blame away: it is tried anew."""

    def cursor_cell(self) -> Cell | None:
        """Return the cell of the cursor."""

    def is_hidden(self, row: Hashable) -> bool:
        """Tell whether a row is not shown just now."""

    def come_to(self, cell: Cell) -> None:
        """Put the cursor into a cell, if there is such a cell."""

    def tell_stale(self, *, stale: bool) -> None:
        """Say in a quiet place that others have stored something since this was read, or stop saying so."""


S = TypeVar("S", bound=Sheet)
Reading = TypeVar("Reading")


class Source(Protocol[Reading, S]):
    """One sheet: that of a plan, of a term, of a group. Another one is another source."""

    @property
    def relations(self) -> tuple[str, ...]:
        """What is announced after saving, and told by other desks."""

    @property
    def draft_key(self) -> str:
        """Names what was typed on this computer: data at workstations, it never changes."""

    def read(self, typed: Typed) -> Reading:
        """Read what is stored; runs in the background. `typed` will be laid over it."""

    def may_save(self, reading: Reading) -> bool:
        """Tell whether the role and the state of the record let it be typed into."""

    def make(self, reading: Reading, former: S | None) -> S:
        """Return the sheet of a reading: the former one with new contents, if it fits."""

    def saving(self, sheet: S) -> Saving | None:
        """Return the work that stores what was typed, None if there is nothing to store."""

    def saved_words(self, stored: Typed) -> str:
        """Say how much was stored."""
