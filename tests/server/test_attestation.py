"""Theses: written by the head of the department, approved by an order of type 20, changed by another one."""

import json

import pytest

from tests.server.acting import column, scalar
from tests.server.orders import SIGN, applied, cancelled, draft, refused

SAVE = "select attestation.save_thesis(%s, %s, %s, %s, %s::jsonb)"
UZ, EN = "Qizilolma konining mineral tarkibi", "Mineral composition of the Qizilolma deposit"
THESIS = "select state, title_uz, title_en, supervisor_id, order_number from attestation.thesis where student_id = %s"


@pytest.fixture
def head(as_person):
    return as_person("head_mineralogy")


@pytest.fixture
def place(admin):
    """The department of mineralogy and this academic year."""
    unit = scalar(admin, "select id from structure.unit where code = '403-101-01'")
    return unit, scalar(admin, "select movement.academic_year(security.today())")


@pytest.fixture
def open_ones(admin, place):
    """Students of the department whose thesis no order has approved, those without an order first."""
    return column(
        admin,
        "select t.student_id from attestation.thesis t where t.department_id = %s and t.year = %s and t.state = 'open'"
        " and not exists (select from movement.line l where l.student_id = t.student_id and l.note is not null)"
        " order by t.title_uz is null, t.student_id",
        *place,
    )


@pytest.fixture
def supervisors(admin, place, open_ones):
    """People of the department who do not review the first theses: nobody reviews what they supervise."""
    return column(
        admin,
        "select employee_id from employees.position where unit_id = %s and employee_id not in (select t.reviewer_id"
        " from attestation.thesis t where t.student_id = any (%s) and t.reviewer_id is not null)"
        " group by 1 order by 1",
        place[0], open_ones[:3],
    )  # fmt: skip


def write(person, place, student, said, version=None):
    version = (
        scalar(person, "select row_version from attestation.thesis where student_id = %s", student) or 0
        if version is None
        else version
    )
    person.execute(SAVE, [student, *place, version, json.dumps(said)])
    person.commit()


def whole(supervisor, suffix=""):
    return {"title_uz": UZ + suffix, "title_en": EN + suffix, "supervisor_id": supervisor}


def test_a_topic_is_approved_by_an_order_and_stays(
    admin, head, dean, office, place, open_ones, supervisors, today
):
    student = open_ones[0]
    write(head, place, student, whole(supervisors[0]))
    made = applied(dean, office, "topics", [student], day=today)
    number = scalar(admin, "select number from movement.decree where id = %s", made)
    assert admin.execute(THESIS, [student]).fetchone() == ("approved", UZ, EN, supervisors[0], number)
    assert f"approved by order {number}" not in refused(
        head, SAVE, student, *place, 0, "{}"
    )  # the version comes first
    version = scalar(admin, "select row_version from attestation.thesis where student_id = %s", student)
    assert "is approved by order" in refused(
        head, SAVE, student, *place, version, '{"title_uz": "Boshqa mavzu tanlandi"}'
    )
    # Changed by another order; given up, it says again what the first one approved.
    head.execute(
        "select attestation.begin_change(array(select id from attestation.thesis where student_id = %s))",
        [student],
    )
    head.commit()
    write(head, place, student, {"title_uz": "Butunlay boshqa mavzu tanlandi"})
    head.execute(
        "select attestation.drop_change(array(select id from attestation.thesis where student_id = %s))",
        [student],
    )
    head.commit()
    assert admin.execute(THESIS, [student]).fetchone()[:2] == ("approved", UZ)
    # A second order approves the change; cancelled, the first one stands and the change waits.
    head.execute(
        "select attestation.begin_change(array(select id from attestation.thesis where student_id = %s))",
        [student],
    )
    head.commit()
    write(head, place, student, {"title_uz": "Butunlay boshqa mavzu tanlandi"})
    second = applied(dean, office, "topics", [student], day=today)
    assert "another topic of {student} since" in refused_cancel(admin, office, made)
    cancelled(admin, office, second)
    assert admin.execute(THESIS, [student]).fetchone()[:2] == ("changing", "Butunlay boshqa mavzu tanlandi")
    # A correction takes a student out of the applied order: the topic is open again.
    head.execute(
        "select attestation.drop_change(array(select id from attestation.thesis where student_id = %s))",
        [student],
    )
    head.commit()
    applied(dean, office, "take_back", [student], day=today)
    assert admin.execute(THESIS, [student]).fetchone()[0] == "open"


def refused_cancel(admin, office, made):
    office.execute("select movement.ask_cancel(%s, 'Xato')", [made])
    office.commit()
    admin.execute("update movement.decree set cancel_asked_by = 'somebody' where id = %s", [made])
    said = refused(office, "select movement.decide_cancel(%s, true)", made)
    admin.execute(
        "update movement.decree set cancel_asked_by = null, cancel_reason = null where id = %s", [made]
    )
    return said


def test_an_order_of_incomplete_topics_is_not_sent(
    admin, head, dean, office, place, open_ones, supervisors, today
):
    first, second = open_ones[1:3]
    write(head, place, first, {"title_en": None})
    write(head, place, second, whole(supervisors[1], " 2"))
    made = draft(dean, "topics", [first, second], day=today)
    assert "no English title" in refused(dean, "select movement.send(%s)", made)
    write(head, place, first, whole(supervisors[0], " 3"))
    # What the order says is what was there when the student came into it.
    assert "was changed after it came into this order" in refused(dean, "select movement.send(%s)", made)
    dean.execute(
        "select movement.remove_lines(array(select id from movement.line where decree_id = %s and student_id = %s))",
        [made, first],
    )
    dean.execute("select movement.put_students(%s, %s)", [made, [first]])
    dean.execute("select movement.send(%s)", [made])
    dean.commit()
    # While it is signed the topics stay; given back they are written again.
    version = scalar(admin, "select row_version from attestation.thesis where student_id = %s", first)
    assert "that is being signed" in refused(
        head, SAVE, first, *place, version, '{"title_en": "Something else entirely"}'
    )
    scalar(office, SIGN, made, None)
    office.commit()
    assert "that is being signed" in refused(
        head, SAVE, first, *place, version, '{"title_en": "Something else entirely"}'
    )
    said = scalar(
        admin, "select note from movement.line where decree_id = %s and student_id = %s", made, second
    )
    assert said.startswith(f"“{UZ} 2”; rahbar: ")


