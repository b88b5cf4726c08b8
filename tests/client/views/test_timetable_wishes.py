"""Wishes of teachers, groups and rooms: painted, copied, taken back, saved together, each office its own."""

import psycopg
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from client.data.timetable import versions, wishes
from client.data.timetable.rows import read as read_version
from client.data.timetable.wishes import CANNOT, Who
from client.views.timetable.constraints.copy_wishes import WHO, CopyWishes
from client.views.timetable.constraints.wishes import Wishes
from tests.client.reach import act, part
from tests.timetable_scene import NEXT, Scene


@pytest.fixture(scope="module")
def scene(database):
    with psycopg.connect(database, autocommit=True) as admin:
        yield Scene(admin)


@pytest.fixture(autouse=True)
def no_wishes(admin):
    admin.execute("delete from timetable.wish")


@pytest.fixture
def window_of(qtbot, workplace_of, scene):
    def make(login, desk=None):
        workplace = desk or workplace_of(login)
        window = Wishes(workplace)
        window.workplace = workplace
        qtbot.addWidget(window)
        window.resize(1200, 640)
        window.show()
        window.term.setCurrentIndex(window.term.findData(scene.term))
        return window

    return make


def teacher(scene):
    return Who("teacher", scene.teacher, "Olimov")


def at(window, day, pair):
    grid = window.pane.grid
    return grid.visualRect(grid.model().index(pair - 1, day - 1)).center()


def click(window, day, pair):
    QTest.mouseClick(window.pane.grid.viewport(), Qt.MouseButton.LeftButton, pos=at(window, day, pair))


def press(window, *keys):
    for key in keys:
        QTest.keyClick(window.pane.grid, key)


def text(window, day, pair):
    model = window.pane.grid.model()
    return model.index(pair - 1, day - 1).data()


def stored(window, who):
    return dict(wishes.read(window.workplace.gateway, window.term.currentData(), who.whose, who.id).levels)


def test_a_click_goes_through_rather_not_and_cannot_to_free(window_of, scene):
    window = window_of("dean_geology")
    window.open(teacher(scene))
    click(window, 1, 1)
    assert text(window, 1, 1) == "▽ rather not 3\n○"
    click(window, 1, 1)
    assert text(window, 1, 1) == "✕ cannot\n○"
    click(window, 1, 1)
    assert text(window, 1, 1) == ""
    assert not window.editor.typed()


def test_dragging_paints_several_hours_and_undo_takes_them_back_at_once(window_of, scene):
    window = window_of("dean_geology")
    window.open(teacher(scene))
    window.pane.level.setValue(7)
    port = window.pane.grid.viewport()
    QTest.mousePress(port, Qt.MouseButton.LeftButton, pos=at(window, 2, 1))
    QTest.mouseMove(port, at(window, 2, 2))
    QTest.mouseMove(port, at(window, 3, 2) + QPoint(1, 1))
    QTest.mouseRelease(port, Qt.MouseButton.LeftButton, pos=at(window, 3, 2))
    model = window.pane.grid.week()
    assert model.levels == {(2, 1): 7, (2, 2): 7, (3, 1): 7, (3, 2): 7}
    press(window)
    model.undo_stack.undo()
    assert model.levels == {}


