"""The board of finals: groups below each other, the days of assessment beside each other; finals are dragged."""

from collections import defaultdict
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QAbstractItemView, QListWidget, QListWidgetItem, QTableWidget, QTableWidgetItem

from client.core.i18n import _, names
from client.core.theme import colours
from client.data.timetable.examinations import ExamSession, row_of
from client.data.timetable.lessons import DatedExamination
from client.views.timetable.lesson_words import DAYS
from client.widgets.measures import letters_wide
from shared.names import signed

NUMBER = Qt.ItemDataRole.UserRole
#: Of a day: letters across, lines down.
LETTERS, LINES = 17, 5


class ExamTray(QListWidget):
    """The finals without a day."""

    def __init__(self) -> None:
        super().__init__()
        self.setDragEnabled(True)
        self.setWordWrap(True)
        self.setAccessibleName(_("Controls without a day"))

    def show_session(self, session: ExamSession) -> None:
        """Show what is not placed yet."""
        self.clear()
        for final in session.examinations:
            if final.day is None:
                item = QListWidgetItem(f"{final.group} · {final.subject}")
                item.setData(NUMBER, final.id)
                self.addItem(item)

    def current(self) -> int | None:
        """Return the id of the final that is current."""
        item = self.currentItem()
        number: int | None = item.data(NUMBER) if item is not None else None
        return number


class ExamBoard(QTableWidget):
    """A row for each group; a final is dropped on another day of its own row."""

    #: A final was dropped on a day.
    dropped = Signal(int, object)
    #: A final is to be looked at.
    opened = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._session: ExamSession | None = None
        self._cells: dict[tuple[int, date], list[DatedExamination]] = {}
        self.setDragEnabled(True)
        self.setAcceptDrops(True)
        self.setDropIndicatorShown(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setWordWrap(True)
        self.setAccessibleName(_("Board of finals"))
        self.cellDoubleClicked.connect(self._open)

    def show_session(self, session: ExamSession) -> None:
        """Show the finals that have a day."""
        self._session = session
        cells: defaultdict[tuple[int, date], list[DatedExamination]] = defaultdict(list)
        for final in session.examinations:
            if final.day is not None:
                cells[row_of(final)[0], final.day].append(final)
        self._cells = dict(cells)
        days = self._days()
        groups = session.groups()
        self.clear()
        self.setRowCount(len(groups))
        self.setColumnCount(len(days))
        self.setVerticalHeaderLabels([name for _number, name in groups])
        self.setHorizontalHeaderLabels([_head(day) for day in days])
        for column in range(len(days)):
            self.setColumnWidth(column, letters_wide(self, LETTERS))
        for row, (group, _name) in enumerate(groups):
            for column, day in enumerate(days):
                self.setItem(row, column, self._item(self._cells.get((group, day), [])))
            self.setRowHeight(row, self.fontMetrics().lineSpacing() * LINES + 8)

    def current(self) -> int | None:
        """Return the id of the final in the current cell."""
        item = self.currentItem()
        number: int | None = item.data(NUMBER) if item is not None else None
        return number

    def drop(self, number: int, row: int, column: int) -> None:
        """Drop a final into a cell; another group's row takes nothing."""
        if self._takes(number, row, column):
            self.dropped.emit(number, self._days()[column])

    def _takes(self, number: int, row: int, column: int) -> bool:
        if self._session is None or row < 0 or column < 0:
            return False
        group = self._session.groups()[row][0]
        return any(each.id == number and row_of(each)[0] == group for each in self._session.examinations)

    def _days(self) -> tuple[date, ...]:
        """Return the days of assessment and those on which a final stands already."""
        if self._session is None:
            return ()
        return tuple(sorted({*self._session.days, *(day for _group, day in self._cells)}))

    def _item(self, finals: list[DatedExamination]) -> QTableWidgetItem:
        item = QTableWidgetItem("\n".join(map(self._text, finals)))
        item.setTextAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        item.setToolTip(item.text())
        if finals:
            item.setData(NUMBER, finals[0].id)
            item.setBackground(QColor(colours().selected))
        return item

    def _text(self, final: DatedExamination) -> str:
        pairs = {pair.number: pair for pair in self._session.pairs} if self._session else {}
        begins = pairs.get(final.pair or 0)
        when = f"{final.pair} · {begins.starts_at}" if begins else str(final.pair or "")
        room = names(final.room or "") or _("no room")
        who = signed(names(final.examiner or "")) or _("no examiner")
        return "\n".join((f"{when} · {room}", final.subject, who))

    def _open(self, _row: int, _column: int) -> None:
        if (number := self.current()) is not None:
            self.opened.emit(number)

    def _dragged(self, event: QDropEvent) -> int | None:
        source = event.source()
        return source.current() if isinstance(source, ExamBoard | ExamTray) else None

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self._dragged(event) is not None:
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Only the row of the own group lights up."""
        number = self._dragged(event)
        index = self.indexAt(event.position().toPoint())
        super().dragMoveEvent(event)
        if number is not None and self._takes(number, index.row(), index.column()):
            event.acceptProposedAction()
        else:
            event.ignore()

    def dropEvent(self, event: QDropEvent) -> None:
        """The cells are painted anew from the database: nothing is moved here."""
        number = self._dragged(event)
        index = self.indexAt(event.position().toPoint())
        event.setDropAction(Qt.DropAction.IgnoreAction)
        event.accept()
        if number is not None:
            self.drop(number, index.row(), index.column())


def _head(day: date) -> str:
    name = _(DAYS[day.weekday()]) if day.weekday() < len(DAYS) else ""
    return f"{day:%d.%m}\n{name}"
