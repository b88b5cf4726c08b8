"""The attendance journal: a class is chosen, its students stand beside its lessons, one key is one mark."""

from functools import partial
from pathlib import Path

from PySide6.QtGui import QAction

from client.core import actions
from client.core.actions import Command
from client.core.i18n import N_, _
from client.data.attendance import journal
from client.data.attendance.class_journal import Cell
from client.data.attendance.file_marks import FileMarks
from client.data.attendance.journal import Journal
from client.views.attendance.journal.grid import JournalGrid
from client.views.attendance.journal.mark_kind import LETTERS, letter
from client.views.attendance.journal.source import JournalSource
from client.widgets.file_dialogs import FileDialogs
from client.widgets.lesson_journal import ClassJournalWindow
from shared.models.attendance import MARKS

TRAINING = "h_training_type"
FILL = Command(N_("Fill the rest as present"), ("Ctrl+Enter", "Ctrl+Return"), "check")
FROM_FILE = Command(N_("Marks from a file"), ("Ctrl+Shift+O",), "file")


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
        self._from_file = actions.action(self, FROM_FILE, self.choose_file)
        return self._fill, self._from_file

    def key_words(self) -> str:
        return "   ".join(
            f"{n} {letter(mark)} {_(MARKS[mark]).lower()}" for n, mark in enumerate(LETTERS["en"], start=1)
        )

    def fill_present(self) -> None:
        """Mark everybody in the lesson of the cursor who has no mark as present."""
        if self.grid is not None and self._fill.isVisible() and self.lesson_at_cursor() is not None:
            count = self.grid.fill_present()
            self.message.say(_("{count} students were marked as present.", count=count))

    def choose_file(self) -> None:
        """Ask for the workbook that the teacher keeps."""
        title = _("Marks from a file")
        if name := FileDialogs(self._workplace.settings).to_open(self, title, "Excel (*.xlsx *.xlsm)"):
            self.lay_file(Path(name))

    def lay_file(self, path: Path) -> None:
        """Read a workbook in the background and show what would become of its marks; nothing is saved by it."""
        grid = self.grid
        if grid is not None and grid.model.journal is not None:
            from client.data.attendance import sheet_file  # noqa: PLC0415 - opening a journal waits for no library

            work = partial(sheet_file.read, path, grid.model.journal)
            self._workplace.tasks.run(self, work, self._look, self.message.refuse)

    def _look(self, found: FileMarks) -> None:
        """Show what would become of each cell of the file; what is taken lies in the sheet unsaved."""
        if self.grid is None:
            return
        from client.views.attendance.journal.file_preview import FilePreview  # noqa: PLC0415 - the same

        self.preview = FilePreview(found, self.grid, self._workplace.settings, self)
        self.preview.taken.connect(self._lay)
        self.preview.open()

    def _lay(self, marks: dict[Cell, str]) -> None:
        if self.grid is not None:
            self.sending.rest()  # what a file says is looked at before it is sent
            laid = self.grid.lay(marks)
            self.message.say(_("{count} marks were laid into the sheet. Look at them and save.", count=laid))

    def print_journal(self) -> None:
        """Show the journal on paper, as it is stored."""
        grid = self.grid
        if grid is None or grid.model.journal is None:
            return
        kind = self._workplace.catalogue.label(TRAINING, grid.model.journal.training)
        from client.views.attendance.journal.paper import show_paper  # noqa: PLC0415 - the libraries of papers stay out

        show_paper(self._workplace, self.head.text(), grid.model.journal, kind)
