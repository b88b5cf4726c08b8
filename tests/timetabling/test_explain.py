"""What is impossible is told at once, by name."""

import pytest

from shared.timetabling.diagnosis.explain import explain
from shared.timetabling.model import Course, Event, Grid, Person, Problem, Room
from shared.timetabling.solver.sample_problems import competition, faculty

ROOMS = (Room("A", 28), Room("Lab", 15, "lab", frozenset({"microscope"})))


def problem(*events, away=(), grid=None):
    people = (Person("Anna", away=frozenset(away)), Person("101"))
    return Problem("test", grid or Grid(1, 3), ROOMS, people, (Course("x"),), events)


@pytest.mark.parametrize(
    ("event", "sentence"),
    [
        (Event("Art", 0, size=29), "Art has no room: 29 students come and the largest, A, seats 28."),
        (Event("Art", 0, room_kind="gym"), "Art has no room: none is of the kind “gym”."),
        (Event("Art", 0, equipment=frozenset({"piano"})), "Art has no room: none has piano."),
        (Event("Art", 0, rooms=frozenset()), "Art has no room: none is allowed."),
        (Event("Art", 0, (0,), duration=3), "Art has no time when Anna could all come."),
    ],
)
def test_a_lesson_without_a_place_says_why(event, sentence):
    assert explain(problem(event, away=[(0, 0)]))[0] == sentence


def test_a_teacher_with_more_lessons_than_hours_is_named():
    lessons = [Event(f"lesson {n}", 0, (0,)) for n in range(3)]
    assert explain(problem(*lessons, away=[(0, 1)])) == [
        "Anna: 3 hours of lessons (lesson 0, lesson 1, lesson 2) have only 2 hours open to them."
    ]


def test_a_few_lessons_crowded_into_few_hours_are_found_among_many():
    free = [Event("free", 0, (0,))]
    narrow = [Event(f"narrow {n}", 0, (0,), times=frozenset({1})) for n in range(2)]
    assert explain(problem(*free, *narrow)) == [
        "Anna: 2 hours of lessons (narrow 0, narrow 1) have only 1 hours open to them."
    ]


def test_rooms_with_more_lessons_than_hours_are_named():
    lessons = [Event(f"lesson {n}", 0, room_kind="lab") for n in range(4)]
    assert explain(problem(*lessons)) == ["4 hours of lessons must be held in Lab, which are open for 3."]


def test_rooms_are_counted_only_when_the_lessons_could_be_there():
    lessons = [Event(f"lesson {n}", 0, room_kind="lab", times=frozenset({0, 1})) for n in range(3)]
    assert explain(problem(*lessons)) == ["3 hours of lessons must be held in Lab, which are open for 2."]


@pytest.mark.parametrize("made", [competition(1), faculty(1)], ids=["competition", "faculty"])
def test_a_possible_problem_has_nothing_to_explain(made):
    assert explain(made) == []
