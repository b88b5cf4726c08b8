"""A week of dated lessons as a table: days beside each other, pairs below each other."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from client.core.i18n import _
from client.data.timetable.lessons import DatedLesson, Whose
from client.views.timetable.lesson_words import DAYS, day_names, sentence
from client.views.timetable.week.painter import LESSONS, WeekPainter
from reports.timetable.pair_time import PairTime

Index = QModelIndex | QPersistentModelIndex
NOTHING = QModelIndex()
#: Rows shrink to show the whole day, but no further than their words need.
LINES_A_ROW = 4
#: What a head is wider than its words.
HEAD_SIDES = 16


class WeekModel(QAbstractTableModel):
    """The lessons by pair and day."""

    def __init__(self) -> None:
        super().__init__()
        self.monday = date(2000, 1, 3)
        #: What the days are called, and what stands between the name of a day and its date.
        self.days: tuple[str, ...] = tuple(map(_, DAYS))
        self.between = ", "
        self.whose: Whose = "group"
        self.pairs: tuple[PairTime, ...] = ()
        self._cells: dict[tuple[int, int], tuple[DatedLesson, ...]] = {}
        self._wanted: tuple[date, int] | None = None
        self._stays: tuple[int, int] | None = None

    def stay_at(self, cell: Index) -> None:
        """What is shown next is the same week again: the cursor stays."""
        self._stays = (cell.row(), cell.column()) if cell.isValid() else None

    def begin_at(self, day: date, pair: int) -> None:
        """Come to a lesson when its week has been read; without a pair to the first one of the day."""
        self._wanted = day, pair

    def show(
        self, monday: date, whose: Whose, pairs: Iterable[PairTime], lessons: Iterable[DatedLesson]
    ) -> None:
        """Show another week."""
        self.beginResetModel()
        self.monday, self.whose, self.pairs = monday, whose, tuple(pairs)
        self._cells = {}
        row_of = {pair.number: row for row, pair in enumerate(self.pairs)}
        for lesson in lessons:
            place = row_of.get(lesson.pair, -1), (lesson.day - monday).days
            self._cells[place] = (*self._cells.get(place, ()), lesson)
        self.endResetModel()

    def lessons(self, index: Index) -> tuple[DatedLesson, ...]:
        return self._cells.get((index.row(), index.column()), ())

    def first_with_lessons(self) -> QModelIndex:
        """Return the cell that was asked for, else the first in the order of time that holds something."""
        stays, self._stays = self._stays, None
        cells = self._asked_for() or ([stays] if stays and stays[0] < len(self.pairs) else self._cells)
        row, column = min(cells, key=lambda place: (place[1], place[0]), default=(0, 0))
        return self.index(row, column)

    def _asked_for(self) -> list[tuple[int, int]]:
        """The cells of the lesson, or of the day, that one came for; asked for once."""
        if self._wanted is None or not self._cells:
            return []
        day, pair = self._wanted
        held = [lesson for several in self._cells.values() for lesson in several if lesson.day == day]
        if held:
            self._wanted = None
        those = [lesson for lesson in held if lesson.pair == pair] or held
        return [place for place, several in self._cells.items() if any(each in those for each in several)]

    def rowCount(self, parent: Index = NOTHING) -> int:
        return 0 if parent.isValid() else len(self.pairs)

    def columnCount(self, parent: Index = NOTHING) -> int:
        return 0 if parent.isValid() else len(DAYS)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        held = self.lessons(index)
        if role == LESSONS:
            return held
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole} and held:
            return "\n".join(sentence(lesson, self.whose) for lesson in held)
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if orientation == Qt.Orientation.Horizontal:
            day = self.monday + timedelta(days=section)
            return f"{self.days[section]}{self.between}{day:%d.%m}"
        pair = self.pairs[section]
        return f"{pair.number}\n{pair.starts_at}\n{pair.ends_at}"


class WeekTable(QTableView):
    """The table; arrows walk through it, Enter and a double click open."""

    #: The lessons of the cell that one came to.
    pointed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.week = WeekModel()
        self.setModel(self.week)
        self.setItemDelegate(WeekPainter(self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setWordWrap(True)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.horizontalHeader().setHighlightSections(True)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignCenter)
        self.week.modelReset.connect(self._after_reset)
        self.selectionModel().currentChanged.connect(
            lambda now, _before: self.pointed.emit(self.week.lessons(now))
        )

    def _after_reset(self) -> None:
        self._share_height()
        self.setCurrentIndex(self.week.first_with_lessons())

    def _share_height(self) -> None:
        rows = self.week.rowCount()
        if not rows:
            return
        least = self.fontMetrics().lineSpacing() * LINES_A_ROW + 8
        height = max(least, (self.viewport().height() - 2) // rows)
        for row in range(rows):
            needed = max(
                (len(self.week.lessons(self.week.index(row, day))) for day in range(len(DAYS))), default=1
            )
            self.setRowHeight(row, max(height, needed * (self.fontMetrics().lineSpacing() * 3 + 4)))

    def _fit_heads(self) -> None:
        """Put the date of a day below its name where there is no room beside it; shorten the names that have none."""
        letters, room = (
            self.horizontalHeader().fontMetrics(),
            self.viewport().width() // len(DAYS) - HEAD_SIDES,
        )
        self.week.days = day_names(letters, room)
        widest = max(letters.horizontalAdvance(f"{day}, 00.00") for day in self.week.days)
        self.week.between = "\n" if widest > room else ", "
        self.week.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(DAYS) - 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit_heads()
        self._share_height()
