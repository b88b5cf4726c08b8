"""The print preview: the paper itself, and what can be done with it."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import (
    QComboBox,
    QLabel,
    QSpinBox,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from client.core import actions
from client.core.actions import Command
from client.core.errors import HemisError
from client.core.i18n import N_, _
from client.core.tasks import Job, Tasks
from client.data.documents.printable import Printable
from client.data.local.output_files import write_file, write_files
from client.widgets.combo import Combo
from client.widgets.file_dialogs import FileDialogs, opening, opening_folder
from client.widgets.formatting import grouped
from client.widgets.message_line import MessageLine
from client.widgets.message_place import Act
from client.widgets.preview import output
from client.widgets.preview.page_view import FIT_PAGE, FIT_WIDTH, PageView
from client.widgets.tool_bar import ToolBar

ONE_FILE, SEPARATE = "one", "separate"

SAVE_PDF = Command(N_("Save as PDF"), ("Ctrl+S",), "save")
PRINT_NOW = Command(N_("Print"), ("Ctrl+P",), "print")
ZOOM_IN = Command(N_("Larger"), ("Ctrl++", "Ctrl+="), "zoom-in")
ZOOM_OUT = Command(N_("Smaller"), ("Ctrl+-",), "zoom-out")
WHOLE_PAGE = Command(N_("Whole page"), ("Ctrl+0",), "fit-page")
PAGE_WIDTH = Command(N_("Page width"), ("Ctrl+1",), "fit-width")
FORWARD = Command(N_("Next page"), ("PgDown",), "next")
BACKWARD = Command(N_("Previous page"), ("PgUp",), "previous")


class PaperFacts(NamedTuple):
    """What papers say of themselves; to ask them may mean to draw them."""

    title: str
    note: str
    pages: int
    files: int


class Preview(QWidget):
    """Shows papers; Print and Save first make them official, then draw them again as such."""

    #: Papers were printed or saved.
    issued = Signal()

    def __init__(
        self,
        tasks: Tasks,
        files: FileDialogs,
        parent: QWidget | None = None,
        choose_printer: Callable[[QWidget, str], QPrinter | None] = output.choose_printer,
    ) -> None:
        super().__init__(parent)
        self._tasks, self._save_to = tasks, files
        self._choose_printer = choose_printer
        self._papers: Printable | None = None
        self._facts = PaperFacts("", "", 0, 0)
        self._asked = 0
        self.view = PageView(tasks, self)
        self._page = QSpinBox()
        self._of = QLabel()
        self._zoom = QLabel()
        self._note = QLabel()
        self._files = Combo()
        self._line = MessageLine()
        self._acts: list[QAction] = []
        self._files_action = QAction(self)
        self._build()

    def show_papers(self, papers: Printable) -> None:
        """Show these papers from the first page on, as soon as it is known how many there are."""
        self._papers = papers
        self._asked += 1
        show = partial(self._show, self._asked, papers)
        self._tasks.run(self, partial(_facts_of, papers), show, self._line.refuse)

    def print_papers(self) -> None:
        """Ask for the printer, then register, log and print."""
        papers = self._papers
        printer = papers and self._choose_printer(self, self._facts.title)
        if not papers or not printer:
            return

        def work(job: Job) -> None:
            papers.issue("print", max(1, printer.copyCount()))
            output.print_pdf(papers.one_file(job.progress), printer, job.progress)

        self._start(_("Printing: {title}", title=self._facts.title), work, _("Sent to the printer."))

    def save_papers(self) -> None:
        """Ask for the file or the folder, then register, log and write."""
        if self._papers is None:
            return
        if self._facts.files > 1 and self._files.currentData() == SEPARATE:
            self.save_into(self._save_to.folder(self, _("Folder for the files")))
        else:
            self.save_as(self._save_to.to_save(self, f"{self._facts.title}.pdf", "PDF (*.pdf)"))

    def save_as(self, name: str) -> None:
        """Save all papers as one file; an empty name is a change of mind."""
        papers = self._papers
        if not name or papers is None:
            return
        path = Path(name if name.lower().endswith(".pdf") else f"{name}.pdf")

        def work(job: Job) -> None:
            papers.issue("save", 1)
            write_file(path, papers.one_file(job.progress))

        done = _("Saved as “{file}”.", file=path.name)
        self._start(_("Saving: {title}", title=self._facts.title), work, done, *opening(path))

    def save_into(self, folder: str) -> None:
        """Save a file for each paper; an empty folder is a change of mind."""
        papers = self._papers
        if not folder or papers is None:
            return

        def work(job: Job) -> None:
            papers.issue("save", 1)
            write_files(Path(folder), papers.separate_files(job.progress))

        done = _("{count} files were saved in “{folder}”.", count=grouped(self._facts.files), folder=folder)
        self._start(_("Saving: {title}", title=self._facts.title), work, done, opening_folder(Path(folder)))

    def _show(self, asked: int, papers: Printable, facts: PaperFacts) -> None:
        if asked != self._asked:
            return
        self._facts = facts
        self._files_action.setVisible(facts.files > 1)
        self._page.setRange(1, max(1, facts.pages))
        self._of.setText(f"/ {grouped(facts.pages)}")
        self._note.setText(facts.note)
        self.view.show_pages(papers, facts.pages)
        self._enable(facts.pages > 0)

    def _start(self, title: str, work: Callable[[Job], None], sentence: str, *acts: Act) -> None:
        self._enable(enabled=False)
        self._tasks.job(self, title, work, lambda _nothing: self._done(sentence, *acts), self._failed)

    def _done(self, sentence: str, *acts: Act) -> None:
        self._show_again()
        self._line.say(sentence, *acts)
        self.issued.emit()

    def _failed(self, error: HemisError) -> None:
        """Papers may have been registered before the printer or the disk failed: show them as they are now."""
        self._show_again()
        self._line.refuse(error)

    def _show_again(self) -> None:
        if self._papers is not None:
            self.show_papers(self._papers)

    def _enable(self, enabled: bool) -> None:
        for act in self._acts:
            act.setEnabled(enabled)

    def _build(self) -> None:
        self._files.addItem(_("One file"), ONE_FILE)
        self._files.addItem(_("A file for each"), SEPARATE)
        self._files.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self._files.setMinimumContentsLength(9)
        self._files.view().setMinimumWidth(self._files.view().sizeHintForColumn(0) + 24)
        self._files.setAccessibleName(_("Files"))
        self._page.setAccessibleName(_("Page"))
        self._page.setButtonSymbols(QSpinBox.ButtonSymbols.NoButtons)
        self._note.setProperty("quiet", True)
        self._note.setContentsMargins(12, 2, 12, 6)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._bar())
        layout.addWidget(self._line)
        layout.addWidget(self._note)
        layout.addWidget(self.view, 1)
        self.setFocusProxy(self.view)
        self.view.page_changed.connect(lambda number: self._page.setValue(number + 1))
        self.view.zoom_changed.connect(lambda zoom: self._zoom.setText(f"{zoom:.0%}".replace("%", " %")))
        self._page.editingFinished.connect(lambda: self.view.go_to(self._page.value() - 1))
        self._enable(enabled=False)

    def _bar(self) -> ToolBar:
        bar = ToolBar()
        self._acts = [
            actions.action(self, PRINT_NOW, self.print_papers),
            actions.action(self, SAVE_PDF, self.save_papers),
        ]
        for act in self._acts:
            button = QToolButton()
            button.setDefaultAction(act)
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
            bar.addWidget(button)
        self._files_action = bar.addWidget(self._files)
        bar.addSeparator()
        bar.addAction(actions.action(self, BACKWARD, lambda: self.view.go_to(self.view.page - 1)))
        bar.addWidget(self._page)
        bar.addWidget(self._of)
        bar.addAction(actions.action(self, FORWARD, lambda: self.view.go_to(self.view.page + 1)))
        bar.addSeparator()
        bar.addAction(actions.action(self, ZOOM_OUT, lambda: self.view.step_zoom(-1)))
        bar.addWidget(self._zoom)
        bar.addAction(actions.action(self, ZOOM_IN, lambda: self.view.step_zoom(1)))
        bar.addAction(actions.action(self, WHOLE_PAGE, lambda: self.view.set_fit(FIT_PAGE)))
        bar.addAction(actions.action(self, PAGE_WIDTH, lambda: self.view.set_fit(FIT_WIDTH)))
        return bar


def _facts_of(papers: Printable) -> PaperFacts:
    return PaperFacts(papers.title, papers.note, papers.count, papers.files)
