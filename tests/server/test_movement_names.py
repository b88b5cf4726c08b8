"""Orders that change names: judged, applied to all or none, taken back; who is renamed is found under both names."""

import json

import psycopg
import pytest

from tests.reference_content import reference_content
from tests.server.acting import column, scalar
from tests.server.orders import applied, cancelled, draft, refused, signed

NAME = "select full_name from students.student where id = %s"
FOUND = "select count(*) from students.search_word where student_id = %s and word ^@ naming.fold(%s)"
CLOSE = "select movement.close_take_over((select count(*) from students.student))"


def named(surname, given, patronymic=None, **others):
    values = {"new_surname": surname, "new_given_name": given, "new_patronymic": patronymic, "reason": "11"}
    return json.dumps(values | others)


@pytest.fixture
def women(admin):
    """Geologists who study and were never renamed."""
    return column(
        admin,
        "select s.id from students.student s join structure.unit u on u.id = s.faculty_id and u.code = '403-101'"
        " where s.status = '11' and s.gender = '12' and not exists"
        " (select from students.former_name f where f.student_id = s.id) order by s.id desc limit 9",
    )


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"new_surname": None}, "Write the new surname and given name"),
        ({"new_surname": "Каримова"}, "in Latin letters"),
        ({"new_surname": "Karimova2"}, "in Latin letters"),
        ({"new_surname": "K."}, "in Latin letters"),
        ({"reason": None}, "Choose the reason"),
        ({"new_course": "12"}, "needs an order of another type"),
    ],
)
def test_a_name_that_no_passport_has_keeps_the_order_of_all(admin, dean, women, today, given, sentence):
    made = draft(dean, "rename", women[:2], named("Karimova", "Nodira"), day=today)
    line = scalar(admin, "select min(id) from movement.line where decree_id = %s", made)
    before = column(admin, "select full_name from students.student where id = any (%s)", women[:2])
    dean.execute("select movement.change_lines(%s, %s::jsonb)", [[line], json.dumps(given)])
    dean.commit()
    assert sentence in refused(dean, "select movement.send(%s)", made)
    assert column(admin, "select full_name from students.student where id = any (%s)", women[:2]) == before


def test_a_name_that_stays_is_no_change(admin, dean, women, today):
    same = admin.execute(
        "select surname, given_name, patronymic, cyrillic_name from students.student where id = %s",
        [women[0]],
    ).fetchone()
    made = draft(dean, "rename", women[:1], named(*same[:3], new_cyrillic_name=same[3]), day=today)
    assert "would stay as it is" in refused(dean, "select movement.send(%s)", made)


def test_who_is_renamed_is_found_under_both_names_until_the_order_is_cancelled(
    admin, dean, office, women, today
):
    student = women[0]
    old = admin.execute("select surname, full_name from students.student where id = %s", [student]).fetchone()
    waiting = draft(dean, "discipline", [student], '{"reason": "11"}', day=today)
    made = applied(dean, office, "rename", [student], named("Zebunisova", "Nodira", "Odil qizi"), day=today)
    assert scalar(dean, NAME, student) == "Zebunisova Nodira Odil qizi"
    assert [scalar(dean, FOUND, student, name) for name in (old[0], "Zebunisova", "Odil")] == [1, 1, 1]
    told = dean.execute(
        "select former_name, new_name, line_from from movement.time_line(%s) where decree_id = %s",
        [student, made],
    ).fetchone()
    assert told == (old[1], "Zebunisova Nodira Odil qizi", today)
    assert dean.execute("select old_name, new_name from movement.states(%s)", [made]).fetchone() == told[:2]
    # A draft says the name that holds, what was signed the one that held.
    names = "select student_name from movement.line where decree_id = %s"
    assert scalar(admin, names, waiting) == "Zebunisova Nodira Odil qizi"
    assert scalar(admin, names, made) == old[1]
    cancelled(admin, office, made)
    assert scalar(dean, NAME, student) == scalar(admin, names, waiting) == old[1]
    assert [scalar(dean, FOUND, student, name) for name in (old[0], "Zebunisova")] == [1, 0]


