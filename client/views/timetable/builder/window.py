"""The timetable builder: a version of the faculty's week at the desk, stored step by step."""

from collections.abc import Callable, Iterable
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAction, QShowEvent
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QHBoxLayout,
    QLabel,
    QMenu,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from client.core import actions
from client.core.actions import Command, action
from client.core.errors import HemisError
from client.core.i18n import N_, _, names
from client.data.timetable.rows import Gone, VersionHead, heads
from client.data.timetable.rows import read as read_rows
from client.data.timetable.versions import add_cards
from client.data.timetable.week import BuilderWeek, week_of
from client.views.timetable.builder.desk import CARDS as CARDS_RELATION
from client.views.timetable.builder.desk import Desk
from client.views.timetable.builder.faces import TRAININGS, faces_of
from client.views.timetable.builder.steps import Unstored
from client.views.timetable.builder.workbench import (
    BESIDE,
    FOLD,
    GENERATE,
    REDO,
    UNDO,
    UNSAVED,
    Workbench,
)
from client.views.timetable.versions.new_version import NewVersion
from client.views.timetable.versions.publication import Publication
from client.views.timetable.versions.version_papers import VersionPapers
from client.widgets.combo import Combo
from client.widgets.formatting import grouped, shown
from client.widgets.message_line import MessageLine
from client.widgets.tool_bar import ToolBar
from client.widgets.week_board import BoardModel
from client.widgets.workplace import Workplace
from shared.models.timetable import VERSION_STATES
from shared.timetabling.week.week import Week

CARDS = Command(N_("Add missing cards"), (), "add")
PUBLISH = Command(N_("Check and publish"), (), "check")
PAPERS = Command(N_("Papers"), ("Ctrl+P",), "print")
NEW = Command(N_("New version"), (), "add")
MANAGE = Command(N_("Versions of the timetable"), (), "log")
LIST, RELATION = "schedule-versions", "timetable.version"
CLOSED = N_("Published: to change it, make a new version")


