"""Private data without the log, under another name, of others, and more of it than a role may know."""

from __future__ import annotations

from typing import Any

from psycopg.types.json import Jsonb

from tests.security.attacks.attack import EVERYONE, Attack, Attacker, acting, not_acting, without
from tests.security.attacks.scene import TWO_ROLES

DEAN, DEPUTY = ("dean_geology", "hemis_faculty"), ("deputy_geology", "hemis_faculty")
CONTRACT_FIELDS = {"student_id", "pinfl", "passport", "address", "phone"}
SALARY_FIELDS = {"employee_id", "salary"}


def _ask(me: Attacker, relation: str, *ids: int) -> Any:
    return me.scalar("select security.ask_reading(%s, %s, 'work')", relation, list(ids))


def _read(me: Attacker, schema: str, ticket: object) -> list[Any]:
    return me.column(f"select {schema}.read_private(%s)", ticket)


def read_and_roll_back(me: Attacker) -> Any:
    """Ask and read in one transaction; a rollback then erases that anybody asked."""
    return _read(me, "students", _ask(me, "students.private", me.scene.own["id"]))


def ticket_of_a_colleague(me: Attacker) -> Any:
    return _read(me, "students", me.scene.left["dean"])


def ticket_of_the_other_role(me: Attacker) -> Any:
    return _read(me, "students", me.scene.left["registrar"])


def old_ticket(me: Attacker) -> Any:
    return _read(me, "students", me.scene.left["old"])


def ticket_for_another_table(me: Attacker) -> Any:
    return _read(me, "employees", me.scene.left["accounting"])


def made_up_tickets(me: Attacker) -> Any:
    gained = []
    for schema in ("students", "employees"):
        for ticket in (0, -1, 10**9, me.scene.left["dean"], me.scene.left["salary"]):
            if me.may(f"select {schema}.read_private(%s)", ticket):
                gained += _read(me, schema, ticket)
    return gained


def too_many_at_once(me: Attacker) -> Any:
    return _ask(me, "students.private", *range(1, 1002))


def others_students(me: Attacker) -> Any:
    return _ask(me, "students.private", me.scene.hidden["id"])


def one_foreign_among_own(me: Attacker) -> Any:
    return _ask(me, "students.private", me.scene.own["id"], me.scene.hidden["id"])


def student_who_still_studies(me: Attacker) -> Any:
    return _ask(me, "students.private", me.scene.own["id"])


def card_of_a_colleague(me: Attacker) -> Any:
    return _ask(me, "employees.private", me.scene.hidden["employee_id"])


def asking_without_right(me: Attacker) -> Any:
    return [
        relation
        for relation in ("students.private", "employees.private")
        if me.may("select security.ask_reading(%s, '{1}', 'curiosity')", relation)
    ]


def more_than_the_contract(me: Attacker) -> Any:
    (read,) = _read(me, "students", me.scene.left["accounting"])
    return set(read) - CONTRACT_FIELDS


def more_than_the_salary(me: Attacker) -> Any:
    (read,) = _read(me, "employees", me.scene.left["salary"])
    return set(read) - SALARY_FIELDS


def _write(me: Attacker, student: int, version: int) -> Any:
    return me.scalar(
        "select students.write_private(%s, %s, %s)", student, version, Jsonb({"phone": "+998 90 000 00 02"})
    )


def write_for_others(me: Attacker) -> Any:
    return _write(me, me.scene.hidden["id"], me.scene.hidden["private_version"] + 1)


def write_without_right(me: Attacker) -> Any:
    calls = ("students.write_private", "employees.write_private")
    return [call for call in calls if me.may(f"select {call}(1, 0, '{{}}')")]


def overwrite_blindly(me: Attacker) -> Any:
    """A version that is not the present one: somebody else's work would be lost."""
    return _write(me, me.scene.own["id"], me.scene.own["private_version"] + 5)


def search_of_unannounced_numbers(me: Attacker) -> Any:
    """One number was announced; others are looked for with the same ticket."""
    return me.rows(
        "select * from students.find_by_pinfl(%s, %s)", me.scene.left["search"], me.scene.secrets[:50]
    )


def search_by_a_ticket_for_reading(me: Attacker) -> Any:
    return me.rows(
        "select * from students.find_by_pinfl(%s, %s)", me.scene.left["dean"], me.scene.secrets[:50]
    )


def whose_number(me: Attacker) -> Any:
    """A number of another faculty may be found, for nobody shall be entered twice; the person may not."""
    numbers = [me.scene.hidden["pinfl"]]
    ticket = me.scene.left["hidden_search"]
    return me.rows(
        "select * from students.find_by_pinfl(%s, %s) where student_id is not null", ticket, numbers
    )


def that_a_number_is_known(me: Attacker) -> Any:
    numbers = [me.scene.hidden["pinfl"]]
    return me.rows(
        "select entry_year from students.find_by_pinfl(%s, %s)", me.scene.left["hidden_search"], numbers
    )