def test_titles_are_checked_and_never_guessed(admin, head, place, open_ones, supervisors):
    student = open_ones[3]
    version = scalar(admin, "select row_version from attestation.thesis where student_id = %s", student)
    for said, sentence in (
        ({"title_uz": "Мавзу кириллда ёзилган"}, "kept in Latin letters"),
        ({"title_uz": "Qisqa"}, "too short"),
        ({"title_en": "Geological structure of Koʻkpatas"}, "letters that are not English"),
        ({"supervisor_id": supervisors[0], "reviewer_id": supervisors[0]}, "thesis_reviewer_check"),
        ({"state": "approved"}, "no such field"),
    ):
        assert sentence in refused(head, SAVE, student, *place, version, json.dumps(said))
    other = scalar(admin, "select title_uz from attestation.thesis where student_id = %s", open_ones[4])
    assert "has this topic already" in refused(
        head, SAVE, student, *place, version, json.dumps({"title_uz": other.upper()})
    )
    write(head, place, student, {"title_en": None})
    assert admin.execute(THESIS, [student]).fetchone()[2] is None


def test_a_supervisor_has_as_many_theses_as_the_setting_allows(admin, head, place, open_ones, supervisors):
    busy = supervisors[-1]
    admin.execute("insert into system.setting (key, value) values ('attestation.theses_at_most', '3')")
    had = scalar(admin, "select attestation.supervised(%s, %s)", busy, place[1])
    others = [
        s
        for s in open_ones
        if scalar(admin, "select supervisor_id from attestation.thesis where student_id = %s", s) != busy
    ]
    for student in others[: 3 - had]:
        write(head, place, student, {"supervisor_id": busy})
    last = others[3]
    version = scalar(admin, "select row_version from attestation.thesis where student_id = %s", last)
    assert "as many as one may" in refused(
        head, SAVE, last, *place, version, json.dumps({"supervisor_id": busy})
    )
    admin.execute("delete from system.setting where key = 'attestation.theses_at_most'")


def test_only_the_own_department_writes_and_two_desks_are_told(
    admin, head, dean, as_person, place, open_ones
):
    student = open_ones[5]
    version = scalar(admin, "select row_version from attestation.thesis where student_id = %s", student)
    for login, role in (
        ("head_surveying", None),
        ("dean_mining", None),
        ("deputy_geology", "hemis_department_head"),
    ):
        assert "is not yours" in refused(as_person(login, role), SAVE, student, *place, version, "{}")
    for login in ("teacher_mineralogy", "academic_office", "registrar", "management"):
        assert "permission denied" in refused(as_person(login), SAVE, student, *place, version, "{}")
    write(head, place, student, {"title_en": "A title of the first desk"}, version)
    assert "somebody else has changed" in refused(
        dean, SAVE, student, *place, version, '{"title_en": "A title of the second"}'
    )
    # A student of another department or year is not slipped in.
    stranger = scalar(
        admin, "select id from students.student where status = '11' and course = '11' order by id limit 1"
    )
    assert "writes no thesis at the department" in refused(
        head, SAVE, stranger, *place, 0, '{"title_uz": "Begona talaba mavzusi"}'
    )
    assert "permission denied" in refused(head, "update attestation.thesis set state = 'approved'")


def test_a_free_topic_is_taken_once(admin, head, as_person, place, open_ones):
    teacher = as_person("teacher_mineralogy")
    me = scalar(teacher, "select security.my_employee()")
    offered = scalar(
        teacher,
        "insert into attestation.offer (department_id, supervisor_id, year, education_type, title_uz, title_en)"
        " values (%s, %s, %s, '11', 'Nodir yer elementlarini qidirish usullari',"
        " 'Methods of prospecting for rare earths')"
        " returning id",
        place[0],
        me,
        place[1],
    )
    teacher.commit()
    assert "row-level security" in refused(
        teacher,
        "insert into attestation.offer (department_id, supervisor_id, year, education_type, title_uz)"
        " values (9, %s, %s, '11', 'Begona kafedrada taklif qilingan mavzu')",
        me,
        place[1],
    )
    take = "select attestation.take_offer(%s, %s, %s, %s, %s)"
    first, second = open_ones[-2:]
    versions = dict(
        admin.execute(
            "select student_id, row_version from attestation.thesis where student_id = any (%s)", [open_ones]
        )
    )
    head.execute(take, [offered, first, *place, versions[first]])
    head.commit()
    assert admin.execute(THESIS, [first]).fetchone()[1:4] == (
        "Nodir yer elementlarini qidirish usullari",
        "Methods of prospecting for rare earths",
        me,
    )
    assert "has just taken this topic" in refused(head, take, offered, second, *place, versions[second])
    assert "It stays as it is" in refused(teacher, "delete from attestation.offer where id = %s", offered)
    # Given back with the title, it is free again.
    write(head, place, first, {"title_uz": None})
    teacher.execute("delete from attestation.offer where id = %s", [offered])
    teacher.commit()
