"""The grid of topics: number, topic, hours; a block from Excel makes the rows it needs."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtGui import QGuiApplication

from client.core.i18n import N_, _
from client.data.records.grid_rows import GridRowChange, StoredGridRow
from client.data.records.rights import Rights, rights
from client.data.topics import topic_lists
from client.data.topics.topic_lists import StoredTopic, Taught, TopicList
from client.widgets.cell_grid import CellGrid, Column, Numbers, Texts, Typed, Wrong, block, fitting
from client.widgets.formatting import grouped
from client.widgets.sheet_editor import Saving
from client.widgets.workplace import Workplace
from shared.models.topics import Topic

NUMBER, NAME, HOURS = "number", "name", "hours"
#: A lesson is a pair, a pair two hours.
USUAL_HOURS = 2
TEACHER = "hemis_teacher"


class TopicGrid(CellGrid):
    """Knows the stored topics; new ones take the next number and the hours of a pair."""

    def __init__(self, columns: Sequence[Column]) -> None:
        super().__init__(columns, frozen=1)
        self.stored: dict[Hashable, StoredTopic] = {}
        self.may_add = False

    def show_topics(self, topics: Sequence[StoredTopic]) -> None:
        """Show a reading."""
        self.stored = {each.id: each for each in topics}
        self.load([(each.id, [each.number, each.name, each.hours]) for each in topics])

    def add_topics(self, count: int) -> None:
        """Put new rows at the end, each with the next number."""
        last = max((number for number in self._numbers(NUMBER)), default=0)
        values: dict[tuple[Hashable, str], Any] = {}
        for step in range(1, count + 1):
            key = self.add_new()
            values |= {(key, NUMBER): last + step, (key, HOURS): USUAL_HOURS}
        self.model.put(values)

    def paste(self) -> None:
        """Make the rows that the block needs below the last one, and put it in."""
        corner = self.view.corner()
        text = QGuiApplication.clipboard().text()
        if text and self.may_add:
            top = corner[0][0] if corner else 0
            rows = block.from_text(text)
            missing = top + len(rows) - self.model.rowCount()
            if missing > 0:
                self.add_topics(missing)
            if corner is None:
                self.view.setCurrentIndex(self.model.index(0, 0 if len(rows[0]) > 1 else 1))
        super().paste()

    def renumber(self) -> None:
        """Number the topics 1, 2, 3 … as they stand, as one step."""
        places = {(row, 0): row + 1 for row in range(self.model.rowCount())}
        self.model.edit(places, _("numbering"))

    def hours(self) -> int:
        """Return the sum of the hours, with what is typed."""
        named = ((self.model.value(row, 1), self.model.value(row, 2)) for row in range(self.model.rowCount()))
        return sum(hours for name, hours in named if name and isinstance(hours, int))

    def count(self) -> int:
        """Return how many topics have a title."""
        return sum(bool(self.model.value(row, 1)) for row in range(self.model.rowCount()))

    def changes(self) -> dict[Hashable, GridRowChange]:
        """Return what was typed; a new row without a title is none yet."""
        found: dict[Hashable, GridRowChange] = {}
        for key, values in self.model.unsaved_rows().items():
            stored = self.stored.get(key)
            if stored is not None:
                known = StoredGridRow(stored.id, stored.version, ())
                found[key] = GridRowChange(values, known)
            elif values.get(NAME):
                found[key] = GridRowChange(values)
        return found

    def _numbers(self, name: str) -> list[int]:
        column = [each.key for each in self.model.columns].index(name)
        values = (self.model.value(row, column) for row in range(self.model.rowCount()))
        return [value for value in values if isinstance(value, int) and not isinstance(value, Wrong)]


@dataclass(frozen=True)
class TopicReading:
    """The topics, and what the role may do with them now."""

    topics: TopicList
    rights: Rights
    may_write: bool


@dataclass(frozen=True)
class TopicSource:
    """The topics of one subject in one training type; all are saved, or none."""

    workplace: Workplace
    taught: Taught
    relations = ("topics.topic", "topics.approval")

    @property
    def draft_key(self) -> str:
        of = self.taught
        return f"topics/{of.subject_id}/{of.department_id}/{of.training}"

    def read(self, typed: Typed) -> TopicReading:
        gateway = self.workplace.gateway
        found, may = topic_lists.read(gateway, self.taught), rights(gateway, Topic)
        locked = found.approved_at is not None and self.workplace.session.role == TEACHER
        return TopicReading(found, may, may.may_add and not locked)

    def may_save(self, reading: TopicReading) -> bool:
        return reading.may_write

    def make(self, reading: TopicReading, former: TopicGrid | None) -> TopicGrid:
        locked = not reading.may_write
        columns = [
            Column(NUMBER, _("No."), Numbers(1, 999), 6, read_only=locked, required=True),
            Column(NAME, _("Topic"), Texts(512), 80, read_only=locked, required=True),
            Column(HOURS, _("Hours"), Numbers(1, 99), 7, read_only=locked, required=True),
        ]
        grid = fitting(former, columns, TopicGrid)
        grid.may_add = reading.may_write
        grid.show_topics(reading.topics.topics)
        return grid

    def saving(self, sheet: TopicGrid) -> Saving | None:
        changes = sheet.changes()
        work = partial(topic_lists.save, self.workplace.gateway, self.taught, changes)
        return work if changes else None

    def saved_words(self, stored: Typed) -> str:
        return _("Saved: {count} topics.", count=grouped(len(stored.rows())))


#: What the sum of hours is held against, each in words.
FITS = N_("hours: {hours} of {wanted} ✓")
MISSING = N_("hours: {hours} of {wanted}, {rest} are missing")
TOO_MANY = N_("hours: {hours} of {wanted}, {rest} too many")


def told_hours(hours: int, plans: tuple[tuple[int, int], ...]) -> str:
    """Hold the sum of the topics' hours against the hours of the plans, the most usual first."""
    if not plans:
        return _("hours: {hours}; no curriculum has this training type", hours=hours)
    wanted = plans[0][0]
    rest = abs(wanted - hours)
    words = FITS if not rest else MISSING if hours < wanted else TOO_MANY
    told = _(words, hours=hours, wanted=wanted, rest=rest)
    others = ", ".join(_("{hours} in {count} plans", hours=each, count=count) for each, count in plans[1:])
    return f"{told} ({others})" if others else told
