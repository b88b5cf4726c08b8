"""The table of a grid: frozen columns at the left, moving by keys as in a spreadsheet."""

from collections.abc import Callable, Iterator

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QHeaderView,
    QLineEdit,
    QTableView,
    QWidget,
)

from client.widgets.cell_grid.delegate import MOVES, CellDelegate
from client.widgets.cell_grid.model import GridModel
from client.widgets.measures import measure

Index = QModelIndex | QPersistentModelIndex
Place = tuple[int, int]


class GridView(QTableView):
    """Shows the cells; the first columns stay in place when the others are scrolled."""

    selected = Signal()

    def __init__(self, model: GridModel, frozen: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._frozen_columns = frozen
        self._frozen = QTableView(self)
        self._delegates = CellDelegate(self), CellDelegate(self._frozen)
        for view, delegate in zip((self, self._frozen), self._delegates, strict=True):
            view.setModel(model)
            view.setItemDelegate(delegate)
            view.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
            view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
            view.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self._build_frozen(model)
        for view in (self, self._frozen):
            measure(view, [column.width for column in model.columns])
        self.setTabKeyNavigation(False)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.AnyKeyPressed
        )
        self._delegates[0].left.connect(self.step)

    def _build_frozen(self, model: GridModel) -> None:
        frozen = self._frozen
        frozen.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        frozen.verticalHeader().hide()
        frozen.setStyleSheet("QTableView { border: 0; }")
        frozen.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        frozen.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        frozen.setSelectionModel(self.selectionModel())
        frozen.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        for place in range(len(model.columns)):
            frozen.setColumnHidden(place, place >= self._frozen_columns)
            frozen.setColumnWidth(place, self.columnWidth(place))
        frozen.doubleClicked.connect(self.edit)
        frozen.verticalScrollBar().valueChanged.connect(self.verticalScrollBar().setValue)
        self.verticalScrollBar().valueChanged.connect(frozen.verticalScrollBar().setValue)
        self.horizontalHeader().sectionResized.connect(self._follow_width)
        frozen.horizontalHeader().sectionResized.connect(
            lambda place, _old, width: self.setColumnWidth(place, width)
        )
        self.viewport().stackUnder(frozen)
        frozen.setVisible(self._frozen_columns > 0)

    def grid_model(self) -> GridModel:
        model = self.model()
        assert isinstance(model, GridModel)  # noqa: S101 - it tells the type
        return model

    def scrolled(self) -> Place:
        """Return how far it is scrolled, down and to the right."""
        return self.verticalScrollBar().value(), self.horizontalScrollBar().value()

    def scroll_back(self, to: Place) -> None:
        """Show what was shown when it was scrolled so far."""
        self.executeDelayedItemsLayout()
        self.verticalScrollBar().setValue(to[0])
        self.horizontalScrollBar().setValue(to[1])

    def step(self, down: int, right: int) -> None:
        """Move the cursor; right of the last column is the beginning of the next row."""
        model = self.grid_model()
        if not model.rowCount():
            return
        row, column = self.currentIndex().row(), self.currentIndex().column() + right
        if not 0 <= column < len(model.columns):
            down, column = down + right, 0 if right > 0 else len(model.columns) - 1
        row = self.row_after(row, down)
        self.setCurrentIndex(model.index(row, min(max(column, 0), len(model.columns) - 1)))

    def commit(self) -> None:
        """Take over the text of the cell that is being written, and close its line."""
        for line in self.viewport().findChildren(QLineEdit):
            if not line.isHidden():  # a hidden one was closed before and is about to go
                self.commitData(line)
                self.closeEditor(line, QAbstractItemDelegate.EndEditHint.NoHint)

    def show_rows(self, shown: Callable[[int], bool]) -> None:
        """Hide the rows that are not wanted just now; nothing that is done or typed reaches them."""
        for row in range(self.grid_model().rowCount()):
            for view in (self, self._frozen):
                view.setRowHidden(row, not shown(row))
        self._leave_hidden()

    def row_after(self, row: int, steps: int) -> int:
        """Return the row so many visible rows below (above), as far as there are any."""
        step = 1 if steps > 0 else -1
        for _ in range(abs(steps)):
            further = row + step
            while 0 <= further < self.grid_model().rowCount() and self.isRowHidden(further):
                further += step
            if not 0 <= further < self.grid_model().rowCount():
                break
            row = further
        return row

    def rows(self, first: int, last: int) -> list[int]:
        """Return the visible rows between two."""
        return [row for row in range(first, last + 1) if not self.isRowHidden(row)]

    def places(self) -> Iterator[Place]:
        """Give the selected cells row by row."""
        for chosen in self.selectionModel().selection().toList():
            for row in self.rows(chosen.top(), chosen.bottom()):
                for column in range(chosen.left(), chosen.right() + 1):
                    yield row, column

    def corner(self) -> tuple[Place, Place] | None:
        """Return the upper left and lower right of what is selected, None if nothing is."""
        ranges = self.selectionModel().selection().toList()
        if not ranges:
            return None
        return (
            (min(each.top() for each in ranges), min(each.left() for each in ranges)),
            (max(each.bottom() for each in ranges), max(each.right() for each in ranges)),
        )

    def select(self, first: Place, last: Place) -> None:
        """Select a block and put the cursor into its first cell."""
        model = self.grid_model()
        block = QItemSelection(model.index(*first), model.index(*last))
        self.setCurrentIndex(model.index(*first))
        self.selectionModel().select(block, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def _leave_hidden(self) -> None:
        """Bring the cursor from a row that is hidden now to the next one that is seen."""
        now, model = self.currentIndex(), self.grid_model()
        if not now.isValid() or not self.isRowHidden(now.row()):
            return
        seen = self.rows(0, model.rowCount() - 1)
        row = next((each for each in seen if each > now.row()), seen[-1] if seen else None)
        self.setCurrentIndex(QModelIndex() if row is None else model.index(row, now.column()))

    def _follow_width(self, place: int, _old: int, width: int) -> None:
        self._frozen.setColumnWidth(place, width)
        self._place_frozen()

    def _frozen_width(self) -> int:
        return sum(self.columnWidth(place) for place in range(self._frozen_columns))

    def _place_frozen(self) -> None:
        left = self.verticalHeader().width() + self.frameWidth()
        height = self.viewport().height() + self.horizontalHeader().height()
        self._frozen.setGeometry(left, self.frameWidth(), self._frozen_width(), height)
        self._frozen.horizontalHeader().setFixedHeight(self.horizontalHeader().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        move = MOVES.get(Qt.Key(event.key()))
        if move is None:
            super().keyPressEvent(event)
            return
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        self.step(-1 if shift and move[0] else move[0], move[1])

    def selectionCommand(
        self, index: Index, event: QEvent | None = None
    ) -> QItemSelectionModel.SelectionFlag:
        """Where the program brings the cursor, that cell alone is selected, though Ctrl of the key is still held."""
        if event is None:
            return QItemSelectionModel.SelectionFlag.ClearAndSelect
        return super().selectionCommand(index, event)

    def scrollTo(
        self, index: Index, hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible
    ) -> None:
        """Bring a cell into view; beside the frozen columns, not under them."""
        if index.column() < self._frozen_columns:
            horizontal = self.horizontalScrollBar().value()
            super().scrollTo(index, hint)
            self.horizontalScrollBar().setValue(horizontal)
            return
        super().scrollTo(index, hint)
        hidden = self._frozen_width() - self.visualRect(index).left()
        if hidden > 0:
            self.horizontalScrollBar().setValue(self.horizontalScrollBar().value() - hidden)

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        for view, delegate in zip((self, self._frozen), self._delegates, strict=True):
            delegate.current = QPersistentModelIndex(current)
            _paint_cross(view, current, previous)

    def selectionChanged(self, chosen: QItemSelection, left: QItemSelection) -> None:
        super().selectionChanged(chosen, left)
        self.selected.emit()

    def updateGeometries(self) -> None:
        super().updateGeometries()
        self._place_frozen()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_frozen()


def _paint_cross(view: QTableView, current: Index, previous: Index) -> None:
    """Paint the rows and columns that the cursor has left or come to, and nothing else: a key waits for it."""
    place = view.viewport()
    if not (current.isValid() and previous.isValid()):
        place.update()
        return
    if current.row() != previous.row():
        for row in (current.row(), previous.row()):
            place.update(0, view.rowViewportPosition(row), place.width(), view.rowHeight(row))
    if current.column() != previous.column():
        for column in (current.column(), previous.column()):
            place.update(view.columnViewportPosition(column), 0, view.columnWidth(column), place.height())
