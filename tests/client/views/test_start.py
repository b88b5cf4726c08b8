"""The start page shows what waits, what is on and its numbers; the palette finds what is called so."""

from dataclasses import replace
from datetime import timedelta

import psycopg
import pytest
from PySide6.QtCore import Qt, QTimer

from client.core import clock
from client.data.records.list_filters import Filter
from client.data.records.start_blocks import Picture
from client.views.shell.palette import Palette
from client.views.shell.start.digest import DigestLines
from client.widgets.charts import ChartPanel, ChartView
from client.widgets.preview.printout import Printout
from client.widgets.record_list import RecordList
from shared.scripts import to_cyrillic
from tests.client.reach import act, press, said
from tests.timetable_scene import NEXT, TODAY, Scene

TOMORROW = TODAY + timedelta(days=1)


@pytest.fixture(scope="module", autouse=True)
def scene(database):
    """Lessons of today, of tomorrow and of the days after; what nobody teaches yet."""
    with psycopg.connect(database, autocommit=True) as admin:
        made = Scene(admin)
        for days, pair in ((0, 1), (0, 2), (1, 1), (2, 3)):
            made.lesson(day=TODAY + timedelta(days=days), pair=pair)
        made.lesson("other", day=TODAY, pair=3, employee_id=made.second, room_id=made.rooms[1])
        made.lesson("other", day=TOMORROW, pair=6, changed=True, reason="Kasallik", planned_day=NEXT)
        yield made


def page_of(program):
    return program.frame.pages.current().content


def counters(frame):
    page = frame.pages.current().content
    return {button.text().split("  ")[1]: button for button in page.buttons}


def number(button):
    return int(button.text().split("  ")[0].replace("\u202f", ""))


def digest(page, title):
    """The lines under a title, None if there are none."""
    return next((each for each in page.findChildren(DigestLines) if each.accessibleName() == title), None)


def texts(lines):
    return [tuple(lines.item(row, column).text() for column in range(3)) for row in range(lines.rowCount())]


def test_a_counter_opens_the_list_behind_it(signed_in, admin):
    admin.execute(
        "update students.student set group_id = null where id in (select s.id from students.student s "
        "join structure.unit u on u.id = s.faculty_id "
        "where u.code = '403-101' and s.status = '11' order by s.id limit 3)"
    )
    frame = signed_in("dean_geology").frame
    button = counters(frame)["Students without a group"]
    assert number(button) == 3
    button.click()
    shown = frame.pages.current().content
    assert isinstance(shown, RecordList)
    assert shown.rows.rowCount() == 3


def test_nothing_is_counted_that_is_not_there(signed_in, admin):
    admin.execute("update security.account set must_change_password = false")
    answered = "update clearance.line set answer = 'confirmed', answered_by = 'hr', answered_at = now()"
    admin.execute(f"{answered} where office = 'hr' and answer = 'open'")
    page = page_of(signed_in("hr"))
    assert page.buttons == []
    assert page.told.text() == "Nothing waits for you."


@pytest.mark.parametrize(
    "login",
    [
        "dean_geology",
        "management",
        "hr",
        "registrar",
        "tutor_geology",
        "admin",
    ],
)
def test_every_number_of_a_picture_is_that_of_the_list_it_opens(signed_in, login):
    program = signed_in(login)
    frame, page = program.frame, page_of(program)
    pictures = [each.shown for each in page.blocks if isinstance(each.shown, Picture)]
    assert pictures
    views = page.findChildren(ChartView)
    for picture, view in zip(pictures, views, strict=True):
        assert view.accessibleName() == picture.chart.title
        press(view, Qt.Key.Key_Home)
        mark = view.current()
        press(view, Qt.Key.Key_Return)
        opened = frame.pages.current().content
        if not isinstance(opened, RecordList):
            continue  # a sheet: it has its own test
        assert opened.rows.rowCount() == picture.chart.value(mark.category, mark.series)
        for (category, series), opening in picture.opens.items():
            filters = tuple(Filter.from_json(each) for each in opening.arguments["filters"])
            query = replace(opened.question.everything(), filters=(*opened.question.screen.only, *filters))
            assert query.count(frame.workplace.gateway) == (picture.chart.value(category, series) or 0)


def test_a_dean_sees_only_the_own_faculty(signed_in, admin):
    geology, both = (
        admin.execute(
            "select count(*) from students.student s join structure.unit u on u.id = s.faculty_id "
            "where s.status in ('11', '13', '15') and u.code like %s",
            [code],
        ).fetchone()[0]
        for code in ("403-101", "403-%")
    )
    wholes = [
        next(
            each.shown.chart.whole
            for each in page_of(signed_in(login)).blocks
            if isinstance(each.shown, Picture)
        )
        for login in ("dean_geology", "academic_office")
    ]
    assert geology < both
    assert wholes == [geology, both]


