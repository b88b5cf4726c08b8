"""A sheet while it is open: what is typed over what was read, and what of it is known to be stored meanwhile."""

from collections.abc import Hashable, Mapping
from typing import Generic

from PySide6.QtCore import QObject

from client.data.records.sheet_saving import SheetOutcome
from client.data.server.gateway import OutcomeUnknown
from client.widgets.cell_grid import Cell, Typed
from client.widgets.sheet_editor.sheet_draft import SheetDraft, Unsettled
from client.widgets.sheet_editor.source import Reading, S, Source
from client.widgets.workplace import Workplace


class OpenSheet(QObject, Generic[Reading, S]):
    """Carries what was typed from one reading to the next, to the draft and back from it."""

    def __init__(self, workplace: Workplace, source: Source[Reading, S]) -> None:
        super().__init__()  # without a parent: an answer may come when the window is gone
        self.source = source
        self.sheet: S | None = None
        self.may_save = False
        self.draft = SheetDraft(workplace, source.draft_key, self)
        #: What was typed and has no place in the sheet; before the first reading nothing has one.
        self.homeless = self.draft.come_back()
        self.draft.typed = self.typed
        self._stored = Typed()
        self._made: dict[Hashable, Hashable] = {}

    def typed(self) -> Typed:
        """Return what is not stored, without what was stored since the sheet was read."""
        typed = self.homeless if self.sheet is None else self.sheet.typed().beside(self.homeless)
        return typed.without(self._stored, self._made)

    def is_up_to_date(self) -> bool:
        """Tell whether the sheet was read after the last saving: otherwise new rows would be added twice."""
        return not self._stored

    def take(self, reading: Reading) -> S:
        """Show a reading, and over it what is not stored."""
        typed = self.typed()
        if self.sheet is not None:
            self.sheet.learn_names(self._made)
        sheet = self.source.make(reading, self.sheet)
        self.sheet, self._stored, self._made = sheet, Typed(), {}
        self.may_save = self.source.may_save(reading)
        self.homeless = sheet.bring_back(typed) if self.may_save else typed
        return sheet

    def place_now(self, cell: Cell) -> Cell:
        """Return a cell by what its row is called since it was stored."""
        return self._made.get(cell[0], cell[0]), cell[1]

    def put_away(self) -> None:
        """Another sheet is opened: what was typed into this one stays in its draft."""
        self.draft.flush()
        self.homeless, self.sheet = self.typed(), None
        self._stored, self._made = Typed(), {}

    def settle(self, asked: Typed, outcome: SheetOutcome) -> Typed:
        """Take what became of a saving; return what was stored."""
        for trouble in outcome.troubles:
            if isinstance(trouble.error, OutcomeUnknown):
                part = asked if trouble.row is None else asked.of_rows({trouble.row})
                self.draft.unsettled = Unsettled(trouble.error, part)
        if outcome.cells is None:
            stored = asked.of_rows(outcome.stored)
        else:
            stored = asked.only({cell: value for cell, value in asked.cells.items() if cell in outcome.cells})
        self.leave_out(stored, outcome.made)
        return stored

    def leave_out(self, stored: Typed, made: Mapping[Hashable, Hashable]) -> None:
        """Learn that this is stored, or not wanted: it neither comes back nor is kept."""
        self._stored = stored.beside(self._stored)
        self._made |= made
        self.draft.keep()
