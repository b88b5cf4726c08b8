"""An order to generate: what must not move stays, what may stays near, and the same order gives the same plan."""

from dataclasses import replace

from shared.timetabling.judge import judge
from shared.timetabling.model import Lock
from shared.timetabling.solver.generation import GenerationOrder, generate
from shared.timetabling.solver.sample_problems import faculty

MOVES = 300_000


def made(problem, plan, moves=MOVES, **wanted):
    return generate(problem, plan, GenerationOrder(moves=moves, workers=1, **wanted))


def empty(problem):
    return tuple(None for _ in problem.events)


def test_a_faculty_is_generated_from_nothing():
    problem = faculty(3, groups=8)
    found = made(problem, empty(problem))
    assert found.feasible
    assert found.unplaced == ()


def test_the_tray_is_filled_and_nothing_else_moves():
    problem = faculty(3, groups=8)
    full = made(problem, empty(problem)).plan
    holed = tuple(None if index % 5 == 1 else place for index, place in enumerate(full))
    found = made(problem, holed, tray_only=True, seed=5, moves=1_000_000)
    assert found.unplaced == ()
    assert all(found.plan[index] == place for index, place in enumerate(holed) if place)


def test_only_the_chosen_lessons_move():
    problem = faculty(3, groups=8)
    full = made(problem, empty(problem)).plan
    chosen = frozenset(range(0, len(full), 3))
    found = made(problem, full, only=chosen, seed=9)
    assert all(found.plan[index] == place for index, place in enumerate(full) if index not in chosen)


def test_a_locked_lesson_stays():
    problem = faculty(3, groups=8)
    full = made(problem, empty(problem)).plan
    kept = {0: Lock(), 5: Lock()}
    found = made(replace(problem, locks=kept), full)
    assert [found.plan[index] for index in kept] == [full[index] for index in kept]


def test_keeping_the_plan_changes_less_than_starting_afresh():
    problem = faculty(3, groups=8)
    full = made(problem, empty(problem), moves=30_000).plan  # not a good one yet

    def moved(plan):
        return sum(1 for before, after in zip(full, plan, strict=True) if before != after)

    kept, afresh = made(problem, full, keep=True, seed=2), made(problem, full, seed=2)
    assert moved(kept.plan) < moved(afresh.plan) / 2
    assert judge(problem, kept.plan).feasible


def test_the_same_order_gives_the_same_plan():
    problem = faculty(4, groups=8)
    assert made(problem, empty(problem), seed=7).plan == made(problem, empty(problem), seed=7).plan
