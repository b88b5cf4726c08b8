"""The cells of the sheet of marks: rows under the headings of their sections, in the sequence they were moved to."""

from collections.abc import Hashable, Mapping
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt

from client.core.i18n import _
from client.data.diplomas.marks import ORDER, MarkCell, Marks
from client.views.diplomas.marks.kinds import PASSED_WORDS, mark_told
from client.widgets.cell_grid import Cell
from client.widgets.cell_grid.model import GridModel
from client.widgets.formatting import shown

Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole
_CENTRE = Qt.AlignmentFlag.AlignCenter
#: The column that holds where a row stands: whole numbers as stored, halves between them when it was moved.
POSITION = "position"
HEAD = "head/"
#: A section begins at a multiple of this.
SPAN = 100_000


def section_at(position: float) -> str:
    """Return the section that a position is in."""
    return ORDER[int(position // SPAN)]


def is_head(key: Hashable) -> bool:
    """Tell whether a row is the heading of a section."""
    return str(key).startswith(HEAD)


class MarksModel(GridModel):
    """A row that has got another position goes there at once, with what is typed into it."""

    #: The reading; cells tell from it what their marks are made of.
    marks: Marks | None = None
    #: What is told of a column beside its words.
    head_words: Mapping[int, str] = {}

    def put(self, values: Mapping[Cell, Any]) -> None:
        super().put(values)
        if any(column == POSITION for _row, column in values):
            self.reorder()
            if self.order() == self.stored_order():  # moved back: nothing of it is to be stored
                for cell in [cell for cell in self._edits if cell[1] == POSITION]:
                    del self._edits[cell]

    def position(self, row: int) -> float:
        return float(self.value(row, self._column_of[POSITION]))

    def reorder(self) -> None:
        """Let the rows stand in the sequence of their positions; cursor and selection go with them.

        Row by row, as moves: after a change of the whole layout the view forgets which columns it shows.
        """
        wanted = [self.row_keys[row] for row in sorted(range(len(self.row_keys)), key=self.position)]
        nowhere = QModelIndex()
        for place, key in enumerate(wanted):
            row = self._row_of[key]
            if row == place:
                continue
            self.beginMoveRows(nowhere, row, row, nowhere, place)
            self.row_keys.insert(place, self.row_keys.pop(row))
            self._stored.insert(place, self._stored.pop(row))
            self._row_of = {each: number for number, each in enumerate(self.row_keys)}
            self.endMoveRows()

    def order(self) -> list[tuple[str, str]]:
        """Return the rows from the first to the last: key and section."""
        return [
            (str(key), section_at(self.position(row)))
            for row, key in enumerate(self.row_keys)
            if not is_head(key)
        ]

    def stored_order(self) -> list[tuple[str, str]]:
        """Return the same as it is stored."""
        place = self._column_of[POSITION]
        rows = [
            (float(self._stored[row][place]), str(key))
            for row, key in enumerate(self.row_keys)
            if not is_head(key)
        ]
        return [(key, section_at(position)) for position, key in sorted(rows)]

    def mark_cell(self, row: int, column: int) -> MarkCell | None:
        """Return the mark of a student."""
        value = self._stored[row][column]
        return value if isinstance(value, MarkCell) else None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == Role.ToolTipRole:
            told = super().headerData(section, orientation, role), self.head_words.get(section)
            return "\n".join(filter(None, told))
        if orientation != Qt.Orientation.Vertical or role != Role.DisplayRole:
            return super().headerData(section, orientation, role)
        if is_head(self.row_keys[section]):
            return ""
        head = max(row for row in range(section) if is_head(self.row_keys[row]))
        return section - head

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        if role == Role.TextAlignmentRole and self.mark_cell(index.row(), index.column()) is not None:
            return _CENTRE
        if role == Role.ToolTipRole and (cell := self.mark_cell(index.row(), index.column())) is not None:
            return self._told(index, cell)
        return super().data(index, role)

    def _told(self, index: Index, cell: MarkCell) -> str:
        """Return what a mark is made of, and what its sign means."""
        student = self.marks.student(self.columns[index.column()].key) if self.marks is not None else None
        mark = self.mark_of(index.row(), index.column())
        parts = [
            student.name if student is not None else "",
            cell.title_uz,
            _(PASSED_WORDS) if cell.mark is not None and cell.points is None else mark_told(cell, points=False),
            _("{points} points", points=shown(cell.points)) if cell.points is not None else "",
            _("semesters {semesters}, {hours} hours, {credits} credits",
              semesters=cell.semesters, hours=cell.hours, credits=shown(cell.credits)),
            _(mark.words) if mark is not None and mark.words else "",
        ]  # fmt: skip
        return "\n".join(filter(None, parts))
