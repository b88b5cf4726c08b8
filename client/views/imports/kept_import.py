"""An import that was begun and not applied: which file, and everything that was chosen and confirmed for it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from client.data.imports.doubts import Doubt
from client.data.imports.kinds import Importable
from client.data.imports.mapping import ColumnChoice, Remembered
from client.data.server.gateway import Gateway
from client.views.imports import work
from client.views.imports.work import OpenedBook, Progress

Confirmed = tuple[frozenset[int], frozenset[Doubt]]
NOTHING: Confirmed = (frozenset(), frozenset())


@dataclass(frozen=True)
class KeptImport:
    """What a draft keeps of an import."""

    path: Path
    digest: str
    sheet: str
    header: tuple[int, int]
    choice: ColumnChoice
    confirmed: Confirmed = NOTHING

    @classmethod
    def of(cls, path: Path, opened: OpenedBook, choice: ColumnChoice, confirmed: Confirmed) -> "KeptImport":
        """Return what is kept of an opened file."""
        return cls(path, opened.book.digest, opened.sheet.name, opened.sheet.header, choice, confirmed)

    @classmethod
    def of_draft(cls, kept: Mapping[str, Any]) -> "KeptImport":
        rows, doubts = kept["confirmed"]
        return cls(
            Path(kept["path"]),
            kept["digest"],
            kept["sheet"],
            (kept["header"][0], kept["header"][1]),
            ColumnChoice(kept["columns"], kept["constants"]),
            (frozenset(rows), frozenset((field, text) for field, text in doubts)),
        )

    def draft(self) -> dict[str, Any]:
        """Return it as drafts keep it."""
        rows, doubts = self.confirmed
        return {
            "path": str(self.path),
            "digest": self.digest,
            "sheet": self.sheet,
            "header": list(self.header),
            "columns": self.choice.columns,
            "constants": self.choice.constants,
            "confirmed": [sorted(rows), sorted(doubts)],
        }

    def open(
        self, gateway: Gateway, importable: Importable, remembered: Remembered, job: Progress
    ) -> tuple[OpenedBook, Confirmed]:
        """Read the file again and choose what was chosen; what rows it was confirmed for holds for the same file."""
        opened = work.open_file(gateway, importable, remembered, self.path, job)
        if self.sheet in opened.sheets and self.sheet != opened.sheet.name:
            opened = work.open_sheet(opened, importable, remembered, self.sheet, job)
        if opened.book.digest != self.digest:
            return opened, NOTHING
        opened = opened.with_header(*self.header, importable, remembered)
        return replace(opened, choice=self.choice), self.confirmed