def test_the_keys_paint_what_shift_and_arrows_selected(window_of, scene):
    window = window_of("dean_geology")
    window.open(teacher(scene))
    grid = window.pane.grid
    grid.setFocus()
    QTest.keyClick(grid, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(grid, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    press(window, Qt.Key.Key_0)
    assert set(grid.week().levels.values()) == {10}
    assert len(grid.week().levels) == 4
    press(window, Qt.Key.Key_Space)
    assert set(grid.week().levels.values()) == {CANNOT}
    press(window, Qt.Key.Key_Delete)
    assert grid.week().levels == {}


def test_weeks_of_several_are_saved_together_and_the_builder_reads_them(window_of, scene):
    window = window_of("dean_geology")
    group = Who("group", scene.group, scene.group_name)
    window.open(teacher(scene))
    click(window, 1, 1)
    window.open(group)
    window.pane.grid.week().change({(2, 3): CANNOT})
    assert [window.strip.item(row).text()[0] for row in range(2)] == ["○", "○"]
    window.save()
    assert stored(window, teacher(scene)) == {(1, 1): 3}
    assert stored(window, group) == {(2, 3): CANNOT}
    assert "✕ 1" in window.strip.item(1).text()
    gateway = window.workplace.gateway
    draft = versions.create(gateway, scene.term, scene.faculty, "Istaklar", NEXT, None)
    assert {(w.employee_id, w.group_id, w.forbidden) for w in read_version(gateway, draft).wishes} == {
        (scene.teacher, None, False),
        (None, scene.group, True),
    }


def test_undo_after_saving_is_saved_as_well(window_of, scene):
    window = window_of("dean_geology")
    window.open(teacher(scene))
    window.pane.grid.week().change({(1, 1): 4})
    window.save()
    window.pane.grid.week().change({(1, 1): CANNOT, (1, 2): 2})
    window.save()
    window.pane.grid.week().undo_stack.undo()
    window.save()
    assert stored(window, teacher(scene)) == {(1, 1): 4}


def test_a_pattern_is_copied_from_somebody_in_one_step(window_of, scene):
    window = window_of("dean_geology")
    window.open(teacher(scene))
    window.pane.grid.week().change({(1, 1): CANNOT, (6, 2): 5})
    window.save()
    window.open(Who("teacher", scene.second, "Boshqa"))
    model = window.pane.grid.week()
    model.change({(4, 4): 1})
    act(window, "Copy from somebody").trigger()
    dialog = part(window, CopyWishes)
    dialog.take()
    assert "Choose whose" in dialog.message.text()
    dialog.strip.setCurrentRow(0)
    dialog.take()
    assert model.levels == {(1, 1): CANNOT, (6, 2): 5}
    model.undo_stack.undo()
    assert model.levels == {(4, 4): 1}


def test_what_somebody_else_changed_meanwhile_is_not_overwritten(window_of, scene):
    window = window_of("dean_geology")
    window.open(teacher(scene))
    window.pane.grid.week().change({(1, 1): 4, (2, 2): 4})
    window.save()
    office = window_of("academic_office")
    office.open(teacher(scene))
    office.pane.grid.week().change({(1, 1): 9})
    office.save()
    window.pane.grid.week().change({(1, 1): CANNOT, (2, 2): CANNOT})
    window.save()
    assert "Somebody has changed this record" in window.message.text()
    assert stored(office, teacher(scene)) == {(1, 1): 9, (2, 2): 4}, "all of it or nothing"
    assert text(window, 1, 1) == "✕ cannot\n!"
    assert text(window, 2, 2) == "✕ cannot\n○"
    window.save()  # seen, and meant
    assert stored(office, teacher(scene)) == {(1, 1): CANNOT, (2, 2): CANNOT}


@pytest.fixture
def works_at_both(scene):
    """The teacher holds a position at the faculty of mining, too."""
    scene.admin.execute(
        """insert into employees.position (employee_id, unit_id, post, form, rate, starts_on)
           select p.employee_id, u.id, p.post, p.form, p.rate, p.starts_on
             from employees.position p
             join structure.unit u on u.code = '403-102-01'
            where p.employee_id = %s limit 1""",
        [scene.teacher],
    )


def test_two_faculties_do_not_keep_the_same_hour_of_a_teacher(window_of, scene, works_at_both):
    geology, mining = window_of("dean_geology"), window_of("dean_mining")
    geology.open(teacher(scene))
    geology.pane.grid.week().change({(1, 1): CANNOT})
    geology.save()
    mining.open(teacher(scene))
    assert mining.pane.grid.week().levels == {}, "the wishes of another faculty are its own"
    mining.pane.grid.week().change({(1, 1): 2, (1, 2): 2})
    mining.save()
    assert "Another office already keeps a wish of Olimov for Monday, pair 1" in mining.message.text()
    assert stored(mining, teacher(scene)) == {}


def test_what_another_office_keeps_of_a_teacher_is_shown_and_not_painted_over(window_of, scene):
    geology = window_of("dean_geology")
    draft = versions.create(geology.workplace.gateway, scene.term, scene.faculty, "Begona", NEXT, None)
    assert draft
    scene.admin.execute(
        """insert into timetable.wish (faculty_id, term_id, employee_id, day, pair, forbidden)
           select id, %s, %s, 1, 1, true from structure.unit where kind = '11' and id <> %s limit 1""",
        [scene.term, scene.teacher, scene.faculty],
    )
    geology.open(teacher(scene))
    assert text(geology, 1, 1) == "✕ cannot\nanother office"
    click(geology, 1, 1)
    assert not geology.editor.typed()
    click(geology, 1, 2)
    geology.save()
    assert stored(geology, teacher(scene)) == {(1, 2): 3}


def test_rooms_belong_to_the_academic_office(window_of, scene):
    dean, office = window_of("dean_geology"), window_of("academic_office")
    assert dean.who.kind.findData("room") == -1
    room = Who("room", scene.rooms[0], "101")
    office.open(room)
    office.pane.grid.week().change({(5, 1): CANNOT})
    office.save()
    assert stored(office, room) == {(5, 1): CANNOT}
    assert stored(dean, room) == {}
    draft = versions.create(dean.workplace.gateway, scene.term, scene.faculty, "Xonalar", NEXT, None)
    told = read_version(dean.workplace.gateway, draft).wishes
    assert (scene.rooms[0], 5, 1) in {(w.room_id, w.day, w.pair) for w in told}


def test_a_dean_writes_no_wish_of_a_group_of_another_faculty(window_of, scene):
    mining = window_of("dean_mining")
    mining.open(Who("group", scene.group, scene.group_name))
    mining.pane.grid.week().change({(1, 1): CANNOT})
    mining.save()
    assert mining.message.isVisible()
    assert mining.pane.grid.week().unsaved(), "nothing of what was painted is lost"


def test_unsaved_hours_are_not_lost_by_turning_or_closing(window_of, scene):
    window = window_of("dean_geology")
    window.open(teacher(scene))
    window.pane.grid.week().change({(1, 1): 4})
    window.open(Who("teacher", scene.second, "Boshqa"))
    assert window.strip.item(0).data(WHO) == teacher(scene)
    window.open(teacher(scene))
    assert window.pane.grid.week().levels == {(1, 1): 4}
    here = window.term.currentIndex()
    window.term.setCurrentIndex((here + 1) % window.term.count())
    assert window.term.count() == 1 or not window.editor.typed()
    window.term.setCurrentIndex(here)
    assert window.pane.grid.week().levels == {(1, 1): 4}
    assert window.may_close()
    again = window_of("dean_geology", window.editor.workplace)
    assert again.strip.item(0).data(WHO) == teacher(scene)
    again.save()
    assert stored(again, teacher(scene)) == {(1, 1): 4}
