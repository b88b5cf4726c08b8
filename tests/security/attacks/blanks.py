"""Blanks of others, numbers used twice, a ledger set right by hand, destruction without its commission."""

from __future__ import annotations

import json
from typing import Any

import psycopg

from tests.security.attacks.attack import (
    EVERYONE,
    Attack,
    Attacker,
    acting,
    no_rows_hidden,
    not_acting,
    without,
)

REGISTRAR, DEANS = acting("registrar"), acting("faculty")
#: A clean certificate of the other faculty, which is printed by hand.
FOREIGN = """
    select b.number from blanks.blank b
      join blanks.kind k on k.id = b.kind_id and k.by_hand
     where b.state = 'stock' and b.unit_id is not null
       and not b.unit_id = any (security.units_of(%s, 'hemis_faculty'))
     order by b.number limit 1
"""
#: Of the demonstration: issued last summer by the registrar, and one that lies in the registrar's stock.
USED, OWN_STOCK = "B0001201", "B0002599"


def _known(me: Attacker, query: str, *values: object) -> Any:
    """What an attacker may have learnt elsewhere, such as a number on paper."""
    with psycopg.connect(me.scene.dsn) as admin:
        return admin.execute(query, values).fetchone()[0]  # type: ignore[arg-type,index]


def _enter(me: Attacker, deed: str, number: str, **given: object) -> Any:
    return me.scalar("select blanks.enter(%s, %s, %s)", deed, [number], json.dumps(given))


def spoil_of_others(me: Attacker) -> Any:
    return _enter(me, "spoil", _known(me, FOREIGN, me.login), reason="x")


def print_used_again(me: Attacker) -> Any:
    return _enter(me, "print", USED, person="x")


def receive_used_again(me: Attacker) -> Any:
    kind = _known(me, "select id from blanks.kind where series = 'B'")
    given = {
        "supplier": "x", "invoice_number": "1", "invoice_day": "2026-01-05", "quantity": 1, "year": 2026,
    }  # fmt: skip
    return me.scalar("select blanks.receive(%s, %s, %s)", kind, [USED], json.dumps(given))


def clean_again_by_hand(me: Attacker) -> Any:
    return len(me.rows("update blanks.blank set state = 'stock' where state = 'issued'"))


def line_taken_out(me: Attacker) -> Any:
    return len(me.rows("delete from blanks.entry where deed in ('spoil', 'lose')"))


def forged_chain(me: Attacker) -> Any:
    return len(me.rows("update blanks.act set chained = repeat('0', 64) where chained is not null"))


def destroy_alone(me: Attacker) -> Any:
    return _enter(me, "destroy", OWN_STOCK, document="1", reason="x")


def sign_for_another(me: Attacker) -> Any:
    waiting = _known(
        me,
        """select m.act_id from blanks.member m
            where m.signed_at is null
              and m.employee_id is distinct from (select a.employee_id from security.account a where a.login = %s)""",
        me.login,
    )
    me.connection.execute("select blanks.sign(%s)", [waiting])
    return True


def _open(relation: str, role: str) -> tuple[str, str]:
    return no_rows_hidden(relation), f"grant select, update, delete on {relation} to {role}"


#: In the demonstration accounting still has to sign; whoever is named first is not in the commission.
_NOT_SIGNING = not_acting("accounting")
ATTACKS = (
    Attack(
        "spoiling a blank that another faculty holds",
        spoil_of_others,
        DEANS,
        broken=(
            without(
                "blanks.judge", "and (s.registrar or b.unit_id = any (s.units))", "and true"
            ),
        ),
    ),
    Attack(
        "printing on a blank that is issued",
        print_used_again,
        REGISTRAR,
        broken=(without("blanks.judge", "blanks.leads(judge.deed, b.state) is null", "false"),
                without("blanks.judge", "judge.deed in ('print', 'issue') and not k.by_hand", "false"),
                without("blanks.leads", "deed = 'print' and state in ('stock', 'reserved')", "deed = 'print'")),
    ),
    Attack(
        "receiving a number that was used",
        receive_used_again,
        REGISTRAR,
        broken=(
            "alter table blanks.entry drop constraint entry_blank_id_fkey",
            "alter table blanks.blank drop constraint blank_number_key",
            without("blanks.receive", "if named is not null then", "if false then"),
        ),
    ),
    Attack("an issued blank clean again", clean_again_by_hand, EVERYONE, broken=_open("blanks.blank", EVERYONE[0][1])),
    Attack("a line taken out of the ledger", line_taken_out, EVERYONE, broken=_open("blanks.entry", EVERYONE[0][1])),
    Attack("a forged chain of the ledger", forged_chain, EVERYONE, broken=_open("blanks.act", EVERYONE[0][1])),
    Attack(
        "destroying blanks without a commission",
        destroy_alone,
        REGISTRAR,
        broken=(without("blanks.enter", "'return') then", "'return', 'destroy') then"),),
    ),
    Attack(
        "signing an act in another's place",
        sign_for_another,
        _NOT_SIGNING,
        broken=(
            f"grant execute on function blanks.sign(bigint) to {_NOT_SIGNING[0][1]}",
            without(
                "blanks.sign",
                "not sign.act_id = any (blanks.acts_of(security.me(), security.my_role())) is true",
                "false",
            ),
            without("blanks.sign", "m.act_id = sign.act_id and m.employee_id = me",
                    "m.act_id = sign.act_id and m.signed_at is null"),
        ),
    ),
)  # fmt: skip
