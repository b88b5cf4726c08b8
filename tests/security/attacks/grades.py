"""Marks of others' sheets, sheets closed unconfirmed, and a record, cells and digests set right by hand."""

from __future__ import annotations

import json
from typing import Any

import psycopg

from tests.security.attacks.attack import EVERYONE, Attack, Attacker, acting, no_rows_hidden, without

#: A cell of the running term that none of the people here grades.
ANY_CELL = """
    select l.sheet_id, l.id, k.id from grades.line l
      join grades.sheet s on s.id = l.sheet_id and s.state = 'opened'
      join grades.component k on k.sheet_id = s.id and not k.final and k.signed_at is null
     where not exists (select from grades.cell c where c.line_id = l.id and c.component_id = k.id)
       and not exists (select from grades.grader g join security.account a on a.employee_id = g.employee_id
                        where g.sheet_id = s.id)
     order by l.id limit 1
"""
SIGNED = """
    select s.id from grades.sheet s join structure.unit u on u.id = s.faculty_id and u.code = '403-101'
     where s.state = 'signed' and not exists (select from grades.appeal a where a.sheet_id = s.id)
     order by s.id limit 1
"""
TEACHERS, DEANS = acting("teacher"), acting("faculty")


def _known(me: Attacker, query: str) -> Any:
    """What an attacker may have learnt elsewhere, such as the number of a row."""
    with psycopg.connect(me.scene.dsn) as admin:
        return admin.execute(query).fetchone()  # type: ignore[arg-type]


def mark_in_a_foreign_sheet(me: Attacker) -> Any:
    sheet, line, component = _known(me, ANY_CELL)
    cells = json.dumps([{"line": line, "component": component, "kind": "points", "points": "20"}])
    return me.scalar("select grades.save_cells(%s, %s)", sheet, cells)


def close_unconfirmed(me: Attacker) -> Any:
    me.connection.execute("select grades.close(%s)", _known(me, SIGNED))
    return True


def better_record(me: Attacker) -> Any:
    return len(me.rows("update grades.record set passed = true, grade = 5, mark = '5' where not passed"))


def better_cell(me: Attacker) -> Any:
    return len(me.rows("update grades.cell set points = 20 where points < 20"))


def forged_digest(me: Attacker) -> Any:
    return len(me.rows("update grades.stamp set digest = repeat('0', 64)"))


def _open(relation: str, role: str) -> tuple[str, str]:
    return no_rows_hidden(relation), f"grant select, update on {relation} to {role}"


ATTACKS = (
    Attack(
        "a mark in a grade sheet of others",
        mark_in_a_foreign_sheet,
        TEACHERS,
        broken=(
            without(
                "grades.take_sheet", "taken.id = any (grades.sheets_of(security.me(), security.my_role()))"
            ),
            without("grades.refuse_foreign_cells", "elsif found then", "elsif false then"),
        ),
    ),
    Attack(
        "closing a grade sheet that no department has confirmed",
        close_unconfirmed,
        DEANS,
        broken=(without("grades.close", "perform grades.require_state(sheet, 'confirmed');", ""),),
    ),
    Attack(
        "a better academic record", better_record, EVERYONE, broken=_open("grades.record", EVERYONE[0][1])
    ),
    Attack("a better cell, past the act", better_cell, TEACHERS, broken=_open("grades.cell", TEACHERS[0][1])),
    Attack("a forged digest", forged_digest, EVERYONE, broken=_open("grades.stamp", EVERYONE[0][1])),
)
