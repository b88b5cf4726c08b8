"""Payment holds at the desk: released with a reason, read by dean's offices, told on the admission list."""

import pytest
from PySide6.QtGui import QGuiApplication

from client.data.grades import forms
from client.data.grades import sheet as sheets
from client.data.grades.words import hindrances, short
from client.views.finance.lists import HOLDS, holds_of, release
from client.widgets.kept_input import ReasonDialog
from client.widgets.record_list import RecordList
from tests.client.reach import act, window

HELD = (
    "select id, student_id, faculty_id from finance.payment_hold where released_at is null and faculty_id = ("
    "select id from structure.unit where code = '403-102') order by id limit 1"
)


@pytest.fixture
def held(admin):
    return admin.execute(HELD).fetchone()


def test_a_hold_is_released_with_a_reason(workplace_of, qtbot, admin, held):
    listed = RecordList(workplace_of("accounting"), HOLDS)
    qtbot.addWidget(listed)
    listed.show()
    assert act(listed, "Release")
    release(listed.workplace, listed, [held[0]])
    asked = window(ReasonDialog)
    asked.do()
    assert "reason" in asked.message.text().lower()
    asked.reason.setPlainText("Kvitansiya 14")
    asked.do()
    found = admin.execute(
        "select released_by, release_reason from finance.payment_hold where id = %s", [held[0]]
    )
    assert found.fetchone() == ("accounting", "Kvitansiya 14")


def test_a_deans_office_reads_the_holds_of_its_students_and_changes_nothing(workplace_of, qtbot, held):
    tab = holds_of(workplace_of("dean_mining"), held[1], held[2])
    qtbot.addWidget(tab)
    tab.show()
    assert tab.rows.rowCount() == 1
    assert not [
        each for each in tab.actions() if each.isVisible() and each.text().startswith(("Release", "New"))
    ]


def test_the_admission_list_says_who_has_not_paid(workplace_of, admin):
    sheet, name = admin.execute(
        'select sheet_id, name from grades.line where hindrance @> \'[{"why": "payment"}]\' order by id limit 1'
    ).fetchone()
    read = sheets.read(workplace_of("academic_office").gateway, sheet)
    paper = forms.form_of(read, forms.ADMISSION, "", short, lambda line: hindrances(line.hindrance))
    [row] = [row for row in paper.rows if row[1] == name]
    assert row[-2] == "−"
    assert "contract not paid" in row[-1]


def test_where_holds_keep_nobody_the_admission_list_tells_of_them(workplace_of, admin):
    sheet, line, name = admin.execute(
        "select l.sheet_id, l.id, l.name from grades.line l join grades.sheet s on s.id = l.sheet_id"
        " where s.admitted_at is not null and l.hindrance = '[]' order by l.id limit 1"
    ).fetchone()
    admin.execute('update grades.line set hindrance = \'[{"why": "unpaid"}]\' where id = %s', [line])
    read = sheets.read(workplace_of("academic_office").gateway, sheet)
    paper = forms.form_of(read, forms.ADMISSION, "", short, lambda line: hindrances(line.hindrance))
    [row] = [row for row in paper.rows if row[1] == name]
    assert row[-2:] == ("+", "admitted; the contract is not paid")
    admin.execute("update grades.line set hindrance = '[]' where id = %s", [line])


def test_a_sum_is_read_in_groups_and_copied_as_a_number(workplace_of, qtbot):
    listed = RecordList(workplace_of("accounting"), HOLDS)
    qtbot.addWidget(listed)
    listed.show()
    place = [column.path for column in listed.rows.columns].index("amount")
    text, amount = listed.rows.text(0, place), listed.rows.row(0)[place + 2]
    whole = f"{amount:f}".replace(".", ",")
    assert amount >= 1_000_000
    assert text == f"{whole[:-9]}\u00a0{whole[-9:-6]}\u00a0{whole[-6:]}"
    listed.table.selectRow(0)
    listed.acts["copy"].trigger()
    assert whole in QGuiApplication.clipboard().text().split("\t")
