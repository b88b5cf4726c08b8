"""Keys of tests before the test, plans approved by their author, files and tickets taken past the functions."""

from __future__ import annotations

from typing import Any

import psycopg

from tests.security.attacks.attack import Attack, Attacker, acting, no_rows_hidden, not_acting, without

UNAPPROVED_SET = "select id, row_version from topics.ticket_set where state = 'submitted' order by id limit 1"
FOREIGN_PLAN = """
    select p.class_id, p.row_version from topics.calendar_plan p join teaching.class k on k.id = p.class_id
     where p.state <> 'approved' and not exists (
            select from teaching.assignment a join security.account c on c.employee_id = a.employee_id
             where a.class_id = k.id)
     order by p.class_id limit 1
"""
TEACHERS, HEADS, DEANS = acting("teacher"), acting("department_head"), acting("faculty")
READERS = (*TEACHERS, *HEADS)


def _known(me: Attacker, query: str) -> tuple[Any, ...]:
    """What an attacker may have learnt elsewhere, such as the number of a row."""
    with psycopg.connect(me.scene.dsn) as admin:
        found = admin.execute(query).fetchone()  # type: ignore[call-overload]
    assert found is not None
    return tuple(found)


def key_of_a_test(me: Attacker) -> Any:
    return me.column("select right_answer from topics.ticket_question where right_answer is not null limit 1")


def questions_of_the_bank(me: Attacker) -> Any:
    return me.column("select body from topics.question limit 1")


def tickets_before_they_are_approved(me: Attacker) -> Any:
    return me.rows("select * from topics.print_tickets(%s, false)", _known(me, UNAPPROVED_SET)[0])


def key_for_a_dean(me: Attacker) -> Any:
    found = me.column("select id from topics.ticket_set where state = 'approved' limit 1")
    return found and me.rows("select * from topics.print_tickets(%s, true)", found[0])


def foreign_plan(me: Attacker) -> Any:
    class_id, version = _known(me, FOREIGN_PLAN)
    return me.scalar("select topics.save_plan(%s, %s, '{}')", class_id, version)


def own_plan_approved(me: Attacker) -> Any:
    return len(me.rows("update topics.calendar_plan set state = 'approved'"))


def better_points_of_a_test(me: Attacker) -> Any:
    return len(me.rows("update topics.test_answers set points = 100"))


def piece_by_hand(me: Attacker) -> Any:
    return me.column("select content from topics.resource_piece limit 1")


def forgotten_printing(me: Attacker) -> Any:
    return len(me.rows("delete from topics.ticket_printing"))


def _open(relation: str, role: str, *privileges: str) -> tuple[str, ...]:
    return no_rows_hidden(relation), f"grant {', '.join(privileges)} on {relation} to {role}"


ATTACKS = (
    Attack(
        "the key of a test read by an office",
        key_of_a_test,
        (*DEANS, *not_acting("teacher", "department_head", "faculty")),
        _open("topics.ticket_question", "hemis_faculty", "select"),
    ),
    Attack(
        "questions of the bank read by an office",
        questions_of_the_bank,
        (*DEANS, *not_acting("teacher", "department_head", "faculty")),
        _open("topics.question", "hemis_faculty", "select"),
    ),
    Attack(
        "tickets printed before the head has approved them",
        tickets_before_they_are_approved,
        HEADS,
        (
            without("topics.print_tickets", "asked.state <> 'approved'", "false"),
            without("topics.print_tickets", "end) is not true", "end) is null and false"),
        ),
    ),
    Attack(
        "a dean's office prints the answers",
        key_for_a_dean,
        DEANS,
        (without("topics.print_tickets", "and not with_answers", ""),),
    ),
    Attack(
        "the calendar plan of a foreign class",
        foreign_plan,
        TEACHERS,
        (without("topics.require_writer", "is not true", "is null and false"),),
    ),
    Attack(
        "a plan approved by its author",
        own_plan_approved,
        TEACHERS,
        _open("topics.calendar_plan", "hemis_teacher", "update"),
    ),
    Attack(
        "points of a test written by hand",
        better_points_of_a_test,
        READERS,
        (
            *_open("topics.test_answers", "hemis_teacher", "update"),
            "drop trigger count_answers on topics.test_answers",
        ),
    ),
    Attack(
        "a piece of a file read past the function",
        piece_by_hand,
        READERS,
        _open("topics.resource_piece", "hemis_teacher", "select"),
    ),
    Attack(
        "the note of a printing removed",
        forgotten_printing,
        READERS,
        _open("topics.ticket_printing", "hemis_teacher", "delete"),
    ),
)