def test_a_teacher_sees_the_lessons_of_today_and_of_the_next_days(signed_in):
    program = signed_in("teacher_mineralogy")
    page = page_of(program)
    today = texts(digest(page, "Lessons: today"))
    assert [line[0] for line in today] == ["08:30", "10:00"]
    assert all("Mineralogiya" in line[1] for line in today)
    assert texts(digest(page, "The next days"))[0][0] == "tomorrow"
    lines = digest(page, "Lessons: today")
    lines.setFocus()
    press(lines, Qt.Key.Key_Return)
    assert page_of(program).title == "View of the timetable"


def test_what_is_today_is_another_thing_tomorrow(signed_in, monkeypatch):
    program = signed_in("teacher_mineralogy")
    page = page_of(program)
    program.frame.show()
    page.hide()
    monkeypatch.setattr(clock, "today", lambda: TOMORROW)
    page.show()
    assert [line[0] for line in texts(digest(page, "Lessons: today"))] == ["08:30", "▲ 16:00"]


def test_a_head_sees_the_department_today_and_the_load_that_nobody_has(signed_in, scene, admin):
    # What triggers would have done: the scene is made without them.
    statement = "update teaching.assignment set department_id = %s where class_id = any (%s)"
    admin.execute(statement, [scene.department, list(scene.classes.values())])
    program = signed_in("head_mineralogy")
    program.frame.show()
    page = page_of(program)
    assert len(texts(digest(page, "Lessons: today"))) == 3
    assert "Load not yet assigned" not in said(page)
    admin.execute("update teaching.assignment set hours = 12 where class_id = %s", [scene.classes["group"]])
    program.frame.workplace.changes.announce("teaching.assignment")
    lines = digest(page, "Load not yet assigned: 1 classes")
    assert texts(lines)[0][2].endswith("18 hours")
    press(lines, Qt.Key.Key_Return)
    load = page_of(program)
    shown = [row for row in range(load.grid.model.rowCount()) if not load.grid.view.isRowHidden(row)]
    assert [load.grid.class_at(row).id for row in shown] == [scene.classes["group"]]


def test_a_dean_is_told_what_is_changed_and_that_there_is_no_timetable(signed_in):
    page = page_of(signed_in("dean_geology"))
    assert [line[0] for line in texts(digest(page, "Changed lessons"))] == ["tomorrow, 6"]
    assert texts(digest(page, "Timetable")) == [("▲", "There is no timetable for this term yet.", "")]


def test_no_administrator_is_calmed_beside_a_missing_backup(signed_in, admin):
    admin.execute("delete from system.backup")
    page = page_of(signed_in("admin"))
    assert texts(digest(page, "The server"))[0][:2] == ("⚠ Backups", "There is no good backup yet.")
    assert "Nothing waits" not in said(page)


def test_rooms_in_use_are_those_of_the_pair(signed_in):
    page = page_of(signed_in("management"))
    rooms = next(each.chart for each in page.findChildren(ChartPanel) if each.chart.kind == "heat")
    assert rooms.title == "Rooms in use: today"
    assert rooms.series[0].values[:4] == (1, 1, 1, None)


def test_the_numbers_are_counted_again_when_something_changed(signed_in, admin):
    program = signed_in("hr")
    program.frame.show()
    page, frame = page_of(program), program.frame
    before = len(page.buttons)
    admin.execute("update security.account set must_change_password = true where login = 'marketing'")
    frame.workplace.changes.announce("security.account")
    assert len(page.buttons) == before + 1
    admin.execute("update security.account set must_change_password = false where login = 'marketing'")
    frame.workplace.changes.announce("security.account")
    assert len(page.buttons) == before


def test_a_counter_keeps_the_focus_when_it_is_counted_again(signed_in, admin, qapp):
    program = signed_in("hr")
    frame = program.frame
    frame.show()
    frame.activateWindow()
    new = "update security.account set must_change_password = %s where login = any(%s)"
    logins = ["marketing", "accounting"]
    admin.execute(new, [True, logins[:1]])
    frame.workplace.changes.announce("security.account")
    button = page_of(program).buttons[-1]
    button.setFocus()
    before = number(button)
    admin.execute(new, [True, logins])
    frame.workplace.changes.announce("security.account")
    qapp.processEvents()
    assert page_of(program).buttons[-1] is button
    assert button.hasFocus()
    assert number(button) == before + 1
    admin.execute(new, [False, logins])


def test_a_picture_is_printed_with_its_numbers(signed_in):
    program = signed_in("management")
    act(page_of(program).findChild(ChartPanel), "Print preview").trigger()
    assert isinstance(page_of(program), Printout)


