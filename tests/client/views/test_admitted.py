"""Those who were admitted: from the list of the commission to the draft of the order, and what they brought along."""

import os
from datetime import date

import pytest
from openpyxl import Workbook, load_workbook

from client.data.imports.planning import RowStatus
from client.data.students import take_over
from client.views.imports.history import ImportHistory
from client.views.imports.wizard import PREVIEW, RESULT, ImportWindow
from client.views.movement.take_over import TakeOverWindow
from client.views.students.card import student_card
from client.views.students.prior_education import PriorEducationWindow, prior_education_of
from client.widgets.record_form import FormDialog
from shared import pinfl
from tests.client.reach import act, button, field
from tests.client.reach import said as words_in
from tests.client.reach import window as window_of

HEADER = (
    "Familiyasi", "Ismi", "Otasining ismi", "JSHSHIR", "Pasport", "Yoʻnalish kodi", "Taʼlim shakli", "Toʻlov shakli",
    "Taʼlim tili", "Bitirgan muassasasi", "Taʼlim hujjati", "Hujjat raqami", "Hujjat sanasi", "Bitirgan davlati",
    "Bitirgan tili", "Qabul asosi",
)  # fmt: skip


def own(number):
    return pinfl.make(date(2008, 3, number), "11", 981, number)


def row(number, given="Olim", **cells):
    usual = (
        "ADMITOV", given, "Vali o'g'li", own(number), f"AD123456{number}", cells.get("specialty"), "Kunduzgi",
        "Grant", "Oʻzbek tili", "5-maktab", "attestat", f"UM 00{number}", "15.06.2026", "Oʻzbekiston", "Oʻzbek tili",
        "Davlat test sinovi",
    )  # fmt: skip
    return [cells.get(title, cell) for title, cell in zip(HEADER, usual, strict=True)]


@pytest.fixture
def specialty(admin):
    return admin.execute(
        "select p.code from students.specialty p join structure.unit u on u.id = p.faculty_id"
        " where u.code = '403-101' and p.active order by p.id limit 1"
    ).fetchone()[0]


@pytest.fixture
def opened(workplace, qtbot, tmp_path):
    """opened(rows): the window of the import with its preview."""

    def make(*rows):
        workbook = Workbook()
        for each in (HEADER, *rows):
            workbook.active.append(each)
        workbook.save(tmp_path / "qabul.xlsx")
        window = ImportWindow(workplace, "admitted")
        qtbot.addWidget(window)
        window.resize(1366, 640)
        window.show()
        window.open(tmp_path / "qabul.xlsx")
        window.columns.proceed.click()
        assert window.pages.currentIndex() == PREVIEW, window.message.text()
        return window

    return make


def picture(widget, name):
    if folder := os.environ.get("HEMIS_TEST_PICTURES"):
        widget.grab().save(f"{folder}/{name}.png")


