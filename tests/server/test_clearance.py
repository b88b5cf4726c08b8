"""Clearance sheets: opened by an order, answered by each office, and what they keep from being handed out."""

import pytest

from tests.server.acting import column, refused, scalar
from tests.server.orders import EXPELLED, applied

LINES = "select l.id from clearance.line l join clearance.sheet s on s.id = l.sheet_id where s.student_id = any(%s)"
STANDING = "select id from clearance.sheet where student_id = any(%s) and withdrawn_at is null order by id"


@pytest.fixture
def library(as_person):
    return as_person("library")


@pytest.fixture
def leaving(admin):
    """Two geologists who study and have no sheet."""
    return column(
        admin,
        "select s.id from students.student s join structure.unit u on u.id = s.faculty_id and u.code = '403-101'"
        " where s.status = '11' and not exists (select from clearance.sheet c where c.student_id = s.id)"
        " order by s.id limit 2",
    )


@pytest.fixture
def expelled(admin, dean, office, leaving):
    """Both, and the order that expelled them."""
    made = applied(dean, office, "expel", leaving, EXPELLED, day=scalar(admin, "select security.today()"))
    return leaving, made


def answer(person, lines, *, confirmed=True, note=None):
    person.execute("select clearance.answer(%s, %s, %s)", [lines, confirmed, note])
    person.commit()


def test_an_order_that_ends_studies_opens_the_sheets_of_its_students(admin, expelled):
    students, order = expelled
    found = admin.execute(
        "select s.decree_id, s.occasion, s.open_points, array_agg(l.office order by l.office)"
        " from clearance.sheet s join clearance.line l on l.sheet_id = s.id"
        " where s.student_id = any(%s) group by s.id",
        [students],
    ).fetchall()
    assert found == [(order, "leaving", 4, ["accounting", "faculty", "hr", "service"])] * 2


def test_open_points_keep_the_file_and_not_the_order(admin, dean, as_person, library, expelled):
    students, _order = expelled
    sheets = column(admin, STANDING, students)
    people = {
        "accounting": as_person("accounting"),
        "hr": as_person("hr"),
        "faculty": dean,
        "service": library,
    }
    for name, person in people.items():
        with pytest.raises(Exception, match="stays here: not confirmed are"):
            dean.execute("select clearance.hand_out(%s, 'Oʻziga, pasport')", [sheets[:1]])
        dean.rollback()
        answer(person, column(admin, f"{LINES} and l.office = %s", students, name))
    dean.execute("select clearance.hand_out(%s, 'Oʻziga, pasport')", [sheets[:1]])
    dean.commit()
    said = admin.execute(
        "select handed_by, handed_to, handed_at is not null from clearance.sheet where id = %s", sheets[:1]
    ).fetchone()
    assert said == ("dean_geology", "Oʻziga, pasport", True)
    [line] = column(
        admin, "select id from clearance.line where sheet_id = %s and office = 'service'", sheets[0]
    )
    with pytest.raises(Exception, match="was handed out"):
        answer(library, [line], confirmed=False, note="Bitta kitob")
    library.rollback()
    # The other sheet is not handed out yet, and the library may find a book after all.
    [line] = column(
        admin, "select id from clearance.line where sheet_id = %s and office = 'service'", sheets[1]
    )
    answer(library, [line], confirmed=False, note="Bitta kitob")
    with pytest.raises(Exception, match="Kutubxona kitoblari"):
        dean.execute("select clearance.hand_out(%s, 'Oʻziga')", [sheets[1:]])


