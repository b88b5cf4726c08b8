"""Registered papers from the cards of orders and students: who gets one, who is told why not."""

import os

import pytest

from client.data.documents import papers
from client.views.movement.letter_dialog import LetterDialog
from client.views.movement.papers import certificate_of_student, extract_of_student
from client.views.movement.students_tab import StudentsTab
from reports.movement.letter import CALL
from tests.client.reach import act, saved_pdf

STUDENT = (
    "select s.id from students.student s join structure.unit u on u.id = s.faculty_id and u.code = '403-101'"
    " where s.status = %s order by s.id limit 1"
)


@pytest.fixture
def person(admin):
    """person("11"): a geologist of this status."""
    return lambda status: admin.execute(STUDENT, [status]).fetchone()[0]


def test_a_call_asks_for_its_days_and_becomes_a_draft(window, person, qtbot):
    shown = window("student-expel")
    dialog = LetterDialog(shown.workplace, person("11"), shown)
    dialog.show()
    assert not dialog.start.isVisible()  # a confirmation has no days
    dialog.kind.setCurrentIndex(dialog.kind.findData(CALL))
    assert dialog.start.isVisible()
    dialog.end.show_day(dialog.start.day().replace(year=dialog.start.day().year - 1))
    dialog.do()
    assert "from when until when" in dialog.message.text()
    dialog.end.show_day(dialog.start.day())
    dialog.place.setText("Oltin kon")
    if folder := os.environ.get("HEMIS_TEST_PICTURES"):
        dialog.grab().save(f"{folder}/letter-dialog.png")
    dialog.do()
    [tab] = shown.workplace.navigator.shown
    qtbot.addWidget(tab)
    assert tab.title == "Letters"


def test_who_studies_gets_no_academic_certificate(window, person, qtbot):
    shown = window("student-expel")
    navigator = shown.workplace.navigator
    certificate_of_student(shown.workplace, shown, person("11"))
    assert "has not left" in navigator.said[-1]
    assert not navigator.shown
    certificate_of_student(shown.workplace, shown, person("12"))
    extract_of_student(shown.workplace, shown, person("12"))
    assert [tab.title for tab in navigator.shown] == ["Academic certificates", "Extracts of an order"]
    for tab in navigator.shown:
        qtbot.addWidget(tab)


def test_extracts_of_the_chosen_students_of_an_order(window, admin, qtbot, tmp_path):
    made = admin.execute(
        "select d.id from movement.decree d join structure.unit u on u.id = d.faculty_id and u.code = '403-101'"
        " where d.state = 'applied' and d.lines > 2 order by d.id limit 1"
    ).fetchone()[0]
    card = window("order", record_id=made)
    tab = card.findChild(StudentsTab)
    assert act(tab, "Extracts of the chosen").isVisible()
    tab.table.selectRow(1)
    act(tab, "Extracts of the chosen").trigger()
    [shown] = card.workplace.navigator.shown
    qtbot.addWidget(shown)
    assert shown.title == "Extracts of an order"
    saved_pdf(shown.preview, tmp_path)
    student = admin.execute(
        "select l.student_id from documents.paper p join movement.line l on l.id = p.record_id"
        " where p.kind = 'extract' order by p.id desc limit 1"
    ).fetchone()[0]
    [listed] = papers.of_record(card.workplace.gateway, "students.student", student)
    assert listed.kind == "extract"  # the card of the student shows what names the student
    draft = admin.execute(
        "select id from movement.decree where state = 'draft' order by id limit 1"
    ).fetchone()[0]
    assert not act(
        window("order", record_id=draft).findChild(StudentsTab), "Extracts of the chosen"
    ).isVisible()
