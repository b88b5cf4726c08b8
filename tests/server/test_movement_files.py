"""Files kept with an order: for whom they are shown, and that those of a signed order stay."""

import psycopg
import pytest

from tests.server.acting import column, scalar
from tests.server.orders import EXPELLED, draft, refused, signed

ADD = """insert into system.attachment (relation, record_id, name, media_type, content)
    values ('movement.decree', %s, %s, 'application/pdf', '%%PDF-1.7 x') returning id"""
NAMES = (
    "select name from system.attachment where relation = 'movement.decree' and record_id = %s order by name"
)
OF = """select s.id from students.student s join structure.unit u on u.id = s.faculty_id and u.code = %s
    where s.status = '11' and s.group_id is not null order by s.id desc limit 3"""
REMOVE, RENAME = (
    "delete from system.attachment where id = %s",
    "update system.attachment set name = 'b.pdf' where id = %s",
)


def test_of_an_order_of_the_university_a_faculty_sees_its_own_files_alone(
    admin, dean, office, as_person, today
):
    """The applications of other faculties' students lie there too."""
    students = column(admin, OF, "403-101") + column(admin, OF, "403-102")
    made = scalar(office, "select movement.draft('discipline', %s, 'uz', null, null, %s, %s::jsonb)",
                  today, students, EXPELLED)  # fmt: skip
    scalar(office, ADD, made, "all.pdf")
    office.commit()
    miners = as_person("dean_mining")
    assert scalar(dean, "select count(*) from movement.decree where id = %s", made) == 1  # the head it reads
    assert column(dean, NAMES, made) == []
    scalar(dean, ADD, made, "geology.pdf")
    dean.commit()
    assert column(dean, NAMES, made) == ["geology.pdf"]
    assert column(miners, NAMES, made) == []
    assert column(office, NAMES, made) == ["all.pdf", "geology.pdf"]
    for who in ("management", "registrar", "hr", "accounting", "tutor_geology"):
        assert column(as_person(who), NAMES, made) == []


def test_the_receiving_faculty_sees_no_files_of_the_order(admin, dean, as_person, today):
    group = scalar(admin, 'select g.id from students."group" g join structure.unit u on u.id = g.faculty_id'
                   " and u.code = '403-102' where g.active order by 1 limit 1")  # fmt: skip
    made = draft(
        dean, "transfer", column(admin, OF, "403-101")[:1], f'{{"new_group_id": {group}}}', day=today
    )
    scalar(dean, ADD, made, "application.pdf")
    dean.commit()
    miners = as_person("dean_mining")
    assert scalar(miners, "select count(*) from movement.decree where id = %s", made) == 1
    assert column(miners, NAMES, made) == []
    assert column(dean, NAMES, made) == ["application.pdf"]


def test_what_was_kept_with_a_signed_order_stays(admin, dean, office, as_person, today):
    student = column(admin, OF, "403-101")[:1]
    loose = draft(dean, "discipline", student, EXPELLED, day=today)
    wrong = scalar(dean, ADD, loose, "wrong.pdf")
    dean.execute(REMOVE, [wrong])  # while it is a draft one's own file goes again
    dean.commit()
    made = signed(dean, office, "discipline", student, EXPELLED, day=today)
    kept = scalar(dean, ADD, made, "scan.pdf")
    dean.commit()
    for act in (REMOVE, RENAME):
        assert refused(dean, act, kept) == (
            "The order is signed: its files stay as they are. Add the right file beside them."
        )
    scalar(dean, ADD, made, "scan, all pages.pdf")
    dean.commit()
    assert len(column(dean, NAMES, made)) == 2
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        as_person("dean_mining").execute(ADD, [made, "theirs.pdf"])
