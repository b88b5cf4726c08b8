"""What is done to the university's keys. The server has the last word; what it cannot check is checked here."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from psycopg.types.json import Jsonb

from client.core.errors import UserError
from client.core.i18n import N_
from client.data.server.gateway import Gateway
from client.data.signing.certificates import public_part
from shared.models.signing import CERTIFICATE, ED25519
from shared.signing import keys
from shared.signing.keys import Signer

RELATIONS = ("signing.key",)
NOT_PROVED = N_(
    "Whoever proposed the key {key} has not shown that its private part is in their hands. Refuse it."
)
OTHER_CERTIFICATE = N_("The certificate does not belong to the key {key}. Refuse it.")
_KEY = "select key_id, algorithm, public_key, certificate, proof from signing.key where id = :key"


@dataclass(frozen=True)
class Proposed:
    """A key that waits, as whoever admits it compares it with the holder."""

    key_id: str
    fingerprint: str


def propose(gateway: Gateway, signer: Signer, kept: str, place: str) -> int:
    """Propose the public part of a key; its private part stays where it is."""
    return _propose(
        gateway,
        {
            "algorithm": ED25519,
            "public_key": signer.public_key,
            "proof": keys.proof(signer),
            "kept": kept,
            "place": place,
        },
    )


def propose_certificate(gateway: Gateway, pem: str, kept: str, place: str) -> int:
    """Propose a certificate that signs PDF files."""
    values = {
        "algorithm": CERTIFICATE,
        "public_key": public_part(pem),
        "certificate": pem,
        "kept": kept,
        "place": place,
    }
    return _propose(gateway, values)


def proposed(gateway: Gateway, key: int) -> Proposed:
    """Return what is compared before a key is admitted, once it is seen that whoever proposed it holds it."""
    name, algorithm, public_key, certificate, proof = gateway.rows(_KEY, key=key)[0]
    if algorithm == CERTIFICATE and public_part(certificate) != public_key:
        raise UserError(OTHER_CERTIFICATE, key=name)
    if algorithm == ED25519 and not keys.proved(public_key, proof or ""):
        raise UserError(NOT_PROVED, key=name)
    return Proposed(name, keys.fingerprint(public_key))


def admit(gateway: Gateway, key: int) -> None:
    """Admit a key; it signs for the university from today on."""
    proposed(gateway, key)
    gateway.call("signing.decide_key", key, True)


def refuse(gateway: Gateway, key: int, reason: str) -> None:
    """Refuse a key."""
    gateway.call("signing.decide_key", key, False, reason)


def end(gateway: Gateway, key: int, kind: str, reason: str, last_day: date | None) -> None:
    """End a key: another follows, or somebody else may hold it since a day."""
    gateway.call("signing.end_key", key, kind, reason, last_day)


def _propose(gateway: Gateway, given: Mapping[str, Any]) -> int:
    return int(gateway.call("signing.propose_key", Jsonb(dict(given))))
