"""The academic office sees who holds rooms and hours of a term, and comes from there to the records."""

import psycopg
import pytest
from sqlalchemy import select, update

from client.data.timetable import versions
from client.views.timetable.holdings import WhoHoldsWhat
from shared.models.timetable import Card
from tests.client.reach import act, field, said
from tests.timetable_scene import NEXT, Scene


@pytest.fixture(scope="module")
def scene(database):
    with psycopg.connect(database, autocommit=True) as admin:
        yield Scene(admin)


@pytest.fixture
def office(workplace_of):
    return workplace_of("academic_office")


@pytest.fixture
def shown(qtbot, office, scene):
    """The window at the term of the scene."""

    def show():
        window = WhoHoldsWhat(office)
        qtbot.addWidget(window)
        window.restore({"term": scene.term})
        window.show()
        return window

    return show


def lines(table):
    return [
        [table.text(row, place) for place in range(table.lines.columnCount())]
        for row in range(table.rowCount())
    ]


@pytest.fixture
def draft(workplace_of, scene):
    """A draft on the common board: one class in a room every week, one without a room every other week."""
    dean = workplace_of("dean_geology")
    made = versions.create(dean.gateway, scene.term, scene.faculty, "Asosiy", NEXT, None)
    statement = select(Card.id, Card.class_id).where(Card.version_id == made)
    for card, class_id in dean.gateway.rows(statement):
        weekly = class_id == scene.classes["group"]
        place = {"pair": 1, "room_id": scene.rooms[0]} if weekly else {"pair": 2, "phase": 1}
        dean.gateway.execute(update(Card).where(Card.id == card).values(day=1, **place))
    versions.share(dean.gateway, made)
    yield made
    versions.withdraw(dean.gateway, made)


def test_nobody_holds_anything_at_first(shown):
    window = shown()
    assert "No faculty holds anything" in said(window)
    assert lines(field(window, "Faculties")) == []


def test_what_a_faculty_and_its_classes_hold(shown, scene, draft):
    window = shown()
    [faculty] = lines(field(window, "Faculties"))
    assert faculty[1:] == ["Asosiy", "Shared draft", "2", "1", "1", "1 / 150"]
    held = {line[2]: line[6:] for line in lines(field(window, "Classes"))}
    assert held == {scene.group_name: ["1", "1"], "other": ["0,5", "0"]}
    assert "at most 150 places" in said(window)


def test_from_there_one_comes_to_the_records(shown, office, scene, draft):
    window = shown()
    act(window, "Open the version").trigger()
    field(window, "Classes").go_to(1)
    act(window, "Open the classes").trigger()
    [builder, (key, arguments)] = office.navigator.opened
    assert builder == ("schedule-info", {"version_id": draft})
    assert key == "class"
    assert ["name", "equals", ["other"], []] in arguments["filters"]
