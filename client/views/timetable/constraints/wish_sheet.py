"""The wishes of a term as one sheet: the weeks that are looked at or painted, saved and kept together."""

from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import cast

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from client.core.i18n import _
from client.data.records.sheet_saving import RowTrouble, as_one
from client.data.timetable import wishes
from client.data.timetable.lessons import Whose
from client.data.timetable.wishes import Hour, StoredWishes, Told, Who, WishChange
from client.views.timetable.constraints.wish_grid import WishWeek
from client.views.timetable.constraints.wish_pane import WishPane
from client.widgets.cell_grid import Cell, Typed, Wrong
from client.widgets.formatting import grouped
from client.widgets.sheet_editor import Saving
from client.widgets.workplace import Workplace
from reports.timetable.pair_time import PairTime


def row_of(who: Who) -> str:
    """Return the row that the week of somebody is: drafts keep it."""
    return f"{who.whose}/{who.id}"


class WishSheet(QObject):
    """Every hour of every week is a cell: `teacher/17` its row, `day/pair` its column."""

    edited = Signal()

    def __init__(self, pane: WishPane, pairs: Iterable[PairTime]) -> None:
        super().__init__(pane)
        self.told: tuple[Told, ...] = ()
        self.weeks: dict[str, WishWeek] = {}
        self._pane, self._pairs = pane, tuple(pairs)

    @property
    def widget(self) -> QWidget:
        return self._pane

    def unsaved(self) -> list[WishWeek]:
        """Return the weeks that were painted and are not stored."""
        return [week for week in self.weeks.values() if week.unsaved()]

    def show_weeks(self, reading: "WishReading") -> None:
        """Show a reading; a week that is known already keeps its steps of undo."""
        self.told = reading.told
        self.weeks = {row: week for row, week in self.weeks.items() if row in reading.weeks}
        for row, (who, stored) in reading.weeks.items():
            if row in self.weeks:
                self.weeks[row].show_stored(stored)
            else:
                self.weeks[row] = WishWeek(who, stored, self._pairs, self)
                self.weeks[row].edited.connect(self.edited)

    def report_to(self, edited: Callable[[], object], said: Callable[[str], object]) -> None:
        self.edited.connect(edited)

    def commit(self) -> None:
        """Nothing is half painted."""

    def typed(self) -> Typed:
        painted = {
            (row, hour): level for row, week in self.weeks.items() for hour, level in week.painted().items()
        }
        return Typed(
            {(row, _column(hour)): level for (row, hour), level in painted.items()},
            {(row, _column(hour)): self.weeks[row].base(hour) for row, hour in painted},
            {row: week.who.name for row, week in self.weeks.items()},
        )

    def bring_back(self, typed: Typed) -> Typed:
        homeless = {}
        for (row, column), level in typed.cells.items():
            week, hour = self.weeks.get(str(row)), _hour(column)
            if week is None or week.is_foreign(hour):
                homeless[row, column] = level
                continue
            if typed.stored.get((row, column), week.base(hour)) != week.base(hour):
                week.bases[hour] = typed.stored[row, column]
            week.put({hour: level})
        return typed.only(homeless)

    def learn_names(self, made: Mapping[Hashable, Hashable]) -> None:
        """Nobody is new here."""

    def wrong(self) -> dict[Cell, Wrong]:
        return {}

    def blame(self, trouble: RowTrouble) -> Cell | None:
        """The sentence names whose hour it is about."""
        return None

    def forgive(self) -> None:
        """No hour is ever blamed."""

    def cursor_cell(self) -> Cell | None:
        """The week keeps its own cursor."""
        return None

    def is_hidden(self, row: Hashable) -> bool:
        return False

    def come_to(self, cell: Cell) -> None:
        """The window says whose week is shown."""

    def tell_stale(self, *, stale: bool) -> None:
        self._pane.tell_stale(stale=stale)


@dataclass(frozen=True)
class WishReading:
    """Everybody with wishes, and the weeks of some."""

    told: tuple[Told, ...]
    weeks: dict[str, tuple[Who, StoredWishes]]


@dataclass(frozen=True)
class WishSource:
    """The wishes of one term; all weeks are saved, or none."""

    workplace: Workplace
    term_id: int
    pane: WishPane
    pairs: tuple[PairTime, ...]
    #: Whose weeks are read beside those that something is typed into.
    opened: dict[str, Who] = field(default_factory=dict)
    relations = ("timetable.wish",)

    @property
    def draft_key(self) -> str:
        return f"wishes/{self.term_id}/{self.workplace.session.role}"

    def read(self, typed: Typed) -> WishReading:
        painted = {str(row): _who(str(row), typed.names.get(row, "")) for row in typed.rows()}
        gateway = self.workplace.gateway
        weeks = {
            row: (who, wishes.read(gateway, self.term_id, who.whose, who.id))
            for row, who in {**painted, **self.opened}.items()
        }
        return WishReading(wishes.told(gateway, self.term_id), weeks)

    def may_save(self, reading: WishReading) -> bool:
        return True

    def make(self, reading: WishReading, former: WishSheet | None) -> WishSheet:
        sheet = former or WishSheet(self.pane, self.pairs)
        sheet.show_weeks(reading)
        return sheet

    def saving(self, sheet: WishSheet) -> Saving | None:
        changed = sheet.unsaved()
        wanted = [WishChange(week.who, week.stored, dict(week.levels)) for week in changed]
        work = partial(wishes.save, self.workplace.gateway, self.term_id, wanted)
        return partial(as_one, [row_of(week.who) for week in changed], work) if changed else None

    def saved_words(self, stored: Typed) -> str:
        return _("Saved: weeks of {count}.", count=grouped(len(stored.rows())))


def _who(row: str, name: str) -> Who:
    whose, _slash, number = row.partition("/")
    return Who(cast("Whose", whose), int(number), name)


def _column(hour: Hour) -> str:
    return f"{hour[0]}/{hour[1]}"


def _hour(column: str) -> Hour:
    day, _slash, pair = column.partition("/")
    return int(day), int(pair)