def test_the_list_of_the_commission_becomes_a_draft_of_the_order_and_back(
    opened, workplace, qtbot, admin, specialty, tmp_path
):
    window = opened(row(1, specialty=specialty), row(2, "Karim", specialty=specialty))
    plan = window.preview.rows.model.plan
    assert plan.count(RowStatus.NEW) == 2, [plan.reasons(0), plan.reasons(1)]
    picture(window, "admitted_preview")
    window.preview.all.click()
    assert window.pages.currentIndex() == RESULT, window.message.text()
    picture(window, "admitted_result")
    made = admin.execute(
        "select s.status, s.group_id, s.course, e.institution, e.document_kind, e.basis, e.faculty_id = s.faculty_id,"
        " d.act, d.state, d.lines from students.student s join students.prior_education e on e.student_id = s.id"
        " join movement.line l on l.student_id = s.id join movement.decree d on d.id = l.decree_id"
        " where s.surname = 'Admitov'"
    ).fetchall()
    assert made == [("10", None, "11", "5-maktab", "school", "test", True, "enrol", "draft", 2)] * 2
    order = admin.execute(
        "select max(id) from movement.decree where act = 'enrol' and state = 'draft'"
    ).fetchone()[0]
    window.save_template(tmp_path / "template.xlsx")
    heads = [cell.value or "" for cell in next(load_workbook(tmp_path / "template.xlsx").active.iter_rows())]
    assert any("Basis of admission" in head for head in heads)
    assert not any("Group" in head for head in heads)  # the order gives it
    # The same list a second time enters nobody: whoever is here is named.
    again = opened(row(1, specialty=specialty), row(3, "Salim", specialty=specialty))
    plan = again.preview.rows.model.plan
    assert [status.value for status in plan.statuses] == ["refused", "new"]
    assert "is in the database already" in plan.reasons(0)[0]
    # From the history the draft has to be thrown away first; it is a press away.
    past = ImportHistory(workplace, "students")
    qtbot.addWidget(past)
    past.table.selectRow(0)
    past.undo(past._chosen())  # noqa: SLF001
    assert "is in the draft" in past.message.text()
    assert [each.title for each in past.message.sentence.acts] == ["Open the order"]
    past.message.sentence.acts[0].act()
    assert workplace.navigator.opened[-1] == ("order", {"record_id": order})
    # Taken back with the draft that was made.
    button(window, "Undo this import").click()
    assert "has been undone" in window.result.words.text()
    left = "select count(*) from students.student where surname = 'Admitov'"
    assert admin.execute(left).fetchone() == (0,)
    assert admin.execute("select count(*) from movement.decree where id = %s", [order]).fetchone() == (0,)


def test_doubles_and_earlier_studies_are_asked_about_and_nothing_is_guessed(opened, admin, specialty):
    student = admin.execute(
        "select s.id, s.surname, s.given_name, s.patronymic, s.birth_date, s.entry_year from students.student s"
        " join structure.unit u on u.id = s.faculty_id and u.code = '403-101' where s.entry_year < 2025"
        " and s.status = '14' order by s.id limit 1"
    ).fetchone()
    admin.execute("update students.private set pinfl = %s where student_id = %s", [own(7), student[0]])
    window = opened(
        row(1, specialty=specialty, JSHSHIR="3.0103E+13"),
        row(2, specialty=specialty),
        row(2, specialty=specialty),
        row(4, "O.", specialty=specialty),
        row(5, "Olimжон", specialty=specialty),
        row(7, specialty=specialty),
        row(8, specialty=specialty, JSHSHIR=None),
    )
    plan = window.preview.rows.model.plan
    said = [" ".join(plan.reasons(place)) for place in range(7)]
    assert "Excel has shortened the number" in said[0]
    assert plan.statuses[1] == RowStatus.NEW, said[1]
    assert "has the same PINFL" in said[2]
    assert "is shortened" in said[3]
    assert "mixes Latin and Cyrillic" in said[4]
    assert f"entered here in {student[5]} already" in said[5]
    assert "compulsory for this citizenship" in said[6]
    window.preview.rows.other.emit(7, True)  # row 7 of the file: new studies
    plan = window.preview.rows.model.plan
    assert plan.statuses[5] == RowStatus.NEW, plan.reasons(5)


def test_a_group_is_completed_in_a_grid(workplace_of, qtbot, admin):
    group = admin.execute(
        "select g.id from students.\"group\" g join structure.unit u on u.id = g.faculty_id and u.code = '403-101'"
        " join students.student s on s.group_id = g.id and s.course = '11' group by g.id order by g.id desc limit 1"
    ).fetchone()[0]
    window = PriorEducationWindow(workplace_of("dean_geology"), group)
    qtbot.addWidget(window)
    window.resize(1366, 640)
    window.show()
    grid = window.editor.sheet
    grid.model.setData(grid.model.index(0, 1), "Navoiy nomli litsey")
    grid.model.setData(grid.model.index(0, 2), "lyceum")
    picture(window, "prior_education")
    window.save()
    stored = admin.execute(
        "select e.institution, e.document_kind, e.faculty_id = s.faculty_id from students.prior_education e"
        " join students.student s on s.id = e.student_id where s.group_id = %s", [group]
    ).fetchall()  # fmt: skip
    assert stored == [("Navoiy nomli litsey", "lyceum", True)], window.message.text()
    reader = PriorEducationWindow(workplace_of("registrar"), group)
    qtbot.addWidget(reader)
    assert reader.editor.sheet.model.index(0, 1).data() == "Navoiy nomli litsey"
    assert not reader.editor.saving.isEnabled()


