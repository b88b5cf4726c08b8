"""When somebody cannot: the wishes of teachers, groups and rooms in a term, painted into a week, saved together."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QSplitter, QToolBar, QVBoxLayout, QWidget

from client.core import actions
from client.core.actions import Command
from client.core.i18n import N_, _
from client.data.server.gateway import Gateway
from client.data.timetable import lessons, wishes
from client.data.timetable.lessons import TermRow
from client.data.timetable.wishes import StoredWishes, Told, Who, WishChange
from client.views.timetable.constraints.copy_wishes import WHO, CopyWishes, fill
from client.views.timetable.constraints.wish_grid import WishWeek
from client.views.timetable.constraints.wish_pane import WishPane
from client.widgets.choosers.resource_chooser import WhoseChooser
from client.widgets.choosers.term_box import TermBox
from client.widgets.formatting import grouped
from client.widgets.message_line import MessageLine
from client.widgets.workplace import Workplace
from reports.timetable.week import PairTime

COPY = Command(N_("Copy from somebody"), ("Ctrl+Shift+V",), "copy")
RELATION = "timetable.wish"
OFFICE = "hemis_academic_office"
STRIP, WEEK = 220, 1000
Choices = tuple[tuple[TermRow, ...], tuple[PairTime, ...]]


class Wishes(QWidget):
    """Whose week above, everybody with wishes at the left, the week beside; one Save stores all that was painted."""

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        self.title = _("When somebody cannot")
        self.message = MessageLine()
        self.term = TermBox()
        self.who = WhoseChooser(workplace)
        self.strip = QListWidget()
        self.pane = WishPane()
        self._workplace = workplace
        self._term_id: int | None = None
        self._pairs: tuple[PairTime, ...] = ()
        self._weeks: dict[tuple[str, int], WishWeek] = {}
        self._told: tuple[Told, ...] = ()
        self._question = 0
        self._warned = False
        self._build()
        work = partial(_choices, workplace.gateway)
        workplace.tasks.run(self, work, self._offer, self.message.refuse)

    def reload(self) -> None:
        """Read anew who has wishes, and the weeks that are not being painted."""
        if self._term_id is None:
            return
        work = partial(wishes.told, self._workplace.gateway, self._term_id)
        self._workplace.tasks.run(self, work, self._show_strip, self.message.refuse)
        shown = self.pane.grid.week()
        self._weeks = {key: week for key, week in self._weeks.items() if week.unsaved()}
        if shown is not None and not shown.unsaved():
            self.open(shown.who)

    def open(self, who: Who) -> None:
        """Show the week of somebody; what was painted before and is not saved is still there."""
        self.who.choose(who.whose, who.id, who.name)
        self._question += 1
        known = self._weeks.get((who.whose, who.id))
        if known is not None:
            self.pane.show_week(known)
            return
        work = partial(wishes.read, self._workplace.gateway, self._term_id or 0, who.whose, who.id)
        done = partial(self._take_week, self._question, who)
        self._workplace.tasks.run(self, work, done, self.message.refuse)

    def save(self) -> None:
        """Store all weeks that were painted, or none when one of them is refused."""
        changed = self._unsaved()
        if not changed:
            self.message.say(_("There is nothing to save."))
            return
        wanted = [WishChange(week.who, week.stored, dict(week.levels)) for week in changed]
        work = partial(wishes.save, self._workplace.gateway, self._term_id or 0, wanted)
        self._workplace.tasks.run(self, work, partial(self._saved, changed), self.message.refuse)

    def copy(self) -> None:
        """Ask whose pattern the week at hand shall take."""
        week = self.pane.grid.week()
        if week is None:
            self.message.say(_("Choose first whose week takes the pattern."))
            return
        dialog = CopyWishes(self._workplace, self._term_id or 0, self._told, self)
        dialog.chosen.connect(lambda pattern: week.replace(pattern.levels))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def may_close(self) -> bool:
        if self._unsaved() and not self._warned:
            self._warned = True
            self.message.say(_("What was painted is not saved. Save it, or close once more."))
            return False
        return True

    def _offer(self, read: Choices) -> None:
        terms, self._pairs = read
        self.term.offer(terms)
        self._term_id = self.term.currentData()
        self.reload()

    def _turn_term(self) -> None:
        if self._unsaved():
            self.term.choose(self._term_id or 0)
            self.message.say(_("What was painted is not saved. Save it before you turn to another term."))
            return
        self._term_id = self.term.currentData()
        self.reload()

    def _open_chosen(self) -> None:
        found = self.who.value()
        if found is not None and self._term_id is not None:
            self.open(Who(self.who.whose(), *found))

    def _take_week(self, question: int, who: Who, stored: StoredWishes) -> None:
        if question == self._question:
            week = self._weeks[who.whose, who.id] = WishWeek(who, stored, self._pairs, self)
            week.edited.connect(self._mark)
            self.pane.show_week(week)

    def _unsaved(self) -> list[WishWeek]:
        return [week for week in self._weeks.values() if week.unsaved()]

    def _mark(self) -> None:
        """Tell in the strip and above the week what is not saved."""
        self._warned = False
        fill(self.strip, self._told, [week.who for week in self._unsaved()])
        self.pane.tell()

    def _show_strip(self, told: tuple[Told, ...]) -> None:
        self._told = told
        self._mark()

    def _saved(self, weeks: Sequence[WishWeek], stored: tuple[StoredWishes, ...]) -> None:
        for week, each in zip(weeks, stored, strict=True):
            week.take_stored(each)
        self._workplace.changes.announce(RELATION)
        self.message.say(_("Saved: weeks of {count}.", count=grouped(len(weeks))))
        work = partial(wishes.told, self._workplace.gateway, self._term_id or 0)
        self._workplace.tasks.run(self, work, self._show_strip, self.message.refuse)

    def _build(self) -> None:
        if self._workplace.gateway.role != OFFICE:
            self.who.leave_out("room")  # those of the university are the academic office's
        self.term.currentIndexChanged.connect(lambda _index: self._turn_term())
        self.who.chosen.connect(self._open_chosen)
        self.strip.itemClicked.connect(lambda item: self.open(item.data(WHO)))
        self.strip.itemActivated.connect(lambda item: self.open(item.data(WHO)))
        self.strip.setMinimumWidth(STRIP)
        self.strip.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.strip.setAccessibleName(_("Who has wishes"))
        tools = QToolBar()
        tools.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        for command, act in ((actions.SAVE, self.save), (COPY, self.copy), (actions.RELOAD, self.reload)):
            tools.addAction(actions.action(self, command, act))
        head = QHBoxLayout()
        for widget in (self.term, self.who):
            head.addWidget(widget)
        head.addWidget(tools, 1)
        parts = QSplitter()
        parts.addWidget(self.strip)
        parts.addWidget(self.pane)
        parts.setSizes([STRIP, WEEK])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 8, 12, 12)
        layout.addWidget(self.message)
        layout.addLayout(head)
        layout.addWidget(parts, 1)
        self.setFocusProxy(self.who)


def _choices(gateway: Gateway) -> Choices:
    return lessons.terms(gateway), lessons.pairs(gateway)
