"""Orders as registered papers: what they must say, who stands under them, whose lines, and when they are void."""

from datetime import timedelta

import psycopg
import pytest
from psycopg.types.json import Jsonb

from tests.server.acting import column, scalar
from tests.server.orders import EXPELLED, SIGN, applied, cancelled, draft, refused, signed

REGISTER = "select id from documents.register('order', 'uz', array[%s]::bigint[], array[%s]::jsonb[])"
SIGN_WITH = "select movement.sign(%s, %s, security.today(), null, %s)"
STUDENTS = (
    "select s.id from students.student s join structure.unit u on u.id = s.faculty_id and u.code = %s"
    " where s.status = '11' and s.group_id is not null order by s.id limit 4"
)
UNDER = "select capacity, name, post_uz, day from movement.signature where decree_id = %s order by id"


@pytest.fixture
def studying(admin):
    return column(admin, STUDENTS, "403-101")


@pytest.fixture
def people(admin):
    """Employees with a post, the rector among them."""
    return column(
        admin, "select distinct employee_id from employees.position where ends_on is null order by 1 limit 4"
    )


def content(who, made):
    said = scalar(who, "select movement.order_said(%s)", made)
    return said | {"name": f"№ {said['number']} – {said['heading']}"}


def test_only_what_the_order_says_is_registered(admin, dean, office, as_person, studying, today):
    waiting = draft(dean, "discipline", studying[:1], EXPELLED, day=today)
    made = signed(dean, office, "expel", studying[:2], EXPELLED, day=today)
    says = content(dean, made)
    assert len(says["lines"].split("\n")) == 2
    assert "Not all of these are yours" in refused(dean, REGISTER, waiting, Jsonb(says))
    assert "Not all of these are yours" in refused(as_person("dean_mining"), REGISTER, made, Jsonb(says))
    first, last = says["lines"].split("\n")
    for forged in (
        {"number": "1000"}, {"body": "Boshqa matn"}, {"lines": first}, {"signed": ""}, {"effective_on": "2020-01-01"},
        {"lines": f"{first}\n{last}x"}, {"language": "ru"},
    ):  # fmt: skip
        assert "is not so" in refused(dean, REGISTER, made, Jsonb(says | forged)), forged
    for who in ("management", "hr", "tutor_geology", "accounting"):
        assert "permission denied" in refused(as_person(who), REGISTER, made, Jsonb(says))
    kept = scalar(dean, REGISTER, made, Jsonb(says))
    dean.commit()
    assert scalar(dean, "select movement.order_paper(%s)", made) == kept
    assert (
        scalar(office, "select movement.order_paper(%s)", made) == kept
    )  # all its students are of the faculty
    assert scalar(as_person("dean_mining"), "select movement.order_paper(%s)", made) is None
    qr = scalar(admin, "select uuid::text from documents.paper where id = %s", kept)
    assert scalar(as_person("tutor_mining"), "select documents.verify(%s)", qr)["facts"]["students"] == 2


def test_of_an_order_of_the_university_a_deans_office_registers_its_own_lines(
    admin, dean, office, studying, today
):
    others = column(admin, STUDENTS, "403-102")
    made = scalar(
        office, "select movement.draft('discipline', %s, 'uz', null, null, %s, %s::jsonb)", today,
        [*studying, *others], EXPELLED,
    )  # fmt: skip
    office.execute("select movement.send(%s)", [made])
    scalar(office, SIGN, made, None)
    office.commit()
    whole, own = content(office, made), content(dean, made)
    assert (len(whole["lines"].split("\n")), len(own["lines"].split("\n"))) == (8, 4)
    assert "is not so" in refused(dean, REGISTER, made, Jsonb(whole))
    papers = set()
    for who, says in ((office, whole), (dean, own)):
        papers.add(scalar(who, REGISTER, made, Jsonb(says)))
        who.commit()
    seen = "select array_agg(id) from documents.paper where kind = 'order' and record_id = %s"
    assert set(scalar(office, seen, made)) == papers
    assert len(scalar(dean, seen, made)) == 1
    assert scalar(dean, "select movement.order_paper(%s)", made) != scalar(
        office, "select movement.order_paper(%s)", made
    )


