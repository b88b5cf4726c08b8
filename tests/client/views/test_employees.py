"""The windows of employees: the base, positions, teachers, and the card with all that belongs to a person."""

import re
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from client.views.employees import MODULE
from client.widgets.record_form import FormDialog
from client.widgets.record_form.private_part import PrivatePart
from tests.client.reach import act, part, said, tab


@pytest.fixture
def window(qtbot, workplace_of):
    def make(key, login="hr", **arguments):
        made = next(each for each in MODULE.windows if each.key == key).make(workplace_of(login), **arguments)
        qtbot.addWidget(made)
        made.resize(1366, 700)
        made.show()
        return made

    return make


def field(card, name):
    parts = (part.fields for part in card.parts if getattr(part, "fields", None) is not None)
    return next(fields.fields[name] for fields in parts if name in fields.fields)


def fill(card, **values):
    for name, value in values.items():
        field(card, name).put(value)
        field(card, name).changed.emit()


@pytest.mark.parametrize(
    ("key", "count"),
    [
        ("employee", "select count(*) from employees.employee"),
        ("direction", "select count(*) from employees.position"),
        ("teacher", "select count(*) from employees.card where kind = '12'"),
        ("employee-status", "select count(*) from employees.card"),
        ("academic-degree", "select count(*) from employees.qualification"),
    ],
)
def test_the_personnel_office_sees_everybody(window, admin, key, count):
    assert window(key).rows.rowCount() == admin.execute(count).fetchone()[0] > 0


def test_cells_of_people_of_other_units_say_that_they_are_not_shown(window):
    rows = window("employee", "dean_geology").rows
    place = [column.path for column in rows.columns].index("card.kind")
    cells = [rows.index(row, place) for row in range(rows.rowCount())]
    assert 0 < sum(cell.data() == "hidden" for cell in cells) < len(cells)
    assert not any(cell.data() == "" for cell in cells)
    told = {cell.data(Qt.ItemDataRole.ToolTipRole) for cell in cells if cell.data() == "hidden"}
    assert told == {"Not shown to your role"}


def test_the_deans_office_sees_who_is_tutor_of_which_group(window, admin):
    shown = window("tutor-group", "dean_geology")
    count = """select count(*) from students.tutor_group t join structure.unit u on u.id = t.faculty_id
               where u.code = '403-101'"""
    assert shown.rows.rowCount() == admin.execute(count).fetchone()[0] > 0


def test_an_employee_is_entered_with_card_and_private_data_at_once(window, admin):
    card = window("employee-card", record_id=None)
    fill(
        card,
        surname="Yangiyev",
        given_name="Xodim",
        birth_date=date(1990, 2, 3),
        gender="11",
        kind="12",
        hired_on=date(2026, 9, 1),
        phone="+998 90 111 22 44",
    )
    card.save()
    row = admin.execute(
        """select e.full_name, c.kind, c.degree, p.phone from employees.employee e
           join employees.card c on c.employee_id = e.id join employees.private p on p.employee_id = e.id
           where e.surname = 'Yangiyev' and e.number is not null"""
    ).fetchone()
    assert row == ("Yangiyev Xodim", "12", "10", "+998 90 111 22 44")


def test_a_second_position_is_added_on_the_card(window, admin):
    employee = admin.execute("select min(employee_id) from employees.position").fetchone()[0]
    unit = admin.execute("select id from structure.unit where code = '403-102'").fetchone()[0]
    card = window("employee-card", record_id=employee)
    positions = tab(card, "Positions")
    QApplication.processEvents()
    before = positions.rows.rowCount()
    positions.acts["add"].trigger()
    form = part(positions, FormDialog).form
    fill(form, unit_id=unit, post="12", form="11", rate="12", starts_on=date(2026, 9, 1))
    form.save()
    assert positions.rows.rowCount() == before + 1


def test_the_private_data_of_an_employee_is_read_by_the_personnel_office(window, admin):
    employee = admin.execute("select min(employee_id) from employees.private").fetchone()[0]
    card = window("employee-card", record_id=employee)
    secret = next(part for part in card.parts if isinstance(part, PrivatePart))
    secret.read()
    assert field(card, "pinfl").value()


def test_the_academic_office_reads_a_card_and_changes_nothing(window, admin):
    employee = admin.execute("select min(employee_id) from employees.card").fetchone()[0]
    card = window("employee-card", "academic_office", record_id=employee)
    assert re.search(r"\d\d\.\d\d\.\d{4}", said(field(card, "hired_on")))
    assert not field(card, "surname").writable
    assert "does not see private data" in said(tab(card, "Private data"))


def test_the_card_leads_to_the_sign_in_account(window, admin):
    employee = admin.execute("select min(id) from employees.employee").fetchone()[0]
    card = window("employee-card", record_id=employee)
    act(card, "Sign-in account").trigger()
    assert card.workplace.navigator.opened[-1] == ("employee-account", {"record_id": employee})


def test_a_position_leads_to_the_card_of_its_employee(window):
    shown = window("direction")
    shown.table.selectRow(0)
    shown.act(shown.spec.actions[0])
    key, arguments = shown.workplace.navigator.opened[-1]
    assert key == "employee-card"
    employee = shown.workplace.gateway.scalar(
        "select employee_id from employees.position where id = :id", id=shown.rows.record_id(0)
    )
    assert arguments == {"record_id": employee}
