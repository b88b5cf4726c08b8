"""Ranges of others, numbers that are not reserved, forged chains, altered events, replay, deciding alone."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import psycopg

from shared.offline.event import Chain, Event, new_event
from tests.security.attacks.attack import (
    EACH_ROLE,
    EVERYONE,
    Attack,
    Attacker,
    acting,
    not_acting,
    without,
)

REGISTRAR, DEANS, ADMINS = acting("registrar"), acting("faculty"), acting("admin")
SEED, MACHINE = "7" * 64, "a" * 32
#: Reserved for the registrar's workstation, for another one, and not reserved at all.
OWN, THEIRS, STOCK = "B0002205", "B0002001", "B0002599"
AT = "2026-01-05T10:00:00+05:00"


def _known(me: Attacker, query: str) -> Any:
    """What an attacker may have learnt elsewhere."""
    with psycopg.connect(me.scene.dsn) as admin:
        return admin.execute(query.encode()).fetchone()[0]  # type: ignore[index]


def _station(me: Attacker) -> int:
    return int(
        _known(me, "select id from blanks.workstation where unit_id is null and active order by id limit 1")
    )


def _begun(me: Attacker) -> Mapping[str, Any]:
    """Take the registrar's workstation along, as its keeper may."""
    taken: Mapping[str, Any] = me.scalar("select offline.take(%s, %s, %s)", _station(me), SEED, MACHINE)
    return taken


def _good(taken: Mapping[str, Any], number: str, before: str = SEED, **more: object) -> Event:
    diploma = taken["diplomas"][0]
    body = {
        "kind": "good", "at": AT, "login": taken["login"], "diploma": diploma["uuid"], "digest": diploma["digest"],
        "form": "diploma", "number": number, **more,
    }  # fmt: skip
    return new_event(Chain(taken["workstation_id"], taken["epoch"]), 1, before, body)


def _send(me: Attacker, taken: Mapping[str, Any], *messages: Mapping[str, Any]) -> None:
    sent = json.dumps({"events": messages, "unsent": 0})
    me.rows("select offline.synchronise(%s, %s, %s)", taken["workstation_id"], taken["epoch"], sent)


def _is_printed(me: Attacker, number: str) -> bool:
    return bool(me.scalar("select state = 'printed' from blanks.blank where number = %s", number))


def take_of_the_registrar(me: Attacker) -> Any:
    return _begun(me)


def send_for_others(me: Attacker) -> Any:
    sent = json.dumps({"events": []})
    return me.scalar("select offline.synchronise(%s, 1, %s)", _station(me), sent)


def print_on(number: str) -> Any:
    def attempt(me: Attacker) -> Any:
        taken = _begun(me)
        _send(me, taken, _good(taken, number).message())
        return me.scalar("select state = 'printed' from blanks.blank where number = %s", number)

    return attempt


def altered_payload(me: Attacker) -> Any:
    taken = _begun(me)
    message = _good(taken, "B0002206").message()
    _send(me, taken, {**message, "payload": message["payload"].replace("B0002206", OWN)})
    return _is_printed(me, OWN)


def forged_chain(me: Attacker) -> Any:
    taken = _begun(me)
    _send(me, taken, _good(taken, OWN, before="0" * 64).message())
    return _is_printed(me, OWN)


def replay(me: Attacker) -> Any:
    taken = _begun(me)
    message = _good(taken, OWN).message()
    _send(me, taken, message)
    _send(me, taken, message)
    return int(me.scalar("select count(*) from offline.event")) > 1


def in_the_name_of_nobody(me: Attacker) -> Any:
    taken = _begun(me)
    _send(me, taken, _good(taken, OWN, login="nobody").message())
    return _is_printed(me, OWN)


def decide_alone(me: Attacker) -> Any:
    taken = _begun(me)
    _send(me, taken, _good(taken, OWN, login="nobody").message())
    dispute = me.scalar("select id from offline.dispute")
    for _each in range(2):
        me.rows("select offline.decide(%s, 'accept', 'x')", dispute)
    return _is_printed(me, OWN)


