"""The week of one with wishes: days by pairs, each hour free, unwelcome or impossible, painted by mouse and keys."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractItemModel,
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QResizeEvent, QUndoCommand, QUndoStack
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from client.core import actions
from client.core.i18n import N_, _
from client.core.theme import colours
from client.data.timetable.wishes import CANNOT, FREE, Hour, Levels, StoredWishes, Who
from client.views.timetable.lesson_words import DAYS, day_names
from client.widgets.cell_grid import CONFLICT, UNSAVED
from reports.timetable.pair_time import PairTime

Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole
_NOWHERE = QModelIndex()
USUAL, MOST = 3, 10
ELSEWHERE, KEPT = N_("another office"), N_("Another office keeps this; it counts for your plan too.")
#: What a row is higher than its two lines.
AIR = 8
#: What a head is wider than its words.
HEAD_SIDES = 16
EMPTYING = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)
#: How much of its colour shades an impossible hour and one that is unwelcome, and what each step of the latter adds.
IMPOSSIBLE, UNWELCOME, STEP = 0.26, 0.07, 0.022


def words(level: int) -> str:
    """Say a cell by symbol and words."""
    if level == FREE:
        return ""
    return f"✕ {_('cannot')}" if level == CANNOT else f"▽ {_('rather not')} {level}"


class WishWeek(QAbstractTableModel):
    """The wishes of one: what is stored, and what shall be instead; each change is a step of undo."""

    edited = Signal()

    def __init__(
        self, who: Who, stored: StoredWishes, pairs: Sequence[PairTime], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.who, self.stored = who, stored
        self.levels: dict[Hour, int] = dict(stored.levels)
        #: What was stored when an hour was painted, if somebody has stored another level since.
        self.bases: dict[Hour, int] = {}
        self.undo_stack = QUndoStack(self)
        self._pairs = tuple(pairs)
        self._days: tuple[str, ...] = tuple(map(_, DAYS))

    def call_days(self, days: tuple[str, ...]) -> None:
        """Call the days so above their columns."""
        self._days = days
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(DAYS) - 1)

    def unsaved(self) -> bool:
        return bool(self.painted())

    def hour(self, row: int, column: int) -> Hour:
        return column + 1, self._pairs[row].number

    def level(self, row: int, column: int) -> int:
        hour = self.hour(row, column)
        return self.levels.get(hour, self.stored.foreign.get(hour, FREE))

    def is_foreign(self, hour: Hour) -> bool:
        """Tell whether another office keeps the wish for this hour."""
        return hour in self.stored.foreign

    def paint(self, places: Iterable[tuple[int, int]], level: int) -> None:
        """Let these cells say the same, as one step of undo."""
        self.change({self.hour(*place): level for place in places})

    def replace(self, levels: Levels) -> None:
        """Take the pattern of another, as one step of undo."""
        mine = {(day, pair.number) for pair in self._pairs for day in range(1, len(DAYS) + 1)}
        self.change({hour: levels.get(hour, FREE) for hour in mine})

    def change(self, wanted: Levels) -> None:
        """Let hours say something else, as one step of undo; those of another office stay."""
        wanted = {hour: level for hour, level in wanted.items() if not self.is_foreign(hour)}
        before = {hour: self.levels.get(hour, FREE) for hour in wanted}
        if before != dict(wanted):
            self.undo_stack.push(_Step(self, before, dict(wanted)))

    def put(self, levels: Levels) -> None:
        """Let cells say this: what undo and redo repeat."""
        for hour, level in levels.items():
            if level == FREE:
                self.levels.pop(hour, None)
            else:
                self.levels[hour] = level
        self._tell()

    def painted(self) -> dict[Hour, int]:
        """Return the hours that say something else than what is stored."""
        known = self.stored.levels
        hours = {**known, **self.levels}
        return {hour: now for hour in hours if (now := self.levels.get(hour, FREE)) != known.get(hour, FREE)}

    def base(self, hour: Hour) -> int:
        """Return what was stored when the hour was painted."""
        return self.bases.get(hour, self.stored.levels.get(hour, FREE))

    def show_stored(self, stored: StoredWishes) -> None:
        """Show a new reading; what was painted is laid over it anew."""
        self.stored, self.levels, self.bases = stored, dict(stored.levels), {}
        self._tell()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._pairs)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(DAYS)

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        level, hour = self.level(index.row(), index.column()), self.hour(index.row(), index.column())
        if self.is_foreign(hour) and role in (Role.DisplayRole, Role.ToolTipRole, Role.AccessibleTextRole):
            return f"{words(level)}\n{_(ELSEWHERE if role == Role.DisplayRole else KEPT)}"
        if role == Role.DisplayRole:
            changed = level != self.stored.levels.get(hour, FREE)
            mark = CONFLICT.symbol if hour in self.bases else UNSAVED.symbol
            return f"{words(level)}\n{mark}".strip() if changed else words(level)
        if role == Role.BackgroundRole:
            return _shade(level)
        if role == Role.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignCenter
        if role in (Role.ToolTipRole, Role.AccessibleTextRole):
            return words(level) or _("free")
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole) -> Any:
        if role != Role.DisplayRole:
            return None
        if orientation == Qt.Orientation.Horizontal:
            return self._days[section]
        pair = self._pairs[section]
        return f"{pair.number}  {pair.starts_at}–{pair.ends_at}"

    def _tell(self) -> None:
        if self._pairs:
            last = self.index(len(self._pairs) - 1, len(DAYS) - 1)
            self.dataChanged.emit(self.index(0, 0), last)
        self.edited.emit()


class _Step(QUndoCommand):
    """Some hours before and after."""

    def __init__(self, week: WishWeek, before: Mapping[Hour, int], after: Mapping[Hour, int]) -> None:
        super().__init__(_("painting hours"))
        self._week, self._before, self._after = week, before, after

    def undo(self) -> None:
        self._week.put(self._before)

    def redo(self) -> None:
        self._week.put(self._after)


class WishGrid(QTableView):
    """Click, or drag over several cells: free, rather not, cannot, in turn; the keys do the same to the selection."""

    def __init__(self) -> None:
        super().__init__()
        #: What “rather not” means when a click says it.
        self.usual = USUAL
        self._pressed = QPersistentModelIndex()
        self.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.verticalHeader().setDefaultSectionSize(2 * self.fontMetrics().height() + AIR)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setAccessibleName(_("Wishes of the week"))
        actions.action(self, actions.UNDO, lambda: self._undo(back=True))
        actions.action(self, actions.REDO, lambda: self._undo(back=False))

    def week(self) -> WishWeek | None:
        model = self.model()
        return model if isinstance(model, WishWeek) else None

    def paint_selected(self, level: int) -> None:
        """Let the selected cells say this."""
        week = self.week()
        if week is not None:
            week.paint(((index.row(), index.column()) for index in self.selectedIndexes()), level)

    def after(self, level: int) -> int:
        """What a cell says after one more click."""
        if level == FREE:
            return self.usual
        return FREE if level == CANNOT else CANNOT

    def _cycle(self, index: Index) -> None:
        week = self.week()
        if week is not None and index.isValid():
            self.paint_selected(self.after(week.level(index.row(), index.column())))

    def _undo(self, *, back: bool) -> None:
        week = self.week()
        if week is not None:
            stack = week.undo_stack
            (stack.undo if back else stack.redo)()

    def setModel(self, model: QAbstractItemModel | None) -> None:
        super().setModel(model)
        self._call_days()

    def _call_days(self) -> None:
        if (week := self.week()) is not None:
            room = self.viewport().width() // len(DAYS) - HEAD_SIDES
            week.call_days(day_names(self.horizontalHeader().fontMetrics(), room))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._call_days()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        plain = event.modifiers() == Qt.KeyboardModifier.NoModifier
        index = self.indexAt(event.position().toPoint())
        left = event.button() == Qt.MouseButton.LeftButton
        self._pressed = QPersistentModelIndex(index) if plain and left else QPersistentModelIndex()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if self._pressed.isValid() and event.button() == Qt.MouseButton.LeftButton:
            self._cycle(self._pressed)
            self.clearSelection()  # it would cover the shades
        self._pressed = QPersistentModelIndex()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Two quick clicks are two clicks."""
        self.mousePressEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self.selectedIndexes() and self.currentIndex().isValid():
            self.selectionModel().select(
                self.currentIndex(), self.selectionModel().SelectionFlag.ClearAndSelect
            )
        if event.key() == Qt.Key.Key_Space:
            self._cycle(self.currentIndex())
        elif event.key() in EMPTYING:
            self.paint_selected(FREE)
        elif event.text().isascii() and event.text().isdigit():
            self.paint_selected(int(event.text()) or MOST)
        else:
            super().keyPressEvent(event)


def _shade(level: int) -> QColor | None:
    """Shade an hour; how dark it is grows with how unwelcome it is."""
    if level == FREE:
        return None
    found = QColor(colours().bad if level == CANNOT else colours().warning)
    found.setAlphaF(IMPOSSIBLE if level == CANNOT else UNWELCOME + STEP * level)
    return found
