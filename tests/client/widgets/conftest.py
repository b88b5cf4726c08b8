"""A small faculty on a board: two groups, three teachers, three rooms, a week of three days."""

from types import SimpleNamespace

import pytest

from client.widgets.file_dialogs import FileDialogs
from client.widgets.week_board import BoardModel, Edge, Face, group_views, room_views, teacher_views
from shared.timetabling.model import (
    EVEN,
    EVERY,
    ODD,
    TEACHER,
    Course,
    Event,
    Grid,
    Person,
    Place,
    Problem,
    Room,
)
from shared.timetabling.week.week import Week

GRID = Grid(days=3, slots=4, weeks=2)
KARIMOV, YUSUPOVA, RASULOV, A1, A2, B1, B2 = range(7)
HALL, SMALL, LAB = range(3)
MATHS, PHYSICS_A, PHYSICS_B, LAB_1, LAB_2, HISTORY, LONG = range(7)
LECTURE, CLASS, LABORATORY = Edge("L", "lecture", 0), Edge("C", "class", 1), Edge("B", "laboratory", 2)


def at(day, slot, room=None, phase=EVERY):
    return Place(GRID.time(day, slot, phase), room)


def make_problem():
    people = (
        Person("Karimov A.", kind=TEACHER),
        Person("Yusupova D.", kind=TEACHER, away=frozenset({(2, 3)})),
        Person("Rasulov J.", kind=TEACHER),
        *(Person(name) for name in ("21-01/1", "21-01/2", "21-02/1", "21-02/2")),
    )
    rooms = (Room("101", 100), Room("102", 30), Room("L1", 15, kind="lab"))
    courses = tuple(Course(name) for name in ("Maths", "Physics", "Chemistry", "History", "Practice"))
    events = (
        Event("Maths", 0, (KARIMOV, A1, A2, B1, B2), 50, rooms=frozenset({HALL})),
        Event("Physics A", 1, (YUSUPOVA, A1, A2), 25, rooms=frozenset({HALL, SMALL})),
        Event("Physics B", 1, (YUSUPOVA, B1, B2), 25, rooms=frozenset({HALL, SMALL})),
        Event("Lab 1", 2, (RASULOV, A1), 12, phases=(ODD, EVEN), room_kind="lab"),
        Event("Lab 2", 2, (RASULOV, A2), 12, phases=(ODD, EVEN), room_kind="lab"),
        Event("History", 3, (KARIMOV, A1, A2), 25, rooms=frozenset({HALL, SMALL})),
        Event("Practice", 4, (RASULOV, B1, B2), 25, duration=2, rooms=frozenset({SMALL})),
    )
    return Problem(
        "faculty",
        GRID,
        rooms,
        people,
        courses,
        events,
        slot_names=("08:30–09:50", "10:00–11:20", "11:30–12:50"),
    )


PLAN = (
    at(0, 0, HALL),
    at(0, 1, SMALL),
    at(1, 1, SMALL),
    at(0, 2, LAB, ODD),
    at(0, 2, LAB, EVEN),
    None,
    at(2, 0, SMALL),
)
FACES = (
    Face("Higher mathematics", "Maths", "21-01, 21-02", "Karimov A.", LECTURE),
    Face("General physics", "Physics", "21-01", "Yusupova D.", CLASS),
    Face("General physics", "Physics", "21-02", "Yusupova D.", CLASS),
    Face("Chemistry", "Chem.", "21-01/1", "Rasulov J.", LABORATORY),
    Face("Chemistry", "Chem.", "21-01/2", "Rasulov J.", LABORATORY),
    Face("History", "History", "21-01", "Karimov A.", CLASS),
    Face("Field practice", "Practice", "21-02", "Rasulov J.", CLASS),
)


@pytest.fixture
def board(qapp):
    """The board, with what it told its owner in `board.told` and the person in `board.heard`."""
    made = BoardModel(Week(make_problem(), PLAN), FACES)
    made.told, made.heard = [], []
    made.moved.connect(made.told.append)
    made.said.connect(made.heard.append)
    return made


@pytest.fixture
def faculty():
    """The names of what is on the board."""
    problem = make_problem()
    return SimpleNamespace(
        at=at,
        grid=GRID,
        groups=group_views(problem),
        teachers=teacher_views(problem),
        rooms=room_views(problem),
        plan=PLAN,
        hall=HALL,
        small=SMALL,
        lab=LAB,
        maths=MATHS,
        physics_a=PHYSICS_A,
        physics_b=PHYSICS_B,
        lab_1=LAB_1,
        lab_2=LAB_2,
        history=HISTORY,
        long=LONG,
    )


class MemorySettings(dict):
    """What a person's windows remember, for as long as the test."""

    def put(self, key, value):
        self[key] = value


@pytest.fixture
def files():
    return FileDialogs(MemorySettings())
