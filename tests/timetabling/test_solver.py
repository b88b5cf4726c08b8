"""The solver against its judge: costs agree, clashes never pass, and the same question has the same answer."""

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from shared.timetabling.domains import choices
from shared.timetabling.judge import judge
from shared.timetabling.model import (
    Course,
    DayRules,
    Event,
    Grid,
    Lock,
    Person,
    Place,
    Problem,
    Room,
    Rules,
    Unusable,
)
from shared.timetabling.solver.initial_plan import state_of
from shared.timetabling.solver.plans import plan_of
from shared.timetabling.solver.sample_problems import competition, curricula, faculty
from shared.timetabling.solver.solve import solve
from shared.timetabling.solver.tables import compile_tables
from shared.timetabling.solver.worker import Apart, Here, Order
from tests.timetabling.problems import problems

CAREFUL = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@CAREFUL
@given(problems(), st.integers(1, 1000))
def test_costs_kept_by_the_moves_are_the_costs_counted_afresh(problem, seed):
    searcher = Here(problem, seed)
    searcher.start(Order(0.0, 0.7, moves=3000))
    report = searcher.report()
    afresh = state_of(problem, compile_tables(problem), *report.current)
    assert report.now == tuple(afresh.totals)
    if report.best[0] == 0:
        verdict = judge(problem, plan_of(problem, *report.found))
        assert (verdict.breaches, verdict.cost) == ((), report.best[1])


@CAREFUL
@given(problems())
def test_a_solution_never_clashes_and_locks_hold(problem):
    solution = solve(problem, moves=3000, workers=1)
    assert judge(problem, solution.plan).breaches == ()
    assert solution.feasible == (not solution.unplaced)
    for index, lock in problem.locks.items():
        place, present = solution.plan[index], problem.present[index]
        if place is not None:
            assert not lock.time or place.time == present.time
            assert not lock.room or place.room in {None, present.room}


@pytest.mark.parametrize(
    "problem", [competition(1, courses=30), faculty(1, groups=8)], ids=["competition", "faculty"]
)
def test_the_same_seed_workers_and_moves_give_the_same_plan(problem):
    first, second = (solve(problem, moves=300_000, seed=5, workers=2) for _ in range(2))
    assert first.plan == second.plan
    assert first.moves == second.moves
    assert first.moves == 300_000 or first.cost == 0
    assert first.feasible
    assert first.cost == judge(problem, first.plan).cost


def test_the_same_seed_gives_the_same_problem():
    assert curricula(7) == curricula(7) != curricula(8)


def test_two_halves_meet_at_once_but_not_a_half_and_its_group():
    group = (Person("101/1"), Person("101/2"))
    halves = [Event("lab 1", 0, (0,)), Event("lab 2", 0, (1,))]
    rooms = (Room("A"), Room("B"))
    problem = Problem("one hour", Grid(1, 1), rooms, group, (Course("lab"),), tuple(halves))
    assert solve(problem, moves=1000, workers=1).feasible
    whole = Event("class", 0, (0, 1))
    problem = Problem("one hour", Grid(1, 1), rooms, group, (Course("lab"),), (halves[0], whole))
    assert len(solve(problem, moves=1000, workers=1).unplaced) == 1


def test_an_odd_and_an_even_lesson_share_one_hour():
    events = tuple(Event(f"lab {phase}", 0, (0,), phases=(1, 2)) for phase in range(2))
    problem = Problem(
        "one hour", Grid(1, 1, weeks=2), (Room("A"),), (Person("101"),), (Course("lab"),), events
    )
    solution = solve(problem, moves=1000, workers=1)
    assert sorted(place.time for place in solution.plan) == [1, 2]


def test_the_present_plan_is_left_only_for_a_reason():
    problem = faculty(2, groups=4)
    plan = solve(problem, moves=200_000, workers=1).plan
    dear = Rules(keep_time=50, keep_room=50)
    again = Problem(problem.name, problem.grid, problem.rooms, problem.people, problem.courses, problem.events, dear, plan,  # noqa: E501
                    {0: Lock()})  # fmt: skip
    moved = sum(
        here != there for here, there in zip(plan, solve(again, moves=200_000, workers=1).plan, strict=True)
    )
    assert moved <= len(plan) // 20


def test_the_search_can_be_stopped_and_the_best_taken_at_any_time():
    seen = []
    solution = solve(competition(2, courses=20), moves=10_000_000, workers=1, progress=seen.append,
                     stopped=lambda: len(seen) == 3)  # fmt: skip
    assert len(seen) == 3
    assert solution.moves < 1_000_000
    assert judge(competition(2, courses=20), seen[0].plan()).breaches == ()


def test_a_full_week_is_free_of_clashes_before_it_is_good():
    """Every hour of every room is needed, and everybody wishes for something else."""
    rules = DayRules(gap=3, ceiling=1, over_ceiling=3, late_start=3)
    people = tuple(Person(f"part {n}", rules) for n in range(80))
    groups = [tuple(range(first, first + 4)) for first in range(0, 80, 4)]
    meets = [sorted({*groups[n % 20], *groups[(7 * n + n // 20) % 20]}) for n in range(100)]
    lessons = tuple(Event(f"lesson {n}", n % 20, tuple(meets[n])) for n in range(100))
    courses = tuple(Course(f"course {n}", 5, 5, 1) for n in range(20))
    rooms = tuple(Room(f"room {n}") for n in range(4))
    solution = solve(Problem("full", Grid(5, 5), rooms, people, courses, lessons), moves=2_000_000, workers=1)
    assert solution.feasible


def test_seconds_are_kept():
    solution = solve(competition(2, courses=20), seconds=2, workers=1)
    assert solution.cost == 0 or 1.5 < solution.seconds < 4


def test_a_searcher_that_dies_is_told_in_a_sentence():
    searcher = Apart(competition(2, courses=20), seed=1)
    try:
        searcher.start(Order(0.0, 1.0, moves=10**12))
        searcher._process.kill()  # noqa: SLF001 - as a system without memory does
        with pytest.raises(Unusable, match="ended by itself; start the search again"):
            searcher.report()
    finally:
        searcher.close()


def test_a_searcher_nobody_waits_for_is_ended():
    searcher = Apart(competition(2, courses=20), seed=1)
    searcher.start(Order(0.0, 1.0, moves=10**12))
    searcher.close()
    assert not searcher._process.is_alive()  # noqa: SLF001 - nobody sees it outside


def test_the_length_must_be_said():
    with pytest.raises(Unusable, match="for how many seconds or for how many moves"):
        solve(competition(2, courses=20))


def test_locked_lessons_that_clash_go_to_the_tray():
    problem = Problem("locked", Grid(1, 2), (Room("A"), Room("B")), (Person("101"),), (Course("x"),),
                      (Event("one", 0, (0,)), Event("two", 0, (0,))), present=(Place(0, 0), Place(0, 1)),
                      locks={0: Lock(), 1: Lock()})  # fmt: skip
    assert list(choices(problem, 0).times) == [0]
    assert len(solve(problem, moves=100, workers=1).unplaced) == 1


def test_an_empty_problem_has_an_empty_plan():
    problem = Problem("nothing", Grid(1, 1), (), (), (), ())
    assert solve(problem, moves=100, workers=1).plan == ()
    assert np.array_equal(compile_tables(problem).movable, np.zeros(0, dtype=np.int32))
