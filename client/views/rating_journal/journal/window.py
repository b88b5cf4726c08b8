"""The rating journal: a class is chosen, its students stand beside its lessons, one key is one figure."""

from functools import partial
from pathlib import Path

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from client.core import actions
from client.core.actions import Command
from client.core.i18n import N_, _, names
from client.data.attendance.class_journal import JournalLesson
from client.data.rating_journal import journal, working
from client.data.rating_journal.journal import PointsColumn, PointsJournal
from client.views.rating_journal.journal.file_points import PointsOfFile
from client.views.rating_journal.journal.grid import PointsGrid
from client.views.rating_journal.journal.points_kind import letter
from client.views.rating_journal.journal.rule_dialog import RuleDialog
from client.views.rating_journal.journal.source import SHORT, PointsSource
from client.widgets.current_working import WorkingDialog
from client.widgets.file_dialogs import FileDialogs, opening
from client.widgets.formatting import shown
from client.widgets.journal_file import FileTarget, FromFile
from client.widgets.journal_file.laying import WORKBOOKS
from client.widgets.lesson_journal import ClassJournalWindow
from client.widgets.message_place import Act
from shared.models.rating_journal import COLUMNS

TRAINING = "h_training_type"
ABSENTEES = Command(N_("Enter who was absent"), ("Ctrl+Enter", "Ctrl+Return"), "check")
FROM_FILE = Command(N_("Points from a file"), ("Ctrl+Shift+O",), "file")
COLUMN = Command(N_("Add a column"), ("Ctrl+Shift+K",), "add")
RULE = Command(N_("Rule of points"), ("Ctrl+Shift+U",), "marking")
WORKING = Command(N_("Working of current control"), ("Ctrl+Shift+J",), "info")
EXCEL = Command(N_("Export to Excel"), ("Ctrl+E",), "export")
FULL = N_("A lesson has nine columns at most.")


