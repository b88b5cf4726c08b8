"""Keys of the university: admitted alone or by the wrong person, changed, removed, dated back, spelled otherwise."""

from __future__ import annotations

from hashlib import sha256
from typing import Any

from psycopg.types.json import Jsonb

from shared.signing import keys
from shared.signing.keys import SeedSigner
from tests.security.attacks.attack import Attack, Attacker, acting, no_rows_hidden, not_acting, without

INSERT = """insert into signing.key (key_id, algorithm, public_key, kept, state, registered_by)
    values ('0000000000000000', 'ed25519', 'x', 'safe', 'proposed', 'registrar')"""
REGISTRAR = (("registrar", "hemis_registrar"),)
ADMIN = (("admin", "hemis_admin"),)
DEAN = (("dean_geology", "hemis_faculty"),)


def given(signer: SeedSigner, **forged: object) -> Jsonb:
    """What the program sends of a key of this workstation."""
    said = {
        "algorithm": "ed25519",
        "public_key": signer.public_key,
        "proof": keys.proof(signer),
        "kept": "safe",
        "place": "REG-KOMP-9",
    }
    return Jsonb(said | forged)


def _new() -> SeedSigner:
    return SeedSigner(sha256(b"the key of an attack").digest())


def propose_without_the_office(me: Attacker) -> Any:
    return me.scalar("select signing.propose_key(%s)", given(_new()))


def admit_without_the_office(me: Attacker) -> Any:
    """A dean's office, a registrar, anybody else admits the key that waits."""
    return me.may("select signing.decide_key(%s, true)", me.scene.left["proposed_key"])


def admit_the_own_key(me: Attacker) -> Any:
    """A registrar who holds the office of the administrator as well admits what the same login proposed."""
    return me.may("select signing.decide_key(%s, true)", me.scene.left["own_key"])


def end_without_the_office(me: Attacker) -> Any:
    return me.may("select signing.end_key(%s, 'revoked', 'Yoqmadi')", me.scene.left["admitted_key"])


def written_by_hand(me: Attacker) -> Any:
    """Changed, dated back, admitted, removed by plain statements."""
    statements = (
        "update signing.key set valid_from = '2001-01-01'",
        "update signing.key set public_key = 'x'",
        "update signing.key set state = 'refused', decided_by = 'admin', decided_at = now()",
        "update signing.key set registered_by = 'dean_geology'",
        "update signing.key set ended_on = null, state = 'admitted', end_kind = null",
        "delete from signing.key",
        INSERT,
    )
    return [statement for statement in statements if me.may(statement)]


def dated_back(me: Attacker) -> Any:
    """A key says itself that it was valid long ago, or is admitted already."""
    signer = _new()
    forged = {
        "valid_from": "2001-01-01",
        "state": "admitted",
        "decided_by": "admin",
        "registered_by": "admin",
    }
    me.scalar("select signing.propose_key(%s)", given(signer, **forged))
    return me.rows(
        "select from signing.key where key_id = %s and (valid_from is not null or state <> 'proposed'"
        " or registered_by <> session_user)",
        signer.key_id,
    )


def other_spellings(me: Attacker) -> Any:
    """The same key under another name: more letters, another alphabet, bits that fall away."""
    own = _new().public_key
    last = own[:-1] + chr(ord(own[-1]) + 1)
    spelled = (own + "=", own.replace("-", "+"), last, own + "A", " " + own, own[:-1])
    return [
        each for each in spelled if me.may("select signing.propose_key(%s)", given(_new(), public_key=each))
    ]


def who_admitted(me: Attacker) -> Any:
    """Who proposed and admitted keys, for those who only check papers."""
    return me.rows("select registered_by, decided_by from signing.key")


#: The last part of a function: whether the text is the one spelling of the bytes.
_SPELLED = "case when rtrim(translate(replace(encode(found, 'base64'), E'\\n', ''), '+/', '-_'), '=')"
ONE_SPELLING = f"{_SPELLED} = written then found end"
_ANYBODY = "grant execute on function signing.decide_key(bigint, boolean, text) to {role}"
_NO_OFFICE = without("signing.take", "perform security.require_role('hemis_admin')", "perform 1")
ATTACKS = (
    Attack(
        "propose a signing key without being the registrar", propose_without_the_office,
        (*DEAN, *not_acting("registrar")),
        ("grant execute on function signing.propose_key(jsonb) to hemis_faculty",
         without("signing.propose_key", "perform security.require_role('hemis_registrar')", "perform 1")),
    ),
    Attack(
        "admit a signing key without being the administrator", admit_without_the_office,
        (*DEAN, *REGISTRAR, *not_acting("admin")),
        (_ANYBODY.format(role="hemis_faculty"), _NO_OFFICE),
    ),
    Attack(
        "admit the own signing key", admit_the_own_key, ADMIN,
        (without("signing.decide_key", "chosen.registered_by = security.me()", "false"),
         "alter table signing.key drop constraint key_two_people_check"),
    ),
    Attack(
        "end a signing key without being the administrator", end_without_the_office,
        (*DEAN, *not_acting("admin")),
        ("grant execute on function signing.end_key(bigint, text, text, date) to hemis_faculty", _NO_OFFICE),
    ),
    Attack(
        "change, date back or remove a signing key by hand", written_by_hand, (*ADMIN, *acting("registrar", "faculty")),
        (no_rows_hidden("signing.key"), "grant update, insert, delete on signing.key to hemis_admin"),
    ),
    Attack(
        "a proposed signing key dates itself back", dated_back, REGISTRAR,
        (without("signing.propose_key", "'proposed', security.me()", "'proposed', given ->> 'registered_by'"),),
    ),
    Attack(
        "propose a signing key in another spelling", other_spellings, REGISTRAR,
        (without("signing.bytes_of", ONE_SPELLING, "found"),),
    ),
    Attack(
        "who proposed and admitted signing keys", who_admitted,
        not_acting("registrar", "academic_office", "faculty", "admin"),
        (no_rows_hidden("signing.key"), "grant select on signing.key to public"),
    ),
)  # fmt: skip
