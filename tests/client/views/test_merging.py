"""Doubles at the desk: found, put side by side, proposed by one office and agreed to by another person."""

import pytest

from client.views.merging.doubles import DoublesWindow, related_of
from client.views.merging.lists import PROPOSALS
from client.views.merging.sides import SidesWindow
from client.views.students.lists import BASE
from client.widgets.kept_input import ReasonDialog
from client.widgets.record_list import RecordList
from tests.client.reach import act
from tests.client.reach import window as opened


@pytest.fixture
def shown(workplace_of, qtbot):
    """shown(kind, login, …): the window as that person."""

    def make(kind, login, *arguments, **options):
        workplace = workplace_of(login)
        make.way = workplace.navigator.opened
        made = kind(workplace, *arguments, **options)
        qtbot.addWidget(made)
        made.resize(1100, 640)
        made.show()
        return made

    return make


def line_of(table, text):
    return next(row for row in range(table.rowCount()) if table.text(row, 0) == text)


def offered(window, text):
    return act(window, text).isVisible()


def test_from_the_possible_double_to_the_merged_row(shown, admin):
    doubles = shown(DoublesWindow, "dean_geology")
    assert doubles.table.rowCount()
    doubles.table.opened.emit(0)
    name, asked = shown.way[-1]
    assert name == "merge-sides"
    pair = asked["student_id"], asked["other_id"]

    sides = shown(SidesWindow, "dean_geology", **asked)
    assert offered(sides, "Propose to merge")
    assert not offered(sides, "Agree")
    sides.table.go_to(line_of(sides.table, "Full name"))
    act(sides, "Let the other row stay").trigger()
    assert not offered(sides, "Propose to merge")
    assert "let the row that studies stay" in sides.sum.text()
    act(sides, "Let the other row stay").trigger()
    act(sides, "Propose to merge").trigger()
    dialog = opened(ReasonDialog)
    dialog.do()
    assert dialog.isVisible()  # not without a reason
    dialog.reason.setPlainText("Roʻyxatda ikki marta turibdi")
    dialog.do()
    assert offered(sides, "Withdraw the proposal")
    [proposal] = admin.execute("select id from merging.proposal where other_id = %s", [pair[1]]).fetchone()

    office = shown(SidesWindow, "academic_office", record_id=proposal)
    assert "Roʻyxatda ikki marta turibdi" in office.sum.text()
    act(office, "Agree").trigger()
    merged = admin.execute("select merged_into_id from students.student where id = %s", [pair[1]]).fetchone()
    assert merged == (pair[0],)
    assert offered(office, "Undo the merge")
    base = shown(RecordList, "dean_geology", BASE)
    unmerged = (
        "select count(*) from students.student s join structure.unit u on u.id = s.faculty_id and u.code = '403-101'"
        " where s.merged_into_id is null"
    )
    assert (base.rows.rowCount(),) == admin.execute(unmerged).fetchone()

    tab = shown(related_of, "dean_geology", pair[1])
    assert tab.table.text(0, 0) == "This row was merged into that one"
    tab.table.opened.emit(0)
    assert shown.way[-1] == ("student-card", {"record_id": pair[0]})

    act(office, "Undo the merge").trigger()
    dialog = opened(ReasonDialog)
    dialog.reason.setPlainText("Ikki xil odam ekan")
    dialog.do()
    assert admin.execute(
        "select merged_into_id from students.student where id = %s", [pair[1]]
    ).fetchone() == (None,)


def test_a_value_is_taken_by_enter_and_comes_back_with_the_window(shown, admin):
    [proposal, other] = admin.execute(
        "select id, other_id from merging.proposal where state = 'proposed' order by id limit 1"
    ).fetchone()
    admin.execute("update students.student set birth_date = birth_date - 1 where id = %s", [other])
    stays = admin.execute("select student_id from merging.proposal where id = %s", [proposal]).fetchone()[0]
    sides = shown(SidesWindow, "dean_geology", student_id=stays, other_id=other)
    row = line_of(sides.table, "Birth date")
    sides.table.opened.emit(row)
    assert sides.table.text(row, 3) == "from the other row"
    again = shown(SidesWindow, "dean_geology")
    again.restore(sides.state())
    assert again.table.text(row, 3) == "from the other row"
    sides.table.opened.emit(row)
    sides.table.opened.emit(row)
    assert sides.table.text(row, 3) == ""


def test_the_list_has_what_waits_and_who_reads_it(shown, admin):
    listed = shown(RecordList, "registrar", PROPOSALS)
    [count] = admin.execute("select count(*) from merging.proposal").fetchone()
    assert listed.rows.rowCount() == count
    [proposal] = admin.execute("select id from merging.proposal where state = 'agreed' limit 1").fetchone()
    sides = shown(SidesWindow, "registrar", record_id=proposal)
    for name in ("Agree", "Undo the merge", "Propose to merge", "Take the other value"):
        assert not offered(sides, name)
