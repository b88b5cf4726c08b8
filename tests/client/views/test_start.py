"""The start page counts the work that waits, and the palette finds what is called so."""

import pytest
from PySide6.QtCore import QTimer

from client.views.shell.palette import Palette
from client.widgets.record_list import RecordList
from shared.scripts import to_cyrillic


def counters(frame):
    page = frame.pages.current().content
    return {button.text().split("\n")[1]: button for button in page.buttons}


def number(button):
    return int(button.text().split("\n")[0].replace("\u202f", "").replace(" ", ""))


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


def test_a_dean_counts_only_the_own_faculty(signed_in, admin):
    geology, both = (
        admin.execute(
            "select count(*) from students.student s join structure.unit u on u.id = s.faculty_id "
            "where s.status in ('11', '13', '15') and u.code like %s",
            [code],
        ).fetchone()[0]
        for code in ("403-101", "403-%")
    )
    assert geology < both
    assert number(counters(signed_in("dean_geology").frame)["Students of the contingent"]) == geology
    assert number(counters(signed_in("registrar").frame)["Students of the contingent"]) == both


def test_the_count_is_made_again_when_something_changed(signed_in, admin):
    frame = signed_in("hr").frame
    before = number(counters(frame)["First passwords not changed yet"])
    admin.execute("update security.account set must_change_password = true where login = 'marketing'")
    frame.workplace.changes.announce("security.account")
    assert number(counters(frame)["First passwords not changed yet"]) == before + 1
    admin.execute("update security.account set must_change_password = false where login = 'marketing'")


def test_a_role_without_work_is_told_so(signed_in):
    page = signed_in("doctoral_office").frame.pages.current().content
    assert page.buttons == []
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
