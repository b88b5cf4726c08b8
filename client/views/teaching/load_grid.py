"""The grid of the load: a class a row, its teachers with their hours side by side."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from client.core.i18n import N_, _
from client.data.records.catalogue import Catalogue
from client.data.records.rights import Rights, rights
from client.data.teaching import load as loads
from client.data.teaching.load import Load, TaughtClass, WantedTeachers
from client.widgets.cell_grid import CellGrid, Column, Mark, Numbers, Records, Typed, Wrong, fitting
from client.widgets.sheet_editor import Saving
from client.widgets.workplace import Workplace
from shared.models.teaching import Assignment

TRAINING = "h_training_type"
HOURS, LEFT = "hours", "left"
#: So many teachers a class has room for; more if it already has more.
USUAL_PLACES = 2
OPEN = Mark("…", "warning", N_("not all hours are assigned"))
OVER = Mark("!", "bad", N_("more hours are assigned than the class has"))


class LoadGrid(CellGrid):
    """Knows what was typed: teachers by their names, hours; the rest of a class is filled in by itself."""

    def __init__(self, columns: Sequence[Column]) -> None:
        super().__init__(columns, frozen=3)
        self._names = [column.key for column in self.model.columns]
        self._places = sum(name.startswith("teacher/") for name in self._names)
        self._by_id: dict[Hashable, TaughtClass] = {}

    def show_load(self, load: Load, catalogue: Catalogue) -> None:
        """Show a reading of the load."""
        empty = not self.model.row_keys
        self._by_id = {each.id: each for each in load.classes}
        self.load(_row(each, catalogue, self._places) for each in load.classes)
        if empty:
            self.view.setCurrentIndex(self.model.index(0, 0))

    def count(self) -> dict[int, int]:
        """Show what is left of each class; return the hours of each teacher with what is typed."""
        hours: dict[int, int] = {}
        left: dict[tuple[Any, str], int] = {}
        filled: dict[tuple[Any, str], int] = {}
        for row, key in enumerate(self.model.row_keys):
            pairs = self._pairs(row)
            rest = self._by_id[key].hours - sum(own or 0 for _teacher, own in pairs)
            for place, (teacher, own) in enumerate(pairs, start=1):
                if teacher is None:
                    continue
                if own is None and rest > 0:
                    filled[key, f"hours/{place}"] = rest
                    hours[teacher] = hours.get(teacher, 0) + rest
                    rest = 0
                else:
                    hours[teacher] = hours.get(teacher, 0) + (own or 0)
            left[key, LEFT] = rest
        if filled:
            self.model.put(filled)
        self._show_left(left)
        return hours

    def assign(self, row: int, teacher: int) -> None:
        """Give a teacher what is left of a class, in its first free place."""
        pairs = self._pairs(row)
        free = next((place for place, (known, _h) in enumerate(pairs, start=1) if known is None), None)
        if free is not None and teacher not in {known for known, _hours in pairs}:
            self.model.edit({(row, self._names.index(f"teacher/{free}")): teacher}, _("assigning"))

    def is_open(self, row: int) -> bool:
        """Tell whether a class has hours that nobody has."""
        return bool(self.model.value(row, self._names.index(LEFT)))

    def class_at(self, row: int) -> TaughtClass:
        """Return the class of a row."""
        return self._by_id[self.model.row_keys[row]]

    def wanted(self) -> dict[Hashable, WantedTeachers]:
        """Return the classes whose teachers were changed, as they shall be."""
        changed = {key for key, _column in self.model.unsaved()}
        return {
            key: WantedTeachers(self._by_id[key], self._teachers(row))
            for row, key in enumerate(self.model.row_keys)
            if key in changed
        }

    def _teachers(self, row: int) -> tuple[tuple[int, int], ...]:
        return tuple((teacher, own) for teacher, own in self._pairs(row) if teacher is not None and own)

    def _pairs(self, row: int) -> list[tuple[int | None, int | None]]:
        found: list[tuple[int | None, int | None]] = []
        for place in range(1, self._places + 1):
            cells = (
                self.model.value(row, self._names.index(f"{name}/{place}")) for name in ("teacher", HOURS)
            )
            teacher, own = (None if isinstance(cell, Wrong) else cell for cell in cells)
            found.append((teacher, own))
        return found

    def _show_left(self, left: dict[tuple[Any, str], int]) -> None:
        place = self._names.index(LEFT)
        row_of = {key: row for row, key in enumerate(self.model.row_keys)}
        fresh = {
            cell: rest for cell, rest in left.items() if self.model.value(row_of[cell[0]], place) != rest
        }
        if not fresh:
            return
        self.model.known(fresh)
        for mark, cells in (
            (OPEN, [cell for cell, rest in fresh.items() if rest > 0]),
            (OVER, [cell for cell, rest in fresh.items() if rest < 0]),
            (None, [cell for cell, rest in fresh.items() if rest == 0]),
        ):
            self.model.mark(cells, mark)


@dataclass(frozen=True)
class LoadReading:
    """The load, and what the role may do with it."""

    load: Load
    rights: Rights


@dataclass(frozen=True)
class LoadSource:
    """The load of one term; the teachers of all classes are saved, or none."""

    workplace: Workplace
    term_id: int
    relations = ("teaching.assignment",)

    @property
    def draft_key(self) -> str:
        return f"load/{self.term_id}/{self.workplace.session.role}"

    def read(self, typed: Typed) -> LoadReading:
        self.workplace.catalogue.ensure([TRAINING])
        gateway = self.workplace.gateway
        return LoadReading(loads.read(gateway, self.term_id), rights(gateway, Assignment))

    def may_save(self, reading: LoadReading) -> bool:
        return reading.rights.may_add

    def make(self, reading: LoadReading, former: LoadGrid | None) -> LoadGrid:
        columns = _columns(reading.load, locked=not reading.rights.may_add)
        grid = fitting(former, columns, LoadGrid)
        grid.show_load(reading.load, self.workplace.catalogue)
        return grid

    def saving(self, sheet: LoadGrid) -> Saving | None:
        wanted = sheet.wanted()
        return partial(loads.save, self.workplace.gateway, wanted) if wanted else None

    def saved_words(self, stored: Typed) -> str:
        return _("Saved: {count} classes.", count=len(stored.rows()))


def _columns(load: Load, *, locked: bool) -> list[Column]:
    people = Records((each.id, each.name, "") for each in load.teachers)
    places = max(USUAL_PLACES, *(len(each.given) for each in load.classes), 0)
    columns = [
        Column("subject", _("Subject"), width=20, read_only=True),
        Column("training", _("Training type"), width=13, read_only=True),
        Column("students", _("Students"), width=10, read_only=True),
        Column("size", _("People"), Numbers(), 6, read_only=True),
        Column("all", _("Hours"), Numbers(), 6, read_only=True),
        Column(LEFT, _("Left"), Numbers(), 8, read_only=True, words=_("Hours that nobody has yet")),
    ]
    for place in range(1, places + 1):
        name = _("Teacher") if place == 1 else _("Teacher {number}", number=place)
        columns.append(Column(f"teacher/{place}", name, people, 22, read_only=locked))
        columns.append(Column(f"{HOURS}/{place}", _("Hours"), Numbers(1, 2000), 7, read_only=locked))
    return columns


def _row(each: TaughtClass, catalogue: Catalogue, places: int) -> tuple[int, list[Any]]:
    label = catalogue.label(TRAINING, each.training)
    values: list[Any] = [each.subject, label, each.students, each.size, each.hours, None]
    for place in range(places):
        given = each.given[place] if place < len(each.given) else None
        values += [given.employee_id, given.hours] if given else [None, None]
    return each.id, values
