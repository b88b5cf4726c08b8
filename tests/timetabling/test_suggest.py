"""Suggestions keep what they promise: the cost is exact, nothing clashes, and what is locked stays."""

from time import monotonic

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from shared.timetabling.judge import judge
from shared.timetabling.model import Course, Event, Grid, Lock, Person, Place, Problem, Room
from shared.timetabling.solver.plans import without_clashes
from shared.timetabling.solver.sample_problems import faculty
from shared.timetabling.week.suggest import Suggestion, suggestions
from shared.timetabling.week.week import CLASH, Week
from tests.timetabling.problems import plans_of, problems

CAREFUL = settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@st.composite
def clean_weeks(draw):
    """A plan without clashes in which everything stands where it may."""
    problem = draw(problems())
    plan = list(without_clashes(problem, draw(plans_of(problem))))
    for index in range(len(plan)):
        week = Week(problem, tuple(plan))
        place = plan[index]
        roomless = place and place.room is None and problem.events[index].needs_room
        if place and (roomless or week.judged(index, place.room).status[place.time] == CLASH):
            plan[index] = None
    week = Week(problem, tuple(plan))
    week.locked |= draw(st.sets(st.integers(0, len(plan) - 1), max_size=2))
    return week


def promise_kept(week, suggestion):
    problem, plan = week.problem, week.plan
    after = Week(problem, plan)
    after.put_all(suggestion.moves)
    verdict = judge(problem, after.plan)
    assert verdict.breaches == ()
    assert verdict.cost - judge(problem, plan).cost == suggestion.cost
    moved = {event for event, _ in suggestion.moves}
    assert len(moved) == len(suggestion.moves)
    assert all(place is not None for _, place in suggestion.moves)
    assert not {event for event in moved if plan[event] is not None} & week.locked


@CAREFUL
@given(clean_weeks(), st.data())
def test_a_suggestion_costs_what_it_promises_and_breaks_nothing(week, data):
    event, before = data.draw(st.integers(0, len(week.plan) - 1)), week.plan
    found = suggestions(week, event, seconds=5)
    assert week.plan == before
    assert [one.cost for one in found] == sorted(one.cost for one in found)
    for suggestion in found:
        assert dict(suggestion.moves)[event] != before[event]
        promise_kept(week, suggestion)


@CAREFUL
@given(clean_weeks(), st.data())
def test_any_moves_change_the_cost_as_the_judge_counts(week, data):
    other, before = data.draw(plans_of(week.problem)), week.plan
    cost = week.change(enumerate(other))
    assert week.plan == before
    assert cost == judge(week.problem, other).cost - judge(week.problem, before).cost


def chain_problem(length, locks=None):
    """Each lesson may be held at two times in turn; the first is in the tray, its first time is taken."""
    events = tuple(
        Event(f"lesson {n}", 0, (0,), times=frozenset({max(0, n - 1), n})) for n in range(length + 1)
    )
    plan = (None, *(Place(n - 1, 0) for n in range(1, length + 1)))
    grid = Grid(1, length + 1)
    problem = Problem(
        "chain", grid, (Room("A"),), (Person("101"),), (Course("x"),), events, present=plan, locks=locks or {}
    )
    return Week(problem, plan)


@pytest.mark.parametrize("length", [1, 2, 3])
def test_a_chain_makes_room_when_nothing_is_free(length):
    week = chain_problem(length)
    (found, *_) = suggestions(week, 0)
    assert found == Suggestion(tuple((n, Place(n, 0)) for n in range(length + 1)), 0)


def test_a_placed_lesson_without_another_free_place_is_not_told_to_stay():
    rooms = (Room("A", closed=frozenset({(0, 2)})), Room("B"))
    events = (Event("one", 0, (0,), rooms=frozenset({0})), Event("two", 0, (0,), times=frozenset({1, 2})))
    problem = Problem("stay", Grid(1, 3), rooms, (Person("101"),), (Course("x"),), events)
    (found,) = suggestions(Week(problem, (Place(0, 0), Place(1, 1))), 0)
    assert dict(found.moves) == {0: Place(1, 0), 1: Place(2, 1)}


def test_a_chain_never_goes_through_a_locked_lesson():
    assert suggestions(chain_problem(2, {2: Lock()}), 0) == ()


def test_a_full_room_is_made_free_for_those_who_have_time():
    rooms, people = (Room("A", 30),), (Person("101"), Person("102"))
    events = (Event("one", 0, (0,), times=frozenset({0})), Event("two", 0, (1,)))
    problem = Problem("room", Grid(1, 2), rooms, people, (Course("x"),), events)
    (found,) = suggestions(Week(problem, (None, Place(0, 0))), 0)
    assert dict(found.moves) == {0: Place(0, 0), 1: Place(1, 0)}


def test_a_locked_lesson_has_no_suggestions():
    assert suggestions(chain_problem(1, {1: Lock()}), 1) == ()


def test_a_search_without_an_end_is_stopped_in_time():
    problem = faculty(1, groups=8)
    week = Week(problem, (None,) * len(problem.events))
    crowd = [n for n, event in enumerate(problem.events) if event.room_kind == "hall"]
    for event in crowd[:-1]:
        places = suggestions(week, event, 1, seconds=0)
        if places:
            week.put_all(places[0].moves)
    began = monotonic()
    suggestions(week, crowd[-1], seconds=0.3)
    assert monotonic() - began < 2
