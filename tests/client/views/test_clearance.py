"""Clearance sheets at the desk: opened for students, answered by an office, handed out, printed."""

import pytest
from pypdfium2 import PdfDocument

from client.core.errors import UserError
from client.data.clearance.documents import papers
from client.views.clearance.lists import POINTS, SHEETS, sheets_of
from client.views.clearance.open_dialog import OpenSheets
from client.widgets.kept_input import ReasonDialog
from client.widgets.record_list import RecordList
from tests.client.reach import act
from tests.client.reach import window as opened

NOBODYS = (
    "select s.id, s.number from students.student s join structure.unit u on u.id = s.faculty_id and u.code = '403-101'"
    " where s.status = '11' and not exists (select from clearance.sheet c where c.student_id = s.id)"
    " order by s.id limit 1"
)


@pytest.fixture
def listed(workplace_of, qtbot):
    """listed(screen, login): the list as that person."""

    def make(screen, login):
        made = RecordList(workplace_of(login), screen)
        qtbot.addWidget(made)
        made.show()
        return made

    return make


def row_of(shown, path, value):
    place = [column.path for column in shown.rows.columns].index(path)
    return next(row for row in range(shown.rows.rowCount()) if shown.rows.text(row, place) == value)


def test_from_the_opened_sheet_to_the_file(listed, admin):
    student, number = admin.execute(NOBODYS).fetchone()
    sheets = listed(SHEETS, "dean_geology")
    act(sheets, "Open clearance sheets").trigger()
    dialog = opened(OpenSheets)
    dialog.do()
    assert "at least one student" in dialog.message.text()
    dialog.students.numbers.setPlainText(f"{number}\n")
    dialog.do()
    assert not dialog.isVisible(), dialog.message.text()

    for login in ("accounting", "hr", "library", "dean_geology"):
        points = listed(POINTS, login)
        ids = admin.execute(
            "select l.id from clearance.line l join clearance.sheet s on s.id = l.sheet_id"
            " where s.student_id = %s and l.answer = 'open' and (%s <> 'dean_geology' or l.office = 'faculty')",
            [student, login],
        ).fetchall()
        points.table.selectRow(row_of(points, "sheet.student_number", number))
        assert ids
        act(points, "Nothing is owed").trigger()
    state = "select open_points from clearance.sheet where student_id = %s"
    assert admin.execute(state, [student]).fetchone() == (0,)

    sheets.reload()
    sheets.table.selectRow(row_of(sheets, "student_number", number))
    act(sheets, "Hand out the personal file").trigger()
    asked = opened(ReasonDialog)
    asked.reason.setPlainText("Otasiga, ishonchnoma № 4")
    asked.do()
    handed = "select handed_to from clearance.sheet where student_id = %s"
    assert admin.execute(handed, [student]).fetchone() == ("Otasiga, ishonchnoma № 4",)


def test_what_is_owed_is_written_and_read_on_the_sheet(listed, workplace_of, admin):
    points = listed(POINTS, "library")
    points.table.selectRow(0)
    act(points, "Something is owed").trigger()
    asked = opened(ReasonDialog)
    asked.do()
    assert asked.isVisible()
    asked.reason.setPlainText("Petrografiya, 2-jild")
    asked.do()
    [sheet] = admin.execute(
        "select sheet_id from clearance.line where note = 'Petrografiya, 2-jild'"
    ).fetchone()
    dean = "dean_geology"
    draft = papers(workplace_of(dean).gateway, [sheet], "ru", "A. Gʻulomov", "desk-1")
    text = PdfDocument(draft.pdf(0)[0])[0].get_textpage().get_text_range()
    assert "Петрог" not in text
    assert "Petrografiya, 2-jild" in text
    assert "Есть задолженность" in text
    assert "ОБХОДНОЙ ЛИСТ" in text
    draft.issue("print", 1)
    [number] = [each.stamp.register_number for each in draft.registered]
    assert number.startswith("AV-")
    text = PdfDocument(draft.pdf(0)[0])[0].get_textpage().get_text_range()
    assert number in text
    # What an office says later is not what the paper said: a paper of before is not registered any more.
    stale = papers(workplace_of(dean).gateway, [sheet], "ru", "A. Gʻulomov", "desk-1")
    admin.execute("update clearance.line set answer = 'confirmed', note = null, answered_at = now() where sheet_id = %s"
                  " and note = 'Petrografiya, 2-jild'", [sheet])  # fmt: skip
    with pytest.raises(UserError):
        stale.issue("print", 1)


def test_each_office_finds_the_points_that_it_answers(listed, window, admin):
    open_now = (
        "select count(*) from clearance.line l join clearance.sheet s on s.id = l.sheet_id"
        " where s.handed_at is null and s.withdrawn_at is null and l.office = any(%s)"
    )
    [own] = admin.execute(open_now, [["service"]]).fetchone()
    assert listed(POINTS, "library").rows.rowCount() == own
    of_geology = f"{open_now} and s.faculty_id = (select id from structure.unit where code = '403-101')"
    [deans] = admin.execute(of_geology, [["faculty"]]).fetchone()
    [all_] = admin.execute(of_geology, [["faculty", "accounting", "hr", "service"]]).fetchone()
    assert window("clearance-point", "dean_geology").rows.rowCount() == deans < all_
    assert (
        listed(POINTS, "dean_geology").rows.rowCount() == all_
    )  # on the card of a sheet the dean reads them all


def test_the_card_of_a_student_has_the_sheets(workplace_of, qtbot, admin):
    [student] = admin.execute(
        "select c.student_id from clearance.sheet c join structure.unit u on u.id = c.faculty_id and u.code = '403-101'"
        " order by c.id limit 1"
    ).fetchone()
    tab = sheets_of(workplace_of("dean_geology"), student)
    qtbot.addWidget(tab)
    tab.show()
    assert tab.rows.rowCount() == 1
    assert act(tab, "Withdraw")