def test_a_dean_adds_it_on_the_card_of_a_student(workplace_of, qtbot, admin):
    [student] = admin.execute(
        "select s.id from students.student s join structure.unit u on u.id = s.faculty_id and u.code = '403-101'"
        " where not exists (select from students.prior_education e where e.student_id = s.id) order by s.id limit 1"
    ).fetchone()
    tab = prior_education_of(workplace_of("dean_geology"), student)
    qtbot.addWidget(tab)
    tab.show()
    act(tab, "New").trigger()
    dialog = window_of(FormDialog)
    field(dialog, "Previous institution").line.setText("7-maktab")
    dialog.form.save()
    stored = "select institution from students.prior_education where student_id = %s"
    assert admin.execute(stored, [student]).fetchone() == ("7-maktab",)


def test_once_the_take_over_is_closed_the_preview_says_what_the_order_gives(
    workplace_of, workplace, qtbot, admin, tmp_path, specialty
):
    office = workplace_of("academic_office")
    shown = TakeOverWindow(office)
    qtbot.addWidget(shown)
    shown.resize(1000, 500)
    shown.show()
    picture(shown, "take_over")
    assert int(shown.table.text(0, 1)) > 100
    take_over.close(office.gateway, int(shown.table.text(0, 1)))
    shown.reload()
    assert not act(shown, "Close the take-over").isEnabled()
    assert "The take-over is closed" in shown.sum.text()
    group = admin.execute(
        'select g.name from students."group" g join structure.unit u on u.id = g.faculty_id'
        " where u.code = '403-101' order by g.entry_year desc, g.name limit 1"
    ).fetchone()[0]
    workbook = Workbook()
    workbook.active.append(("F.I.Sh.", "JSHSHIR", "Guruh", "Toʻlov shakli", "Kurs", "Semestr", "Holati"))
    workbook.active.append(("Keyinov Olim", own(9), group, "Grant", 1, 1, "Oʻqimoqda"))
    workbook.save(tmp_path / "talabalar.xlsx")
    window = ImportWindow(workplace)
    qtbot.addWidget(window)
    window.open(tmp_path / "talabalar.xlsx")
    window.columns.proceed.click()
    plan = window.preview.rows.model.plan
    said = " ".join(plan.reasons(0))
    assert "entered as applied and without a group" in said
    assert "The group of the file is not taken" in said
    assert "The status of the file is not taken" in said
    window.preview.all.click()
    assert window.pages.currentIndex() == RESULT, window.message.text()
    state = "select status, group_id from students.student where surname = 'Keyinov'"
    assert admin.execute(state).fetchall() == [("10", None)]
    # On the card of whoever studies the name is only read, and it says which window changes it.
    shown = {}
    for status in ("10", "11"):
        student = admin.execute(
            "select max(s.id) from students.student s join structure.unit u on u.id = s.faculty_id"
            " and u.code = '403-101' where s.status = %s", [status]
        ).fetchone()[0]  # fmt: skip
        card = student_card(workplace, record_id=student)
        qtbot.addWidget(card)
        card.show()
        main = card.tabs.main
        shown[status] = (main.fields.fields["surname"].writable, main.fields.fields["birth_date"].writable)
        assert ("changes by an order only" in words_in(card)) is (status == "11")
    assert shown == {"10": (True, True), "11": (False, True)}
