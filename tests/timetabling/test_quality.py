"""The figures of a week, what is free in it and how two plans differ, each against a count made the slow way."""

from collections import defaultdict
from itertools import pairwise

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from shared.timetabling.diagnosis.compare import compare
from shared.timetabling.judge import judge
from shared.timetabling.model import STUDENTS, TEACHER, Course, Event, Grid, Person, Place, Problem, Room
from shared.timetabling.week.finder import free_people, free_rooms
from shared.timetabling.week.quality import Gauge
from shared.timetabling.week.suggest import place_at
from shared.timetabling.week.week import Kind, Week
from tests.timetabling.problems import plans_of, problems

CAREFUL = settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@st.composite
def planned(draw):
    problem = draw(problems())
    return problem, draw(plans_of(problem))


def days_of(problem, plan):
    """For each person, week and day the rooms by slot; the last lesson with a room decides."""
    found = defaultdict(dict)
    for event, place in zip(problem.events, plan, strict=True):
        if place is not None:
            for day, slot, week in problem.grid.cells(place.time, event.duration):
                for person in event.people:
                    hours = found[person, week, day]
                    hours[slot] = place.room if place.room is not None else hours.get(slot)
    return found


@CAREFUL
@given(planned())
def test_the_figures_are_what_a_person_would_count(given_plan):
    problem, plan = given_plan
    quality = Gauge(problem).read(Week(problem, plan))
    days = days_of(problem, plan)
    taken = [sorted(hours) for hours in days.values()]
    assert quality.students.gaps == sum(b - a - 1 for slots in taken for a, b in pairwise(slots))
    assert quality.students.lonely_days == sum(len(slots) == 1 for slots in taken)
    over = [(len(hours), problem.people[person].rules.ceiling) for (person, _, _), hours in days.items()]
    assert quality.students.over_ceiling == sum(max(0, count - most) for count, most in over if most)
    ways = [(hours[slot], hours[slot + 1]) for hours in days.values() for slot in hours
            if hours[slot] is not None and hours.get(slot + 1) is not None]  # fmt: skip
    assert quality.students.room_changes == sum(here != there for here, there in ways)
    buildings = [(problem.rooms[here].building, problem.rooms[there].building) for here, there in ways]
    assert quality.students.building_changes == sum(here != there for here, there in buildings)
    assert quality.teachers.gaps == quality.teachers.room_changes == 0
    assert quality.unplaced == plan.count(None)
    travel = problem.rules.travel
    if travel and travel.weight:
        assert quality.students.too_far * travel.weight == judge(problem, plan).components["travel"]
    if problem.rules.seat:
        assert quality.without_seat * problem.rules.seat == judge(problem, plan).components["seats"]


def test_what_moved_against_the_present_plan_is_counted():
    events = tuple(Event(f"lesson {n}", 0, (n % 2,), phases=(1, 2)) for n in range(4))
    people = (Person("Anna", kind=TEACHER), Person("101"))
    present = (Place(1, 0), Place(1, 1), Place(4, 0), None)
    problem = Problem(
        "x", Grid(1, 2, 2), (Room("A"), Room("B")), people, (Course("x"),), events, present=present
    )
    quality = Gauge(problem).read(Week(problem, (Place(5, 1), Place(1, 0), None, Place(1, 0))))
    assert (quality.moved, quality.other_rooms, quality.unplaced) == (2, 1, 1)
    assert (quality.odd_hours, quality.even_hours) == (2, 1)
    assert (quality.early, quality.late) == (2, 1)
    assert quality.teachers.lonely_days == 1


@CAREFUL
@given(planned(), st.data())
def test_free_rooms_are_those_a_lesson_may_have(given_plan, data):
    problem, plan = given_plan
    week, event = Week(problem, plan), data.draw(st.integers(0, len(plan) - 1))
    time = data.draw(st.integers(0, problem.grid.times - 1))
    free = free_rooms(week, time, event=event)
    assert week.plan == plan
    suiting = set(week.openings.of(event).rooms.tolist())
    for room in range(len(problem.rooms)):
        against = {found.kind for found in week.obstacles(event, time, room)} & {Kind.ROOM, Kind.CLOSED}
        fits = problem.grid.fits(time, problem.events[event].duration)
        assert (room in free) == (fits and room in suiting and not against)


@CAREFUL
@given(planned(), st.data())
def test_people_are_free_when_they_have_no_lesson_and_are_not_away(given_plan, data):
    problem, plan = given_plan
    week, duration = Week(problem, plan), data.draw(st.integers(1, 2))
    busy = {(person, *cell) for event, place in zip(problem.events, plan, strict=True) if place
            for cell in problem.grid.cells(place.time, event.duration) for person in event.people}  # fmt: skip
    for time in range(problem.grid.times):
        cells, fits = problem.grid.cells(time, duration), problem.grid.fits(time, duration)
        free = set()
        for person, one in enumerate(problem.people):
            if fits and not any((person, *cell) in busy or cell[:2] in one.away for cell in cells):
                free.add(person)
        assert set(free_people(week, time, duration=duration, kind=STUDENTS)) == free
        assert free_people(week, time, duration=duration) == ()


@CAREFUL
@given(planned(), st.data())
def test_two_plans_differ_by_what_the_judge_counts(given_plan, data):
    problem, one = given_plan
    other = data.draw(plans_of(problem))
    found = compare(problem, one, other)
    assert found.change == judge(problem, other).cost - judge(problem, one).cost
    assert found.same == (one == other)
    assert compare(problem, one, one).same
    for event in found.newly_placed:
        assert one[event] is None
        assert other[event] is not None
    back = compare(problem, other, one)
    assert back.taken_out == found.newly_placed
    assert back.moved_in_time == found.moved_in_time
    assert back.moved_in_room == found.moved_in_room


def test_a_room_for_a_meeting_is_found_by_seats_and_kind():
    rooms = (Room("big", 100), Room("small", 20), Room("lab", 20, "lab"))
    problem = Problem(
        "x", Grid(1, 2), rooms, (), (Course("x"),), (Event("one", 0, size=10, room_kind="lab"),)
    )
    week = Week(problem, (Place(0, 2),))
    assert free_rooms(week, 0) == (1, 0)
    assert free_rooms(week, 1, kind="lab") == (2,)
    assert free_rooms(week, 0, seats=50) == (0,)
    assert free_rooms(week, 0, event=0) == (2,)
    assert free_rooms(week, 1, duration=2) == ()
    assert place_at(week.judged(0), 0) == Place(0, 2)
