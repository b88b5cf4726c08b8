"""Signing prepared diplomas with the university's key, which never leaves the registrar's workstation."""

import json
from collections.abc import Sequence
from hashlib import sha256
from typing import NamedTuple

from psycopg.types.json import Jsonb

from client.core.clock import today
from client.core.errors import UserError
from client.core.i18n import N_
from client.data.server.gateway import Gateway
from shared.signing.keys import Signer
from shared.signing.paper import sign_text

ALTERED = N_(
    "The text of the diploma of {student} is not that of its SHA-256. Nothing is signed; tell the administrator."
)
_WAITING = "select w.id, w.student_name, w.register_number, w.content, w.digest from diplomas.to_sign() w"


class Waiting(NamedTuple):
    """A prepared diploma that waits for its signature."""

    id: int
    student: str
    register_number: str
    content: str
    digest: str


def waiting(gateway: Gateway, ids: Sequence[int] = ()) -> list[Waiting]:
    """Return what waits, all or of these; a text that is not that of its digest refuses all of them."""
    found = [Waiting(*row) for row in gateway.rows(_WAITING)]
    wanted = [each for each in found if not ids or each.id in set(ids)]
    for each in wanted:
        if sha256(each.content.encode()).hexdigest() != each.digest:
            raise UserError(ALTERED, student=each.student)
    return wanted


def sign(gateway: Gateway, signer: Signer, shown: Sequence[Waiting]) -> int:
    """Sign what was shown and store the signatures, all or none; return how many."""
    rows = []
    with signer.lot():
        for each in shown:
            signed = sign_text(each.content, json.loads(each.content), signer, today())
            rows.append({
                "id": each.id, "digest": signed.digest, "signature": signed.signature, "code": signed.code,
                "key_id": signed.key_id,
            })  # fmt: skip
    return int(gateway.call("diplomas.sign", Jsonb(rows)))