_MAY_ASK = acting("hr", "academic_office", "faculty", "teacher", "registrar", "accounting")
_MAY_READ = not_acting("hr", "academic_office", "faculty", "teacher", "registrar", "accounting")
_COMMITTED = "pg_xact_status(r.transaction::xid8) = 'committed'"
_SOUGHT = "r.record_ids = '{}' and r.reason = imports.sought(pinfls)"


def _readable(role: str) -> str:
    """All are readable for a role that reads some."""
    return without("security.readable_private", f"when '{role}' then", f"when '{role}' then true or")


ATTACKS = (
    Attack(
        "reading and rolling back",
        read_and_roll_back,
        (DEAN, DEPUTY, *acting("academic_office", "accounting")),
        (without("security.opened_by", _COMMITTED),),
    ),
    Attack(
        "the ticket of a colleague",
        ticket_of_a_colleague,
        (DEPUTY, *acting("academic_office", "registrar", "accounting")),
        (without("security.opened_by", "r.login = security.me()"),),
    ),
    Attack(
        "the ticket of one's other role",
        ticket_of_the_other_role,
        ((TWO_ROLES, "hemis_faculty"),),
        (without("security.opened_by", "r.role = security.my_role()"),),
    ),
    Attack(
        "an old ticket",
        old_ticket,
        acting("academic_office"),
        (without("security.opened_by", "interval '10 minutes'", "interval '1 day'"),),
    ),
    Attack(
        "a ticket for another table",
        ticket_for_another_table,
        acting("accounting"),
        (
            without("security.opened_by", "r.relation = opened_by.relation"),
            "update employees.private set employee_id = employee_id",
            "alter table security.reading disable row level security",
            "update security.reading set record_ids = '{1,2,3}' where relation = 'students.private'",
        ),
    ),
    Attack(
        "made-up and foreign tickets",
        made_up_tickets,
        tuple(who for who in (DEPUTY, *EVERYONE) if who[0] not in ("dean_geology", "accounting")),
        (without("security.opened_by", "r.login = security.me()"),),
    ),
    Attack(
        "too many at once",
        too_many_at_once,
        acting("academic_office", "accounting", "registrar"),
        (
            without("security.ask_reading", "between 1 and 1000", "between 1 and 2000"),
            without("security.ask_reading", "< cardinality(wanted)", "< 0"),
        ),
    ),
    Attack(
        "students of another faculty",
        others_students,
        (DEAN, DEPUTY),
        (_readable("hemis_faculty"),),
    ),
    Attack(
        "a foreign student among own ones",
        one_foreign_among_own,
        (DEAN, DEPUTY),
        (without("security.ask_reading", "< cardinality(wanted)", "< 1"),),
    ),
    Attack(
        "a student who still studies",
        student_who_still_studies,
        acting("registrar"),
        (_readable("hemis_registrar"),),
    ),
    Attack(
        "the private data of a colleague",
        card_of_a_colleague,
        (*acting("teacher"), *acting("faculty")),
        (_readable("hemis_teacher"),),
    ),
    Attack(
        "asking without any right",
        asking_without_right,
        _MAY_READ,
        (
            "grant execute on function security.ask_reading(text, bigint[], text) to hemis_management",
            without("security.readable_private", "else false", "else true"),
        ),
    ),
    Attack(
        "more of a student than a contract needs",
        more_than_the_contract,
        acting("accounting"),
        (without("students.read_private", "security.my_role() = 'hemis_accounting'", "false"),),
    ),
    Attack(
        "more of an employee than the salary",
        more_than_the_salary,
        acting("accounting"),
        (without("employees.read_private", "security.my_role() = 'hemis_accounting'", "false"),),
    ),
    Attack(
        "writing for students of others",
        write_for_others,
        (DEAN, DEPUTY),
        (without("students.any_strange", "not exists (", "false and not exists ("),),
    ),
    Attack(
        "writing without any right",
        write_without_right,
        not_acting("faculty", "hr"),
        (
            "grant execute on function students.write_private(bigint, integer, jsonb) to hemis_management",
            without("students.write_privates", "perform security.require_role('hemis_faculty');", ""),
            without("students.any_strange", "not exists (", "false and not exists ("),
            "alter table students.private disable trigger all",
            "alter table students.private drop constraint private_student_id_key",
        ),
    ),
    Attack(
        "overwriting what somebody else wrote",
        overwrite_blindly,
        (DEAN, DEPUTY),
        (without("students.write_privates", "p.row_version = r.version"),),
    ),
    Attack(
        "numbers that were not announced",
        search_of_unannounced_numbers,
        (DEAN,),
        (without("imports.require_sought", _SOUGHT),),
    ),
    Attack(
        "numbers by a ticket for reading",
        search_by_a_ticket_for_reading,
        (DEAN,),
        (without("imports.require_sought", _SOUGHT),),
    ),
    Attack(
        "whose a number is",
        whose_number,
        (DEAN,),
        (without("students.find_by_pinfl", "s.faculty_id = any (units)"),),
    ),
    Attack(
        "that a number is known",
        that_a_number_is_known,
        (DEAN,),
        (without("students.find_by_pinfl", "and s.faculty_id = any (units)", ""),),
    ),
)
