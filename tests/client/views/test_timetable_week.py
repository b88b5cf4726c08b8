"""The week of a group, a teacher or a room as each role sees it."""

from datetime import timedelta

import openpyxl
import psycopg
import pytest
from PySide6.QtCore import Qt

from client.core.actions import keys_of
from client.views.timetable.week.view import WeekView
from client.widgets.preview.drawing import page_count
from tests.client.reach import saved_pdf
from tests.timetable_scene import MONDAY, Scene

WEDNESDAY = MONDAY + timedelta(days=2)


@pytest.fixture(scope="module")
def scene(database):
    with psycopg.connect(database, autocommit=True) as admin:
        made = Scene(admin)
        made.lesson(pair=1)
        made.lesson(
            day=WEDNESDAY, pair=2, planned_day=MONDAY, planned_pair=3, changed=True, reason="Kasallik"
        )
        made.lesson(pair=4, state="cancelled", changed=True, reason="Bayram")
        made.lesson("other", pair=2, employee_id=made.second)
        yield made


class Opened:
    """A navigator that keeps what it was given."""

    def __init__(self):
        self.presented, self.said = [], []

    def present(self, widget):
        self.presented.append(widget)

    def say(self, sentence, *_acts):
        self.said.append(sentence)


@pytest.fixture
def opened(qtbot, workplace_of, scene, tmp_path):
    """opened("tutor_geology"): the window of that person on the Monday of the scene."""

    def make(login, role=None, day=MONDAY):
        workplace = workplace_of(login, role)
        object.__setattr__(workplace, "navigator", Opened())
        view = WeekView(workplace, lambda: day, lambda _parent, name, _kinds: str(tmp_path / name))
        view.workplace = workplace
        qtbot.addWidget(view)
        view.resize(1300, 640)
        view.show()
        return view

    return make


def held(view):
    """Every text in the table."""
    model = view.table.week
    return [
        model.index(row, column).data()
        for column in range(model.columnCount())
        for row in range(model.rowCount())
        if model.index(row, column).data()
    ]


def test_a_teacher_opens_on_the_own_week(opened, scene):
    view = opened("teacher_mineralogy")
    assert not view.whose.isVisible()
    assert len(held(view)) == 3
    assert all(scene.group_name in text for text in held(view))
    assert "week 12, even" in view.told.text()
    assert "lessons: 3" in view.told.text()


def test_a_line_of_the_start_page_comes_to_its_lesson(opened):
    """The lesson itself, not only its week; the next line needs no further window."""
    view = opened("teacher_mineralogy")
    week = view.table.week
    cells = [week.index(row, day) for row in range(week.rowCount()) for day in range(week.columnCount())]
    lessons = [lesson for cell in cells for lesson in week.lessons(cell)]
    last = max(lessons, key=lambda each: (each.day, each.pair))
    assert last not in week.lessons(view.table.currentIndex())
    assert view.turns_to(day=last.day.isoformat(), pair=last.pair)
    assert last in week.lessons(view.table.currentIndex())
    assert not view.turns_to()


def test_a_tutor_opens_on_an_own_group(opened, scene):
    view = opened("tutor_geology")
    view.whose.choose("group", scene.group, scene.group_name)
    view.reload()
    assert len(held(view)) == 3
    assert all("Mineralogiya" in text for text in held(view))


def test_a_dean_opens_on_a_group_of_the_faculty_that_has_lessons(opened, admin):
    admin.execute("delete from system.person_setting")
    assert held(opened("dean_geology"))


@pytest.mark.parametrize("login", ["academic_office", "management", "registrar"])
def test_who_works_for_the_university_opens_on_nobody_by_chance(opened, admin, login):
    admin.execute("delete from system.person_setting")
    view = opened(login)
    assert view.whose.value() is None
    assert "Choose a group" in view.told.text()


def test_a_head_opens_on_the_own_week_and_hears_what_is_not_shown(opened, scene, admin):
    admin.execute("delete from system.person_setting")
    view = opened("head_mineralogy")
    assert view.whose.value()[0] == scene.second
    assert len(held(view)) == 1
    assert "Lessons of other departments are not shown" in view.told.text()


def test_on_a_sunday_the_next_week_is_shown(opened):
    assert opened("teacher_mineralogy", day=MONDAY - timedelta(days=1)).monday() == MONDAY


def test_without_lessons_the_youngest_group_is_shown(opened, admin):
    admin.execute("delete from system.person_setting")
    view = opened("dean_geology", day=MONDAY + timedelta(weeks=30))
    number, _name = view.whose.value()
    year, youngest = admin.execute(
        """select g.entry_year, (select max(o.entry_year) from students."group" o where o.faculty_id = g.faculty_id)
             from students."group" g where g.id = %s""",
        [number],
    ).fetchone()
    assert year == youngest


