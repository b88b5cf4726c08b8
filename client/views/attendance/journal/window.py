"""The attendance journal: a class is chosen, its students stand beside its lessons, one key is one mark."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction

from client.core import actions
from client.core.actions import Command
from client.core.i18n import N_, _
from client.data.attendance import journal
from client.data.attendance.class_journal import Cell
from client.data.attendance.journal import Journal
from client.views.attendance.journal.file_marks import MarksOfFile
from client.views.attendance.journal.grid import JournalGrid
from client.views.attendance.journal.mark_kind import LETTERS, letter
from client.views.attendance.journal.source import JournalSource
from client.widgets.journal_file import FileTarget, FromFile
from client.widgets.journal_file.laying import WORKBOOKS
from client.widgets.lesson_journal import ClassJournalWindow
from shared.models.attendance import MARKS, PRESENT

if TYPE_CHECKING:
    from client.data.attendance.sign_in import ScannedMark
    from client.data.server.gateway import Gateway

TRAINING = "h_training_type"
FILL = Command(N_("Fill the rest as present"), ("Ctrl+Enter", "Ctrl+Return"), "check")
FROM_FILE = Command(N_("Marks from a file"), ("Ctrl+Shift+O",), "file")
SHEET = Command(N_("Sheet of signatures"), ("Ctrl+Shift+P",), "print")
SCANS = (".pdf", ".png", ".jpg", ".jpeg", ".tif", ".tiff")
KINDS = f"({WORKBOOKS} {' '.join(f'*{kind}' for kind in SCANS)})"


class AttendanceJournal(ClassJournalWindow[Journal, JournalGrid]):
    """One key is one mark."""

    TITLE = N_("Attendance journal")
    RELATIONS = ("attendance.sheet", "attendance.ruling")

    def source(self, class_id: int) -> JournalSource:
        return JournalSource(self._workplace, class_id)

    def stamp(self, class_id: int) -> tuple[int, ...]:
        return journal.stamp(self._workplace.gateway, class_id)

    def writing_acts(self) -> tuple[QAction, ...]:
        self._fill = actions.action(self, FILL, self.fill_present)
        target = FileTarget(self, self.message, lambda: self.grid, self.sending.rest)
        self.files = FromFile(target, self._workplace, self._reading)
        return self._fill, actions.action(self, FROM_FILE, self.choose_file)

    def reading_acts(self) -> tuple[QAction, ...]:
        return (actions.action(self, SHEET, self.print_sheet),)

    def key_words(self) -> str:
        keys = {PRESENT: _("space")} | {mark: letter(mark) for mark in LETTERS["en"] if mark != PRESENT}
        return "   ".join(f"{key} — {_(MARKS[mark]).lower()}" for mark, key in keys.items())

    def fill_present(self) -> None:
        """Mark everybody in the lesson of the cursor who has no mark as present."""
        if self.grid is not None and self._fill.isVisible() and self.lesson_at_cursor() is not None:
            count = self.grid.fill_present()
            self.message.say(_("{count} students were marked as present.", count=count))

    def choose_file(self) -> None:
        """Ask for the workbook that the teacher keeps, or for the scan of a sheet of signatures."""
        path = self.files.choose(_(FROM_FILE.title), f"{_('Excel or scan')} {KINDS}")
        if path is not None:
            self.lay_file(path)

    def lay_file(self, path: Path) -> None:
        """Read a file in the background and show what would become of its marks; nothing is saved by it."""
        if path.suffix.lower() not in SCANS:
            self.files.read(path)
        elif self.grid is not None and self.grid.model.journal is not None:
            work = partial(_read_scan, self._workplace.gateway, path, self.grid.model.journal)
            self._workplace.tasks.run(self, work, partial(self._decide, path.name), self.message.refuse)

    def _reading(self) -> MarksOfFile | None:
        journal_now = self.grid.model.journal if self.grid is not None else None
        return MarksOfFile(journal_now, self.files.standing) if journal_now is not None else None

    def print_sheet(self) -> None:
        """Show the sheet on which the students of the lesson of the cursor sign, also of one that is still to come."""
        if self.grid is None or self.grid.model.journal is None:
            return
        lesson = self.grid.model.lesson(self.grid.view.currentIndex().column())
        if lesson is None or lesson.cancelled:
            self.message.say(_("Go to the lesson first."))
            return
        from client.views.attendance.journal.paper import show_sheet  # noqa: PLC0415 - the libraries of papers stay out

        kind = self._workplace.catalogue.label(TRAINING, self.grid.model.journal.training)
        show_sheet(self._workplace, self.grid.model.journal, lesson, kind)

    def _decide(self, file: str, scanned: list[ScannedMark]) -> None:
        """Ask about the boxes that can be read both ways, then show what would become of all."""
        doubtful = [each for each in scanned if each.mark is None]
        if not doubtful:
            self._look_at_scan(file, scanned, {})
            return
        from client.views.attendance.journal.scan_decision import ScanDecision  # noqa: PLC0415 - as above

        asked = ScanDecision(doubtful, self)
        asked.decided.connect(partial(self._look_at_scan, file, scanned))
        asked.open()

    def _look_at_scan(self, file: str, scanned: list[ScannedMark], decided: dict[Cell, str]) -> None:
        from client.data.attendance import sign_in  # noqa: PLC0415 - as above

        self.files.look(sign_in.as_file(file, scanned, decided))

    def print_journal(self) -> None:
        """Show the journal on paper, as it is stored."""
        grid = self.grid
        if grid is None or grid.model.journal is None:
            return
        kind = self._workplace.catalogue.label(TRAINING, grid.model.journal.training)
        from client.views.attendance.journal.paper import show_paper  # noqa: PLC0415 - the libraries of papers stay out

        show_paper(self._workplace, self.head.text(), grid.model.journal, kind)


def _read_scan(gateway: Gateway, path: Path, shown: Journal) -> list[ScannedMark]:
    from client.data.attendance import sign_in  # noqa: PLC0415 - opening a journal waits for no library

    return sign_in.read(path, shown, partial(journal.orders, gateway, shown.class_id))
