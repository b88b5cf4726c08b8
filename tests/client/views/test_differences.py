"""Differences of curricula at the desk: from the line of an order to the decided comparison and what is entered."""

import os

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from client.views.differences.begin import BeginDialog
from client.views.differences.comparison import ComparisonTab
from client.views.differences.until_dialog import UntilDialog
from client.views.movement.students_tab import StudentsTab
from tests.client.reach import act
from tests.client.reach import window as opened

ORDER = """
select movement.draft('transfer', security.today(), 'uz', s.faculty_id, null, array[s.id],
                      jsonb_build_object('new_group_id', g.group_id)), s.id
  from students.student s
  join curriculum.group_curriculum o on o.group_id = s.group_id
  join curriculum.curriculum p on p.id = o.curriculum_id and p.education_form = '11'
  join curriculum.curriculum q on q.faculty_id = p.faculty_id and q.entry_year = p.entry_year
       and q.specialty_id <> p.specialty_id and q.education_form = '11' and q.accepted_at is not null
  join curriculum.group_curriculum g on g.curriculum_id = q.id
  join structure.unit u on u.id = s.faculty_id and u.code = '403-101'
 where s.status = '11' and s.semester = '15'
   and not exists (select from differences.difference d where d.student_id = s.id) order by s.id, g.group_id limit 1
"""


def look(widget, name):
    """Keep a picture where somebody asked for pictures."""
    if folder := os.environ.get("HEMIS_TEST_PICTURES"):
        QApplication.processEvents()
        widget.grab().save(f"{folder}/{name}.png")


def row_of(grid, column, wanted):
    """The row of a grid in which a column shows something."""
    places = [each.key for each in grid.model.columns].index(column)
    return next(row for row in range(grid.model.rowCount()) if wanted in grid.model.index(row, places).data())


@pytest.fixture
def tab(window, as_person, qtbot):
    """The comparison that begins with the line of an order."""
    dean = as_person("dean_geology")
    order, student = dean.execute(ORDER).fetchone()
    dean.commit()
    card = window("order", record_id=order)
    shown = card.findChild(StudentsTab)
    shown.table.selectRow(0)
    act(shown, "Difference of curricula").trigger()
    key, arguments = card.workplace.navigator.opened[-1]
    assert (key, arguments) == ("differences-of", {"student_id": student})
    listed = window(key, **arguments)
    act(listed, "Compare with a plan").trigger()
    dialog = opened(BeginDialog)
    assert dialog.plan.text()  # the plan of the order's group stands there
    assert dialog.semester.value() == 5
    look(dialog, "difference-begin")
    dialog.do()
    key, arguments = listed.workplace.navigator.opened[-1]
    assert key == "difference"
    card = window("difference", **arguments)
    made = card.findChild(ComparisonTab)
    made.card, made.record_id = card, arguments["record_id"]
    return made


def test_from_the_line_of_an_order_to_the_decided_comparison(tab, window, admin):
    items, studied = tab.items.grid, tab.studied.grid
    assert items.model.rowCount() > 15
    assert "undecided" in tab.told.text()
    assert not act(tab, "Decide").isEnabled()

    # A block from another university: one name letter for letter, one in another spelling.
    free = "select b.name_uz from differences.item i join subjects.subject b on b.id = i.subject_id"
    free += " where i.difference_id = %s and i.studied_id is null order by b.name_uz limit 2"
    exact, spelled = (name for (name,) in admin.execute(free, [tab.record_id]))
    before = studied.model.rowCount()
    tab.studied.add_row()
    block = (
        f"{exact}\t2\t2024\t120\t4,5\t\t5\tMaʼlumotnoma 17\n{spelled.upper()}\t3\t2025\t90\t3\t71\t\tHujjat"
    )
    QGuiApplication.clipboard().setText(block)
    studied.paste()
    assert studied.model.rowCount() == before + 2
    act(tab, "Find pairs").trigger()
    assert "Save what is typed first" in tab.message.text()
    tab.studied.save()
    act(tab, "Find pairs").trigger()
    assert "Proposed pairs: 1" in tab.message.text()
    look(tab.card, "difference-open")
    act(tab, "Confirm the proposed pairs").trigger()
    act(tab, "Recognise the pairs").trigger()
    act(tab, "The rest is to be made up").trigger()
    dialog = opened(UntilDialog)
    dialog.do()
    assert act(tab, "Decide").isEnabled()
    act(tab, "Decide").trigger()
    assert "Decided" in tab.message.text()
    for grid in (tab.items, tab.studied):  # what is decided is looked at, not typed into
        assert all(each.read_only for each in grid.grid.model.columns)
        assert not act(grid, "Add a row").isVisible()
    assert "a transfer allows 4" in tab.told.text()
    look(tab.card, "difference-decided")
    act(tab, "Enter results and schedule").trigger()
    assert tab.told.text().split(" · ")[1] == "Results and schedule entered"
    made = admin.execute(
        "select count(i.result_id) from differences.item i where i.difference_id = %s", [tab.record_id]
    ).fetchone()[0]
    assert made == 2
    assert not act(tab, "Decide").isVisible()
    act(tab, "Open it again").trigger()
    assert not all(each.read_only for each in tab.studied.grid.model.columns)


def test_the_academic_office_looks_and_decides_nothing(tab, window):
    shown = window("difference", "academic_office", record_id=tab.record_id).findChild(ComparisonTab)
    assert shown.items.grid.model.rowCount() == tab.items.grid.model.rowCount()
    for words in ("Decide", "Find pairs", "Enter results and schedule"):
        assert not act(shown, words).isVisible()


def test_a_plan_that_is_not_known_is_asked_for(window, admin):
    student = admin.execute(
        "select s.id from students.student s join structure.unit u on u.id = s.faculty_id and u.code = '403-101'"
        " where s.status = '12' order by s.id limit 1"
    ).fetchone()[0]
    listed = window("differences-of", student_id=student)
    act(listed, "Compare with a plan").trigger()
    dialog = opened(BeginDialog)
    assert "knows no plan" in dialog.message.text()
    dialog.do()
    assert "Choose the plan" in dialog.message.text()


def test_personal_schedules_that_wait_are_put_into_an_order(window, admin):
    shown = window("schedule-order")
    waiting = admin.execute(
        "select count(distinct s.student_id) from grades.schedule s join structure.unit u on u.id = s.faculty_id"
        " join students.student t on t.id = s.student_id and t.status in ('11', '15')"
        " where s.state = 'draft' and u.code = '403-101'"
    ).fetchone()[0]
    assert shown.table.rowCount() == waiting > 0
    look(shown, "schedule-order")
