"""Accreditation of graduates at the desk: what keeps somebody, where it is mended, accepting, and taking that back."""

import pytest

from client.widgets.kept_input import ReasonDialog
from shared.models.graduation import ACCEPTED, ASKED, TAKEN_BACK
from tests.client.reach import act
from tests.client.reach import window as opened

WINDOW = "accreditation"


@pytest.fixture(autouse=True)
def as_before(admin):
    last = admin.execute("select max(id) from graduation.acceptance").fetchone()[0]
    yield
    admin.rollback()
    admin.execute("delete from graduation.acceptance where id > %s", [last])
    admin.commit()


def texts(table):
    """The lines of a table as they are read."""
    model = table.model()
    return [
        [model.index(row, column).data() for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


def choose(shown, standing):
    """Bring the cursor to the first student of a standing; return name, number and what keeps."""
    lines = texts(shown.table)
    place = next(row for row, line in enumerate(lines) if line[3] == standing)
    shown.table.selectRow(place)
    return lines[place][0], lines[place][1], lines[place][4]


def state_of(admin, number):
    return admin.execute(
        "select state from graduation.acceptance where student_number = %s order by id desc limit 1", [number]
    ).fetchone()[0]


def test_what_keeps_somebody_is_listed_and_opened(window):
    shown = window(WINDOW)
    name, _number, keeps = choose(shown, "not ready")
    found = [line[0] for line in texts(shown.findings) if line[2] == "keeps from graduation"]
    assert found
    assert set(found) == set(keeps.split("; "))
    assert "“5”:" in shown.honours.text()
    shown.cure(0)
    assert shown.workplace.navigator.opened  # the window that mends it
    act(shown, "Accept the record").trigger()
    assert name in shown.message.text()


def prior_education(shown):
    """Come to a student whose previous education alone is to be mended; return number and what keeps."""
    lines = texts(shown.table)
    place = next(row for row, line in enumerate(lines) if "previous education" in line[4].lower())
    shown.table.selectRow(place)
    return lines[place][1], lines[place][4]


def test_the_card_of_a_student_opens_at_the_tab_that_mends(window):
    shown = window(WINDOW)
    prior_education(shown)
    found = [line[0].lower() for line in texts(shown.findings)]
    shown.cure(next(row for row, line in enumerate(found) if "previous education" in line))
    key, arguments = shown.workplace.navigator.opened[-1]
    assert (key, arguments["tab"]) == ("student-card", "Previous education")


def test_what_was_mended_meanwhile_is_read_when_the_window_is_seen_again(window, admin):
    shown = window(WINDOW)
    number, keeps = prior_education(shown)
    shown.hide()
    admin.execute(
        "insert into students.prior_education (student_id, institution, document_kind, document_number)"
        " select id, '5-maktab', 'school', 'UM 1' from students.student where number = %s", [number]
    )  # fmt: skip
    shown.workplace.changes.announce("students.prior_education")
    assert {line[1]: line[4] for line in texts(shown.table)}[number] == keeps  # nobody looks
    shown.show()
    assert {line[1]: line[4] for line in texts(shown.table)}[number] != keeps
    admin.execute("delete from students.prior_education where document_number = 'UM 1'")


def test_a_complete_record_is_accepted_and_taken_back_by_two_people(window, admin):
    shown = window(WINDOW)
    name, number, keeps = choose(shown, "ready")
    assert not keeps
    act(shown, "Accept the record").trigger()
    assert shown.message.text() == "Accepted: 1"
    assert state_of(admin, number) == ACCEPTED

    shown.words.setText(name)
    choose(shown, "accepted")
    assert not act(shown, "Accept the record").isEnabled()
    act(shown, "Ask the acceptance back").trigger()
    asked = opened(ReasonDialog)
    asked.reason.setPlainText("Familiyasi pasportdagidan farq qiladi")
    asked.do()
    assert state_of(admin, number) == ASKED

    office = window(WINDOW, "academic_office")
    office.faculty.setCurrentIndex(office.faculty.findText(shown.faculty.currentText()))
    office.words.setText(name)
    choose(office, "to be taken back?")
    act(office, "Take the acceptance back").trigger()
    assert office.message.text() == "Taken back: 1"
    assert state_of(admin, number) == TAKEN_BACK


def test_who_is_accepted_is_offered_for_the_order(window):
    accepted = {line[1] for line in texts(window(WINDOW).table) if line[3] == "accepted"}
    assert accepted
    assert {line[1] for line in texts(window("graduate").table)} == accepted
