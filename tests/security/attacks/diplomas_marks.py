"""Diploma marks of another faculty's drafts, of issued diplomas, and a better mark against the rule."""

from __future__ import annotations

import json
from typing import Any

import psycopg

from tests.security.attacks.attack import EVERYONE, Attack, Attacker, acting, no_rows_hidden, without

DEANS = acting("faculty")
DRAFT_OF_MINING = """
    select d.id from diplomas.diploma d join structure.unit u on u.id = d.faculty_id and u.code = '403-102'
     where d.state = 'draft' and d.duplicate_of_id is null order by d.id limit 1
"""
OWN_DRAFT = DRAFT_OF_MINING.replace("403-102", "403-101")
OWN_ISSUED = OWN_DRAFT.replace("'draft'", "'issued'")
GEOLOGISTS = tuple(who for who in DEANS if "mining" not in who[0])


def _seen(me: Attacker, query: str) -> tuple[str, Any]:
    """What somebody inside would have seen of a diploma, and a row of it."""
    with psycopg.connect(me.scene.dsn) as admin:
        (diploma,) = admin.execute(query).fetchone()  # type: ignore[arg-type,misc]
        seen = admin.execute("select diplomas.seen(array[%s]::bigint[])", [diploma]).fetchone()
        row = admin.execute(
            "select diploma_id, key from diplomas.row_keys(array[%s]::bigint[]) order by key limit 1",
            [diploma],
        ).fetchone()
    return json.dumps(seen[0]), row  # type: ignore[index]


def foreign_titles(me: Attacker) -> Any:
    seen, (_diploma, key) = _seen(me, DRAFT_OF_MINING)
    titles = json.dumps([{"key": key, "uz": "Boshqa fan", "en": "Another subject"}])
    return me.scalar("select diplomas.retitle(%s, %s)", seen, titles)


def issued_rows(me: Attacker) -> Any:
    seen, (_diploma, key) = _seen(me, OWN_ISSUED)
    return me.scalar(
        "select diplomas.arrange(%s, %s)", seen, json.dumps([{"key": key, "section": "practice"}])
    )


def chosen_mark(me: Attacker) -> Any:
    seen, (diploma, key) = _seen(me, OWN_DRAFT)
    wish = json.dumps([{"diploma": diploma, "key": key, "record": 0}])
    return me.scalar("select diplomas.choose_marks(%s, %s) + 1", seen, wish)


def better_line(me: Attacker) -> Any:
    return len(me.rows("update diplomas.line set mark = '5', points = 100 where mark <> '5'"))


ATTACKS = (
    Attack(
        "titles in drafts of another faculty",
        foreign_titles,
        GEOLOGISTS,
        broken=(without("diplomas.take", "coalesce(taken.faculty_id = any (units), false)"),),
    ),
    Attack(
        "rows of a diploma that is issued",
        issued_rows,
        GEOLOGISTS,
        broken=(without("diplomas.take", "not taken.state = any (states)", "false"),),
    ),
    Attack(
        "a mark chosen where the university lets nobody choose",
        chosen_mark,
        GEOLOGISTS,
        broken=(
            without(
                "diplomas.choose_marks",
                "(select system.chosen('diplomas.mark_by_credits', 0, 2, 0)) <> 2",
                "false",
            ),
        ),
    ),
    Attack(
        "a better mark in a supplement, past the acts",
        better_line,
        EVERYONE,
        broken=(
            no_rows_hidden("diplomas.line"),
            f"grant select, update on diplomas.line to {EVERYONE[0][1]}",
        ),
    ),
)
