"""Ways between buildings: minutes from each to each, the same back unless told otherwise."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from client.core.i18n import N_, _
from client.data.records.rights import rights
from client.data.timetable import travel
from client.data.timetable.travel import Way, Ways
from client.widgets.cell_grid import HEADING, Cell, CellGrid, Column, Numbers, Typed, fitting
from client.widgets.formatting import grouped
from client.widgets.sheet_editor import Saving, SheetEditor
from client.widgets.tool_bar import ToolBar
from client.widgets.workplace import Workplace
from shared.models.timetable import Travel

LONGEST = 240
HINT = N_(
    "Minutes on foot or by bus. An empty cell means that the way takes no time worth telling. The timetable avoids "
    "neighbouring lessons whose break is shorter than the way."
)


class WaysGrid(CellGrid):
    """Minutes from the building of the row to that of the column; the way back follows while `both` says so."""

    def __init__(self, columns: Sequence[Column]) -> None:
        super().__init__(columns)
        self.both = True
        self.ways = Ways((), {}, {})
        self._seen: dict[Way, object] = {}
        self.model.edited.connect(self._mirror)

    def show_ways(self, ways: Ways) -> None:
        """Show a reading."""
        self.ways, self._seen = ways, {}
        numbers = [number for number, _name in ways.buildings]
        self.load(
            (start, (name, *(ways.minutes.get((start, end)) for end in numbers)))
            for start, name in ways.buildings
        )
        self.model.mark([(number, str(number)) for number in numbers], HEADING)

    def bring_back(self, typed: Typed) -> Typed:
        """What comes back is mirrored already, or not meant to be."""
        self._seen = {}
        homeless = super().bring_back(typed)
        self._seen = self._values()
        return homeless

    def changes(self) -> dict[Way, int | None]:
        """Return the ways that were typed."""
        return {(int(str(row)), int(column)): value for (row, column), value in self.model.unsaved().items()}

    def _values(self) -> dict[Way, object]:
        numbers = [number for number, _name in self.ways.buildings]
        if len(self.model.row_keys) != len(numbers):
            return {}
        return {
            (start, end): self.model.value(row, column)
            for row, start in enumerate(numbers)
            for column, end in enumerate(numbers, 1)
        }

    def _mirror(self) -> None:
        """Let the way back take as long, unless it was typed in the same step."""
        if not self._seen:
            return
        before, self._seen = self._seen, self._values()
        if not self.both:
            return
        changed = {way: value for way, value in self._seen.items() if value != before.get(way)}
        back: dict[Cell, object] = {
            (end, str(start)): value
            for (start, end), value in changed.items()
            if (end, start) not in changed and self._seen[end, start] != value
        }
        if back:
            self.model.put(back)


@dataclass(frozen=True)
class WaysReading:
    """The ways, and whether the role may write them."""

    ways: Ways
    may: bool


@dataclass(frozen=True)
class WaysSource:
    """All ways, saved all or none."""

    workplace: Workplace
    relations = ("timetable.travel",)
    draft_key = "travel"

    def read(self, typed: Typed) -> WaysReading:
        gateway = self.workplace.gateway
        return WaysReading(travel.read(gateway), rights(gateway, Travel).may_change)

    def may_save(self, reading: WaysReading) -> bool:
        return reading.may

    def make(self, reading: WaysReading, former: WaysGrid | None) -> WaysGrid:
        columns = [Column("name", _("From building"), width=36, read_only=True)]
        for number, name in reading.ways.buildings:
            words = _("To building {name}, minutes", name=name)
            kind, locked = Numbers(0, LONGEST), not reading.may
            columns.append(Column(str(number), name, kind, width=20, read_only=locked, words=words))
        grid = fitting(former, columns, WaysGrid)
        grid.show_ways(reading.ways)
        return grid

    def saving(self, sheet: WaysGrid) -> Saving | None:
        changes = sheet.changes()
        return partial(travel.save, self.workplace.gateway, sheet.ways, changes) if changes else None

    def saved_words(self, stored: Typed) -> str:
        return _("Saved: {count} ways.", count=grouped(len(stored.cells)))


class TravelWays(QWidget):
    """From the building of the row to that of the column; the academic office writes, dean's offices read."""

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        self.title = _("Ways between buildings")
        self.editor: SheetEditor[WaysReading, WaysGrid] = SheetEditor(workplace, self)
        self.message, self.reload, self.save = self.editor.message, self.editor.reload, self.editor.save
        self.may_close = self.editor.may_close
        self.both = QCheckBox(_("The same way back"))
        self._tools = ToolBar()
        self._build()
        self.editor.open(WaysSource(workplace))

    @property
    def grid(self) -> WaysGrid | None:
        return self.editor.sheet

    def state(self) -> dict[str, Any]:
        self.editor.flush()
        return {}

    def restore(self, state: dict[str, Any]) -> None:
        """There is only one sheet to come back to."""

    def _show(self, reading: WaysReading) -> None:
        self.both.setVisible(reading.may)
        self._tools.setVisible(reading.may)
        self._follow()

    def _follow(self) -> None:
        if self.grid is not None:
            self.grid.both = self.both.isChecked()

    def _build(self) -> None:
        self.both.setChecked(True)
        self._tools.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._tools.addActions([self.editor.saving, self.editor.reloading])
        self.both.toggled.connect(lambda _checked: self._follow())
        self.editor.was_read.connect(self._show)
        head = QHBoxLayout()
        head.addWidget(self._tools)
        head.addWidget(self.both)
        head.addStretch(1)
        hint = QLabel(_(HINT))
        hint.setWordWrap(True)
        hint.setProperty("quiet", True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 4, 8, 8)
        layout.addWidget(self.message)
        layout.addLayout(head)
        layout.addWidget(self.editor, 1)
        layout.addWidget(hint)
        self.setFocusProxy(self.editor)
