"""The way of a workbook into the sheet of a journal: read in the background, looked at, laid in unsaved."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from client.core.i18n import N_, _
from client.data.attendance.class_journal import Cell
from client.data.attendance.journal_file import FileMarks
from client.widgets.cell_grid import CellGrid
from client.widgets.cell_grid.entries import lay, standing
from client.widgets.file_dialogs import FileDialogs
from client.widgets.journal_file.reading import ShownReading
from client.widgets.message_line import MessageLine
from client.widgets.workplace import Workplace

if TYPE_CHECKING:
    from client.widgets.journal_file.preview import FilePreview

WORKBOOKS = "*.xlsx *.xlsm"
FROM_FILE = N_("entries from a file")


@dataclass(frozen=True)
class FileTarget:
    """The sheet of a window that takes the entries of a file."""

    window: QWidget
    message: MessageLine
    grid: Callable[[], CellGrid | None]
    #: What has to rest before: a file is looked at before it is sent.
    before: Callable[[], object] = lambda: None


class FromFile(QObject):
    """A sheet says how its files are read; nothing of a file is sent before a person has saved it."""

    def __init__(
        self, target: FileTarget, workplace: Workplace, reading: Callable[[], ShownReading | None]
    ) -> None:
        super().__init__(target.window)
        self._target, self._workplace, self._reading = target, workplace, reading
        #: What a file would change, while somebody looks at it.
        self.preview: FilePreview | None = None

    def choose(self, title: str, kinds: str) -> Path | None:
        """Ask for a file."""
        name = FileDialogs(self._workplace.settings).to_open(self._target.window, title, kinds)
        return Path(name) if name else None

    def standing(self, cell: Cell) -> Any:
        """Return what stands in a cell now; the sheet may be made anew while a file is looked at."""
        grid = self._target.grid()
        return standing(grid, cell) if grid is not None else None

    def read(self, path: Path) -> None:
        """Read a workbook in the background and show what would become of its cells."""
        if (reading := self._reading()) is not None:
            work, done = partial(_read, path, reading), partial(self._show, reading)
            self._workplace.tasks.run(self._target.window, work, done, self._target.message.refuse)

    def look(self, found: FileMarks) -> None:
        """Show what would become of the cells of something that was read already."""
        if (reading := self._reading()) is not None:
            self._show(reading, found)

    def _show(self, reading: ShownReading, found: FileMarks) -> None:
        from client.widgets.journal_file.preview import FilePreview  # noqa: PLC0415 - as below

        self.preview = FilePreview(found, reading, self._workplace.settings, self._target.window)
        self.preview.taken.connect(self._lay)
        self.preview.open()

    def _lay(self, entries: Mapping[Cell, Any]) -> None:
        if (grid := self._target.grid()) is not None:
            self._target.before()
            laid = lay(grid, entries, _(FROM_FILE))
            self._target.message.say(
                _("{count} entries were laid into the sheet. Look at them and save.", count=laid)
            )


def _read(path: Path, reading: ShownReading) -> FileMarks:
    from client.data.attendance import sheet_file  # noqa: PLC0415 - opening a journal waits for no library

    reading.prepare()
    return sheet_file.read(path, reading.journal, reading.columns)