def test_the_later_name_goes_first(admin, dean, office, women, today):
    student = women[1]
    first = applied(dean, office, "rename", [student], named("Birinchiyeva", "Nodira"), day=today)
    applied(dean, office, "rename", [student], named("Ikkinchiyeva", "Nodira"), day=today)
    office.execute("select movement.ask_cancel(%s, 'Xato')", [first])
    office.commit()
    admin.execute("update movement.decree set cancel_asked_by = 'somebody' where id = %s", [first])
    assert "changed later by the order {number}" in refused(
        office, "select movement.decide_cancel(%s, true)", first
    )
    # One of them is taken out by a correction: the last name goes, the one before stands.
    applied(dean, office, "take_back", [student], day=today)
    assert scalar(admin, NAME, student) == "Birinchiyeva Nodira"
    cancelled(admin, office, first)
    early = draft(dean, "rename", [student], named("Uchinchiyeva", "Nodira"), day=today)
    assert scalar(dean, "select count(*) from movement.verdicts(%s) where refused", early) == 0


def test_two_orders_for_one_student_are_told_of_and_applied_in_turn(admin, dean, office, women, today):
    student = women[2]
    first = signed(dean, office, "rename", [student], named("Birinchiyeva", "Nodira"), day=today)
    second = signed(dean, office, "rename", [student], named("Birinchiyeva", "Nodira"), day=today)
    said = column(dean, "select message from movement.verdicts(%s)", second)
    assert "A student in another order too: {number}" in said
    dean.execute("select movement.apply(%s)", [first])
    dean.commit()
    assert "would stay as it is" in refused(dean, "select movement.apply(%s)", second)


def test_papers_issued_before_keep_the_former_name(admin, dean, office, women, today):
    student = women[3]
    old, said = scalar(admin, NAME, student), "select content ->> 'name' from documents.paper where id = %s"
    register = "select id from documents.register('reference', 'uz', %s, %s)"
    papers = [scalar(dean, register, [student], [reference_content(dean, student)])]
    dean.commit()
    applied(dean, office, "rename", [student], named("Zebunisova", "Nodira"), day=today)
    papers.append(scalar(dean, register, [student], [reference_content(dean, student)]))
    assert [scalar(dean, said, paper) for paper in papers] == [old, "Zebunisova Nodira"]


def test_nobody_slips_in_another_facultys_student_or_writes_names(admin, dean, as_person, women, today):
    miner = scalar(
        admin,
        "select s.id from students.student s join structure.unit u on u.id = s.faculty_id and u.code = '403-102'"
        " where s.status = '11' order by s.id limit 1",
    )
    made = draft(dean, "rename", women[:1], named("Karimova", "Nodira"), day=today)
    assert "of your faculty" in refused(dean, "select movement.put_students(%s, %s, '{}')", made, [miner])
    for who in (dean, as_person("academic_office"), as_person("registrar"), as_person("tutor_geology")):
        for change in (
            "update movement.line set new_surname = 'Boshqayeva' where decree_id = %s",
            "insert into students.former_name (surname) select 'A' from movement.line where decree_id = %s",
            "delete from students.former_name where student_id = %s",
            "select movement.rename_lines(d) from movement.decree d where d.id = %s",
        ):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                who.execute(change, [made])
            who.rollback()


def test_after_the_take_over_a_name_changes_by_an_order_alone(admin, dean, office, women, today):
    student = women[4]
    correct = "update students.student set surname = 'Tuzatilgan' where id = %s"
    dean.execute(correct, [student])  # while it is open a spelling is corrected
    dean.commit()
    assert scalar(admin, NAME, student).startswith("Tuzatilgan")
    office.execute(CLOSE)
    office.commit()
    assert "changes by an order only" in refused(dean, correct.replace("Tuzatilgan", "Boshqayeva"), student)
    blind = "update students.student set cyrillic_name = 'Бошқаева'"
    assert "changes by an order only" in refused(dean, blind)
    applied(dean, office, "rename", [student], named("Boshqayeva", "Nodira"), day=today)
    assert scalar(admin, NAME, student) == "Boshqayeva Nodira"
