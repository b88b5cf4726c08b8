"""Ways between buildings: minutes from each to each, the same back unless told otherwise."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QToolBar, QVBoxLayout, QWidget

from client.core import actions
from client.core.i18n import N_, _
from client.data.records.rights import rights
from client.data.timetable import travel
from client.data.timetable.travel import Way, Ways
from client.widgets.cell_grid import HEADING, CellGrid, Column, Numbers
from client.widgets.cell_grid.cells import Cell
from client.widgets.formatting import grouped
from client.widgets.message_line import MessageLine
from client.widgets.workplace import Workplace
from shared.models.timetable import Travel

RELATION = "timetable.travel"
LONGEST = 240
HINT = N_(
    "Minutes on foot or by bus. An empty cell means that the way takes no time worth telling. The timetable avoids "
    "neighbouring lessons whose break is shorter than the way."
)


class TravelWays(QWidget):
    """From the building of the row to that of the column; the academic office writes, dean's offices read."""

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        self.title = _("Ways between buildings")
        self.message = MessageLine()
        self.both = QCheckBox(_("The same way back"))
        self.grid: CellGrid | None = None
        self._workplace = workplace
        self._ways = Ways((), {}, {})
        self._may = False
        self._seen: dict[Way, object] = {}
        self._warned = False
        self._tools = QToolBar()
        self._layout = QVBoxLayout(self)
        self._build()
        self.reload()

    def reload(self) -> None:
        """Read the ways again, unless some are being written."""
        if not self._unsaved():
            self._workplace.tasks.run(self, self._read, self._show, self.message.refuse)

    def save(self) -> None:
        """Store all changed ways, or none when one is refused."""
        if self.grid is None or not self._may:
            return
        if wrong := next(iter(self.grid.model.wrong().values()), None):
            self.message.refuse(wrong.reason)
            return
        changes = {(int(str(row)), int(column)): v for (row, column), v in self.grid.model.unsaved().items()}
        if not changes:
            self.message.say(_("There is nothing to save."))
            return
        work = partial(travel.save, self._workplace.gateway, self._ways, changes)
        self._workplace.tasks.run(self, work, lambda _none: self._saved(len(changes)), self.message.refuse)

    def may_close(self) -> bool:
        if self._unsaved() and not self._warned:
            self._warned = True
            self.message.say(_("The ways are not saved. Save them, or close once more."))
            return False
        return True

    def _unsaved(self) -> bool:
        return self.grid is not None and bool(self.grid.model.unsaved() or self.grid.model.wrong())

    def _read(self) -> tuple[Ways, bool]:
        gateway = self._workplace.gateway
        return travel.read(gateway), rights(gateway, Travel).may_change

    def _show(self, read: tuple[Ways, bool]) -> None:
        self._ways, self._may = read
        self._warned = False
        numbers = [number for number, _name in self._ways.buildings]
        if self.grid is None or [column.key for column in self.grid.model.columns[1:]] != list(
            map(str, numbers)
        ):
            self._make_grid()
        assert self.grid is not None  # noqa: S101 - it was just made
        self.grid.load(
            (start, (name, *(self._ways.minutes.get((start, end)) for end in numbers)))
            for start, name in self._ways.buildings
        )
        self.grid.model.mark([(number, str(number)) for number in numbers], HEADING)
        self._seen = self._values()
        self.both.setVisible(self._may)
        self._tools.setVisible(self._may)

    def _make_grid(self) -> None:
        if self.grid is not None:
            self.grid.hide()
            self.grid.deleteLater()
        columns = [Column("name", _("From building"), width=260, read_only=True)]
        for number, name in self._ways.buildings:
            kind = Numbers(0, LONGEST)
            words = _("To building {name}, minutes", name=name)
            columns.append(Column(str(number), name, kind, width=150, read_only=not self._may, words=words))
        self.grid = CellGrid(columns)
        self.grid.said.connect(self.message.say)
        self.grid.model.edited.connect(self._mirror)
        self._layout.insertWidget(2, self.grid, 1)
        self.setFocusProxy(self.grid)

    def _values(self) -> dict[Way, object]:
        model = self.grid.model if self.grid is not None else None
        numbers = [number for number, _name in self._ways.buildings]
        if model is None or len(model.row_keys) != len(numbers):
            return {}
        return {
            (start, end): model.value(row, column)
            for row, start in enumerate(numbers)
            for column, end in enumerate(numbers, 1)
        }

    def _mirror(self) -> None:
        """Let the way back take as long, unless it was typed in the same step."""
        before, self._seen = self._seen, self._values()
        if self.grid is None or not before or not self.both.isChecked():
            return
        changed = {way: value for way, value in self._seen.items() if value != before.get(way)}
        back: dict[Cell, object] = {
            (end, str(start)): value
            for (start, end), value in changed.items()
            if (end, start) not in changed and self._seen[end, start] != value
        }
        if back:
            self.grid.model.put(back)

    def _saved(self, count: int) -> None:
        self._workplace.changes.announce(RELATION)
        self.message.say(_("Saved: {count} ways.", count=grouped(count)))
        if self.grid is not None:
            self.grid.model.load([])
        self.reload()

    def _build(self) -> None:
        self.both.setChecked(True)
        self._tools.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._tools.addAction(actions.action(self, actions.SAVE, self.save))
        self._tools.addAction(actions.action(self, actions.RELOAD, self.reload))
        head = QHBoxLayout()
        head.addWidget(self._tools)
        head.addWidget(self.both)
        head.addStretch(1)
        hint = QLabel(_(HINT))
        hint.setWordWrap(True)
        hint.setProperty("quiet", True)
        self._layout.setContentsMargins(12, 8, 12, 12)
        self._layout.addWidget(self.message)
        self._layout.addLayout(head)
        self._layout.addWidget(hint)
