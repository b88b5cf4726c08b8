"""Whatever is placed, moved and published by chance: no clash among dated lessons, and exactly what the plan says."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import timedelta

import psycopg
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from psycopg.types.json import Jsonb

from tests.server.planned_term import EVEN, EVERY, ODD, WHOLE, PlannedTerm, clashes

WEEKS, PAIRS = 6, 4
SLICES = [WHOLE, (0, 6), (6, 12), (0, 4), (4, 8), (8, 12)]
HOURS, LENGTHS = [4, 9, 16, 30], [1, 2]
CLASH = "HM003"

moves = st.fixed_dictionaries(
    {
        "card": st.integers(0, 11),
        "day": st.integers(1, 2),
        "pair": st.integers(1, PAIRS - 1),
        "phase": st.sampled_from([EVERY, ODD, EVEN]),
        "room": st.sampled_from([None, 0, 1]),
        "employee": st.sampled_from([None, 0, 1]),
    }
)
weeks_without_teaching = st.sets(st.integers(1, WEEKS), max_size=2)
holidays = st.dictionaries(
    st.tuples(st.integers(1, WEEKS), st.integers(1, 2)), st.sampled_from([None, 6]), max_size=2
)


@dataclass
class Model:
    """The week in Python: what is placed, and what that keeps busy."""

    classes: list
    placed: dict = field(default_factory=dict)

    def cells(self, number, where):
        """Every (resource, day, pair, parity) that a card would hold; groups by their slices."""
        part, _, length = self.classes[number]
        group, (first, last) = part
        resources = [("slice", group, cut) for cut in range(first, last)]
        resources += [(kind, where[kind]) for kind in ("room", "employee") if where[kind] is not None]
        parities = {EVERY: (0, 1), ODD: (0,), EVEN: (1,)}[where["phase"]]
        return {
            (resource, where["day"], where["pair"] + step, parity)
            for resource in resources
            for step in range(length)
            for parity in parities
        }

    def fits(self, number, where):
        wanted = self.cells(number, where)
        return not any(
            wanted & self.cells(other, there) for other, there in self.placed.items() if other != number
        )

    def unfolded(self, term, kinds, holidays):
        """The dated pairs of every card: teaching weeks of its phase, holidays, hours as the ceiling."""
        found = Counter()
        for number, where in self.placed.items():
            _, hours, length = self.classes[number]
            dated = []
            for week in range(1, WEEKS + 1):
                if kinds.get(week) or where["phase"] not in (EVERY, ODD if week % 2 else EVEN):
                    continue
                moved = holidays.get((week, where["day"]), where["day"])
                dated += [(week, moved, where["pair"] + step) for step in range(length) if moved]
            for week, weekday, pair in dated[: hours // 2]:
                found[number, term.day(week, weekday), pair] += 1
        return found


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    parts=st.lists(
        st.tuples(st.integers(0, 1), st.sampled_from(SLICES), st.sampled_from(HOURS), st.sampled_from(LENGTHS)),
        min_size=12, max_size=12,
    ),
    steps=st.lists(moves, min_size=5, max_size=40),
    free=weeks_without_teaching,
    days=holidays,
)  # fmt: skip
def test_random_weeks_are_held_once_and_unfold_as_the_model_says(admin, dean, parts, steps, free, days):
    kinds = dict.fromkeys(free, "12")
    term = PlannedTerm(admin, weeks=WEEKS, kinds=kinds)
    try:
        _check(
            term, admin, dean, Model([((g, cut), hours, n) for g, cut, hours, n in parts]), steps, kinds, days
        )
    finally:
        dean.rollback()
        term.leave()


def attempt(person, statement, values):
    """Do it and keep it; the code of the refusal when it is refused."""
    try:
        person.execute(statement, values)
    except psycopg.Error as error:
        person.rollback()
        return error.sqlstate
    person.commit()
    return None


def _check(term, admin, dean, model, steps, kinds, days):
    rooms, teachers, groups = [term.room(), term.room()], term.teachers()[:2], term.groups()
    version = term.version(dean)
    classes = [
        term.klass((groups[group], cut), hours=hours, pairs=length)
        for (group, cut), hours, length in model.classes
    ]
    cards = [term.card(dean, version, made, pairs=model.classes[n][2]) for n, made in enumerate(classes)]
    versions = dict.fromkeys(cards, 1)
    for step in steps:
        card = cards[step["card"]]
        row = {
            **step,
            "card": card,
            "version": versions[card],
            "room": None if step["room"] is None else rooms[step["room"]],
            "employee": None if step["employee"] is None else teachers[step["employee"]],
        }
        where = {key: step[key] for key in ("day", "pair", "phase", "room", "employee")}
        refused = attempt(dean, "select * from timetable.place(%s)", [Jsonb([row])])
        assert refused == (None if model.fits(step["card"], where) else CLASH), step
        if not refused:
            versions[card] += 1
            model.placed[step["card"]] = where
    for (week, weekday), moved in days.items():
        term.holiday(term.day(week, weekday), moved and term.day(week, moved))
    expected = model.unfolded(term, kinds, days)
    _publish(dean, version, model, expected)
    found = admin.execute(
        "select class_id, day, pair from timetable.lesson where term_id = %s", [term.term]
    ).fetchall()
    if found or not expected:
        assert Counter((classes.index(made), day, pair) for made, day, pair in found) == expected
    _shake(term, admin, dean, rooms)
    assert clashes(admin) == 0


def _publish(dean, version, model, expected):
    """Lessons that move from a day off may meet on the day they move to; then nothing at all is unfolded."""
    refused = attempt(dean, "select timetable.publish(%s)", [version])
    if refused:
        busy = Counter()
        for number, day, pair in expected:
            where = model.placed[number]
            busy.update({(resource, day, pair) for resource, *_ in model.cells(number, where)})
        assert refused == CLASH
        assert max(busy.values()) > 1, "refused although nothing meets"


def _shake(term, admin, dean, rooms):
    """Move, exchange and cancel lessons where it is allowed; refusals are clashes only."""
    rows = admin.execute(
        "select id, row_version, day, pair from timetable.lesson where term_id = %s order by id", [term.term]
    ).fetchall()
    for place, (lesson, version, day, _) in enumerate(rows[:12]):
        other, other_version, *_ = rows[-1 - place]
        statement, values = (
            ("select timetable.swap_lessons(%s, %s, %s, %s)", [lesson, version, other, other_version]),
            (
                "select timetable.move_lesson(%s, %s, %s, %s, %s)",
                [
                    lesson,
                    version,
                    min(day + timedelta(days=1), term.ends_on),
                    1 + place % PAIRS,
                    rooms[place % 2],
                ],
            ),
            ("select timetable.cancel_lesson(%s, %s, 'Sinov')", [lesson, version]),
        )[place % 3]
        assert attempt(dean, statement, values) in {None, "HM001", CLASH}
