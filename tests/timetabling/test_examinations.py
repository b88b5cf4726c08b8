"""Finals of a term: never two of a group within two days, no examiner who teaches the group, rooms by size."""

import itertools

from hypothesis import given, settings
from hypothesis import strategies as some

from shared.timetabling.examinations import (
    Exam,
    ExamProblem,
    ExamSlot,
    breaches,
    plan,
)

DAYS = (0, 1, 2, 3, 4, 5, 7, 8, 9, 10, 11, 12)
PAIRS = (1, 2, 3, 4)


def problem(exams, seats, days=DAYS, **values):
    return ExamProblem(
        tuple(exams), days, PAIRS, {(day, pair): seats for day in days for pair in PAIRS}, **values
    )


def test_a_faculty_is_planned_without_a_breach():
    exams = [Exam(group * 10 + n, group, 25, (n, n + 1, 7)) for group in range(20) for n in range(6)]
    asked = problem(exams, dict.fromkeys(range(12), 30))
    made = plan(asked)
    assert made.unplaced == {}
    assert breaches(asked, made.placed) == ()


def test_finals_of_a_group_are_spread_over_the_time():
    made = plan(problem([Exam(n, 1, 20, (1,)) for n in range(4)], {1: 30}))
    days = sorted(slot.day for slot in made.placed.values())
    assert days[0] <= 1
    assert days[-1] >= 11
    assert min(b - a for a, b in itertools.pairwise(days)) >= 3


def test_only_one_room_and_examiner_makes_them_take_turns():
    exams = [Exam(group, group, 20, (1,)) for group in range(48)]
    asked = problem(exams, {1: 30})
    made = plan(asked)
    assert made.unplaced == {}
    assert breaches(asked, made.placed) == ()


def test_a_crowded_time_is_filled_by_moving_what_stands_in_the_way():
    exams = [Exam(group * 10 + n, group, 20, (n, n + 10)) for group in range(11) for n in range(4)]
    asked = problem(exams, {1: 30})
    made = plan(asked)
    assert made.unplaced == {}, "44 finals in 48 hours of the only room"
    assert breaches(asked, made.placed) == ()


def test_what_is_impossible_is_named():
    exams = [
        Exam(1, 1, 20, ()),
        Exam(2, 2, 90, (1,)),
        *(Exam(10 + n, 3, 20, (1, 2)) for n in range(8)),
    ]
    made = plan(problem(exams, {1: 30}))
    assert made.unplaced[1] == "examiner"
    assert made.unplaced[2] == "room"
    assert [why for number, why in made.unplaced.items() if number >= 10] == ["days"] * 2


def test_what_is_fixed_stays_and_is_respected():
    fixed = {1: ExamSlot(5, 2, 1, 1)}
    exams = [Exam(1, 1, 20, (1,)), Exam(2, 1, 20, (1,)), Exam(3, 2, 20, (1,))]
    asked = problem(exams, {1: 30}, fixed=fixed)
    made = plan(asked)
    assert made.placed[1] == fixed[1]
    assert breaches(asked, made.placed) == ()
    assert abs(made.placed[2].day - 5) >= 2


def test_busy_groups_and_examiners_are_left_alone():
    busy = frozenset((1, (day, pair)) for day in DAYS for pair in PAIRS if (day, pair) != (4, 3))
    made = plan(problem([Exam(1, 1, 20, (1, 2))], {1: 30}, busy_groups=busy))
    assert (made.placed[1].day, made.placed[1].pair) == (4, 3)
    away = frozenset((1, (day, pair)) for day in DAYS for pair in PAIRS)
    made = plan(problem([Exam(1, 1, 20, (1, 2))], {1: 30}, busy_examiners=away))
    assert made.placed[1].examiner == 2


def test_a_final_of_several_pairs_fits_into_the_day():
    asked = problem([Exam(n, n, 20, (1,), pairs=3) for n in range(12)], {1: 30})
    made = plan(asked)
    assert made.unplaced == {}
    assert breaches(asked, made.placed) == ()
    assert {slot.pair for slot in made.placed.values()} <= {1, 2}


def test_the_same_seed_gives_the_same_plan():
    asked = problem([Exam(n, n // 4, 20, (1, 2, 3)) for n in range(40)], {1: 30, 2: 25})
    assert plan(asked, 5) == plan(asked, 5)


def test_breaches_are_seen():
    asked = problem([Exam(1, 1, 20, (1,)), Exam(2, 1, 40, (2,))], {1: 30})
    wrong = {1: ExamSlot(0, 1, 1, 9), 2: ExamSlot(1, 1, 1, 2)}
    assert set(breaches(asked, wrong)) == {"examiner of 1", "room of 2", "days of group 1"}
    assert "room 1 twice" in breaches(asked, {1: ExamSlot(0, 1, 1, 1), 2: ExamSlot(0, 1, 1, 2)})


@settings(max_examples=40, deadline=None)
@given(
    some.lists(
        some.tuples(
            some.integers(0, 6), some.integers(5, 60), some.sets(some.integers(1, 5)), some.integers(1, 2)
        ),
        max_size=40,
    ),
    some.dictionaries(some.integers(1, 5), some.integers(10, 60), max_size=5),
)
def test_no_plan_ever_breaks_a_rule(wanted, seats):
    exams = [
        Exam(number, group, size, tuple(sorted(who)), pairs)
        for number, (group, size, who, pairs) in enumerate(wanted)
    ]
    asked = problem(exams, seats)
    made = plan(asked)
    assert breaches(asked, made.placed) == ()
    assert made.placed.keys() | made.unplaced.keys() == {exam.id for exam in exams}