@pytest.mark.parametrize("login", ["academic_office", "management", "registrar", "dean_geology"])
def test_offices_choose_a_group_a_teacher_or_a_room(opened, scene, login):
    view = opened(login)
    view.whose.choose("group", scene.group, scene.group_name)
    view.reload()
    assert len(held(view)) == 3
    view.whose.choose("teacher", scene.second, "Hasanova")
    view.reload()
    assert len(held(view)) == 1
    view.whose.choose("room", scene.rooms[0], "101")
    view.reload()
    assert len(held(view)) == 4


def test_a_head_of_department_chooses_teachers_and_rooms(opened, scene):
    view = opened("head_mineralogy")
    assert view.whose.kind.findData("group") == -1
    assert view.table.week.headerData(0, Qt.Orientation.Horizontal) == f"Monday, {MONDAY:%d.%m}"
    assert not view.message.isVisible()
    view.whose.choose("teacher", scene.second, "Hasanova")
    view.reload()
    assert len(held(view)) == 1


def test_the_dean_of_another_faculty_sees_nothing_of_it(opened, scene):
    view = opened("dean_mining")
    view.whose.choose("room", scene.rooms[0], "101")
    view.reload()
    assert held(view) == []
    assert "No lessons" in view.told.text()


def test_what_was_changed_says_so_in_words(opened, scene):
    view = opened("teacher_mineralogy")
    together = "\n".join(held(view))
    assert "Cancelled" in together
    assert f"From {MONDAY:%d.%m}, pair 3" in together
    assert "changed: 2" in view.told.text()


def test_the_room_stands_before_its_building(opened, scene, admin):
    room, building = admin.execute(
        """select r.name, b.name from infrastructure.room r join infrastructure.building b on b.id = r.building_id
            where r.id = %s""",
        [scene.rooms[0]],
    ).fetchone()
    assert f"{room}, {building}" in "\n".join(held(opened("teacher_mineralogy")))


def test_pointing_at_a_cell_tells_everything_about_it(opened, qtbot, scene):
    view = opened("teacher_mineralogy")
    view.table.setCurrentIndex(view.table.week.index(1, 2))
    texts = [label.text() for label in view.details.findChildren(type(view.told))]
    assert "Mineralogiya" in texts
    assert f"{WEDNESDAY:%d.%m.%Y}, Wednesday" in texts
    assert "Kasallik" in texts
    qtbot.keyClick(view.table, Qt.Key.Key_Right)
    assert "Nothing is held at this time." in [
        label.text() for label in view.details.findChildren(type(view.told))
    ]


def test_weeks_are_turned_by_keys_and_by_the_calendar(opened):
    view = opened("teacher_mineralogy")
    assert ("Alt+Right", "Week after") in keys_of(view)
    next(made for made in view.actions() if made.text() == "Week after").trigger()
    assert view.monday() == MONDAY + timedelta(days=7)
    assert "No lessons are held in this week." in view.told.text()
    view.go_to(MONDAY + timedelta(days=5))
    assert view.monday() == MONDAY
    assert len(held(view)) == 3


def test_the_chosen_one_is_remembered(opened, scene):
    first = opened("academic_office")
    first.whose.choose("room", scene.rooms[0], "101")
    first.reload()
    state = first.state()
    assert state == {"whose": "room", "chosen": [scene.rooms[0], "101"]}
    second = opened("academic_office")
    second.restore(state)
    assert second.whose.value() == (scene.rooms[0], "101")


@pytest.mark.parametrize("login", ["teacher_mineralogy", "management"])
def test_a_week_goes_to_paper_excel_and_calendar(opened, scene, tmp_path, login):
    view = opened(login)
    if login == "management":
        view.whose.choose("group", scene.group, scene.group_name)
        view.reload()
    view.outgoing.print_week()
    preview = view.workplace.navigator.presented[0].preview
    assert page_count(saved_pdf(preview, tmp_path)) == 1
    view.outgoing.save_excel()
    book = openpyxl.load_workbook(next(tmp_path.glob("*.xlsx")))
    texts = [str(cell.value) for row in book.worksheets[0].iter_rows() for cell in row if cell.value]
    assert any("Mineralogiya" in text for text in texts)
    view.outgoing.save_calendar()
    events = next(tmp_path.glob("*.ics")).read_bytes().decode()
    assert events.count("BEGIN:VEVENT") == 3
    assert "STATUS:CANCELLED" in events
    assert f"DTSTART;TZID=Asia/Tashkent:{MONDAY:%Y%m%d}T083000" in events
    assert all(len(line.encode()) <= 75 for line in events.split("\r\n"))
    assert len(view.workplace.navigator.said) == 2


def test_nobody_chosen_is_said_before_printing(opened):
    view = opened("academic_office")
    view.whose.lookups["group"].set_value(None)
    view.outgoing.print_week()
    assert view.message.isVisible()
    assert view.workplace.navigator.presented == []
