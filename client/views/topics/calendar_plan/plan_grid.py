"""The grid of a calendar plan: a lesson a row, its topic typed by number or name, or dragged there."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from client.core.i18n import N_, _
from client.data.records.sheet_saving import as_one
from client.data.server.error_messages import SHORT_WEEKDAYS
from client.data.topics import calendar_plans, laying
from client.data.topics.calendar_plans import ClassPlan, PlanHead, PlannedLesson
from client.data.topics.topic_lists import StoredTopic
from client.views.topics.calendar_plan.dragging import PlanDragging
from client.widgets.cell_grid import CellGrid, Column, Mark, Numbers, Records, Typed, Wrong, fitting
from client.widgets.formatting import grouped, shown
from client.widgets.sheet_editor import Saving
from client.widgets.workplace import Workplace
from shared.names import signed

NUMBER, TOPIC, HOURS, STATE = "number", "topic", "hours", "state"
WRITERS = ("hemis_teacher", "hemis_department_head")
HELD = Mark("", "good", N_("this lesson has been held"), locked=True)
HOMELESS = Mark("!", "warning", N_("there is no lesson for this topic any more"))


class PlanGrid(CellGrid):
    """Knows the lessons and topics; the columns beside the topic follow it."""

    def __init__(self, columns: Sequence[Column]) -> None:
        super().__init__(columns, frozen=2)
        self._names = [column.key for column in self.model.columns]
        self._topics: dict[int, StoredTopic] = {}
        self.head: PlanHead | None = None
        self.lessons: tuple[PlannedLesson, ...] = ()
        self.dragging = PlanDragging(self.view, self._names.index(NUMBER))
        self.dragging.moved.connect(self.move_topic)
        self.dragging.dropped.connect(self.drop_topic)

    def show_plan(self, plan: ClassPlan) -> None:
        """Show a reading."""
        self._topics = {each.id: each for each in plan.topics}
        self.head, self.lessons = plan.head, plan.lessons
        rows: list[tuple[Hashable, list[Any]]] = []
        for place in range(1, plan.places + 1):
            lesson = self.lessons[place - 1] if place <= len(self.lessons) else None
            when, *beside = _told(lesson)
            rows.append((place, [place, when, None, plan.laid.get(place), None, *beside]))
        self.load(rows)
        extra = [(place, "when") for place in range(len(self.lessons) + 1, plan.places + 1)]
        self.model.mark(extra, HOMELESS)
        self.model.mark([(each.place, STATE) for each in self.lessons if each.held], HELD)
        self.follow()

    def follow(self) -> None:
        """Show number and hours of each topic, with what is typed."""
        fresh: dict[tuple[Hashable, str], Any] = {}
        for row, topic in enumerate(self.topics()):
            known = self._topics.get(topic) if topic is not None else None
            wanted = (known.number, known.hours) if known else (None, None)
            for name, value in zip((NUMBER, HOURS), wanted, strict=True):
                if self.model.value(row, self._names.index(name)) != value:
                    fresh[self.model.row_keys[row], name] = value
        if fresh:
            self.model.known(fresh)

    def topics(self) -> list[int | None]:
        """Return the topic of every row; what cannot be read is none."""
        column = self._names.index(TOPIC)
        values = (self.model.value(row, column) for row in range(self.model.rowCount()))
        return [None if isinstance(value, Wrong) else value for value in values]

    def put_topics(self, wanted: Sequence[int | None], what: str) -> None:
        """Let the rows have these topics, as one step of undo."""
        column = self._names.index(TOPIC)
        self.model.edit({(row, column): topic for row, topic in enumerate(wanted)}, what)

    def move_topic(self, start: int, target: int) -> None:
        """Move a topic to another lesson; those between give way."""
        count = self.model.rowCount()
        if start == target or not (0 <= start < count and 0 <= target < count):
            return
        self.put_topics(laying.moved(self.topics(), start, target), _("moving a topic"))
        self.view.setCurrentIndex(self.model.index(target, self._names.index(TOPIC)))

    def drop_topic(self, topic: int, row: int) -> None:
        """Put a topic of the list onto a lesson."""
        self.model.edit({(row, self._names.index(TOPIC)): topic}, _("laying a topic"))
        self.view.setCurrentIndex(self.model.index(row, self._names.index(TOPIC)))

    def step_topic(self, step: int) -> None:
        """Move the topic of the cursor one lesson up or down."""
        row = self.view.currentIndex().row()
        if row >= 0:
            self.move_topic(row, row + step)

    def lay_all(self) -> list[StoredTopic]:
        """Lay all topics onto the lessons that are still to come; return those that found none."""
        kept = self.topics()[: max((each.place for each in self.lessons if each.held), default=0)]
        if not any(topic is not None for topic in kept):
            kept = []  # a plan that is written late is laid from the first lesson on
        ordered = sorted(self._topics.values(), key=lambda each: (each.number, each.id))
        laid, left = laying.lay([(each.id, each.hours) for each in ordered], len(self.lessons), kept)
        rest = self.model.rowCount() - len(laid)
        self.put_topics([*laid, *[None] * rest], _("laying the topics"))
        return [self._topics[each] for each in left]


def _told(lesson: PlannedLesson | None) -> list[Any]:
    """What stands beside a topic: day, whether it was held, pair, week, teacher."""
    if lesson is None:
        return [_("no lesson"), "", None, None, ""]
    when = f"{shown(lesson.day)} {_(SHORT_WEEKDAYS[lesson.day.weekday()])}"
    return [
        when,
        _("held") if lesson.held else "",
        lesson.pair,
        lesson.week,
        signed(lesson.teacher) if lesson.teacher else "",
    ]


@dataclass(frozen=True)
class PlanReading:
    """The plan of the class, None when the class is gone."""

    plan: ClassPlan | None


@dataclass(frozen=True)
class PlanSource:
    """The plan of one class, saved as a whole."""

    workplace: Workplace
    term_id: int
    class_id: int
    relations = ("topics.calendar_plan", "topics.calendar_line", "topics.topic")

    @property
    def draft_key(self) -> str:
        return f"calendar-plan/{self.class_id}"

    def read(self, typed: Typed) -> PlanReading:
        return PlanReading(calendar_plans.read(self.workplace.gateway, self.term_id, self.class_id))

    def may_save(self, reading: PlanReading) -> bool:
        plan = reading.plan
        return plan is not None and not plan.head.locked and self.workplace.session.role in WRITERS

    def make(self, reading: PlanReading, former: PlanGrid | None) -> PlanGrid:
        topics = reading.plan.topics if reading.plan else ()
        records = Records((each.id, each.name, str(each.number)) for each in topics)
        columns = _columns(records, locked=not self.may_save(reading))
        grid = fitting(former, columns, PlanGrid)
        grid.dragging.enabled = self.may_save(reading)
        if reading.plan is not None:
            grid.show_plan(reading.plan)
        return grid

    def saving(self, sheet: PlanGrid) -> Saving | None:
        rows = {row for row, _name in sheet.model.unsaved()}
        if not rows or sheet.head is None:
            return None
        work = partial(calendar_plans.save, self.workplace.gateway, sheet.head, sheet.topics())
        return partial(as_one, rows, work)

    def saved_words(self, stored: Typed) -> str:
        return _("Saved: {count} lessons.", count=grouped(len(stored.rows())))


def _columns(topics: Records, *, locked: bool) -> list[Column]:
    return [
        Column("place", _("Lesson"), Numbers(), 6, read_only=True, words=_("Which lesson of the class")),
        Column("when", _("Day"), width=15, read_only=True),
        Column(NUMBER, _("No."), Numbers(), 5, read_only=True, words=_("Drag a topic by its number")),
        Column(TOPIC, _("Topic"), topics, 56, read_only=locked),
        Column(HOURS, _("Hours"), Numbers(), 6, read_only=True),
        Column(STATE, _("Lesson held"), width=9, read_only=True),
        Column("pair", _("Pair"), Numbers(), 5, read_only=True),
        Column("week", _("Week"), Numbers(), 6, read_only=True),
        Column("teacher", _("Teacher"), width=18, read_only=True),
    ]
