"""Importing as the personnel office: name, card, position and private data from one row."""

from datetime import date

import pytest

from client.data.imports.applying import Import
from client.data.imports.employees import EMPLOYEES, check_employees
from client.data.imports.history import undo
from client.data.imports.loading import load
from client.data.imports.mapping import find_header, suggest
from client.data.imports.opening import open_book
from client.data.imports.planning import RowStatus
from client.data.imports.presenting import details_text
from client.data.imports.reading import read_sheet
from shared import pinfl

HEADER = (
    "F.I.O.", "ПИНФЛ", "Xodim turi", "Ishga kirgan sana", "Kafedra", "Lavozim", "Mehnat shakli", "Stavka",
    "Maosh", "Telefon",
)  # fmt: skip
BIRTH = date(1985, 5, 17)
ROW = [
    "Sinovova Nargiza Botirovna", pinfl.make(BIRTH, "12", 970, 1), "Professor-oʻqituvchi xodim", "01.09.2020",
    "403-101-01", "Dotsent", "Asosiy", "0,5", "4 500 000,50", "901234567",
]  # fmt: skip
RELATIONS = ("employee", "card", "position", "private", "search_word")


@pytest.fixture
def hr(session_of):
    return session_of("hr").gateway


@pytest.fixture
def snapshot(admin):
    def take():
        return {
            name: [row for (row,) in admin.execute(
                f"select to_jsonb(t) - 'row_version' from employees.{name} t order by 1::text"
            )] for name in RELATIONS
        }  # fmt: skip

    return take


@pytest.fixture
def importing(book, hr):
    def make(*rows, header=HEADER):
        opened = open_book(book([header, *rows], "xodimlar.xlsx"))
        sheet = find_header(read_sheet(opened), EMPLOYEES)
        lookups = load(hr, EMPLOYEES)
        return Import(hr, opened, check_employees(sheet, suggest(sheet.titles, EMPLOYEES), lookups), lookups)

    return make


def counts(plan):
    return {status.value: plan.count(status) for status in RowStatus if plan.count(status)}


def test_an_employee_comes_with_card_position_and_salary_and_goes_again(importing, hr, admin, snapshot):
    before = snapshot()
    work = importing(ROW)
    tried = work.try_it().plan
    assert counts(tried) == {"new": 1}, tried.reasons(0)
    run = work.apply(tried, only_good=False).run_id
    assert admin.execute(
        "select e.full_name, c.birth_date, c.gender, p.rate, u.code, x.salary::text, x.phone, p.starts_on "
        "from employees.employee e join employees.card c on c.employee_id = e.id "
        "join employees.position p on p.employee_id = e.id join structure.unit u on u.id = p.unit_id "
        "join employees.private x on x.employee_id = e.id where e.surname = 'Sinovova'"
    ).fetchone() == (
        "Sinovova Nargiza Botirovna", BIRTH, "12", "13", "403-101-01", "4500000.50", "+998 90 123 45 67",
        date(2020, 9, 1),
    )  # fmt: skip
    assert counts(importing(ROW).try_it().plan) == {"unchanged": 1}
    undo(hr, run)
    assert snapshot() == before


@pytest.mark.parametrize(("written", "code"), [("50%", "13"), ("100 %", "11"), ("0,75", "12"), (1, "11")])
def test_a_rate_is_read_however_it_is_written(importing, written, code):
    checked = importing([*ROW[:7], written, *ROW[8:]]).checked
    assert checked.column("rate") == [code]


def test_another_rate_and_a_second_position_are_changes(importing, hr, snapshot):
    first = importing(ROW)
    run = first.apply(first.try_it().plan, only_good=False).run_id
    after_first = snapshot()
    rate = importing([*ROW[:7], 1, *ROW[8:]])
    plan = rate.try_it().plan
    assert details_text(plan, 0) == "Rate: 0,50 stavka → 1,00 stavka"
    second = rate.apply(plan, only_good=False).run_id
    other = importing([*ROW[:4], "403-101-02", "Professor", *ROW[6:]])
    plan = other.try_it().plan
    assert counts(plan) == {"changed": 1}
    assert "Unit: — → " in details_text(plan, 0)
    third = other.apply(plan, only_good=False).run_id
    undo(hr, third)
    undo(hr, second)
    assert snapshot() == after_first
    undo(hr, run)


def test_a_position_needs_all_its_parts(importing):
    plan = importing([*ROW[:5], None, *ROW[6:]]).try_it().plan
    assert plan.reasons(0) == ["F2, Position: It is needed and not given."]


def test_an_unknown_unit_and_a_salary_in_words_are_refused(importing):
    plan = importing([*ROW[:4], "Astronomiya kafedrasi", *ROW[5:8], "koʻp", ROW[9]]).try_it().plan
    reasons = " ".join(plan.reasons(0))
    assert "E2, Unit: There is no unit Astronomiya kafedrasi." in reasons
    assert "I2, Salary: koʻp is not a number." in reasons


def test_a_pinfl_of_an_employee_finds_the_card(importing, admin):
    number, name = admin.execute(
        "select x.pinfl, e.full_name from employees.private x join employees.employee e on e.id = x.employee_id "
        "where x.pinfl is not null order by e.id limit 1"
    ).fetchone()
    assert counts(importing([name, number], header=("F.I.O.", "ПИНФЛ")).try_it().plan) == {"unchanged": 1}