class Builder(QWidget):
    """Works on one version at a time; what moves is stored at once, or kept here until the server takes it."""

    def __init__(self, workplace: Workplace, version_id: int | None = None) -> None:
        super().__init__()
        self.title = _("Timetable builder")
        self.message = MessageLine()
        self.versions = Combo()
        self.workbench: Workbench | None = None
        self.desk: Desk | None = None
        self._workplace = workplace
        self._wanted = version_id
        self._kept: dict[str, Any] = {}
        self._loaded = False
        self._opening: int | None = None
        self._found: list[VersionHead] = []
        self._empty = QLabel()
        self._layout = QVBoxLayout(self)
        self._subscription = workplace.changes.subscribe((RELATION,), self._on_versions_changed)
        self.destroyed.connect(self._subscription.end)
        self._build()

    def reload(self) -> None:
        """Read the versions, and the one at the desk again."""
        if self._unstored():
            return
        self._read_versions(reread=True)

    def open_version(self, version_id: int) -> None:
        """Take a version to the desk."""
        self._wanted = self._opening = version_id
        gateway, catalogue = self._workplace.gateway, self._workplace.catalogue

        def work() -> tuple[BuilderWeek, Week] | None:
            catalogue.ensure([TRAININGS])
            try:
                week = week_of(read_rows(gateway, version_id))
            except Gone:
                return None
            return week, Week(week.problem, week.plan)

        self._workplace.tasks.run(self, work, self._show_week, self._not_opened)

    def _not_opened(self, error: HemisError) -> None:
        self._opening = None
        self.message.refuse(error)

    def save(self) -> None:
        """Store the generated plan and what was moved since, whole or not at all."""
        if self.desk is not None:
            self.desk.save()

    def state(self) -> dict[str, Any]:
        if self.workbench is None:
            return self._kept
        return {"version": self._wanted, **self.workbench.state()}

    def restore(self, state: dict[str, Any]) -> None:
        self._kept = state
        self._wanted = self._wanted or state.get("version")

    def may_close(self) -> bool:
        """Steps on their way are waited for; those that wait for the server, or to be saved, are kept as a draft."""
        if self.desk is None or not (unstored := self.desk.unstored).any:
            return True
        if unstored.steps and not unstored.waiting:
            return not self._unstored()
        self._workplace.navigator.say(_("Kept on this computer, not saved. It comes back with the window."))
        return True

    def _build(self) -> None:
        tools = ToolBar()
        begin, self._save = action(self, NEW, self._begin), action(self, actions.SAVE, self.save)
        generate = action(self, GENERATE, self._generate)
        publish = action(self, PUBLISH, self._check)
        signs = tuple(
            action(self, command, act)
            for command, act in (
                (UNDO, self._undo),
                (REDO, self._redo),
                (BESIDE, partial(self._ask_bench, Workbench.add_grid)),
                (FOLD, partial(self._ask_bench, Workbench.fold)),
            )
        )
        further = action(self, PAPERS, self._print), action(self, CARDS, self._add_cards)
        self._acts = (*signs, generate, publish, *further)
        tools.addActions((begin, self._save, *signs, generate, publish))
        tools.keep(self._save, generate, publish)
        for made in (begin, self._save, generate, publish):
            button = tools.widgetForAction(made)
            if isinstance(button, QToolButton):
                button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        tools.addWidget(self._more((*further, action(self, MANAGE, self._manage))))
        action(self, actions.RELOAD, self.reload)
        self.versions.setMinimumContentsLength(20)
        self.versions.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.versions.setAccessibleName(_("Version of the timetable"))
        self.versions.activated.connect(self._choose_version)
        head = QHBoxLayout()
        head.addWidget(self.versions)
        head.addWidget(tools, 1)
        self._empty.setWordWrap(True)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        layout = self._layout
        layout.setContentsMargins(8, 4, 8, 4)
        layout.addWidget(self.message)
        layout.addLayout(head)
        layout.addWidget(self._empty, 1)
        self._show_empty(_("Loading…"))

    def _more(self, acts: Iterable[QAction]) -> QToolButton:
        """What is needed less often stands in a menu, so that the rest fits a small screen."""
        button, menu = QToolButton(), QMenu(self)
        menu.addActions(list(acts))
        button.setText(_("More"))
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.setMenu(menu)
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        return button

    def _read_versions(self, *, reread: bool) -> None:
        """Read the list of versions; the one at the desk is read again if that is asked for or it has changed."""
        self._loaded = True
        work = partial(heads, self._workplace.gateway)
        self._workplace.tasks.run(self, work, partial(self._show_versions, reread), self.message.refuse)

    def _show_versions(self, reread: bool, found: list[VersionHead]) -> None:
        self._found = found
        self.versions.clear()
        for head in found:
            state = _(VERSION_STATES[head.state])
            text = f"{names(head.term)} · {head.title} · {state} · {shown(head.valid_from)}"
            self.versions.addItem(text, head.id)
        if not found:
            self._show_empty(_("There is no version of the timetable yet. Make one: New version."))
            return
        version = self._wanted if self._wanted in {head.id for head in found} else found[0].id
        self.versions.setCurrentIndex(self.versions.findData(version))
        at_desk = self.desk.week.head if self.desk is not None else None
        changed = at_desk not in found or (at_desk is not None and at_desk.id != version)
        if reread or (changed and self._opening != version):  # what is on its way comes once
            self.open_version(version)

    def _choose_version(self, _row: int) -> None:
        if self.desk is not None and self._unstored():
            self.versions.setCurrentIndex(self.versions.findData(self.desk.week.head.id))
            return
        self.open_version(self.versions.currentData())

    def _show_week(self, answer: tuple[BuilderWeek, Week] | None) -> None:
        self._opening = None
        if answer is None:
            self._show_empty(_("This version is gone. Choose another one."))
            return
        week, living = answer
        self._kept = self.state()
        self._clear()
        board = BoardModel(living, faces_of(week, self._workplace.catalogue), editable=week.head.open)
        board.said.connect(self.message.say)
        board.undo_stack.indexChanged.connect(self.message.forget_step)
        self.desk = Desk(self._workplace, week, board)
        self.desk.progressed.connect(self._show_progress)
        self.desk.outdated.connect(self._on_outdated)
        self.desk.refused.connect(self.message.refuse)
        self.workbench = Workbench(board, self._workplace.tasks, self._workplace.settings)
        self.workbench.restore(self._kept)
        self._empty.hide()
        self._layout.addWidget(self.workbench, 1)
        self.setFocusProxy(self.workbench.panes[0].grid)
        self.workbench.panes[0].grid.setFocus()
        for made in self._acts:
            made.setEnabled(True)
        self._show_progress(self.desk.unstored)
        self._greet(week)
        if self._found and week.head not in self._found:  # it changed on its way
            self._read_versions(reread=False)

    def _greet(self, week: BuilderWeek) -> None:
        """Say what a person should know of the version that came to the desk."""
        recovered = self.desk.recover() if self.desk is not None else 0
        if recovered:
            sentence = N_("{count} cards were moved before the program ended; they stand there again.")
            self.message.say(_(sentence, count=grouped(recovered)))
        elif not week.cards:
            sentence = N_("This version has no cards. Make classes first, then: Add missing cards.")
            self.message.say(_(sentence))

    def _clear(self) -> None:
        if self.workbench is not None:
            self.workbench.hide()
            self.workbench.deleteLater()
        self.workbench = self.desk = None

    def _show_empty(self, sentence: str) -> None:
        self._clear()
        self._empty.setText(sentence)
        self._empty.show()
        for made in (*self._acts, self._save):
            made.setEnabled(False)

    def _unstored(self) -> bool:
        """Whether something is not stored; then the person is told what to do."""
        if self.desk is None or not (unstored := self.desk.unstored).any:
            return False
        if unstored.held:
            self.message.say(_("The generated plan is not saved. {keys}", keys=_(UNSAVED)))
        else:
            self.message.say(_("Some steps are not stored yet. Try again in a moment."))
        return True

    def _undo(self) -> None:
        if self.workbench is not None:
            self.workbench.board.undo_stack.undo()

    def _redo(self) -> None:
        if self.workbench is not None:
            self.workbench.board.undo_stack.redo()

    def _ask_bench(self, act: Callable[[Workbench], None]) -> None:
        if self.workbench is not None:
            act(self.workbench)

    def _generate(self) -> None:
        if self.workbench is not None and self.workbench.board.editable:
            self.workbench.generate()
        else:
            self.message.say(_(CLOSED))

    def _manage(self) -> None:
        self._workplace.navigator.open(LIST)

    def _begin(self) -> None:
        dialog = NewVersion(self._workplace, None, self)
        dialog.made.connect(self._on_made)
        _present(dialog)

    def _on_made(self, version_id: int) -> None:
        if not self._unstored():
            self._wanted = version_id
            self.reload()

    def _check(self) -> None:
        if self.desk is not None and not self._unstored():
            dialog = Publication(self._workplace, self.desk.week.head.id, self)
            dialog.card_wanted.connect(self._come_to)
            dialog.published.connect(self.reload)
            _present(dialog)

    def _come_to(self, card_id: int) -> None:
        """Choose a card that the check list names."""
        if self.desk is not None and self.workbench is not None:
            event = self.desk.event_of(card_id)
            if event is not None:
                self.workbench.show_card(event, self.desk.week)

    def _print(self) -> None:
        if self.desk is not None and not self._unstored():
            _present(VersionPapers(self._workplace, self.desk.week.head.id, self))

    def _add_cards(self) -> None:
        """Make the cards of classes that came after the version was begun."""
        if self.desk is None or self._unstored():
            return
        work = partial(add_cards, self._workplace.gateway, self.desk.week.head.id)
        self._workplace.tasks.run(self, work, self._on_cards_added, self.message.refuse)

    def _on_cards_added(self, count: int) -> None:
        if count and self.desk is not None:
            self._workplace.changes.announce(CARDS_RELATION)
            self.open_version(self.desk.week.head.id)
        self.message.say(_("{count} cards were added to the tray.", count=grouped(count)))

    def _on_versions_changed(self, _relation: str) -> None:
        if self._loaded and (self.desk is None or not self.desk.unstored.any):
            QTimer.singleShot(0, self, partial(self._read_versions, reread=False))

    def _show_progress(self, unstored: Unstored) -> None:
        self._save.setEnabled(unstored.held)
        if self.desk is None or self.workbench is None:
            return
        told = self.workbench.told
        told.setText(_how_stored(unstored, changeable=self.desk.week.head.open))
        for word, holds in (("warning", unstored.any), ("quiet", not unstored.any)):
            told.setProperty(word, holds)
        told.style().polish(told)

    def _on_outdated(self) -> None:
        if self.desk is not None and not self.desk.unstored.any:
            self.message.say(_("Cards came or went at another desk; the week was read again."))
            self.open_version(self.desk.week.head.id)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self._loaded:
            self._loaded = True
            QTimer.singleShot(0, self, self.reload)


def _present(dialog: QDialog) -> None:
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()


def _how_stored(unstored: Unstored, *, changeable: bool) -> str:
    """Say what of the week the server has."""
    if not changeable:
        return _(CLOSED)
    if unstored.waiting:
        sentence = N_("{count} steps wait for the server; they are kept on this computer")
        return _(sentence, count=grouped(unstored.steps))
    if unstored.held:
        return _("Not saved yet (Ctrl+S)")
    if unstored.steps:
        return _("{count} steps on their way", count=grouped(unstored.steps))
    return _("Everything is stored")
