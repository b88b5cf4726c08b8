"""An import that was begun and not applied: which file, and everything that was chosen and confirmed for it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from client.data.imports.doubts import Answers
from client.data.imports.kinds import Importable
from client.data.imports.mapping import ColumnChoice, Remembered
from client.data.server.gateway import Gateway
from client.views.imports import work
from client.views.imports.work import OpenedBook, Progress


@dataclass(frozen=True)
class KeptImport:
    """What a draft keeps of an import."""

    path: Path
    digest: str
    sheet: str
    header: tuple[int, int]
    choice: ColumnChoice
    #: It had come as far as the preview.
    checked: bool = False

    @classmethod
    def of(cls, path: Path, opened: OpenedBook, *, checked: bool) -> "KeptImport":
        """Return what is kept of an opened file."""
        sheet = opened.sheet
        return cls(path, opened.book.digest, sheet.name, sheet.header, opened.choice, checked)

    @classmethod
    def of_draft(cls, kept: Mapping[str, Any]) -> "KeptImport":
        return cls(
            Path(kept["path"]),
            kept["digest"],
            kept["sheet"],
            (kept["header"][0], kept["header"][1]),
            ColumnChoice(kept["columns"], kept["constants"], Answers.of_draft(kept.get("answers", {}))),
            bool(kept.get("checked")),
        )

    def draft(self) -> dict[str, Any]:
        """Return it as drafts keep it."""
        return {
            "path": str(self.path),
            "digest": self.digest,
            "sheet": self.sheet,
            "header": list(self.header),
            "columns": self.choice.columns,
            "constants": self.choice.constants,
            "answers": self.choice.answers.draft(),
            "checked": self.checked,
        }

    def open(
        self, gateway: Gateway, importable: Importable, remembered: Remembered, job: Progress
    ) -> tuple[OpenedBook, bool]:
        """Read the file again and choose what was chosen, if it is the same file; and tell whether that was checked."""
        opened = work.open_file(gateway, importable, remembered, self.path, job)
        if self.sheet in opened.sheets and self.sheet != opened.sheet.name:
            opened = work.open_sheet(opened, importable, remembered, self.sheet, job)
        if opened.book.digest != self.digest:
            return opened, False
        opened = opened.with_header(*self.header, importable, remembered)
        return replace(opened, choice=self.choice), self.checked
