"""The draft of a sheet: kept on this computer shortly after the last keystroke, and whenever the sheet goes."""

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject

from client.data.server.gateway import OutcomeUnknown
from client.widgets.cell_grid import Typed
from client.widgets.draft_writer import DraftWriter
from client.widgets.workplace import Workplace

UNSETTLED = "unsettled"


@dataclass(frozen=True)
class Unsettled:
    """An attempt to save whose answer was lost, and what was typed in it; it is found out before the next."""

    unknown: OutcomeUnknown
    typed: Typed

    def made(self) -> dict[Hashable, Hashable]:
        """Return the ids of rows that were new, if it was committed."""
        return dict(self.unknown.made or {})


class SheetDraft(DraftWriter):
    """Keeps what `typed` returns under a key, with the receipt of an attempt that nobody answered."""

    def __init__(self, workplace: Workplace, key: str, parent: QObject) -> None:
        super().__init__(workplace, key, self._typed_and_unsettled, parent)
        self.unsettled: Unsettled | None = None
        #: What is typed now; the editor says it as soon as there is a sheet.
        self.typed: Callable[[], Typed] = Typed

    def come_back(self) -> Typed:
        """Return what is kept from earlier."""
        kept = self.find()
        if former := kept.get(UNSETTLED):
            receipt, made, typed = former
            self.unsettled = Unsettled(OutcomeUnknown(receipt, dict(made)), Typed.of_draft(typed))
        return Typed.of_draft(kept)

    def _typed_and_unsettled(self) -> dict[str, Any]:
        typed = self.typed()
        kept = typed.draft() if typed else {}
        if self.unsettled is not None:
            former = self.unsettled
            made = [list(pair) for pair in former.made().items()]
            kept = {**typed.draft(), UNSETTLED: [former.unknown.receipt, made, former.typed.draft()]}
        return kept
