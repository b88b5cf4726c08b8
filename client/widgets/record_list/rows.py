"""The rows of a list as a table model: it knows how many there are and fetches the pages that are looked at."""

from collections import OrderedDict
from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QColor

from client.core.errors import HemisError
from client.core.i18n import _
from client.core.theme import colours
from client.data.records.list_search import resolve
from client.data.records.listing import PAGE, ListQuery, Page
from client.widgets.columns import ColumnSpec
from client.widgets.formatting import shown
from client.widgets.record_list.hidden import TOLD, WORD, HiddenCells
from client.widgets.workplace import Workplace

Index = QModelIndex | QPersistentModelIndex
#: The question with what its search means, how many rows, the first of them, the place of the record to come back to.
Answer = tuple[ListQuery, int, Page, int | None]
#: Pages kept in memory: what was looked at last.
KEPT = 25
#: Pages asked for and not answered; when somebody scrolls far only the last ones matter.
WAITING = 3


class Rows(QAbstractTableModel):
    """Answers what is known at once and asks the server for the rest in the background."""

    #: The first rows of a question have come; with the place of the record to come back to, or None.
    arrived = Signal(object)
    failed = Signal(object)

    def __init__(self, workplace: Workplace, parent: QObject) -> None:
        super().__init__(parent)
        self.query: ListQuery | None = None
        self.columns: tuple[ColumnSpec, ...] = ()
        self.sort_marks: dict[str, str] = {}
        self._workplace = workplace
        self._hidden: HiddenCells | None = None
        self._count = 0
        self._question = 0
        self._pages: OrderedDict[int, Page] = OrderedDict()
        self._wanted: list[int] = []
        self._fetching = False

    def ask(self, query: ListQuery, columns: Sequence[ColumnSpec], record_id: int | None = None) -> None:
        """Ask a new question and where `record_id` stands; answers to older ones are dropped when they come."""
        self._question += 1
        self._wanted.clear()
        self._fetching = False
        gateway, catalogue = self._workplace.gateway, self._workplace.catalogue
        classifiers = [column.classifier for column in columns]

        def work() -> Answer:
            catalogue.ensure(classifiers)
            asked = resolve(query, gateway, catalogue)
            page = asked.page(gateway)
            # A page that is not full has all there is: nothing needs to be counted.
            count = asked.count(gateway) if len(page.rows) == PAGE else len(page.rows)
            return asked, count, page, None if record_id is None else asked.place(gateway, record_id)

        done = partial(self._begin, self._question, tuple(columns))
        self._workplace.tasks.run(self, work, done, partial(self._fail, self._question))

    def row(self, number: int) -> tuple[Any, ...] | None:
        """Return id, version and values of a row, None if it has not come yet."""
        page = self._pages.get(number // PAGE)
        place = number % PAGE
        return page.rows[place] if page is not None and place < len(page.rows) else None

    def record_id(self, number: int) -> int | None:
        row = self.row(number)
        return None if row is None else int(row[0])

    def find(self, record_id: int) -> int | None:
        """Return where a record stands, if its page is known."""
        for number, page in self._pages.items():
            for place, row in enumerate(page.rows):
                if row[0] == record_id:
                    return number * PAGE + place
        return None

    def text(self, number: int, column: int) -> str:
        """Return what a cell shows."""
        row = self.row(number)
        if row is None:
            return "…" if column == 0 else ""
        if self._hides(row, column):
            return _(WORD)
        return shown(row[column + 2], self.columns[column].classifier, self._workplace.catalogue)

    def is_hidden(self, index: Index) -> bool:
        row = self.row(index.row())
        return row is not None and self._hides(row, index.column())

    def _hides(self, row: tuple[Any, ...], column: int) -> bool:
        return self._hidden is not None and column in self._hidden.of(row)

    def first_texts(self, column: int) -> list[str]:
        """Return what a column shows in the first rows."""
        return [self.text(number, column) for number in range(min(self._count, PAGE)) if 0 in self._pages]

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else self._count

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.DisplayRole:
            # A view asks only for the rows it is about to paint, so to be asked is to be looked at.
            self._want(index.row() // PAGE)
            return self.text(index.row(), index.column())
        if role == Qt.ItemDataRole.TextAlignmentRole and self.columns[index.column()].numeric:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        if role == Qt.ItemDataRole.ToolTipRole:
            return _(TOLD) if self.is_hidden(index) else self.text(index.row(), index.column())
        if role == Qt.ItemDataRole.ForegroundRole and self.is_hidden(index):
            return QColor(colours().quiet)
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation == Qt.Orientation.Vertical or section >= len(self.columns):
            return None
        column = self.columns[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{column.label} {self.sort_marks.get(column.path, '')}".rstrip()
        if role == Qt.ItemDataRole.ToolTipRole:
            return column.label
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if column.numeric else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        return None

    def _begin(
        self,
        question: int,
        columns: tuple[ColumnSpec, ...],
        answer: Answer,
    ) -> None:
        if question != self._question:
            return
        self.beginResetModel()
        self.columns = columns
        self.query, self._count, page, place = answer
        self._hidden = HiddenCells(self.query.model, columns)
        self._pages.clear()
        self._pages[0] = page
        self.endResetModel()
        self.arrived.emit(place)

    def _fail(self, question: int, error: HemisError) -> None:
        self._fetching = False
        if question == self._question:
            self.failed.emit(error)

    def look_at(self, row: int) -> None:
        """Ask for a row that is about to be shown, if it has not come yet."""
        self._want(row // PAGE)

    def _want(self, number: int) -> None:
        if number in self._pages:
            self._pages.move_to_end(number)
        elif number not in self._wanted:
            self._wanted.append(number)
            del self._wanted[:-WAITING]
            self._fetch()

    def _fetch(self) -> None:
        """Ask for the page that was wanted last, one at a time."""
        if self._fetching or not self._wanted or self.query is None:
            return
        self._fetching = True
        number = self._wanted.pop()
        work = partial(self._read, self.query, number, self._count, dict(self._pages))
        done = partial(self._keep, self._question, number)
        self._workplace.tasks.run(self, work, done, partial(self._fail, self._question))

    def _read(self, query: ListQuery, number: int, count: int, known: dict[int, Page]) -> Page:
        """Continue from a neighbour by its key; far jumps count rows from the nearer end."""
        gateway = self._workplace.gateway
        start = number * PAGE
        size = min(PAGE, count - start)
        if number - 1 in known:
            return query.page(gateway, after=known[number - 1].last, size=size)
        if number + 1 in known:
            return query.page(gateway, before=known[number + 1].first, size=size)
        if start > count // 2:
            return query.page(gateway, offset=count - start - size, size=size, from_end=True)
        return query.page(gateway, offset=start, size=size)

    def _keep(self, question: int, number: int, page: Page) -> None:
        if question != self._question:
            return
        self._fetching = False
        self._pages[number] = page
        while len(self._pages) > KEPT:
            self._pages.popitem(last=False)
        first = self.index(number * PAGE, 0)
        last = self.index(min(self._count, number * PAGE + PAGE) - 1, len(self.columns) - 1)
        self.dataChanged.emit(first, last, [Qt.ItemDataRole.DisplayRole])
        self._fetch()
