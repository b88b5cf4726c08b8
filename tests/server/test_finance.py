"""Payment holds: the accounting office puts and releases them, a final is not admitted to while one stands."""

import psycopg
import pytest

from tests.server.acting import column, refused, scalar
from tests.server.test_grades import cell, save, unwritten_sheet

PUT = (
    "insert into finance.payment_hold (student_id, faculty_id, starts_on, amount, reason)"
    " select id, faculty_id, security.today() - 3, 4500000, 'Toʻlanmagan' from students.student where id = %s"
    " returning id"
)
RELEASE = "select finance.release_holds(%s, %s)"


@pytest.fixture
def accounting(as_person):
    return as_person("accounting")


@pytest.fixture
def student(admin):
    """A geologist without a hold."""
    return scalar(
        admin,
        "select t.id from students.student t join structure.unit u on u.id = t.faculty_id and u.code = '403-101'"
        " where t.group_id is not null and not exists (select from finance.payment_hold h where h.student_id = t.id)"
        " order by t.id limit 1",
    )


def test_who_has_not_paid_is_not_admitted_until_the_hold_is_released(admin, accounting, as_person):
    sheet = unwritten_sheet(admin)
    admin.execute(
        "insert into grades.cell (faculty_id, sheet_id, line_id, component_id, kind, points, entered_by)"
        " select l.faculty_id, l.sheet_id, l.id, k.id, 'points', k.maximum, 'x' from grades.line l"
        " join grades.component k on k.sheet_id = l.sheet_id and not k.final where l.sheet_id = %s", [sheet]
    )  # fmt: skip
    admin.execute("update grades.component set signed_at = now() where sheet_id = %s and not final", [sheet])
    held = scalar(
        admin, "select student_id from grades.line where sheet_id = %s order by position limit 1", sheet
    )
    hold, dean = scalar(accounting, PUT, held), as_person("dean_geology")
    accounting.commit()
    why = "select hindrance from grades.line where sheet_id = %s and student_id = %s"
    assert scalar(dean, "select grades.admit(%s)", sheet) == 1
    assert scalar(dean, why, sheet, held) == [{"why": "payment"}]
    dean.commit()

    assert scalar(accounting, RELEASE, [hold], "Kvitansiya 88") == 1
    accounting.commit()
    assert scalar(dean, why, sheet, held) == [
        {"why": "payment"}
    ]  # what was decided stands until it is decided anew
    assert scalar(dean, "select grades.admit(%s)", sheet) == 0
    dean.rollback()

    scalar(accounting, PUT, held)
    accounting.commit()
    admin.execute("insert into system.setting (key, value) values ('grades.unpaid_keeps', '0')")
    admin.commit()
    # Where the university chose so a hold keeps nobody: it is told, the final is marked, and a rectification leaves it.
    assert scalar(dean, "select grades.admit(%s)", sheet) == 0
    assert scalar(dean, why, sheet, held) == [{"why": "unpaid"}]
    dean.commit()
    final, line = admin.execute(
        "select k.id, l.id from grades.component k join grades.line l on l.sheet_id = k.sheet_id"
        " and l.student_id = %s where k.sheet_id = %s and k.final", [held, sheet]
    ).fetchone()  # fmt: skip
    save(as_person("deputy_geology", "hemis_teacher"), sheet, cell(line, final, 40))
    admin.execute("delete from system.setting where key = 'grades.unpaid_keeps'")


def test_a_hold_is_one_at_a_time_and_says_who_put_and_released_it(admin, accounting, student):
    hold = scalar(accounting, PUT, student)
    accounting.commit()
    with pytest.raises(psycopg.errors.UniqueViolation, match="payment_hold_standing_key"):
        accounting.execute(PUT, [student])
    accounting.rollback()
    with refused("A payment hold begins today or earlier."):
        accounting.execute(
            "update finance.payment_hold set starts_on = security.today() + 1 where id = %s", [hold]
        )
    accounting.rollback()
    with refused("Give a reason."):
        accounting.execute(RELEASE, [[hold], " "])
    accounting.rollback()
    accounting.execute(RELEASE, [[hold], "Toʻlandi"])
    accounting.commit()
    with refused("These holds are released already.", "HM003"):
        accounting.execute(RELEASE, [[hold], "Toʻlandi"])
    accounting.rollback()
    with refused("This hold is released and stays as it is. Put a new one."):
        accounting.execute("update finance.payment_hold set amount = 1 where id = %s", [hold])
    accounting.rollback()
    found = admin.execute(
        "select put_by, released_by, release_reason from finance.payment_hold where id = %s", [hold]
    )
    assert found.fetchone() == ("accounting", "accounting", "Toʻlandi")
    scalar(accounting, PUT, student)  # and a new one may be put


@pytest.mark.parametrize(
    "login",
    [
        "dean_geology",
        "dean_mining",
        "tutor_geology",
        "academic_office",
        "teacher_mineralogy",
        "hr",
        "registrar",
    ],
)
def test_nobody_else_puts_or_releases_a_hold_and_only_the_own_are_read(accounting, as_person, student, login):
    hold = scalar(accounting, PUT, student)
    accounting.commit()
    person = as_person(login)
    for statement, values in (
        (PUT, [student]),
        (RELEASE, [[hold], "X"]),
        ("update finance.payment_hold set released_at = now(), released_by = 'x', release_reason = 'x'", []),
        ("delete from finance.payment_hold", []),
    ):
        with refused(""):
            person.execute(statement, values)
        person.rollback()
    for forged in ("put_by = 'hr'", "released_at = now()", "faculty_id = faculty_id"):
        with refused(""):
            accounting.execute(f"update finance.payment_hold set {forged}")
        accounting.rollback()
    if login in ("dean_geology", "dean_mining"):
        assert column(person, "select id from finance.payment_hold where id = %s", hold) == (
            [hold] if login == "dean_geology" else []
        )
    accounting.execute(RELEASE, [[hold], "Sinov"])
    accounting.commit()
