"""Points and rules of others, and what a sheet took over, set right by hand."""

from __future__ import annotations

import json
from typing import Any

import psycopg

from tests.security.attacks.attack import EVERYONE, Attack, Attacker, acting, no_rows_hidden, without

#: A class of a subject that none of the people here teaches.
FOREIGN_CLASS = """
    select k.id from teaching.class k join curriculum.course c on c.id = k.course_id
     where (rating_journal.rule_of(c.id)).number = 1
       and not exists (
            select from curriculum.course o join teaching.class n on n.course_id = o.id
              join teaching.assignment g on g.class_id = n.id
              join security.account a on a.employee_id = g.employee_id
             where o.subject_id = c.subject_id)
     order by k.id limit 1
"""
RULE = {"lessons": 1, "tasks": 0, "attendance": 0, "kinds": [{"name": "Javob", "maximum": 1, "weight": 1}]}
TEACHERS = acting("teacher")


def foreign_rule(me: Attacker) -> Any:
    with psycopg.connect(me.scene.dsn) as admin:  # what an attacker may have learnt elsewhere
        found = admin.execute(FOREIGN_CLASS).fetchone()
    assert found is not None
    return me.scalar("select rating_journal.set_rule(%s, 1, %s, 'easier')", found[0], json.dumps(RULE))


def better_points(me: Attacker) -> Any:
    return len(
        me.rows("update rating_journal.points set points = regexp_replace(points, '[0-9.]+', '5', 'g')")
    )


def better_rule(me: Attacker) -> Any:
    return len(me.rows("update rating_journal.rule set best = 1"))


def better_working(me: Attacker) -> Any:
    return len(me.rows("update rating_journal.frozen set points = 30"))


def _open(relation: str, role: str) -> tuple[str, str]:
    return no_rows_hidden(relation), f"grant select, update on {relation} to {role}"


ATTACKS = (
    Attack(
        "the rule of points of others",
        foreign_rule,
        TEACHERS,
        broken=(
            without("rating_journal.set_rule", "not rating_journal.may_set(of_class)", "false"),
            without("rating_journal.set_rule", "exists (select from rating_journal.given(course))", "false"),
        ),
    ),
    Attack(
        "better daily points, past the act",
        better_points,
        EVERYONE,
        broken=_open("rating_journal.points", EVERYONE[0][1]),
    ),
    Attack(
        "an easier rule, past the act",
        better_rule,
        EVERYONE,
        broken=_open("rating_journal.rule", EVERYONE[0][1]),
    ),
    Attack(
        "a better current control than was taken over",
        better_working,
        EVERYONE,
        broken=_open("rating_journal.frozen", EVERYONE[0][1]),
    ),
)
