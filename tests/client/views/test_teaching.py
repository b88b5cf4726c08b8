"""The load: classes made of groups, teachers given to them within their hours, sheets of the load."""

from io import BytesIO

import pytest
from openpyxl import load_workbook
from PySide6.QtWidgets import QMessageBox

from client.data.teaching import class_formation, load
from client.views.teaching.class_formation import ClassMaking
from client.views.teaching.lists import remove_classes
from client.views.teaching.load import LoadWindow
from reports.teaching import load_sheet
from tests.client.reach import act

pytestmark = pytest.mark.usefixtures("unplanned")


@pytest.fixture
def class_id(admin):
    """A class of mineralogy in the present term that nobody teaches."""
    found = admin.execute(
        """select c.id from teaching.class c join structure.unit u on u.id = c.department_id and u.code = '403-101-01'
            where c.term_id = (select id from curriculum.term where starts_on <= current_date
                                order by starts_on desc limit 1)
            order by c.id limit 1"""
    ).fetchone()[0]
    admin.execute("delete from teaching.assignment where class_id = %s", (found,))
    return found


def teachers(shown):
    """Who may be assigned, as the server tells it."""
    return load.read(shown.workplace.gateway, shown.term.currentData()).teachers


@pytest.mark.parametrize("login", ["dean_geology", "head_mineralogy", "academic_office"])
def test_offices_and_heads_see_the_load_and_only_those_who_assign_may_type(window, login):
    shown = window("load", login)
    assert isinstance(shown, LoadWindow)
    assert shown.grid.model.rowCount() > 0
    assert act(shown, "Save").isVisible() == (login != "academic_office")


def test_a_head_sees_only_the_classes_of_the_own_department(window):
    shown = window("load", "head_mineralogy")
    departments = {shown.grid.class_at(row).department_id for row in range(shown.grid.model.rowCount())}
    assert len(departments) == 1


def test_a_teacher_who_is_typed_gets_what_is_left(window, class_id, admin):
    shown = window("load", "head_mineralogy")
    row = shown.grid.model.row_keys.index(class_id)
    assert shown.grid.is_open(row)
    teacher = teachers(shown)[0]
    place = [column.key for column in shown.grid.model.columns].index("teacher/1")
    before = shown.grid.count().get(teacher.id, 0)
    shown.grid.model.setData(shown.grid.model.index(row, place), teacher.name)
    hours = shown.grid.class_at(row).hours
    assert shown.grid.count()[teacher.id] == before + hours
    assert not shown.grid.is_open(row)
    shown.save()
    assert shown.message.text() == "Saved: 1 classes."
    assert admin.execute(
        "select employee_id, hours from teaching.assignment where class_id = %s", (class_id,)
    ).fetchall() == [(teacher.id, hours)]


def test_more_hours_than_the_class_has_are_refused_and_named(window, class_id):
    shown = window("load", "dean_geology")
    row = shown.grid.model.row_keys.index(class_id)
    names = [column.key for column in shown.grid.model.columns]
    people = [each for each in teachers(shown) if shown.grid.class_at(row).department_id in each.departments]
    for place, text in (("teacher/1", people[0].name), ("hours/1", "500")):
        shown.grid.model.setData(shown.grid.model.index(row, names.index(place)), text)
    shown.save()
    assert "500 would be assigned" in shown.message.text()
    assert shown.grid.model.unsaved()


def test_what_is_not_yet_assigned_is_found(window, class_id):
    shown = window("load", "head_mineralogy")
    shown.only_open.setChecked(True)
    visible = [row for row in range(shown.grid.model.rowCount()) if not shown.grid.view.isRowHidden(row)]
    assert [shown.grid.model.row_keys[row] for row in visible] == [class_id]


def test_the_freest_teachers_stand_first_and_hours_are_judged_in_words(window):
    shown = window("load", "dean_geology")
    states = [shown.teachers.item(row, 4).text() for row in range(shown.teachers.rowCount())]
    free = [int(text.split()[0]) for text in states if "free" in text]
    assert free
    assert free == sorted(free, reverse=True)


def test_a_double_click_on_a_teacher_assigns_the_class_of_the_cursor(window, class_id):
    shown = window("load", "head_mineralogy")
    row = shown.grid.model.row_keys.index(class_id)
    shown.grid.view.setCurrentIndex(shown.grid.model.index(row, 0))
    shown.teachers.itemActivated.emit(shown.teachers.item(0, 0))
    assert not shown.grid.is_open(row)


def test_load_sheets_of_a_department_and_a_teacher(window, class_id):
    shown = window("load", "head_mineralogy")
    whole = shown.sheet(of_teacher=False)
    assert any(row[0] == "not assigned" for row in whole.rows)
    shown.teachers.setCurrentCell(0, 0)
    own = shown.sheet(of_teacher=True)
    assert own.rows[-1][1] == "Total"
    page = load_workbook(BytesIO(load_sheet.workbook(own))).active
    assert page["A1"].value == own.title
    shown.show_sheet(of_teacher=True)
    assert shown.workplace.navigator.shown[0].title.startswith(own.title)


def test_classes_are_looked_at_and_then_made(window, admin):
    shown = window("class-making")
    assert isinstance(shown, ClassMaking)
    gone = admin.execute(
        """select array_agg(distinct p.class_id) from teaching.part p
             join teaching.class c on c.id = p.class_id and c.term_id = %s
            where p.group_id = (select min(group_id) from teaching.part q
                                 join teaching.class k on k.id = q.class_id
                                where k.term_id = %s and k.faculty_id = %s)""",
        (shown.term.currentData(), shown.term.currentData(), shown.faculty.currentData()),
    ).fetchone()[0]
    before = len(shown.proposals)
    class_formation.remove(shown.workplace.gateway, gone)
    shown.preview()
    assert len(shown.proposals) > before
    count = len(shown.proposals)
    shown.make()
    assert shown.message.text().startswith(f"Made: {count} classes.")
    assert not shown.proposals


@pytest.mark.parametrize("key", ["class", "assignment", "load-norm"])
def test_lists_of_the_load_open(window, key):
    shown = window(key)
    assert shown.rows.rowCount() > 0


def test_a_teacher_sees_the_own_load_only(window, admin, qtbot):
    shown = window("assignment", "teacher_mineralogy")
    own = admin.execute(
        """select count(*) from teaching.assignment a join security.account c on c.employee_id = a.employee_id
            where c.login = 'teacher_mineralogy'"""
    ).fetchone()[0]
    qtbot.waitUntil(lambda: shown.rows.rowCount() == own)


def test_chosen_classes_are_removed_after_asking(window, class_id, admin, monkeypatch):
    shown = window("class")
    monkeypatch.setattr(QMessageBox, "question", lambda *_args: QMessageBox.StandardButton.No)
    remove_classes(shown.workplace, shown, [class_id])
    assert admin.execute("select count(*) from teaching.class where id = %s", (class_id,)).fetchone() == (1,)


def test_a_typed_load_comes_back_after_closing(window, class_id):
    shown = window("load", "head_mineralogy")
    row = shown.grid.model.row_keys.index(class_id)
    shown.grid.assign(row, teachers(shown)[0].id)
    assert shown.may_close()
    again = LoadWindow(shown.workplace)
    assert not again.grid.is_open(again.grid.model.row_keys.index(class_id))
    again.deleteLater()
