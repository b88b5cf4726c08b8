"""Several students changed at once where no order is needed: all or nobody, undone as one, by their own office."""

import json
from datetime import timedelta

import psycopg
import pytest

from client.data.students.several import OPEN, PRIVATE, SINCE, TUTOR
from shared.models.students import Private, Student
from tests.server.acting import column, refused, scalar

CHANGE = "select students.change_several(%s::jsonb, %s::jsonb, 'Fuqarolik')"
OURS = """select s.id from students.student s join structure.unit u on u.id = s.faculty_id and u.code = '403-101'
    where s.group_id is not null order by s.id limit 40"""
VERSIONS = "select id, row_version from students.student where id = any (%s) order by id"


def rows_of(admin, ids, **more):
    return json.dumps([{"student_id": number, "version": version, **more}
                       for number, version in admin.execute(VERSIONS, [ids])])  # fmt: skip


@pytest.fixture
def ours(admin):
    return column(admin, OURS)


def values(admin, field, ids, table="students.student", key="id"):
    return dict(admin.execute(f"select {key}, {field} from {table} where {key} = any (%s)", [ids]))


def test_columns_that_an_order_changes_are_no_fields(dean, admin, ours):
    table = Student.__table__.c
    assert not [name for name in OPEN if table[name].info.get("state")]
    assert set(PRIVATE) <= set(Private.__table__.c.keys())
    for field in ("status", "course", "group_id", "payment_form", "surname", "pinfl", "faculty_id"):
        with refused(
            "This is not changed for several students at once: write it on the card, or draft an order."
        ):
            dean.execute(CHANGE, [rows_of(admin, ours[:1]), json.dumps({field: "12"})])
        dean.rollback()


def test_nobody_changes_students_of_others_or_without_the_role(as_person, admin, ours):
    rows = rows_of(admin, ours[:3])
    with refused("Not all of these students are of your faculty. Choose them again.", "HM002"):
        as_person("dean_mining").execute(CHANGE, [rows, '{"correspondence": "ru"}'])
    for login in ("academic_office", "registrar", "tutor_geology", "hr"):
        with refused(""):
            as_person(login).execute(CHANGE, [rows, '{"correspondence": "ru"}'])


def test_all_are_changed_or_nobody_and_taken_back_as_one(dean, admin, ours):
    before = values(admin, "correspondence", ours), values(admin, "citizenship", ours)
    stale = json.loads(rows_of(admin, ours))
    stale[-1]["version"] += 1
    given = '{"correspondence": "ru", "citizenship": "12"}'
    with refused(
        "Some of these students were changed meanwhile. Look at them again; nothing was written.", "HM003"
    ):
        dean.execute(CHANGE, [json.dumps(stale), given])
    dean.rollback()
    assert (values(admin, "correspondence", ours), values(admin, "citizenship", ours)) == before
    run = scalar(dean, CHANGE, rows_of(admin, ours), given)
    dean.commit()
    assert set(values(admin, "correspondence", ours).values()) == {"ru"}
    history = (
        "select count(*) from audit.change where relation = 'students.student' and record_id = any (%s)"
        " and after ->> 'citizenship' = '12'"
    )
    assert scalar(admin, history, ours) > 0
    assert scalar(dean, "select imports.undo(%s)", run) == len(ours)
    dean.commit()
    assert (values(admin, "correspondence", ours), values(admin, "citizenship", ours)) == before


def test_private_values_are_written_undone_and_read_by_nobody_on_the_way(dean, admin, as_person, ours):
    before = values(admin, "social_category", ours, "students.private", "student_id")
    known = dict(
        admin.execute(
            "select student_id, row_version from students.private where student_id = any (%s)", [ours]
        )
    )
    rows = json.dumps([{"student_id": each, "private": known.get(each, 0)} for each in ours])
    run = scalar(dean, CHANGE, rows, '{"social_category": "13"}')
    dean.commit()
    assert set(values(admin, "social_category", ours, "students.private", "student_id").values()) == {"13"}
    told = admin.execute("select to_jsonb(r)::text from imports.run r where id = %s", [run]).fetchone()[0]
    assert "13" not in json.loads(told)["file_name"]
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        dean.execute("select before from imports.effect where run_id = %s", [run])
    dean.rollback()
    dean.execute("select imports.undo(%s)", [run])
    dean.commit()
    assert values(admin, "social_category", ours, "students.private", "student_id") == before


def test_a_code_that_is_in_no_list_is_refused(dean, admin, ours):
    for given in ('{"citizenship": "99"}', '{"correspondence": "en"}', '{"citizenship": null}'):
        with pytest.raises(psycopg.Error):
            dean.execute(CHANGE, [rows_of(admin, ours[:2]), given])
        dean.rollback()


def test_the_tutor_of_their_groups_changes_from_a_day_on(dean, admin, ours, today):
    group = scalar(admin, "select group_id from students.student where id = %s", ours[0])
    ids = column(admin, "select id from students.student where group_id = %s order by id", group)
    tutor = scalar(admin, "select max(id) from employees.employee")
    present = (
        "select id, employee_id, starts_on, ends_on from students.tutor_group where group_id = %s order by id"
    )
    admin.execute(
        "insert into students.tutor_group (faculty_id, specialty_id, group_id, employee_id, starts_on)"
        ' select faculty_id, specialty_id, id, %s, %s from students."group" where id = %s'
        " and not exists (select from students.tutor_group t where t.group_id = %s)",
        [tutor - 1, today - timedelta(90), group, group],
    )  # fmt: skip
    before = admin.execute(present, [group]).fetchall()
    reaching = [each[0] for each in before if each[3] is None or each[3] >= today]
    given = json.dumps({TUTOR: tutor, SINCE: today.isoformat()})
    rows = json.dumps([{"student_id": each, "tutors": reaching} for each in ids])
    with refused(
        "Some of these students were changed meanwhile. Look at them again; nothing was written.", "HM003"
    ):
        dean.execute(CHANGE, [json.dumps([{"student_id": ids[0], "tutors": []}]), given])
    dean.rollback()
    run = scalar(dean, CHANGE, rows, given)
    dean.commit()
    after = admin.execute(present, [group]).fetchall()
    assert (after[-1][1], after[-1][2], after[-1][3]) == (tutor, today, None)
    assert all(each[3] == today - timedelta(1) for each in after if each[0] in reaching)
    assert scalar(dean, "select imports.undo(%s)", run)
    dean.commit()
    assert admin.execute(present, [group]).fetchall() == before


def test_what_happened_since_keeps_the_change(dean, admin, ours):
    run = scalar(dean, CHANGE, rows_of(admin, ours[:4]), '{"correspondence": "oz"}')
    dean.commit()
    dean.execute("update students.student set nationality = null where id = %s", [ours[0]])
    dean.commit()
    with pytest.raises(psycopg.Error) as caught:
        dean.execute("select imports.undo(%s)", [run])
    assert "was changed since" in caught.value.diag.message_primary
