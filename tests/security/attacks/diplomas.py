"""Diplomas of others, an accepted one rewritten, a forged digest, and acts of an office that is not one's own."""

from __future__ import annotations

import json
from typing import Any

import psycopg

from shared.signing.demonstration import KEY_ID
from tests.security.attacks.attack import (
    EVERYONE,
    Attack,
    Attacker,
    acting,
    no_rows_hidden,
    not_acting,
    without,
)

DEANS, REGISTRAR = acting("faculty"), acting("registrar")
LOOKERS = acting("hr", "management")
OF_OTHERS = "d.faculty_id <> all (security.units_of(%s, 'hemis_faculty'))"
ONE = "select d.id from diplomas.diploma d where {} order by d.id limit 1"
GIVEN = json.dumps({"document": "Pasport"})


def _known(me: Attacker, query: str, *values: object) -> Any:
    """What an attacker may have learnt elsewhere, such as a number on paper."""
    with psycopg.connect(me.scene.dsn) as admin:
        row = admin.execute(query, values).fetchone()  # type: ignore[arg-type]
        return row[0] if row else None


def _foreign(me: Attacker, state: str) -> Any:
    return _known(me, ONE.format(f"d.state = %s and {OF_OTHERS}"), state, me.login)


def draft_of_others_rewritten(me: Attacker) -> Any:
    one = _foreign(me, "draft")
    version = _known(me, "select row_version from diplomas.diploma where id = %s", one)
    row = {"id": one, "version": version, "texts": {"uz": {"city": "X"}}}
    return me.scalar("select count(*) from diplomas.save_texts(%s)", json.dumps([row]))


def accepted_rewritten(me: Attacker) -> Any:
    one = _known(me, "select min(id) from diplomas.diploma where state = 'accepted'")
    version = _known(me, "select row_version from diplomas.diploma where id = %s", one)
    row = {"id": one, "version": version, "texts": {"uz": {"city": "X"}}}
    return me.scalar("select count(*) from diplomas.save_texts(%s)", json.dumps([row]))


def accepted_by_hand(me: Attacker) -> Any:
    return len(me.rows("update diplomas.diploma set texts = '{}' where state = 'accepted'"))


def prepared_content_changed(me: Attacker) -> Any:
    return len(me.rows("update diplomas.diploma set content = 'x' where state = 'prepared'"))


def digest_forged(me: Attacker) -> Any:
    return len(
        me.rows("update diplomas.diploma set accepted_digest = repeat('0', 64) where state = 'accepted'")
    )


def lines_deleted(me: Attacker) -> Any:
    return len(me.rows("delete from diplomas.line"))


def prepared_by_others(me: Attacker) -> Any:
    one = _known(me, "select min(id) from diplomas.diploma where state = 'accepted'")
    return me.scalar("select count(*) from diplomas.prepare(%s, security.today())", [one])


def signed_by_others(me: Attacker) -> Any:
    one = _known(me, "select min(id) from diplomas.diploma where state = 'prepared'")
    digest = _known(me, "select digest from diplomas.diploma where id = %s", one)
    row = {"id": one, "digest": digest, "signature": "A" * 86, "code": "860" + "1" * 200, "key_id": KEY_ID}
    return me.scalar("select diplomas.sign(%s)", json.dumps([row]))


def printed_of_others_handed_out(me: Attacker) -> Any:
    one = _known(me, ONE.format("d.state = 'printed'"))
    return me.scalar("select diplomas.hand_out(%s, %s)", [one], GIVEN)


def handed_out_twice(me: Attacker) -> Any:
    one = _known(me, ONE.format("d.state = 'issued'"))
    return me.scalar("select diplomas.hand_out(%s, %s)", [one], GIVEN)


def decided_alone(me: Attacker) -> Any:
    one = _known(me, "select min(id) from diplomas.diploma where state = 'accepted'")
    return me.scalar("select diplomas.decide_back(%s, true)", [one])


def birth_dates_read(me: Attacker) -> Any:
    return len(me.rows("select texts -> 'uz' ->> 'birth_date' from diplomas.diploma"))


