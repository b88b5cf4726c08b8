"""When somebody cannot: the wishes of teachers, groups and rooms in a term, painted into a week, saved together."""

from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QSplitter, QVBoxLayout, QWidget

from client.core import actions
from client.core.actions import Command
from client.core.i18n import N_, _
from client.data.server.gateway import Gateway
from client.data.timetable import lessons
from client.data.timetable.lessons import TermRow
from client.data.timetable.wishes import Who
from client.views.timetable.constraints.copy_wishes import WHO, CopyWishes, fill
from client.views.timetable.constraints.wish_pane import WishPane
from client.views.timetable.constraints.wish_sheet import WishReading, WishSheet, WishSource, row_of
from client.widgets.choosers.resource_chooser import WhoseChooser
from client.widgets.choosers.term_box import TermBox
from client.widgets.sheet_editor import SheetEditor
from client.widgets.tool_bar import ToolBar
from client.widgets.workplace import Workplace
from reports.timetable.pair_time import PairTime

COPY = Command(N_("Copy from somebody"), ("Ctrl+Shift+V",), "copy")
OFFICE = "hemis_academic_office"
STRIP, WEEK = 220, 1000
Choices = tuple[tuple[TermRow, ...], tuple[PairTime, ...]]


class Wishes(QWidget):
    """Whose week above, everybody with wishes at the left, the week beside; one Save stores all that was painted."""

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        self.title = _("When somebody cannot")
        self.editor: SheetEditor[WishReading, WishSheet] = SheetEditor(workplace, self)
        self.message, self.reload, self.save = self.editor.message, self.editor.reload, self.editor.save
        self.may_close = self.editor.may_close
        self.term = TermBox()
        self.who = WhoseChooser(workplace)
        self.strip = QListWidget()
        self.pane = WishPane()
        self._workplace = workplace
        self._pairs: tuple[PairTime, ...] = ()
        self._source: WishSource | None = None
        self._shown: Who | None = None
        self._build()
        work = partial(_choices, workplace.gateway)
        workplace.tasks.run(self, work, self._offer, self.message.refuse)

    def open(self, who: Who) -> None:
        """Show the week of somebody; what was painted before and is not saved is still there."""
        self.who.choose(who.whose, who.id, who.name)
        self._shown = who
        if self._source is not None:
            self._source.opened.clear()
            self._source.opened[row_of(who)] = who
            self.reload()

    def state(self) -> dict[str, Any]:
        self.editor.flush()
        return {"term": self.term.currentData()}

    def restore(self, state: dict[str, Any]) -> None:
        """Come back to the term."""
        self.term.wish(state.get("term"))

    def copy(self) -> None:
        """Ask whose pattern the week at hand shall take."""
        week = self.pane.grid.week()
        if week is None:
            self.message.say(_("Choose first whose week takes the pattern."))
            return
        told = self.editor.sheet.told if self.editor.sheet else ()
        dialog = CopyWishes(self._workplace, self.term.currentData(), told, self)
        dialog.chosen.connect(lambda pattern: week.replace(pattern.levels))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _offer(self, read: Choices) -> None:
        terms, self._pairs = read
        self.term.offer(terms)
        self._turn_term()

    def _turn_term(self) -> None:
        term = self.term.currentData()
        if term is not None:
            opened = {row_of(self._shown): self._shown} if self._shown else {}
            self.pane.show_week(None)
            self._source = WishSource(self._workplace, term, self.pane, self._pairs, opened)
            self.editor.open(self._source)

    def _open_chosen(self) -> None:
        found = self.who.value()
        if found is not None:
            self.open(Who(self.who.whose(), *found))

    def _show(self) -> None:
        sheet = self.editor.sheet
        if sheet is not None and self._shown is None and (unsaved := sheet.unsaved()):
            self.open(unsaved[0].who)  # where one left it
        elif sheet is not None and self._shown is not None:
            week = sheet.weeks.get(row_of(self._shown))
            if week is not self.pane.grid.week():
                self.pane.show_week(week)
        self._mark()

    def _mark(self) -> None:
        """Tell in the strip and above the week what is not saved."""
        if (sheet := self.editor.sheet) is not None:
            fill(self.strip, sheet.told, [week.who for week in sheet.unsaved()])
        self.pane.tell()

    def _build(self) -> None:
        if self._workplace.gateway.role != OFFICE:
            self.who.leave_out("room")  # those of the university are the academic office's
        self.term.currentIndexChanged.connect(lambda _index: self._turn_term())
        self.who.chosen.connect(self._open_chosen)
        self.editor.was_read.connect(lambda _reading: self._show())
        self.editor.edited.connect(self._mark)
        self.strip.itemClicked.connect(lambda item: self.open(item.data(WHO)))
        self.strip.itemActivated.connect(lambda item: self.open(item.data(WHO)))
        self.strip.setMinimumWidth(STRIP)
        self.strip.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.strip.setAccessibleName(_("Who has wishes"))
        tools = ToolBar()
        tools.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        tools.addActions([self.editor.saving, actions.action(self, COPY, self.copy), self.editor.reloading])
        head = QHBoxLayout()
        for widget in (self.term, self.who):
            head.addWidget(widget)
        head.addWidget(tools, 1)
        parts = QSplitter()
        parts.addWidget(self.strip)
        parts.addWidget(self.editor)
        parts.setSizes([STRIP, WEEK])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 4, 8, 8)
        layout.addWidget(self.message)
        layout.addLayout(head)
        layout.addWidget(parts, 1)
        self.setFocusProxy(self.who)


def _choices(gateway: Gateway) -> Choices:
    return lessons.terms(gateway), lessons.pairs(gateway)
