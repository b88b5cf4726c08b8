"""A version as a problem: who meets whom, who cannot when, and the way back to the records."""

from datetime import date

import pytest

from client.data.timetable.rows import (
    BusyRow,
    CardRow,
    DayRuleRow,
    GroupRow,
    RoomRow,
    Source,
    VersionHead,
    WishRow,
)
from client.data.timetable.week import week_of
from shared.timetabling.judge import judge
from shared.timetabling.model import EVEN, EVERY, ODD, Place
from shared.timetabling.shifts import ShiftRules

HEAD = VersionHead(1, 1, 10, 7, "Kuz", "private", date(2026, 9, 7), -1, "2026/2027 kuz")
PAIRS = [(1, "08:30", "09:50"), (2, "10:00", "11:20"), (3, "11:30", "12:50")]
ROOMS = (
    RoomRow(501, "101", 1, "A", "11", 120),
    RoomRow(502, "102", 1, "A", "12", 15),
    RoomRow(503, "201", 2, "B", "12", 15),
)
SHIFTS = ShiftRules(morning_until=2, evening_from=3)
LECTURE, LABORATORY = "11", "12"


def card(number, class_id, **values):
    usual = {
        "version": 3, "number": 1, "employee_id": 900, "teacher": "Karimov A.", "pairs": 1, "phase": EVERY,
        "day": None, "pair": None, "room_id": None, "locked": False, "training": LECTURE, "students": "21-01",
        "size": 30, "room_kind": "11", "device": None, "subject_id": 40, "subject": "Mineralogiya",
    }  # fmt: skip
    return CardRow(**{**usual, **values, "id": number, "class_id": class_id})


def laboratory(number, class_id, half, employee, **values):
    return card(
        number, class_id, employee_id=employee, teacher=f"Teacher {employee}", training=LABORATORY,
        students=f"21-01/{half}", size=15, room_kind="12", **values,
    )  # fmt: skip


@pytest.fixture
def source():
    def make(*cards, wishes=(), day_rules=(), busy=(), devices=(), travel=(), shifts=SHIFTS, **students):
        used = {row.class_id for row in cards}
        parts = {70: [(1, 0, 12), (2, 0, 6), (3, 6, 12)], 71: [(1, 0, 12)]}
        groups = [
            GroupRow(group, tuple(part for part in parts[group] if part[0] in used), name, **students)
            for group, name in ((70, "21-01"), (71, "21-02"))
        ]
        return Source(
            HEAD, PAIRS, cards, tuple(group for group in groups if group.parts), ROOMS,
            list(devices), wishes, day_rules, list(travel), busy, shifts,
        )  # fmt: skip

    return make


def people_of(week, kind, who):
    """The people of the problem that stand for a record."""
    return [
        person
        for person, (its_kind, record, _slice) in zip(week.problem.people, week.people, strict=True)
        if (its_kind, record) == (kind, who)
    ]


def placed(day, pair, room, phase=EVERY):
    return {"day": day, "pair": pair, "room_id": room, "phase": phase}


def test_two_halves_meet_at_once_and_a_half_and_its_group_do_not(source):
    halves = laboratory(12, 2, 1, 901, **placed(1, 1, 502)), laboratory(13, 3, 2, 902, **placed(1, 1, 503))
    together = week_of(source(*halves))
    assert judge(together.problem, together.plan).feasible

    clashing = week_of(source(card(11, 1, **placed(1, 1, 501)), halves[0]))
    assert not judge(clashing.problem, clashing.plan).feasible


def test_odd_and_even_weeks_share_a_place(source):
    week = week_of(
        source(
            laboratory(12, 2, 1, 901, **placed(1, 1, 502, ODD)),
            laboratory(13, 3, 2, 901, **placed(1, 1, 502, EVEN)),
        )
    )
    assert judge(week.problem, week.plan).feasible


def test_a_place_goes_back_to_the_columns_of_its_card(source):
    week = week_of(source(card(11, 1, **placed(2, 3, 501)), laboratory(12, 2, 1, 901)))
    assert week.columns(week.plan[0]) == {"day": 2, "pair": 3, "phase": EVERY, "room": 501}
    assert week.columns(None) == {"day": None, "pair": None, "room": None}
    somewhere = Place(week.problem.grid.time(5, 0, ODD), 2)
    assert week.columns(somewhere) == {"day": 6, "pair": 1, "phase": ODD, "room": 503}
    assert week.place_of(6, 1, ODD, 503) == somewhere
    assert week.place_of(None, None, ODD, None) is None