def names_by_counting_up(me: Attacker) -> Any:
    """Register numbers follow one another."""
    codes = [f"DP-2026-{number:05}" for number in range(1, 60)]
    return me.scalar(
        "select count(student_name) from unnest(%s::text[]) c cross join lateral diplomas.check_code(c)",
        codes,
    )


def _open(relation: str, role: str, rights: str) -> tuple[str, str]:
    return no_rows_hidden(relation), f"grant {rights} on {relation} to {role}"


UNSIGNED = """
    update diplomas.diploma set signature = null, signed_with = null, code = null, signed_at = null, signed_by = null
     where state = 'prepared'
"""
MAY_ALL = "coalesce(taken.faculty_id = any (units), false)"
ATTACKS = (
    Attack(
        "a draft of another faculty, rewritten", draft_of_others_rewritten, DEANS,
        broken=(without("diplomas.take", MAY_ALL),),
    ),
    Attack(
        "an accepted diploma, rewritten", accepted_rewritten, DEANS,
        broken=(
            without("diplomas.take", MAY_ALL), without("diplomas.save_texts", "'draft') t", "'draft', 'accepted') t"),
        ),
    ),
    Attack(
        "an accepted diploma, past the acts", accepted_by_hand, EVERYONE,
        broken=_open("diplomas.diploma", EVERYONE[0][1], "select, update"),
    ),
    Attack(
        "a prepared diploma, changed", prepared_content_changed, EVERYONE,
        broken=_open("diplomas.diploma", EVERYONE[0][1], "select, update"),
    ),
    Attack(
        "a forged digest of what was accepted", digest_forged, EVERYONE,
        broken=_open("diplomas.diploma", EVERYONE[0][1], "select, update"),
    ),
    Attack(
        "rows of supplements, deleted", lines_deleted, EVERYONE,
        broken=_open("diplomas.line", EVERYONE[0][1], "select, delete"),
    ),
    Attack(
        "preparing without being the registrar", prepared_by_others, (*DEANS, *not_acting("registrar")),
        broken=(
            f"grant execute on function diplomas.prepare(bigint[], date) to {DEANS[0][1]}",
            without("diplomas.take", MAY_ALL),
            without("diplomas.prepare", "security.require_role('hemis_registrar')", "security.me()"),
        ),
    ),
    Attack(
        "signing without being the registrar", signed_by_others, (*DEANS, *not_acting("registrar")),
        broken=(
            f"grant execute on function diplomas.sign(jsonb) to {DEANS[0][1]}",
            without("diplomas.take", MAY_ALL),
            without("diplomas.sign", "security.require_role('hemis_registrar')", "security.me()"),
            UNSIGNED,
        ),
    ),
    Attack(
        "handing out what the registrar keeps", printed_of_others_handed_out, DEANS,
        broken=(
            without("diplomas.take", MAY_ALL),
            without("diplomas.hand_out", "not blanks.keeps(b.unit_id)", "false"),
            "update clearance.sheet set open_points = 0",
        ),
    ),
    Attack(
        "handing out a second time", handed_out_twice, REGISTRAR,
        broken=(
            without("diplomas.hand_out", "if found then", "if false then"),
            without("blanks.leads", "when deed = 'issue' and state = 'printed'", "when deed = 'issue'"),
        ),
    ),
    Attack(
        "taking an accepted diploma back without being asked", decided_alone, acting("academic_office"),
        broken=(without("diplomas.decide_back", "take(ids, 'asked')", "take(ids, 'asked', 'accepted')"),),
    ),
    Attack(
        "birth dates and what else a diploma says", birth_dates_read, LOOKERS,
        broken=(f"grant select on diplomas.diploma to {LOOKERS[0][1]}",),
    ),
    Attack(
        "names of graduates by counting register numbers up", names_by_counting_up,
        not_acting("registrar", "academic_office", "faculty", "hr", "management"),
        broken=(without("diplomas.check_code", "a.uuid is not null or a.role", "true or a.role"),),
    ),
)  # fmt: skip
