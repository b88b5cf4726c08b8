"""What is impossible, as data, against what the week and the solver find."""

import pytest
from hypothesis import HealthCheck, given, settings

from shared.timetabling.diagnosis.explain import sentence
from shared.timetabling.diagnosis.infeasibility import (
    CrowdedPerson,
    CrowdedRooms,
    Lack,
    NoRoom,
    NoTime,
    impossible,
)
from shared.timetabling.model import Course, Event, Grid, Lock, Person, Place, Problem, Room
from tests.timetabling.problems import problems

CAREFUL = settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow])
ROOMS = (Room("A", 28), Room("Lab", 15, "lab", frozenset({"microscope"})))


def problem(*events, **more):
    people = (Person("Anna", away=frozenset({(0, 0)})), Person("101"))
    return Problem("test", Grid(1, 3), ROOMS, people, (Course("x"),), events, **more)


@pytest.mark.parametrize(
    ("event", "found"),
    [
        (Event("x", 0, size=29), NoRoom(0, Lack.SEATS, 0)),
        (Event("x", 0, room_kind="gym"), NoRoom(0, Lack.KIND)),
        (Event("x", 0, equipment=frozenset({"piano"})), NoRoom(0, Lack.EQUIPMENT)),
        (Event("x", 0, rooms=frozenset()), NoRoom(0, Lack.NONE_ALLOWED)),
        (Event("x", 0, (0, 1), duration=3), NoTime(0, (0,))),
    ],
)
def test_a_lesson_without_a_place_is_told_with_its_reason(event, found):
    assert impossible(problem(event))[0] == found


def test_a_lock_to_an_unfit_room_is_the_reason():
    locked = problem(Event("x", 0, size=20), present=(Place(0, 1),), locks={0: Lock()})
    assert impossible(locked) == [NoRoom(0, Lack.LOCK)]


def test_crowds_are_told_with_their_hours():
    events = [Event("x", 0, (0,), room_kind="lab") for _ in range(4)]
    assert impossible(problem(*events)) == [CrowdedPerson(0, (0, 1, 2), 3, 2), CrowdedRooms((1,), 4, 2)]


@CAREFUL
@given(problems())
def test_every_finding_has_a_sentence(made):
    assert all(sentence(made, found).endswith(".") for found in impossible(made))
