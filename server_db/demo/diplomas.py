"""The signatures of the demonstration's diplomas: its own key is in the program, so that they can be checked."""

import json
from typing import Any

import psycopg

from shared.signing.demonstration import demonstration_signer
from shared.signing.paper import sign_text

_SIGNED = "select id, content, registered_on from diplomas.diploma where signature is not null order by id"
_STORE = "update diplomas.diploma set signature = %s, code = %s, signed_with = %s where id = %s"


def sign(admin: psycopg.Connection[Any]) -> None:
    """Sign what the demonstration has prepared, as of the day of the register."""
    signer = demonstration_signer()
    signed = [
        (key, sign_text(content, json.loads(content), signer, day))
        for key, content, day in admin.execute(_SIGNED)
    ]
    admin.execute("set local session_replication_role = replica")
    with admin.cursor() as cursor:
        cursor.executemany(_STORE, [(each.signature, each.code, each.key_id, key) for key, each in signed])
    admin.execute("set local session_replication_role = origin")
