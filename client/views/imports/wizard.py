"""The window of an import: four steps, each shown when what it needs has come."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from PySide6.QtWidgets import QLabel, QStackedWidget, QVBoxLayout, QWidget

from client.core.errors import HemisError
from client.core.i18n import N_, _
from client.core.tasks import Job
from client.core.theme import colours
from client.data.imports.applying import ImportOutcome
from client.data.imports.doubts import Answers
from client.data.imports.history import undo, undo_enrolment
from client.data.imports.kinds import KINDS
from client.data.imports.planning import ImportPlan
from client.data.imports.presenting import new_ones
from client.data.imports.refused import refused_workbook
from client.data.local.output_files import write_file
from client.data.records.list_filters import Filter
from client.views.imports import work
from client.views.imports.columns_step import ColumnsStep
from client.views.imports.file_step import FileStep
from client.views.imports.judging import Judging
from client.views.imports.kept_import import KeptImport
from client.views.imports.memory import ImportMemory
from client.views.imports.preview_step import PreviewStep
from client.views.imports.result_step import ResultStep
from client.views.imports.work import OpenedBook, Tried
from client.widgets.draft_writer import DraftWriter
from client.widgets.file_dialogs import FileDialogs, opening
from client.widgets.keeper import Keeper
from client.widgets.message_line import MessageLine
from client.widgets.sheet_editor.kept_line import KeptLine
from client.widgets.workplace import Workplace

STEPS = (N_("File"), N_("Columns"), N_("Preview"), N_("Result"))
FILE, COLUMNS, PREVIEW, RESULT = range(4)
Result = TypeVar("Result")


class ImportWindow(QWidget):
    """Leads from a file to its import; nothing is written before the preview has been accepted."""

    def __init__(self, workplace: Workplace, kind: str = "students", path: str = "") -> None:
        super().__init__()
        self._workplace = workplace
        self._importable = KINDS[kind]
        self.title = _(self._importable.title)
        self._opened: OpenedBook | None = None
        self._tried: Tried | None = None
        self._outcome: ImportOutcome | None = None
        self._path: Path | None = None
        self._memory = ImportMemory(workplace.settings, self._importable.kind)
        self._judging = Judging(workplace.tasks, self)
        self._draft = DraftWriter(workplace, f"import/{kind}", self._contents, self)
        Keeper(self, self._draft.flush)
        self.kept = KeptLine()
        self.steps = QLabel()
        self.steps.setProperty("rich", True)  # our own words
        self.message = MessageLine()
        self.pages = QStackedWidget()
        self.file, self.columns = (
            FileStep(FileDialogs(workplace.settings)),
            ColumnsStep(self._importable.kind),
        )
        self.preview, self.result = PreviewStep(), ResultStep()
        self._build()
        if path:
            self.open(Path(path))
        elif kept := self._draft.find():
            self._go_on(KeptImport.of_draft(kept))

    def open(self, path: Path) -> None:
        """Read a file."""
        self._path = path
        gateway, columns = self._workplace.gateway, self._memory.columns()
        read = partial(work.open_file, gateway, self._importable, columns, path)
        self._job(_("Reading {file}", file=path.name), read, self._show_new_file)

    def check(self) -> None:
        """Try the import with the columns that were chosen, and remember them."""
        if self._opened is None:
            return
        self._judging.forget()
        self._opened = opened = self._opened.with_choice(self.columns.choice())
        self._memory.keep_columns(opened.sheet.titles, opened.choice)
        attempt = partial(work.try_it, self._workplace.gateway, self._importable, opened)
        self._job(_("Checking {file}", file=opened.book.name), attempt, self._show_plan)

    def apply(self, only_good: bool) -> None:
        """Do what the preview shows."""
        if self._tried is not None:
            doing = partial(work.apply, self._tried, only_good)
            self._job(_("Importing {file}", file=self._tried.work.book.name), doing, self._show_outcome)

    def undo(self) -> None:
        """Take the import back that was just done."""
        if self._outcome is None or self._outcome.run_id is None:
            return
        gateway, outcome = self._workplace.gateway, self._outcome
        take_back = partial(undo, gateway, self._outcome.run_id)
        if outcome.orders:
            take_back = partial(
                undo_enrolment, gateway, self._outcome.run_id, outcome.orders, outcome.plan.made
            )
        self._job(_("Undoing the import"), lambda _job: take_back(), self.result.show_undone)

    def ask_where_to_save(self) -> None:
        """Ask for the name of the file with the refused rows."""
        if self._tried is None:
            return
        proposed = _("{file} refused", file=Path(self._tried.work.book.name).stem) + ".xlsx"
        files = FileDialogs(self._workplace.settings)
        if name := files.to_save(self, proposed, _("Excel workbook (*.xlsx)")):
            self.save_refused(Path(name))

    def ask_for_template(self) -> None:
        """Ask where a workbook goes that can be filled in, and write it."""
        proposed = _("{what} template", what=_(self._importable.plural)) + ".xlsx"
        files = FileDialogs(self._workplace.settings)
        if name := files.to_save(self, proposed, _("Excel workbook (*.xlsx)")):
            self.save_template(Path(name))

    def save_template(self, path: Path) -> None:
        """Write a workbook that can be filled in."""
        said = _("{file} is written. Fill it in and import it.", file=path.name)
        write = partial(work.write_template, self._workplace.gateway, self._importable, path)
        self._workplace.tasks.run(self, write, lambda _done: self.message.say(said), self.message.refuse)

    def open_new(self) -> None:
        """Show the records that are new in a list of exactly these."""
        if self._outcome is not None and self._tried is not None:
            new = new_ones(self._outcome.plan)
            said = (_("new from {file}", file=self._tried.work.book.name),)
            only = Filter(self._importable.found_by, "one_of", new, said)
            self._workplace.navigator.open(self._importable.window, filters=[only.to_json()])

    def open_order(self) -> None:
        """Open the draft with those who are new."""
        for order in self._outcome.orders if self._outcome else ():
            self._workplace.navigator.open("order", record_id=order)

    def save_refused(self, path: Path) -> None:
        """Write the refused rows with their reasons."""
        if self._tried is None:
            return
        plan = (self._outcome or self._tried.outcome).plan
        said = _("{file} is written. Correct it and import it again.", file=path.name)
        write = partial(_write_refused, plan, self._tried.work.book.name, path)
        self._workplace.tasks.run(
            self, write, lambda _done: self.message.say(said, *opening(path)), self.message.refuse
        )

    def may_close(self) -> bool:
        """Close without a question: the draft has the file and what was chosen for it."""
        self._draft.flush()
        return True

    def _build(self) -> None:
        layout = QVBoxLayout(self)
        layout.addWidget(self.steps)
        layout.addWidget(self.message)
        layout.addWidget(self.pages, 1)
        layout.addWidget(self.kept)
        for page in (self.file, self.columns, self.preview, self.result):
            self.pages.addWidget(page)
        self.file.chosen.connect(self.open)
        self.file.template_wanted.connect(self.ask_for_template)
        self.columns.sheet_chosen.connect(self._open_sheet)
        self.columns.header_chosen.connect(self._move_header)
        self.columns.accepted.connect(self.check)
        self.preview.back.connect(partial(self._go, COLUMNS))
        self.preview.answered.connect(self._judge)
        self.preview.meaning_said.connect(self._memory.keep_meaning)
        self._judging.busy.connect(self.preview.show_busy)
        self._judging.judged.connect(self._show_judged)
        self._judging.failed.connect(self.message.refuse)
        self.preview.apply.connect(self.apply)
        self.preview.save_refused.connect(self.ask_where_to_save)
        self.result.save_refused.connect(self.ask_where_to_save)
        self.result.undo.connect(self.undo)
        self.result.open_new.connect(self.open_new)
        self.result.open_order.connect(self.open_order)
        self.result.another.connect(self._begin_again)
        self.columns.changed.connect(self._draft.touched)
        self.kept.thrown_away.connect(self._begin_again)
        self._go(FILE)

    def _job(self, title: str, doing: Callable[[Job], Result], done: Callable[[Result], object]) -> None:
        """Run long work; meanwhile nothing here can be pressed twice."""
        self.pages.setEnabled(False)
        self.message.hide()

        def finish(result: Result) -> None:
            self.pages.setEnabled(True)
            done(result)

        def fail(error: HemisError) -> None:
            self.pages.setEnabled(True)
            self.message.refuse(error)

        self._workplace.tasks.job(self, title, doing, finish, fail)

    def _show_new_file(self, opened: OpenedBook) -> None:
        """Show what was just read; of its words is known what earlier ones meant."""
        self._show_file(opened.with_answers(Answers(meanings=self._memory.meanings())))

    def _show_file(self, opened: OpenedBook) -> None:
        self._opened = opened
        self.columns.show_file(opened)
        self._draft.touched()
        self._go(COLUMNS)

    def _go_on(self, kept: KeptImport) -> None:
        """Come back to the file of an import that was begun, and to what was chosen and confirmed."""
        self._path = kept.path
        opening = partial(kept.open, self._workplace.gateway, self._importable, self._memory.columns())
        self._job(_("Reading {file}", file=kept.path.name), opening, self._show_kept)

    def _show_kept(self, answer: tuple[OpenedBook, bool]) -> None:
        opened, checked = answer
        self._show_file(opened)
        self.kept.tell_input(back=True)
        if checked:
            self.check()

    def _contents(self) -> dict[str, Any]:
        if self._opened is None or self._path is None:
            return {}
        opened = self._opened.with_choice(self.columns.choice())
        return KeptImport.of(self._path, opened, checked=self.pages.currentIndex() == PREVIEW).draft()

    def _open_sheet(self, name: str) -> None:
        if self._opened is not None:
            read = partial(work.open_sheet, self._opened, self._importable, self._memory.columns(), name)
            self._job(_("Reading {file}", file=self._opened.book.name), read, self._show_new_file)

    def _move_header(self, first: int, last: int) -> None:
        if self._opened is not None:
            self._opened = self._opened.with_header(first, last, self._importable, self._memory.columns())
            self.columns.show_file(self._opened)
            self._draft.touched()

    def _show_plan(self, tried: Tried) -> None:
        self._tried, self._outcome = tried, None
        self.preview.show_plan(tried.outcome.plan)
        self._go(PREVIEW)
        self._draft.touched()

    def _judge(self) -> None:
        """Judge the file again with what was said in the preview."""
        if self._opened is not None:
            self._opened = self._opened.with_answers(self.preview.answers)
            self._draft.touched()
            self._judging.ask(partial(work.try_it, self._workplace.gateway, self._importable, self._opened))

    def _show_judged(self, tried: Tried) -> None:
        self._tried = tried
        self.preview.renew(tried.outcome.plan)

    def _show_outcome(self, outcome: ImportOutcome) -> None:
        self._outcome = outcome
        self._opened = None
        self._draft.keep()
        self.kept.hide()
        if self._tried is not None:
            self.result.show_outcome(self._tried.work.book.name, outcome)
        self._go(RESULT)

    def _begin_again(self) -> None:
        self._judging.forget()
        self._opened = self._tried = self._outcome = None
        self._draft.keep()
        self.kept.hide()
        self._go(FILE)

    def _go(self, step: int) -> None:
        marks = (
            f"<b style='color:{colours().accent}'>{number}. {_(words)}</b>" if number == step + 1
            else f"<span style='color:{colours().quiet}'>{'✓' if number <= step else f'{number}.'} {_(words)}</span>"
            for number, words in enumerate(STEPS, 1)
        )  # fmt: skip
        self.steps.setText(" &nbsp;›&nbsp; ".join(marks))
        self.pages.setCurrentIndex(step)
        (self.file, self.columns, self.preview, self.result)[step].setFocus()


def _write_refused(plan: ImportPlan, file: str, path: Path) -> None:
    write_file(path, refused_workbook(plan, file))
