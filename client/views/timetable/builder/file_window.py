"""A timetable from a file, `.fet` or `.ctt`, at the desk: looked at, moved, generated, saved as a file again."""

from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QToolBar, QVBoxLayout, QWidget

from client.core.actions import Command, action
from client.core.errors import UserError
from client.core.i18n import N_, _
from client.views.timetable.builder.workbench import REDO, UNDO, Workbench
from client.widgets.formatting import grouped
from client.widgets.message_line import MessageLine
from client.widgets.week_board import BoardModel, plain_faces
from client.widgets.workplace import Workplace
from shared.timetabling.files import ctt, fet
from shared.timetabling.model import Plan, Problem, Unusable
from shared.timetabling.week.week import Week

OPEN = Command(N_("Open a file"), ("Ctrl+O",), "open")
SAVE = Command(N_("Save as a file"), ("Ctrl+S",), "save")
BESIDE = Command(N_("One more grid"), ("Ctrl+Shift+B",), "add")
FET, CTT, SOL = ".fet", ".ctt", ".sol"
SHOWN = 12


@dataclass(frozen=True)
class OpenedTimetable:
    """A file that was read, and what of it could not be taken over."""

    problem: Problem
    plan: Plan
    left_out: tuple[str, ...] = ()


def open_file(path: Path) -> OpenedTimetable:
    """Read a `.fet` or `.ctt` file; raises UserError with the sentence of the reader."""
    try:
        if path.suffix.lower() == CTT:
            problem = ctt.read_ctt(path)
            return OpenedTimetable(problem, tuple(None for _ in problem.events))
        read = fet.read_fet(path)
    except Unusable as error:
        raise UserError(N_("{file} cannot be used: {why}"), file=path.name, why=str(error)) from error
    return OpenedTimetable(read.problem, fet.plan_of_file(read), tuple(read.left_out))


def save_file(path: Path, problem: Problem, plan: Plan) -> None:
    """Write the plan: `.sol` in the format of the competition, everything else as `.fet`."""
    text = ctt.write_sol(problem, plan) if path.suffix.lower() == SOL else fet.write_fet(problem, plan)
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        why = error.strerror or str(error)
        raise UserError(N_("{file} could not be written: {why}"), file=path.name, why=why) from error


class FileBuilder(QWidget):
    """The builder without a server: nothing of the university changes here."""

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        self.title = _("Timetable from a file")
        self.message = MessageLine()
        self.workbench: Workbench | None = None
        self.left_out = QLabel()
        self._workplace = workplace
        self._hint = QLabel(
            _("Open a timetable file of FET or of the competition of 2007 to look at it and to work on it.")
        )
        self._saved = True
        self._layout = QVBoxLayout(self)
        self._build()

    def open(self, path: Path) -> None:
        """Read a file and take it to the desk."""
        self._workplace.tasks.run(self, partial(_prepared, path), self._show, self.message.refuse)

    def save(self, path: Path) -> None:
        """Write what stands at the desk into a file."""
        if self.workbench is None:
            return
        board = self.workbench.board
        work = partial(save_file, path, board.week.problem, board.week.plan)
        self._workplace.tasks.run(self, work, partial(self._on_saved, path), self.message.refuse)

    def may_close(self) -> bool:
        if not self._saved:
            self.message.say(_("The plan is not saved as a file. Save it, or close once more."))
            self._saved = True
            return False
        return True

    def _build(self) -> None:
        tools = QToolBar()
        tools.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        for made in (
            action(self, OPEN, self._ask_what_to_open),
            action(self, SAVE, self._ask_where_to_save),
            action(self, UNDO, self._undo),
            action(self, REDO, self._redo),
            action(self, BESIDE, self._add_grid),
        ):
            tools.addAction(made)
        self.left_out.setProperty("quiet", True)
        self.left_out.setWordWrap(True)
        self.left_out.hide()
        self._hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
        head = QHBoxLayout()
        head.addWidget(tools, 1)
        layout = self._layout
        layout.setContentsMargins(8, 4, 8, 4)
        layout.addWidget(self.message)
        layout.addLayout(head)
        layout.addWidget(self.left_out)
        layout.addWidget(self._hint, 1)

    def _show(self, answer: tuple[OpenedTimetable, Week]) -> None:
        opened, week = answer
        if self.workbench is not None:
            self.workbench.hide()
            self.workbench.deleteLater()
        board = BoardModel(week, plain_faces(opened.problem))
        board.said.connect(self.message.say)
        board.moved.connect(self._on_moved)
        self.workbench = Workbench(board, self._workplace.tasks)
        self.workbench.restore({})
        self._hint.hide()
        self._layout.addWidget(self.workbench, 1)
        self._saved = True
        self._show_left_out(opened)

    def _show_left_out(self, opened: OpenedTimetable) -> None:
        named = "; ".join(opened.left_out[:SHOWN]) + (" …" if len(opened.left_out) > SHOWN else "")
        self.left_out.setText(_("Not taken over: {what}", what=named))
        self.left_out.setToolTip("\n".join(opened.left_out))
        self.left_out.setVisible(bool(opened.left_out))
        count = len(opened.problem.events)
        self.message.say(_("{count} lessons of {name}", count=grouped(count), name=opened.problem.name))

    def _on_moved(self, moves: object) -> None:
        self._saved = False
        if self.workbench is not None:
            self.workbench.board.settle(moves)  # type: ignore[arg-type]  # a signal carries an object

    def _on_saved(self, path: Path, _nothing: None) -> None:
        self._saved = True
        self.message.say(_("Saved as {file}", file=path.name))

    def _ask_what_to_open(self) -> None:
        title, kinds = _("Open a file"), f"FET, CTT (*{FET} *{CTT})"
        dialog = QFileDialog(self, title, "", kinds)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda name: self.open(Path(name)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _ask_where_to_save(self) -> None:
        if self.workbench is None:
            return
        dialog = QFileDialog(self, _("Save as a file"), "", f"FET (*{FET});;SOL (*{SOL})")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(FET)
        dialog.fileSelected.connect(lambda name: self.save(Path(name)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _undo(self) -> None:
        if self.workbench is not None:
            self.workbench.board.undo_stack.undo()

    def _redo(self) -> None:
        if self.workbench is not None:
            self.workbench.board.undo_stack.redo()

    def _add_grid(self) -> None:
        if self.workbench is not None:
            self.workbench.add_grid()


def _prepared(path: Path) -> tuple[OpenedTimetable, Week]:
    opened = open_file(path)
    return opened, Week(opened.problem, opened.plan)