def release_what_was_taken(me: Attacker) -> Any:
    _begun(me)
    me.rows("select blanks.enter('release', %s, '{}')", [OWN])
    return True


def read_contents(me: Attacker) -> Any:
    return me.may("select payload from offline.event") or me.may("select theirs from offline.dispute")


def read_beginning_of_a_chain(me: Attacker) -> Any:
    return me.may("select seed from offline.station")


def write_by_hand(me: Attacker) -> Any:
    return me.may("update offline.event set outcome = 'accepted'") or me.may("delete from offline.dispute")


ATTACKS = (
    Attack(
        "taking the range of the registrar along",
        take_of_the_registrar,
        DEANS,
        broken=(
            without(
                "offline.kept_workstation",
                "blanks.keeps(w.unit_id)",
            ),
        ),
    ),
    Attack(
        "sending for a workstation of another",
        send_for_others,
        not_acting("registrar"),
        broken=(
            f"grant execute on function offline.synchronise(bigint, integer, jsonb) to {not_acting('registrar')[0][1]}",
            without("security.require_role", "if not (", "if false and not ("),
            without("offline.kept_workstation", "blanks.keeps(w.unit_id)"),
        ),
    ),
    Attack(
        "a print on a blank of another's range",
        print_on(THEIRS),
        REGISTRAR,
        broken=(
            without(
                "diplomas.refusal_of_print",
                "b.workstation_id is distinct from refusal_of_print.workstation_id",
                "false",
            ),
        ),
    ),
    Attack(
        "a print on a blank that is not reserved",
        print_on(STOCK),
        REGISTRAR,
        broken=(
            without("diplomas.refusal_of_print", "b.state <> 'reserved'", "false"),
            without(
                "diplomas.refusal_of_print",
                "b.workstation_id is distinct from refusal_of_print.workstation_id",
                "false",
            ),
        ),
    ),
    Attack(
        "an event whose payload was altered",
        altered_payload,
        REGISTRAR,
        broken=(
            without(
                "offline.receive",
                "case when one.true_digest = one.digest then 'received' else 'rejected' end",
                "'received'",
            ),
        ),
    ),
    Attack(
        "an event of a forged chain",
        forged_chain,
        REGISTRAR,
        broken=(without("offline.receive", "one.before <> station.head", "false"),),
    ),
    Attack(
        "an event sent twice",
        replay,
        REGISTRAR,
        broken=(
            "alter table offline.event drop constraint event_station_id_digest_key",
            without(
                "offline.receive",
                "not exists (select from offline.event k where k.station_id = station.id and k.digest = g.digest)",
            ),
        ),
    ),
    Attack(
        "a print in the name of somebody without the right",
        in_the_name_of_nobody,
        REGISTRAR,
        broken=(
            without(
                "offline.refusal_of",
                "not security.acts_as(event.login",
                "false and not security.acts_as(event.login",
            ),
        ),
    ),
    Attack(
        "deciding alone what is in quarantine",
        decide_alone,
        REGISTRAR,
        broken=(
            "alter table offline.dispute drop constraint dispute_two_people_check",
            without("offline.decide", "dispute.proposed_by = security.me()", "false"),
        ),
    ),
    Attack(
        "releasing a blank that was taken along",
        release_what_was_taken,
        REGISTRAR,
        broken=("drop trigger offline_locked on blanks.entry",),
    ),
    Attack(
        "the contents of what is in quarantine",
        read_contents,
        ADMINS,
        broken=("grant select on offline.event to hemis_admin",),
    ),
    Attack(
        "the beginning of a chain",
        read_beginning_of_a_chain,
        EVERYONE,
        broken=(
            f"grant usage on schema offline to {EVERYONE[0][1]}",
            f"grant select on offline.station to {EVERYONE[0][1]}",
        ),
    ),
    Attack(
        "outcomes of events by hand",
        write_by_hand,
        EACH_ROLE,
        broken=(
            f"grant usage on schema offline to {EACH_ROLE[0][1]}",
            f"grant select, update on offline.event to {EACH_ROLE[0][1]}",
        ),
    ),
)  # fmt: skip