def test_a_role_without_work_is_told_so(signed_in):
    page = page_of(signed_in("doctoral_office"))
    assert page.buttons == page.blocks == []
    assert page.told.text().startswith("Nothing waits for you.")


@pytest.fixture
def palette(signed_in, qtbot):
    """palette("dean_geology"): the open palette of that person and the frame behind it."""

    def show(login, language="en"):
        frame = signed_in(login, language=language).frame
        frame.show_palette()
        opened = frame.findChild(Palette)
        opened.findChild(QTimer).setInterval(0)
        return frame, opened

    return show


def lines(palette):
    return [palette.list.item(row).text() for row in range(palette.list.count())]


@pytest.mark.parametrize("typed", ["backups", "zaxira", "Захира", "резерв", "nusxa zax"])
def test_a_window_is_found_in_any_language(palette, typed):
    _frame, opened = palette("admin")
    opened.line.setText(typed)
    assert [line.split("   ")[0] for line in lines(opened)] == ["Backups"]


def test_a_window_of_another_role_is_not_found(palette):
    _frame, opened = palette("dean_geology")
    opened.line.setText("backups")
    assert lines(opened) == []


@pytest.mark.parametrize("spelling", ["{name}", "{cyrillic}", "{plain}"])
def test_a_student_is_found_in_either_alphabet_and_opened(palette, admin, qtbot, spelling):
    name, surname = admin.execute(
        "select s.full_name, s.surname from students.student s join structure.unit u on u.id = s.faculty_id "
        "where u.code = '403-101' and s.surname ~ 'ʻ' order by s.id limit 1"
    ).fetchone()
    frame, opened = palette("dean_geology")
    typed = spelling.format(name=name, cyrillic=to_cyrillic(name), plain=name.replace("ʻ", "").lower())
    opened.line.setText(typed)
    qtbot.waitUntil(lambda: any(name in line for line in lines(opened)), timeout=5000)
    opened.list.setCurrentRow(next(row for row, line in enumerate(lines(opened)) if name in line))
    opened.line.returnPressed.emit()
    assert surname in frame.pages.current().title


def test_a_student_of_another_faculty_is_not_found(palette, admin, qtbot):
    name = admin.execute(
        "select s.full_name from students.student s join structure.unit u on u.id = s.faculty_id "
        "where u.code = '403-102' order by s.id limit 1"
    ).fetchone()[0]
    _frame, opened = palette("dean_geology")
    opened.line.setText(name)
    qtbot.waitUntil(lambda: opened.told.text() != "Searching…", timeout=5000)
    assert lines(opened) == []
    assert opened.told.text().startswith("Nothing is called so")


@pytest.mark.parametrize(
    ("login", "table", "column", "shown"),
    [
        ("academic_office", "infrastructure.room", "name", "name"),
        ("academic_office", "subjects.subject", "name_uz", "coalesce(name_en, name_uz)"),
        ("academic_office", "structure.unit", "name_uz", "coalesce(name_en, name_uz)"),
        ("dean_geology", "curriculum.curriculum", "name", "name"),
    ],
)
def test_a_record_of_any_kind_is_found_and_shown(palette, qtbot, login, table, column, shown):
    """By its Uzbek name too, whatever the language of the interface."""
    frame, opened = palette(login)
    typed, name = frame.workplace.gateway.one(
        f"select {column}, {shown} from {table} order by length({column}), id limit 1"
    )
    opened.line.setText(typed)
    qtbot.waitUntil(lambda: any(line.startswith(name) for line in lines(opened)), timeout=5000)
    rows = [row for row, line in enumerate(lines(opened)) if line.startswith(name)]
    opened.list.setCurrentRow(rows[0])
    opened.line.returnPressed.emit()
    page = frame.pages.current().content
    if isinstance(page, RecordList):
        assert name in {page.rows.text(page.table.currentIndex().row(), place) for place in range(2)}
    else:
        assert name in page.title or page.tree.current().name == name


def test_a_group_opens_its_students(palette, admin, qtbot):
    group = admin.execute(
        'select g.name from students."group" g join structure.unit u on u.id = g.faculty_id '
        "where u.code = '403-101' and g.active order by g.name desc limit 1"
    ).fetchone()[0]
    frame, opened = palette("dean_geology")
    opened.line.setText(group)
    qtbot.waitUntil(lambda: any(line.startswith(f"{group} ") for line in lines(opened)), timeout=5000)
    row = next(row for row, line in enumerate(lines(opened)) if line.startswith(f"{group} "))
    opened.list.setCurrentRow(row)
    opened.line.returnPressed.emit()
    shown = frame.pages.current().content
    assert shown.title == "Student list"
    assert shown.rows.rowCount() > 0