def test_the_people_of_a_group_are_its_smallest_parts(source):
    week = week_of(source(card(11, 1), laboratory(12, 2, 1, 901)))
    assert [one.name for one in people_of(week, "group", 70)] == ["21-01/1", "21-01/2"]
    assert [one.name for one in people_of(week, "group", 71)] == ["21-02"]
    assert people_of(week, "teacher", 901)[0].name == "Teacher 901"


def test_who_cannot_and_what_others_hold_are_closed_hours(source):
    week = week_of(
        source(
            card(11, 1),
            wishes=(
                WishRow(900, None, None, 1, 2, True, 0),
                WishRow(None, 70, None, 4, 1, False, 5),
                WishRow(None, None, 503, 6, 3, True, 0),
            ),
            busy=(
                BusyRow("room", 501, 2, 1, 1, "Konchilik fakulteti"),
                BusyRow("teacher", 900, 3, 3, 0, "K"),
            ),
        )
    )
    teacher = people_of(week, "teacher", 900)[0]
    assert teacher.away == {(0, 1), (2, 2)}
    assert week.problem.rooms[0].closed == {(1, 0)}
    assert week.problem.rooms[2].closed == {(5, 2)}
    assert week.busy["room", 501, 1, 0] == "Konchilik fakulteti"
    grid = week.problem.grid
    assert dict(week.problem.events[0].time_costs) == {
        grid.time(3, 0, phase): 5 for phase in (EVERY, ODD, EVEN)
    }


def costs_of_pairs(week):
    """What the pairs of a Monday cost the first lesson."""
    costs, grid = dict(week.problem.events[0].time_costs), week.problem.grid
    return [costs.get(grid.time(0, slot), 0) for slot in range(grid.slots)]


@pytest.mark.parametrize(
    ("students", "expected"),
    [
        ({"form": "11", "course": 1}, [0, 0, 4]),  # two groups of first years: twice for each
        ({"form": "11", "course": 3}, [0, 0, 2]),
        ({"form": "12", "course": 1}, [16, 8, 0]),
        ({"form": "11", "course": 1, "education_type": "12"}, [4, 2, 0]),  # a master of a day of three pairs
        ({}, [0, 0, 0]),
    ],
)
def test_each_form_of_study_and_course_has_its_shift(source, students, expected):
    week = week_of(source(card(11, 1), **{"education_type": "11", **students}))
    assert costs_of_pairs(week) == expected


def test_only_daytime_groups_are_wished_an_early_beginning_and_even_days(source):
    bachelors = {"education_type": "11", "course": 2}
    rules = [
        people_of(week, "group", 71)[0].rules
        for week in (week_of(source(card(11, 1), form=form, **bachelors)) for form in ("11", "12"))
    ]
    assert [each.late_start for each in rules] == [1, 0]
    assert [each.ceiling for each in rules] == [2, 2]


def test_wishes_of_a_group_stand_instead_of_its_shift_and_the_university_may_do_without(source):
    daytime = {"education_type": "11", "form": "11", "course": 2}
    wish = WishRow(None, 70, None, 1, 1, False, 5)
    assert costs_of_pairs(week_of(source(card(11, 1), wishes=(wish,), **daytime))) == [5, 0, 1]
    assert costs_of_pairs(week_of(source(card(11, 1), shifts=ShiftRules(shift_cost=0), **daytime))) == [
        0,
        0,
        0,
    ]


def test_a_rule_of_ones_own_beats_the_common_one(source):
    rules = (
        DayRuleRow("teacher", None, None, 5, None, None, None, 1, 0),
        DayRuleRow("teacher", 901, None, 2, None, 3, 2, 7, 0),
    )
    week = week_of(source(card(11, 1), laboratory(12, 2, 1, 901), day_rules=rules))
    common, own = (people_of(week, "teacher", n)[0].rules for n in (900, 901))
    assert (common.ceiling, common.gap) == (5, 1)
    assert (own.ceiling, own.gap, own.days, own.run) == (2, 7, 3, 2)


def test_a_locked_card_is_locked_and_a_device_is_asked_for(source):
    week = week_of(
        source(card(11, 1, locked=True, device="12", **placed(1, 1, 501)), devices=[(501, "12"), (501, "11")])
    )
    assert 0 in week.problem.locks
    assert week.problem.events[0].equipment == {"12"}
    assert judge(week.problem, week.plan).feasible


def test_the_way_between_buildings_counts_against_the_break(source):
    far = source(
        laboratory(12, 2, 1, 901, **placed(1, 1, 502)),
        laboratory(13, 3, 2, 901, **placed(1, 2, 503)),
        travel=[(1, 2, 25), (2, 1, 25)],
    )
    week = week_of(far)
    assert week.problem.rules.travel.breaks == (10, 10, 0)
    assert judge(week.problem, week.plan).components["travel"] > 0