def test_who_stands_under_an_order_is_kept_as_of_then(
    admin, dean, office, as_person, studying, people, today
):
    made = draft(dean, "payment", studying[:1], '{"new_payment": "12"}', day=today)
    admin.execute(
        "update movement.line l set new_payment = case s.payment_form when '11' then '12' else '11' end"
        " from students.student s where s.id = l.student_id and l.decree_id = %s", [made]
    )  # fmt: skip
    dean.execute("select movement.send(%s)", [made])
    dean.commit()
    accounting = as_person("accounting")
    accounting.execute(
        "select movement.answer(id, true) from movement.agreement where decree_id = %s", [made]
    )
    accounting.commit()
    signatory, lawyer, *_others = people
    visa = {"capacity": "lawyer", "employee_id": lawyer, "day": f"{today - timedelta(1)}"}
    for wrong, sentence in (
        ({"capacity": "signed"}, "in what capacity"), ({"capacity": "accounting"}, "in what capacity"),
        ({"employee_id": None}, "who has agreed"),
        ({"employee_id": 0}, "who has agreed"), ({"day": f"{today + timedelta(1)}"}, "after it is signed"),
    ):  # fmt: skip
        assert sentence in refused(office, SIGN_WITH, made, signatory, Jsonb([visa | wrong])), wrong
    office.execute(SIGN_WITH, [made, signatory, Jsonb([visa])])
    office.commit()
    under = admin.execute(UNDER, [made]).fetchall()
    assert [(capacity, day) for capacity, _name, _post, day in under] == [
        ("signed", today), ("lawyer", today - timedelta(1)), ("accounting", today),
    ]  # fmt: skip
    # Another post and another name later change nothing of it.
    admin.execute("update employees.position set post = '26' where employee_id = %s", [signatory])
    admin.execute("update employees.employee set surname = 'Boshqayev' where id = %s", [signatory])
    assert admin.execute(UNDER, [made]).fetchall() == under
    for who in (office, dean):
        assert "permission denied" in refused(who, "update movement.signature set name = 'X'")
        assert "permission denied" in refused(who, "delete from movement.signature")
    assert (
        scalar(as_person("dean_mining"), "select count(*) from movement.signature where decree_id = %s", made)
        == 0
    )


def test_a_cancelled_order_takes_its_papers_along(admin, dean, office, studying, today):
    made = applied(dean, office, "expel", studying[2:3], EXPELLED, day=today)
    kept = scalar(dean, REGISTER, made, Jsonb(content(dean, made)))
    dean.commit()
    cancelled(admin, office, made)
    void = admin.execute(
        "select cancelled_at is not null, cancel_reason from documents.paper where id = %s", [kept]
    )
    assert void.fetchone() == (True, "Xato")
    with pytest.raises(psycopg.Error, match="was cancelled"):
        dean.execute("select documents.printed(%s, 'print', 1, '')", [kept])


def test_orders_are_found_by_students_as_far_as_their_lines_are_read(
    admin, dean, office, as_person, studying, today
):
    student = studying[3]
    number, name = admin.execute(
        "select number, full_name from students.student where id = %s", [student]
    ).fetchone()
    waiting = draft(dean, "discipline", [student], EXPELLED, day=today)
    known = set(column(admin, "select decree_id from movement.line where student_id = %s", student))
    found = "select decree_id from movement.orders_with(%s)"
    assert set(column(dean, found, number)) == set(column(office, found, number)) == known
    assert waiting in column(dean, found, " ".join(reversed(name.lower().split()[:2])))
    assert set(column(as_person("hr"), found, number)) == known - {waiting}
    assert column(as_person("dean_mining"), found, number) == []
    assert column(dean, found, name[:2]) == []  # it would mean everybody
    assert column(dean, found, f"{number} Boshqa") == []
    assert "permission denied" in refused(as_person("teacher_mining"), found, number)
