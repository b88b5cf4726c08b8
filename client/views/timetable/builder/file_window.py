"""A timetable from a file, `.fet` or `.ctt`, at the desk: looked at, moved, generated, saved as a file again."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from client.core.actions import Command, action
from client.core.i18n import N_, _
from client.data.local.drafts import Drafts
from client.views.timetable.builder.opened_file import (
    CTT,
    FET,
    SOL,
    OpenedTimetable,
    draft_of,
    kept_file,
    moved_in,
    open_file,
    save_file,
)
from client.views.timetable.builder.workbench import BESIDE, FOLD, GENERATE, REDO, UNDO, Workbench
from client.widgets.draft_writer import DraftWriter
from client.widgets.file_dialogs import FileDialogs, opening
from client.widgets.formatting import grouped
from client.widgets.keeper import Keeper
from client.widgets.message_line import MessageLine
from client.widgets.sheet_editor.kept_line import KeptLine
from client.widgets.tool_bar import ToolBar
from client.widgets.week_board import BoardModel, Stand, plain_faces
from client.widgets.workplace import Workplace
from shared.timetabling.week.week import Week

OPEN = Command(N_("Open a file"), ("Ctrl+O",), "open")
SAVE = Command(N_("Save as a file"), ("Ctrl+S",), "save")
SHOWN = 12
Desk = tuple[OpenedTimetable, Week]


class FileBuilder(QWidget):
    """The builder without a server: nothing of the university changes here."""

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        self.title = _("Timetable from a file")
        self.message = MessageLine()
        self.workbench: Workbench | None = None
        self.left_out = QLabel()
        self._workplace, self._files = workplace, FileDialogs(workplace.settings)
        self._hint = QLabel(
            _("Open a timetable file of FET or of the competition of 2007 to look at it and to work on it.")
        )
        self._opened: OpenedTimetable | None = None
        self._began: tuple[Stand, ...] = ()
        self._draft: DraftWriter | None = None
        self._grids: Mapping[str, Any] = {}
        self.kept = KeptLine()
        Keeper(self, self._flush)
        self._layout = QVBoxLayout(self)
        self._build()
        work = partial(_kept, workplace.drafts)
        workplace.tasks.run(self, work, self._bring_back, self.message.refuse)

    def open(self, path: Path) -> None:
        """Read a file and take it to the desk; what was moved in it and not saved stands there again."""
        self._flush()
        work = partial(_prepared, path, self._workplace.drafts)
        self._workplace.tasks.run(self, work, self._show, self.message.refuse)

    def save(self, path: Path) -> None:
        """Write what stands at the desk into a file."""
        if self.workbench is None:
            return
        board = self.workbench.board
        work = partial(save_file, path, board.week.problem, board.week.plan)
        done = partial(self._on_saved, path, tuple(board.cards.stands()))
        self._workplace.tasks.run(self, work, done, self.message.refuse)

    def state(self) -> dict[str, Any]:
        return self.workbench.state() if self.workbench is not None else {}

    def restore(self, state: dict[str, Any]) -> None:
        """Show the grids that were shown, as soon as there is a file."""
        self._grids = state

    def may_close(self) -> bool:
        """Close without a question: what was moved and is not saved is kept, and the frame says so."""
        self._flush()
        if self._moved():
            told = _("Kept on this computer, not saved. It comes back with the window.")
            self._workplace.navigator.say(told)
        return True

    def _build(self) -> None:
        tools = ToolBar()
        tools.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        for made in (
            action(self, OPEN, self._ask_what_to_open),
            action(self, SAVE, self._ask_where_to_save),
            action(self, UNDO, self._undo),
            action(self, REDO, self._redo),
            action(self, GENERATE, partial(self._ask_bench, Workbench.generate)),
            action(self, BESIDE, partial(self._ask_bench, Workbench.add_grid)),
            action(self, FOLD, partial(self._ask_bench, Workbench.fold)),
        ):
            tools.addAction(made)
        self.left_out.setProperty("quiet", True)
        self.left_out.setWordWrap(True)
        self.left_out.hide()
        self.kept.thrown_away.connect(self._throw_away)
        self._hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
        head = QHBoxLayout()
        head.addWidget(tools, 1)
        layout = self._layout
        layout.setContentsMargins(8, 4, 8, 4)
        layout.addWidget(self.message)
        layout.addWidget(self.kept)
        layout.addLayout(head)
        layout.addWidget(self.left_out)
        layout.addWidget(self._hint, 1)

    def _bring_back(self, answer: Desk | None) -> None:
        if answer is not None and self.workbench is None:
            self._show(answer)

    def _show(self, answer: Desk) -> None:
        opened, week = answer
        if self.workbench is not None:
            self.workbench.hide()
            self.workbench.deleteLater()
        board = BoardModel(week, plain_faces(opened.problem))
        board.said.connect(self.message.say)
        board.undo_stack.indexChanged.connect(self.message.forget_step)
        board.moved.connect(self._on_moved)
        board.proposed.connect(self._on_moved)
        self.workbench = Workbench(board, self._workplace.tasks, self._workplace.settings)
        self.workbench.restore(self._grids)
        self._hint.hide()
        self._layout.addWidget(self.workbench, 1)
        self._opened, self._began = opened, tuple(board.cards.stands())
        self._draft = DraftWriter(self._workplace, opened.draft_key, self._contents, self)
        self._show_left_out(opened)
        if opened.moved:
            board.carry(opened.moved, _("moving what was moved before"))
        self.kept.tell_input(back=bool(opened.moved))

    def _show_left_out(self, opened: OpenedTimetable) -> None:
        named = "; ".join(opened.left_out[:SHOWN]) + (" …" if len(opened.left_out) > SHOWN else "")
        self.left_out.setText(_("Not taken over: {what}", what=named))
        self.left_out.setToolTip("\n".join(opened.left_out))
        self.left_out.setVisible(bool(opened.left_out))
        count = len(opened.problem.events)
        self.message.say(_("{count} lessons of {name}", count=grouped(count), name=opened.problem.name))

    def _on_moved(self, moves: object) -> None:
        if self.workbench is not None and self._draft is not None:
            self.workbench.board.settle(moves)  # type: ignore[arg-type]  # a signal carries an object
            self._draft.touched()

    def _moved(self) -> bool:
        return self.workbench is not None and tuple(self.workbench.board.cards.stands()) != self._began

    def _contents(self) -> dict[str, Any]:
        """Return what the draft keeps: nothing once the plan stands in a file."""
        if self.workbench is None or self._opened is None:
            return {}
        return draft_of(self._opened, self.workbench.board.cards.stands(), self._began)

    def _flush(self) -> None:
        if self._draft is not None:
            self._draft.flush()

    def _throw_away(self) -> None:
        """Put the cards back where they stood."""
        if self.workbench is not None and self._draft is not None:
            self.workbench.board.carry(dict(enumerate(self._began)), _("taking the moves back"))
            self._draft.keep()
        self.kept.hide()

    def _on_saved(self, path: Path, stands: tuple[Stand, ...], _nothing: None) -> None:
        self._began = stands
        if self._draft is not None:
            self._draft.keep()
        self.kept.hide()
        self.message.say(_("Saved as “{file}”.", file=path.name), *opening(path))

    def _ask_what_to_open(self) -> None:
        title, kinds = _("Open a file"), f"FET, CTT (*{FET} *{CTT})"
        if name := self._files.to_open(self, title, kinds):
            self.open(Path(name))

    def _ask_where_to_save(self) -> None:
        if self.workbench is None:
            return
        if name := self._files.to_save(self, _("Timetable"), f"FET (*{FET});;SOL (*{SOL})"):
            self.save(Path(name))

    def _undo(self) -> None:
        if self.workbench is not None:
            self.workbench.board.undo_stack.undo()

    def _redo(self) -> None:
        if self.workbench is not None:
            self.workbench.board.undo_stack.redo()

    def _ask_bench(self, act: Callable[[Workbench], None]) -> None:
        if self.workbench is not None:
            act(self.workbench)


def _prepared(path: Path, drafts: Drafts) -> Desk:
    return _at_desk(open_file(path), drafts)


def _kept(drafts: Drafts) -> Desk | None:
    opened = kept_file(drafts)
    return None if opened is None else _at_desk(opened, drafts)


def _at_desk(opened: OpenedTimetable, drafts: Drafts) -> Desk:
    return replace(opened, moved=moved_in(drafts, opened)), Week(opened.problem, opened.plan)
