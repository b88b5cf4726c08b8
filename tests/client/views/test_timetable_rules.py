"""Rules of days and ways between buildings at the desk, and what becomes of a weekly ceiling."""

import psycopg
import pytest
from sqlalchemy import select

from client.data.timetable import day_rules, travel, versions
from client.data.timetable.rows import read as read_version
from client.views.timetable.constraints.day_rules import DayRules
from client.views.timetable.constraints.travel import TravelWays
from client.views.timetable.versions.findings import sentence
from shared.models.infrastructure import Building
from tests.timetable_scene import NEXT, Scene


@pytest.fixture(scope="module")
def scene(database):
    with psycopg.connect(database, autocommit=True) as admin:
        yield Scene(admin)


@pytest.fixture(autouse=True)
def nothing_ruled(admin):
    admin.execute("delete from timetable.day_rule")
    admin.execute("delete from timetable.travel")


@pytest.fixture
def rules_of(qtbot, workplace_of, scene):
    def make(login):
        window = DayRules(workplace_of(login))
        qtbot.addWidget(window)
        window.show()
        window.faculty.setCurrentIndex(max(0, window.faculty.findData(scene.faculty)))
        window.term.setCurrentIndex(window.term.findData(scene.term))
        return window

    return make


@pytest.fixture
def ways_of(qtbot, workplace_of):
    def make(login, desk=None):
        window = TravelWays(desk or workplace_of(login))
        qtbot.addWidget(window)
        window.show()
        return window

    return make


def write(grid, row, column, value):
    model = grid.model
    place = [each.key for each in model.columns].index(column)
    model.setData(model.index(model.row_keys.index(row), place), str(value))


def read_rules(window):
    return {rule.key: rule for rule in day_rules.read(window.editor.workplace.gateway, window.scope)}


def test_common_rules_and_one_exception_are_stored_together(rules_of, scene):
    window = rules_of("dean_geology")
    assert window.grid.model.row_keys == ["teacher/", "group/"]
    write(window.grid, "teacher/", "pairs_a_day", 4)
    window.whose.choose("teacher", scene.second, "Boshqa")
    window.add()
    key = f"teacher/{scene.second}"
    write(window.grid, key, "days_a_week", 2)
    window.save()
    assert "2" in window.message.text()
    found = read_rules(window)
    assert found["teacher/"].values == (4, None, None, None, 1, 1)
    assert found[key].values == (None, None, 2, None, 1, 1)
    draft = versions.create(window.editor.workplace.gateway, scene.term, scene.faculty, "Qoida", NEXT, None)
    assert len(read_version(window.editor.workplace.gateway, draft).day_rules) == 2


def test_an_impossible_limit_says_so_and_nothing_is_stored(rules_of):
    window = rules_of("dean_geology")
    write(window.grid, "teacher/", "pairs_a_day", 4)
    write(window.grid, "group/", "days_a_week", 9)
    window.save()
    assert "At most 6" in window.message.text()
    assert read_rules(window)["teacher/"].id is None


def test_a_rule_is_removed_and_the_common_one_stays_empty_in_its_place(rules_of):
    window = rules_of("dean_geology")
    write(window.grid, "group/", "gap_cost", 7)
    window.save()
    row = window.grid.model.row_keys.index("group/")
    window.grid.view.setCurrentIndex(window.grid.model.index(row, 1))
    window.remove()
    assert read_rules(window)["group/"].id is None
    assert "group/" in window.grid.model.row_keys
    write(window.grid, "group/", "gap_cost", 2)
    window.save()
    assert read_rules(window)["group/"].values[4] == 2


def test_unsaved_rules_come_back_when_one_turns_back_to_their_faculty(rules_of, scene):
    window = rules_of("academic_office")
    window.whose.choose("teacher", scene.second, "Boshqa")
    window.add()
    key = f"teacher/{scene.second}"
    write(window.grid, key, "days_a_week", 2)
    here = window.faculty.currentIndex()
    window.faculty.setCurrentIndex((here + 1) % window.faculty.count())
    assert not window.grid.model.unsaved()
    window.faculty.setCurrentIndex(here)
    assert window.grid.model.text((key, "days_a_week")) == "2"
    assert window.grid.model.text((key, "name")) == "Boshqa"
    window.save()
    assert read_rules(window)[key].values[2] == 2


def test_typed_ways_come_back_after_closing(ways_of, workplace_of):
    window = ways_of("academic_office")
    first, second = window.grid.model.row_keys[:2]
    write(window.grid, first, str(second), 15)
    window.both.setChecked(False)
    write(window.grid, second, str(first), 20)
    assert window.may_close()
    again = ways_of("academic_office", window.editor.workplace)
    assert again.grid.changes() == {(first, second): 15, (second, first): 20}


def test_the_rules_of_another_faculty_are_not_seen(rules_of, scene):
    geology, mining = rules_of("dean_geology"), rules_of("dean_mining")
    write(geology.grid, "teacher/", "pairs_a_day", 4)
    geology.save()
    assert mining.faculty.findData(scene.faculty) == -1
    foreign = day_rules.Scope(scene.faculty, scene.term)
    assert all(rule.id is None for rule in day_rules.read(mining.editor.workplace.gateway, foreign))


def test_the_check_list_names_who_is_over_the_weekly_ceiling(rules_of, scene):
    window = rules_of("dean_geology")
    gateway = window.editor.workplace.gateway
    draft = versions.create(gateway, scene.term, scene.faculty, "Haftalik", NEXT, None)
    write(window.grid, "teacher/", "pairs_a_week", 1)
    write(window.grid, "group/", "pairs_a_week", 60)
    window.save()
    found = [each for each in versions.checklist(gateway, draft) if each.kind == "over_week"]
    assert len(found) == 1
    assert not found[0].serious
    assert "pairs a week in this version, at most 1 are allowed" in sentence(found[0], None)
    window.whose.choose("teacher", scene.teacher, "O")
    window.add()
    write(window.grid, f"teacher/{scene.teacher}", "pairs_a_week", 40)
    window.save()
    assert not [each for each in versions.checklist(gateway, draft) if each.kind == "over_week"]


def test_a_way_is_as_long_back_unless_told_otherwise(ways_of):
    window = ways_of("academic_office")
    first, second = window.grid.model.row_keys[:2]
    write(window.grid, first, str(second), 15)
    assert window.grid.model.text((second, str(first))) == "15"
    window.grid.model.undo_stack.undo()
    assert window.grid.model.text((second, str(first))) == ""
    write(window.grid, first, str(second), 15)
    window.both.setChecked(False)
    write(window.grid, second, str(first), 20)
    window.save()
    gateway = window.editor.workplace.gateway
    assert travel.read(gateway).minutes == {(first, second): 15, (second, first): 20}
    write(window.grid, first, str(second), "")
    window.save()
    assert travel.read(gateway).minutes == {(second, first): 20}


def test_a_building_has_no_way_to_itself(ways_of):
    window = ways_of("academic_office")
    assert all(window.grid.model.is_locked(place, place + 1) for place in range(2))


def test_a_dean_reads_ways_and_writes_none(ways_of, workplace_of):
    office = workplace_of("academic_office").gateway
    first, second = (row[0] for row in office.rows(select(Building.id).order_by(Building.id).limit(2)))
    travel.save(office, travel.read(office), {(first, second): 12})
    window = ways_of("dean_geology")
    assert window.grid.model.text((first, str(second))) == "12"
    assert all(column.read_only for column in window.grid.model.columns)
    assert not window.both.isVisible()
