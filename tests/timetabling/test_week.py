"""The living week against the judge: every answer it gives about a place is what the judge would count there."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from shared.timetabling.judge import judge
from shared.timetabling.model import Course, Event, Grid, Person, Place, Problem, Room, Unusable
from shared.timetabling.solver.sample_problems import faculty
from shared.timetabling.week.obstacle_search import weigh
from shared.timetabling.week.week import CLASH, DISLIKES, FREE, NO_ROOM, Kind, Obstacle, Week
from tests.timetabling.problems import plans_of, problems

CAREFUL = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def with_place(plan, event, place):
    return tuple(place if index == event else other for index, other in enumerate(plan))


def chosen(judgement, time):
    return Place(time, None if judgement.room[time] == NO_ROOM else int(judgement.room[time]))


def breaches_of(problem, plan, event):
    """The breaches that this lesson has a part in, everything else left out of the plan that has none."""
    without = set(judge(problem, with_place(plan, event, None)).breaches)
    return [breach for breach in judge(problem, plan).breaches if breach not in without]


def named(problem):
    """The same problem with names that tell its lessons apart."""
    return replace(
        problem, events=tuple(e._replace(name=f"lesson {n}") for n, e in enumerate(problem.events))
    )


@st.composite
def weeks(draw):
    problem = named(draw(problems()))
    plan = draw(plans_of(problem))
    event = draw(st.integers(0, len(problem.events) - 1))
    room = draw(st.none() | st.integers(0, len(problem.rooms) - 1))
    return problem, plan, event, room


@CAREFUL
@given(weeks())
def test_every_time_costs_what_the_judge_would_count_more(given_week):
    problem, plan, event, room = given_week
    before = judge(problem, plan).cost
    judgement = Week(problem, plan).judged(event, room)
    for time in range(problem.grid.times):
        if problem.grid.fits(time, problem.events[event].duration):
            after = judge(problem, with_place(plan, event, chosen(judgement, time)))
            assert judgement.cost[time] == after.cost - before


@CAREFUL
@given(weeks())
def test_a_time_is_a_clash_exactly_when_the_judge_finds_a_breach_in_every_room(given_week):
    problem, plan, event, room = given_week
    week = Week(problem, plan)
    judgement = week.judged(event, room)
    for time in range(problem.grid.times):
        tried = [room] if room is not None else [None, *range(len(problem.rooms))]
        free = [
            one for one in tried if not breaches_of(problem, with_place(plan, event, Place(time, one)), event)
        ]
        assert (judgement.status[time] == CLASH) == (not free)
        if free:
            costs = [judge(problem, with_place(plan, event, Place(time, one))).cost for one in free]
            assert judge(problem, with_place(plan, event, chosen(judgement, time))).cost == min(costs)
            assert chosen(judgement, time).room in free


@CAREFUL
@given(weeks())
def test_obstacles_say_the_same_as_the_status_and_weigh_what_it_costs(given_week):
    problem, plan, event, room = given_week
    week = Week(problem, plan)
    judgement = week.judged(event, room)
    for time in range(problem.grid.times):
        found = week.obstacles(event, time, room)
        assert any(obstacle.kind.hard for obstacle in found) == (judgement.status[time] == CLASH)
        if judgement.status[time] == DISLIKES:
            assert sum(obstacle.cost for obstacle in found) > 0
        if judgement.status[time] != CLASH:
            alone = Week(problem, with_place(plan, event, None))
            place = chosen(judgement, time)
            parts = weigh(problem, alone.occupancy, event, place)
            burden = sum(part.cost for part in parts)
            assert burden == alone.judged(event, place.room).cost[time] + alone.scales.foregone(
                alone.occupancy, event
            )
            assert (burden > 0) == (judgement.status[time] == DISLIKES)
    assert week.plan == plan


@CAREFUL
@given(weeks())
def test_obstacles_name_everybody_in_the_way(given_week):
    problem, plan, event, room = given_week
    week = Week(problem, plan)
    for time in range(problem.grid.times):
        cells = set(problem.grid.cells(time, problem.events[event].duration))
        meets = {
            (person, other)
            for other, place in enumerate(plan)
            if place is not None and other != event
            and cells & set(problem.grid.cells(place.time, problem.events[other].duration))
            for person in set(problem.events[event].people) & set(problem.events[other].people)
        }  # fmt: skip
        found = week.obstacles(event, time, room)
        assert {(one.who, one.event) for one in found if one.kind is Kind.PERSON} == meets


@CAREFUL
@given(weeks(), st.data())
def test_what_is_put_and_put_back_leaves_no_trace(given_week, data):
    problem, plan, _, _ = given_week
    week, other = Week(problem, plan), data.draw(plans_of(problem))
    moved = data.draw(st.permutations(range(len(plan))))
    week.put_all((event, other[event]) for event in moved)
    assert_same(week, Week(problem, other))
    assert judged_all(week) == judged_all(Week(problem, other))
    week.put_all({event: plan[event] for event in data.draw(st.permutations(range(len(plan))))})
    assert_same(week, Week(problem, plan))


def assert_same(one, other):
    assert one.plan == other.plan
    for name in ("busy", "held", "pattern", "course_day", "course_room", "at", "time_of", "room_of"):
        assert np.array_equal(getattr(one.occupancy, name), getattr(other.occupancy, name)), name
    assert one.occupancy.in_room == other.occupancy.in_room


def judged_all(week):
    return [week.judged(event).cost.tolist() for event in range(len(week.plan))]


def small(**wishes):
    """Two lessons of one group on one day; the laboratory has its own room."""
    rooms = (Room("A", 30), Room("Lab", 15, "lab", closed=frozenset({(0, 2)})))
    people = (Person("Anna", away=frozenset({(0, 3)})), Person("101"))
    events = (Event("Art", 0, (0, 1), 20), Event("Test", 1, (1,), 10, room_kind="lab", **wishes))
    return Problem("small", Grid(1, 4), rooms, people, (Course("x"), Course("y")), events)


def test_a_clash_is_told_with_who_and_with_which_lesson():
    week = Week(small(), (Place(0, 0), None))
    assert week.tray() == (1,)
    assert week.judged(1).status.tolist() == [CLASH, FREE, CLASH, FREE]
    assert week.obstacles(1, 0) == (Obstacle(Kind.PERSON, 1, 0),)
    assert week.obstacles(1, 2) == (Obstacle(Kind.NO_ROOM),)
    assert week.obstacles(1, 2, 1) == (Obstacle(Kind.CLOSED, 1),)
    assert week.obstacles(1, 1, 0) == (Obstacle(Kind.WRONG_KIND, 0),)
    assert week.obstacles(0, 3) == (Obstacle(Kind.AWAY, 0),)
    assert week.obstacles(0, 1, 1) == (Obstacle(Kind.TOO_SMALL, 1),)
    assert week.obstacles(0, 0) == ()


def test_a_disliked_time_says_what_it_costs():
    week = Week(small(time_costs=((1, 3),)), (Place(0, 0), None))
    assert week.judged(1).status.tolist() == [CLASH, DISLIKES, CLASH, FREE]
    assert week.obstacles(1, 1) == (Obstacle(Kind.TIME_WISH, cost=3),)


def test_a_place_outside_of_the_week_is_refused():
    with pytest.raises(Unusable, match="Art cannot be put outside of the week"):
        Week(small(), (None, None)).put(0, Place(4, 0))


def test_a_card_prefers_its_own_room_among_equals():
    problem = faculty(1, groups=4)
    week = Week(problem, (None,) * len(problem.events))
    event = next(index for index, one in enumerate(problem.events) if one.room_kind == "classroom")
    time = int(np.flatnonzero(week.judged(event).status != CLASH)[0])
    last = int(week.openings.of(event).rooms[-1])
    week.put(event, Place(time, last))
    costs = {
        int(room): int(week.judged(event, int(room)).cost[time]) for room in week.openings.of(event).rooms
    }
    assert costs[last] == 0
    assert int(week.judged(event).room[time]) == (
        last if min(costs.values()) == 0 else min(costs, key=costs.get)
    )
