"""The cells of a grid: stored values, edits on top of them, marks, undo and redo."""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QUndoStack

from client.core.i18n import _
from client.widgets.cell_grid.cells import CONFLICT, UNSAVED, WRONG, Cell, Column, Mark, Wrong, tip
from client.widgets.cell_grid.steps import NEW, Edit, Removal, RowNames
from client.widgets.cell_grid.typed import WRONG_TEXT, Typed

Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole
MARK_ROLE = Role.UserRole + 1
VALUE_ROLE = Role.UserRole + 2
_NOWHERE = QModelIndex()
#: Texts of so many letters fit into any cell.
SHORT = 8
# Asked for every cell that is painted: combined once.
_SHOWN = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
_TYPED_INTO = _SHOWN | Qt.ItemFlag.ItemIsEditable
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class GridModel(QAbstractTableModel):
    """Rows known by their key; what is typed lies over what is stored."""

    #: Values were typed, undone, saved or marked.
    edited = Signal()

    def __init__(self, columns: Sequence[Column], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self.undo_stack = QUndoStack(self)
        self.row_keys: list[Hashable] = []
        self.names = RowNames()
        self._stored: list[list[Any]] = []
        self._edits: dict[Cell, Any] = {}
        self._marks: dict[Cell, Mark] = {}
        #: What was stored when a cell was typed into, if somebody has stored another value since.
        self._bases: dict[Cell, Any] = {}
        self._row_of: dict[Hashable, int] = {}
        self._column_of = {column.key: place for place, column in enumerate(self.columns)}

    def load(self, rows: Iterable[tuple[Hashable, Sequence[Any]]]) -> bool:
        """Show these rows of stored values without edits and marks; return whether they are other rows.

        The same rows keep the cursor and what the view hides; where any of them is the same, the undo history.
        """
        pairs = list(rows)
        keys = [key for key, _values in pairs]
        anew = keys != self.row_keys
        if anew:
            self.beginResetModel()
            if not set(keys) & set(map(self.names.now, self.row_keys)):
                self.undo_stack.clear()
        self.row_keys = keys
        self._stored = [list(values) for _key, values in pairs]
        self._row_of = {key: place for place, key in enumerate(keys)}
        self._edits, self._marks, self._bases = {}, {}, {}
        if anew:
            self.endResetModel()
        elif keys:
            self.dataChanged.emit(self.index(0, 0), self.index(len(keys) - 1, len(self.columns) - 1))
        self.edited.emit()
        return anew

    def cell(self, row: int, column: int) -> Cell:
        return self.row_keys[row], self.columns[column].key

    def value(self, row: int, column: int) -> Any:
        """Return what stands in the cell now; a Wrong if it cannot be."""
        return self._edits.get(self.cell(row, column), self._stored[row][column])

    def mark_of(self, row: int, column: int) -> Mark | None:
        """Return the state of a cell, None for a saved one."""
        cell = self.cell(row, column)
        if isinstance(self._edits.get(cell), Wrong):
            return WRONG
        return self._marks.get(cell) or (UNSAVED if cell in self._edits else None)

    def state_of(self, cell: Cell) -> Mark | None:
        """Return the mark that the outside gave a cell."""
        return self._marks.get(cell)

    def is_locked(self, row: int, column: int) -> bool:
        mark = self._marks.get(self.cell(row, column))
        return self.columns[column].read_only or (mark is not None and mark.locked)

    def unsaved(self) -> dict[Cell, Any]:
        """Return the edited cells that can be saved."""
        return {cell: value for cell, value in self._edits.items() if not isinstance(value, Wrong)}

    def unsaved_rows(self) -> dict[Hashable, dict[str, Any]]:
        """Return the edited cells that can be saved, row by row."""
        found: dict[Hashable, dict[str, Any]] = {}
        for (row, column), value in self.unsaved().items():
            found.setdefault(row, {})[column] = value
        return found

    def wrong(self) -> dict[Cell, Wrong]:
        """Return the cells whose text is no possible value."""
        return {cell: value for cell, value in self._edits.items() if isinstance(value, Wrong)}

    def typed(self) -> Typed:
        """Return every edited cell as drafts keep it, with the value that was stored when it was typed into."""
        stored = {cell: self._stored_in(cell) for cell in self._edits}
        cells = {
            cell: {WRONG_TEXT: value.text} if isinstance(value, Wrong) else value
            for cell, value in self._edits.items()
        }
        return Typed(cells, {**stored, **self._bases})

    def bring_back(self, typed: Typed) -> Typed:
        """Lay what was typed over what is stored, mark what others changed; return what has no place any more."""
        self.put({cell: self._from_draft(cell[1], value) for cell, value in typed.cells.items()})
        others = {
            cell: base
            for cell, base in typed.stored.items()
            if cell in self._edits and base != self._stored_in(cell)
        }
        self._bases |= others
        self.mark(others, CONFLICT)
        return typed.only(
            {cell: value for cell, value in typed.cells.items() if not self.index_of(cell).isValid()}
        )

    def index_of(self, cell: Cell) -> QModelIndex:
        """Return the place of a cell, an invalid one if it is not here."""
        cell = self.names.now(cell[0]), cell[1]
        if cell[0] not in self._row_of or cell[1] not in self._column_of:
            return QModelIndex()
        return self.index(*self._place(cell))

    def known(self, cells: Mapping[Cell, Any]) -> None:
        """Learn what is stored now without touching what was typed: somebody else saved it."""
        for cell, value in cells.items():
            row, column = self._place(cell)
            self._stored[row][column] = value
        self._tell(cells)

    def add_row(self, key: Hashable) -> None:
        """Put an empty row at the end."""
        end = len(self.row_keys)
        self.beginInsertRows(_NOWHERE, end, end)
        self.row_keys.append(key)
        self._row_of[key] = end
        self._stored.append([None] * len(self.columns))
        self.endInsertRows()

    def is_stored(self, row: Hashable) -> bool:
        """Tell whether a row that is here is no new one."""
        key = self.names.now(row)
        return key in self._row_of and not str(key).startswith(NEW)

    def remove(self, key: Hashable) -> None:
        """Take a row away as a step of undo: taken back it is a new row with the same values."""
        row = self._row_of[key]
        values = {
            column.key: self.value(row, place)
            for place, column in enumerate(self.columns)
            if not column.read_only
        }
        self.undo_stack.push(Removal(self, key, values))

    def put_back(self, row: Hashable, values: Mapping[str, Any]) -> None:
        """Add a row that was taken out, as a new one."""
        key = self.names.fresh(self.row_keys)
        self.names.learn({self.names.now(row): key})
        self.add_row(key)
        self.put({(key, name): value for name, value in values.items() if value is not None})

    def take_out(self, row: Hashable) -> None:
        """Take a row away with what was typed into it."""
        key = self.names.now(row)
        if key not in self._row_of:
            return
        place = self._row_of[key]
        self.beginRemoveRows(_NOWHERE, place, place)
        del self.row_keys[place], self._stored[place]
        self._row_of = {each: number for number, each in enumerate(self.row_keys)}
        for cells in (self._edits, self._marks, self._bases):
            for cell in [cell for cell in cells if cell[0] == key]:
                del cells[cell]
        self.endRemoveRows()
        self.edited.emit()

    def remove_row(self, key: Hashable) -> None:
        """Take a row away for good; the undo history is forgotten with it."""
        self.take_out(key)
        self.undo_stack.clear()

    def text(self, cell: Cell) -> str:
        """Return what a cell shows."""
        row, column = self._place(cell)
        return self.columns[column].text(self.value(row, column))

    def mark(self, cells: Iterable[Cell], mark: Mark | None) -> None:
        """Give cells a state that only the outside knows: conflict, locked, not sent; None takes it away."""
        touched = list(cells)
        for cell in touched:
            if mark is None:
                self._marks.pop(cell, None)
            else:
                self._marks[cell] = mark
        self._tell(touched)

    def edit(self, values: Mapping[tuple[int, int], Any], what: str) -> int:
        """Put values into cells as one step of undo; locked cells stay. Return how many changed."""
        wanted = {
            self.cell(*place): value
            for place, value in values.items()
            if not self.is_locked(*place) and self.value(*place) != value
        }
        if wanted:
            before = {cell: self.value(*self._place(cell)) for cell in wanted}
            self.undo_stack.push(Edit(self, before, wanted, what))
        return len(wanted)

    def put(self, values: Mapping[Cell, Any]) -> None:
        """Let cells hold these values: the step that undo and redo repeat, and how a draft comes back."""
        now = {(self.names.now(row), column): value for (row, column), value in values.items()}
        known = {
            cell: value
            for cell, value in now.items()
            if cell[0] in self._row_of and cell[1] in self._column_of
        }
        for cell, value in known.items():
            row, column = self._place(cell)
            if value == self._stored[row][column]:
                self._edits.pop(cell, None)
                if cell in self._bases:  # what the others stored was taken over
                    del self._bases[cell]
                    self._marks.pop(cell, None)
            else:
                self._edits[cell] = value
        self._tell(known)

    def _from_draft(self, column: str, value: Any) -> Any:
        if not isinstance(value, dict) or column not in self._column_of:
            return value
        return self.columns[self._column_of[column]].read(str(value[WRONG_TEXT]))

    def _stored_in(self, cell: Cell) -> Any:
        row, column = self._place(cell)
        return self._stored[row][column]

    def _place(self, cell: Cell) -> tuple[int, int]:
        return self._row_of[cell[0]], self._column_of[cell[1]]

    def _tell(self, cells: Iterable[Cell]) -> None:
        places = [self._place(cell) for cell in cells]
        if places:
            rows, columns = zip(*places, strict=True)
            self.dataChanged.emit(self.index(min(rows), min(columns)), self.index(max(rows), max(columns)))
        self.edited.emit()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._stored)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def flags(self, index: Index) -> Qt.ItemFlag:
        return _SHOWN if self.is_locked(index.row(), index.column()) else _TYPED_INTO

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        row, place = index.row(), index.column()
        column = self.columns[place]
        if role in (Role.DisplayRole, Role.EditRole):
            return column.text(self.value(row, place))
        if role == Role.TextAlignmentRole:
            return _RIGHT if column.kind.numeric else _LEFT
        if role == MARK_ROLE:
            return self.mark_of(row, place)
        if role == VALUE_ROLE:
            return self.value(row, place)
        if role in (Role.ToolTipRole, Role.AccessibleDescriptionRole):
            words = self._words(row, place)
            text = column.text(self.value(row, place)) if role == Role.ToolTipRole else ""
            return words or (text if len(text) > SHORT else None)  # it may be cut off at the edge of its cell
        return None

    def _words(self, row: int, place: int) -> str:
        """Return what the state of a cell means."""
        mark = self.mark_of(row, place)
        stored = self.columns[place].text(self._stored[row][place])
        return tip(mark, self.value(row, place), stored) if mark else ""

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole) -> Any:
        if orientation != Qt.Orientation.Horizontal:
            return section + 1 if role == Role.DisplayRole else None
        if role == Role.DisplayRole:
            return self.columns[section].title
        if role == Role.ToolTipRole:
            return self.columns[section].words or self.columns[section].title
        return None

    def setData(self, index: Index, value: Any, role: int = Role.EditRole) -> bool:
        if role != Role.EditRole or self.is_locked(index.row(), index.column()):
            return False
        column = self.columns[index.column()]
        self.edit({(index.row(), index.column()): column.read(str(value))}, _("typing"))
        return True
