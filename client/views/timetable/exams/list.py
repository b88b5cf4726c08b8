"""The finals of a term as a list, for everybody who reads them."""

from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtWidgets import (
    QAbstractItemView,
    QLabel,
    QLineEdit,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from client.core import actions
from client.core.i18n import N_, _, language, names
from client.core.latest import Latest
from client.data.timetable import documents, lessons
from client.data.timetable.documents import CONTROLS
from client.data.timetable.lessons import DatedExamination, TermRow
from client.views.timetable.lesson_words import DAYS, hours
from client.widgets.choosers.term_box import TermBox
from client.widgets.formatting import shown
from client.widgets.measures import letters_wide, measure
from client.widgets.message_line import MessageLine
from client.widgets.preview.printout import present
from client.widgets.tool_bar import ToolBar
from client.widgets.workplace import Workplace
from reports.timetable.pair_time import PairTime
from shared.names import fold

HEADS = (
    N_("Group"), N_("Subject"), N_("Kind of control"), N_("Attempt"),
    N_("Day"), N_("Pair"), N_("Room"), N_("Examiner"),
)  # fmt: skip
#: In letters; the examiner takes what is left.
WIDTHS = (11, 30, 15, 8, 20, 15, 20, 20)
SEARCH_LETTERS = 26


@dataclass(frozen=True)
class Read:
    """What was read of a term."""

    finals: tuple[DatedExamination, ...]
    pairs: tuple[PairTime, ...]


class ExamList(QWidget):
    """Term and search above, one line for each final; it can be printed as it stands."""

    def __init__(self, workplace: Workplace, title: str = N_("View of the timetable of controls")) -> None:
        super().__init__()
        self.title = _(title)
        self._workplace = workplace
        self._read: Read = Read((), ())
        self.message = MessageLine()
        self._latest = Latest(workplace.tasks, self, self.message.refuse)
        self.term, self.search = TermBox(), QLineEdit()
        self.told = QLabel()
        self.table = QTableWidget(0, len(HEADS))
        self._build()
        subscription = workplace.changes.subscribe(
            ("timetable.examination",), lambda _relation: self.reload()
        )
        self.destroyed.connect(subscription.end)
        workplace.tasks.run(self, partial(lessons.terms, workplace.gateway), self._offer, self.message.refuse)

    def reload(self) -> None:
        """Read the finals of the term again."""
        term = self.term.currentData()
        if term is None:
            self.told.setText(_("There is no term yet."))
            return
        work = partial(self._ask, term)
        self._latest.read(work, self._take)

    def shown_finals(self) -> list[DatedExamination]:
        """Return the finals that the search leaves."""
        words = fold(self.search.text()).split()
        return [each for each in self._read.finals if all(word in self._searched(each) for word in words)]

    def print_list(self) -> None:
        """Show on paper what is on the screen."""
        finals = self.shown_finals()
        faculties = {each.faculty_id for each in finals}
        faculty = faculties.pop() if len(faculties) == 1 else None
        gateway, term = self._workplace.gateway, self.term.currentData()
        work = partial(documents.finals_papers, gateway, language(), finals, faculty, term)
        self._workplace.tasks.run(self, work, partial(present, self._workplace), self.message.refuse)

    def state(self) -> dict[str, Any]:
        return {"term": self.term.currentData(), "search": self.search.text()}

    def restore(self, state: dict[str, Any]) -> None:
        self.search.setText(state.get("search") or "")
        self.term.wish(state.get("term"))

    def _ask(self, term: int) -> Read:
        self._workplace.catalogue.ensure((CONTROLS,))
        gateway = self._workplace.gateway
        return Read(lessons.examinations(gateway, term), lessons.pairs(gateway))

    def _offer(self, terms: tuple[TermRow, ...]) -> None:
        self.term.offer(terms)
        self.reload()

    def _take(self, read: Read) -> None:
        self._read = read
        self._show()

    def _show(self) -> None:
        finals = self.shown_finals()
        self.table.setRowCount(len(finals))
        for row, final in enumerate(finals):
            for column, text in enumerate(self._texts(final)):
                item = QTableWidgetItem(text)
                item.setToolTip(text)
                self.table.setItem(row, column, item)
        self.told.setText(
            _("controls: {count}", count=len(finals))
            if self._read.finals
            else _("No controls are planned yet.")
        )

    def _texts(self, final: DatedExamination) -> tuple[str, ...]:
        day = _("not placed")
        if final.day is not None:
            weekday = _(DAYS[final.day.weekday()]) if final.day.weekday() < len(DAYS) else ""
            day = f"{shown(final.day)} {weekday}"
        when = f"{final.pair} ({hours(self._read.pairs, final.pair)})" if final.pair else ""
        kind = self._workplace.catalogue.label(CONTROLS, final.kind)
        who = names(", ".join(filter(None, (final.examiner, final.commission))))
        return final.group, final.subject, kind, str(final.attempt), day, when, final.place, who

    def _searched(self, final: DatedExamination) -> str:
        return fold(
            " ".join((final.group, final.subject, final.examiner or "", final.commission or "", final.place))
        )

    def _build(self) -> None:
        tools = ToolBar()
        self.term.currentIndexChanged.connect(lambda _index: self.reload())
        self.search.setPlaceholderText(_("Search ({keys})", keys="Ctrl+F"))
        self.search.setClearButtonEnabled(True)
        self.search.setFixedWidth(letters_wide(self.search, SEARCH_LETTERS))
        self.search.textChanged.connect(lambda _text: self._show())
        tools.addWidget(self.term)
        tools.addWidget(self.search)
        printing = actions.action(self, actions.PRINT, self.print_list)
        tools.addAction(printing)
        tools.keep(printing)
        tools.addAction(actions.action(self, actions.RELOAD, self.reload))
        actions.action(self, actions.FIND, self.search.setFocus)
        self.table.setHorizontalHeaderLabels([_(head) for head in HEADS])
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.verticalHeader().hide()
        self.table.setAccessibleName(_("List of examinations"))
        measure(self.table, WIDTHS, grows=(1, len(HEADS) - 1))
        self.told.setProperty("quiet", True)
        self.told.setContentsMargins(8, 2, 8, 4)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 4, 8, 8)
        layout.setSpacing(0)
        for widget in (tools, self.message, self.told, self.table):
            layout.addWidget(widget, 1 if widget is self.table else 0)
        self.setFocusProxy(self.table)


def exam_index(workplace: Workplace) -> ExamList:
    """Make the same list under the name it has in the menu of teachers."""
    return ExamList(workplace, N_("List of examinations"))