class RatingJournal(ClassJournalWindow[PointsJournal, PointsGrid]):
    """One key is one figure."""

    TITLE = N_("Rating journal")
    RELATIONS = ("rating_journal.points", "rating_journal.rule")

    def source(self, class_id: int) -> PointsSource:
        self._source = PointsSource(self._workplace, class_id)
        return self._source

    def stamp(self, class_id: int) -> tuple[int, ...]:
        return journal.stamp(self._workplace.gateway, class_id)

    def writing_acts(self) -> tuple[QAction, ...]:
        target = FileTarget(self, self.message, lambda: self.grid, self.sending.rest)
        self.files = FromFile(target, self._workplace, self._reading)
        return (
            actions.action(self, ABSENTEES, self.fill_absent),
            actions.action(self, FROM_FILE, self.choose_file),
            actions.action(self, COLUMN, self.add_column),
        )

    def reading_acts(self) -> tuple[QAction, ...]:
        return (
            actions.action(self, RULE, self.show_rule),
            actions.action(self, WORKING, self.show_working),
            actions.action(self, EXCEL, self.write_excel),
        )

    def key_words(self) -> str:
        return _("0–9 — points, with a comma for a half   {letter} — absent", letter=letter())

    def fill_absent(self) -> None:
        """Enter absent in the column of the cursor for whom the attendance journal says so."""
        if self.grid is not None and self.lesson_at_cursor() is not None:
            count = self.grid.fill_absent()
            self.message.say(_("{count} students were entered as absent.", count=count))

    def choose_file(self) -> None:
        """Ask for the workbook that the teacher keeps and show what would become of its points."""
        if (path := self.files.choose(_(FROM_FILE.title), f"Excel ({WORKBOOKS})")) is not None:
            self.files.read(path)

    def _reading(self) -> PointsOfFile | None:
        reading = self.grid.model.journal if self.grid is not None else None
        return (
            PointsOfFile(reading, self._workplace.gateway, self.files.standing)
            if reading is not None
            else None
        )

    def add_column(self) -> None:
        """Ask which kind of column the lesson of the cursor gets beside those it has."""
        grid, lesson = self.grid, self.lesson_at_cursor()
        rule = grid.model.journal.rule if grid is not None and grid.model.journal is not None else None
        if grid is None or lesson is None or rule is None:
            return
        menu = QMenu(self)
        for number, kind in enumerate(rule.rule.kinds, start=1):
            words = _("{kind}, at most {maximum}", kind=names(kind.name), maximum=shown(kind.maximum))
            menu.addAction(words).triggered.connect(partial(self._add, lesson, number))
        menu.popup(self.mapToGlobal(self.about.geometry().bottomLeft()))

    def _add(self, lesson: JournalLesson, kind: int, *_on: object) -> None:
        grid = self.grid
        if grid is None or grid.model.journal is None or not grid.model.row_keys:
            return
        held = [each for each in grid.model.journal.columns if each.lesson.id == lesson.id]
        # An empty column that is there by itself makes place for the one that is wanted.
        empty = [each for each in held if not self._used(grid, each) and each.key not in self._source.added]
        numbers = {each.number for each in held} - {each.number for each in empty}
        free = next((number for number in range(1, COLUMNS + 1) if number not in numbers), None)
        if free is None:
            self.message.say(_(FULL))
            return
        column = PointsColumn(lesson, free, kind)
        self._source.added.add(column.key)
        self._lesson_column = column.key
        self.editor.reload()

    def _used(self, grid: PointsGrid, column: PointsColumn) -> bool:
        model = grid.model
        place = model.index_of((model.row_keys[0], column.key)).column()
        return any(model.value(row, place) is not None for row in range(model.rowCount()))

    def show_rule(self) -> None:
        """Show the rule of the subject, to set it where that is one's own."""
        if self.grid is not None and self.grid.model.journal is not None:
            dialog = RuleDialog(self._workplace, self.grid.model.journal, self)
            dialog.stored.connect(self._rule_stored)
            dialog.open()

    def show_working(self) -> None:
        """Show what current control of the student of the cursor is made of, as it is stored."""
        grid = self.grid
        student = grid.student_at_cursor() if grid is not None else None
        if grid is None or grid.model.journal is None or student is None:
            return
        found = next(each for each in grid.model.journal.students if each.id == student)
        read = partial(working.of_student, self._workplace.gateway, grid.model.journal.class_id, student)
        WorkingDialog(self._workplace, found.name, read, self).open()

    def print_journal(self) -> None:
        if (shown_now := self._shown()) is not None:
            from client.views.rating_journal.journal.paper import show_paper  # noqa: PLC0415 - papers stay out

            show_paper(self._workplace, self.head.text(), *shown_now)

    def write_excel(self) -> None:
        """Ask for a file and write the journal as a workbook, as it is stored."""
        shown_now = self._shown()
        if shown_now is None:
            return
        from client.views.rating_journal.journal.paper import write_book  # noqa: PLC0415 - papers stay out

        wished = f"{_(self.TITLE)} {shown_now[0].name}.xlsx".replace("/", "-")
        if name := FileDialogs(self._workplace.settings).to_save(self, wished, "Excel (*.xlsx)"):
            path = Path(name)
            done = _("Saved as “{file}”.", file=path.name)
            self._workplace.tasks.run(
                self,
                partial(write_book, path, *shown_now),
                lambda _nothing: self.message.say(done, *opening(path)),
                self.message.refuse,
            )

    def _shown(self) -> tuple[PointsJournal, str, str] | None:
        """Return the journal that is shown, its training type and what current control is called."""
        grid = self.grid
        if grid is None or grid.model.journal is None:
            return None
        reading = grid.model.journal
        return reading, self._workplace.catalogue.label(TRAINING, reading.training), _(SHORT)

    def _rule_stored(self) -> None:
        self._workplace.changes.announce("rating_journal.rule")
        self.message.say(_("The rule is set."))
        self.reload()

    def _show(self, reading: PointsJournal) -> None:
        super()._show(reading)
        wished, self._lesson_column = self._lesson_column, None
        if self.grid is not None and wished is not None and reading.students:
            place = self.grid.model.index_of((reading.students[0].id, wished)).column()
            if place >= 0:
                self.grid.come_to_column(place)
        if reading.rule is None and reading.lessons and self._workplace.gateway.role == "hemis_teacher":
            self.message.say(_(journal.NO_RULE), Act(_(RULE.title), self.show_rule))

    #: The column that was just added: the cursor comes to it.
    _lesson_column: str | None = None
