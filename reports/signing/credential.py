"""A credential of the W3C as a signed text: VC Data Model 2.0, secured as VC-JOSE-COSE says, by Ed25519 (RFC 8037)."""

import json
from collections.abc import Mapping
from typing import Any

from shared.signing import keys
from shared.signing.canonical import canonical
from shared.signing.keys import PublicKey, Signer

KIND, ALGORITHM = "vc+jwt", "EdDSA"
#: How base58 writes Bitcoin's addresses, and did:key its keys.
_BASE58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
#: An Ed25519 public key among multicodecs.
_ED25519 = b"\xed\x01"


class NotGenuineError(ValueError):
    """The text is no credential that a known key has signed; the argument says why."""


def did_of(public_key: str) -> str:
    """Return the identifier that is the key itself (did:key)."""
    return f"did:key:z{_base58(_ED25519 + keys.read(public_key))}"


def signed_credential(credential: Mapping[str, Any], signer: Signer) -> str:
    """Return the compact JWS of a credential whose issuer is the key that signs."""
    did = did_of(signer.public_key)
    if credential["issuer"]["id"] != did:
        message = "a credential is signed by its issuer"
        raise ValueError(message)
    header = {"alg": ALGORITHM, "typ": KIND, "cty": "vc", "kid": f"{did}#{did.removeprefix('did:key:')}"}
    text = f"{_part(header)}.{_part(credential)}"
    return f"{text}.{keys.written(signer.sign(text.encode()))}"


def read_credential(text: str, known: Mapping[str, PublicKey]) -> dict[str, Any]:
    """Return a credential that one of the university's keys has signed."""
    parts = text.split(".")
    if len(parts) != 3:  # noqa: PLR2004 - header, content, signature
        raise NotGenuineError("no compact JWS")
    try:
        header, credential = (json.loads(keys.read(part)) for part in parts[:2])
        signature = keys.read(parts[2])
        issuer = credential["issuer"]["id"]
    except (ValueError, KeyError, TypeError) as error:
        raise NotGenuineError("it cannot be read") from error
    key = next((each for each in known.values() if did_of(each.public_key) == issuer), None)
    if header.get("alg") != ALGORITHM or header.get("typ") != KIND or key is None:
        raise NotGenuineError("the key or the way of signing is not known")
    if not keys.signed(key.public_key, f"{parts[0]}.{parts[1]}".encode(), signature):
        raise NotGenuineError("altered")
    return dict(credential)


def _part(said: Mapping[str, Any]) -> str:
    return keys.written(canonical(said).encode())


def _base58(raw: bytes) -> str:
    number, letters = int.from_bytes(raw), ""
    while number:
        number, rest = divmod(number, len(_BASE58))
        letters = _BASE58[rest] + letters
    return _BASE58[0] * (len(raw) - len(raw.lstrip(b"\0"))) + letters