def test_an_office_answers_its_own_points_alone(admin, library, as_person, expelled):
    students, _order = expelled
    accounting = as_person("accounting")
    others = column(admin, f"{LINES} and l.office = 'accounting'", students)
    own = column(admin, f"{LINES} and l.office = 'service'", students)
    sentence = "Not all of these points are yours to answer."
    for person, lines in (
        (library, others),
        (library, own + others[:1]),
        (accounting, own),
        (as_person("dean_mining"), own),
    ):
        with refused(sentence, "HM002"):
            person.execute("select clearance.answer(%s, true)", [lines])
        person.rollback()
    with refused(sentence, "HM002"):
        library.execute("select clearance.answer('{-1}', true)")
    library.rollback()
    with refused("Say what is owed."):
        library.execute("select clearance.answer(%s, false, ' ')", [own])
    library.rollback()
    with refused(""):
        as_person("tutor_geology").execute("select clearance.answer(%s, true)", [own])
    assert set(column(admin, "select answer from clearance.line where id = any(%s)", own + others)) == {
        "open"
    }


def test_a_service_unit_reads_name_group_and_number_of_its_points_and_nothing_else(admin, library, expelled):
    read = library.execute(
        "select s.student_name, s.student_number, s.group_name, l.office from clearance.sheet s"
        " join clearance.line l on l.sheet_id = s.id"
    ).fetchall()
    assert {office for *_who, office in read} == {"service"}
    assert len(read) == scalar(admin, "select count(*) from clearance.line where office = 'service'")
    library.commit()
    for statement in (
        "select occasion from clearance.sheet",
        "select decree_id from clearance.sheet",
        "select withdraw_reason from clearance.sheet",
        "select full_name from students.student",
        "select number from movement.decree",
        "update clearance.line set answer = 'confirmed'",
        "update clearance.sheet set open_points = 0",
    ):
        with refused(""):
            library.execute(statement)
        library.rollback()


def test_a_cancelled_order_withdraws_the_sheets_it_opened(admin, office, as_person, expelled):
    students, order = expelled
    office.execute("select movement.ask_cancel(%s, 'Xato')", [order])
    office.commit()
    with admin.transaction():
        admin.execute("update movement.decree set cancel_asked_by = 'management' where id = %s", [order])
    office.execute("select movement.decide_cancel(%s, true)", [order])
    office.commit()
    assert column(admin, STANDING, students) == []
    lines = column(admin, f"{LINES} and l.office = 'accounting'", students)
    with pytest.raises(Exception, match="is withdrawn"):
        answer(as_person("accounting"), lines)


def test_a_student_has_one_sheet_that_stands(admin, dean, leaving):
    opened = "select clearance.open(%s, 'graduation')"
    assert scalar(dean, opened, leaving) == 2
    dean.commit()
    assert scalar(dean, opened, leaving) == 0
    dean.commit()
    dean.execute("select clearance.withdraw(%s, 'Adashib ochilgan')", [column(admin, STANDING, leaving)])
    dean.commit()
    assert scalar(dean, opened, leaving) == 2
    dean.commit()


def test_sheets_are_of_the_own_faculty(admin, dean, as_person, leaving):
    stranger = scalar(
        admin,
        "select s.id from students.student s join structure.unit u on u.id = s.faculty_id and u.code = '403-102'"
        " where s.status = '11' order by s.id limit 1",
    )
    with refused("Not all of these students are of your faculty and past enrolment.", "HM002"):
        dean.execute("select clearance.open(%s, 'leaving')", [[leaving[0], stranger]])
    dean.rollback()
    assert scalar(dean, "select clearance.open(%s, 'leaving')", leaving) == 2
    dean.commit()
    mining = as_person("dean_mining")
    sheets = column(admin, STANDING, leaving)
    for act in ("clearance.withdraw(%s, 'Shunday')", "clearance.hand_out(%s, 'Menga')"):
        with refused("Not all of these sheets are of your faculty.", "HM002"):
            mining.execute(f"select {act}", [sheets])
        mining.rollback()


def test_a_service_point_names_a_unit_that_is_neither_faculty_nor_department(office):
    insert = (
        "insert into clearance.point (name_uz, office, unit_id)"
        " select 'Yotoqxona', 'service', id from structure.unit where code = %s"
    )
    with refused("A service unit is no faculty and no department. Choose the section that confirms."):
        office.execute(insert, ["403-101-01"])
    office.rollback()
    office.execute(insert, ["403-210"])
