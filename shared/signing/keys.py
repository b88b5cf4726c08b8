"""The university's keys: pairs of Ed25519, of which the private part stays with whoever signs."""

import base64
import hashlib
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat

ED25519, CERTIFICATE = "ed25519", "x509"
ROLLED_OVER, REVOKED = "rolled_over", "revoked"
SEED, PUBLIC, SIGNATURE = 32, 32, 64
#: What is signed says what it is, so that a signature for one thing never serves for another.
OF_DIGEST, OF_CODE, OF_KEY, OF_FILE = (
    b"HEMIS diploma 1\0",
    b"HEMIS code 1\0",
    b"HEMIS key 1\0",
    b"HEMIS papers 1\0",
)


class Signer(Protocol):
    """Who holds a private key: a safe of this computer, a file, a token."""

    @property
    def key_id(self) -> str: ...
    @property
    def public_key(self) -> str: ...
    def sign(self, message: bytes) -> bytes: ...
    def lot(self) -> AbstractContextManager[object]:
        """Stay open for several signatures, where opening takes time."""
        ...


@dataclass(frozen=True)
class PublicKey:
    """A key as everybody may know it, and the days on which it signed for the university."""

    key_id: str
    public_key: str
    #: Its first day; nothing while nobody has admitted it.
    valid_from: date | None
    #: Its last day, if it has ended: rolled over, or revoked because somebody else may hold it.
    ended_on: date | None = None
    end_kind: str = ""

    @property
    def revoked(self) -> bool:
        return self.end_kind == REVOKED

    def held_on(self, day: date) -> bool:
        """Tell whether it signed for the university on that day."""
        return (
            self.valid_from is not None
            and self.valid_from <= day
            and (self.ended_on is None or day <= self.ended_on)
        )


@dataclass(frozen=True)
class SeedSigner:
    """Signs with a private key that lies in the memory of the program."""

    seed: bytes

    def __post_init__(self) -> None:
        if len(self.seed) != SEED:
            message = "a private key has 32 bytes"
            raise ValueError(message)

    @property
    def key_id(self) -> str:
        return key_id(self.public_key)

    @property
    def public_key(self) -> str:
        public = self._private().public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
        return written(public)

    def sign(self, message: bytes) -> bytes:
        return self._private().sign(message)

    def lot(self) -> AbstractContextManager[object]:
        return nullcontext()

    def __repr__(self) -> str:
        """Say which key it is, never the key."""
        return f"SeedSigner({self.key_id})"

    def _private(self) -> Ed25519PrivateKey:
        return Ed25519PrivateKey.from_private_bytes(self.seed)


def generate() -> bytes:
    """Return a new private key."""
    private = Ed25519PrivateKey.generate()
    return private.private_bytes(Encoding.Raw, PrivateFormat.Raw, NoEncryption())


def key_id(public_key: str) -> str:
    """Return the name of a key: the beginning of its fingerprint."""
    return hashlib.sha256(read(public_key)).hexdigest()[:16]


def fingerprint(public_key: str) -> str:
    """Return what two people compare on the telephone: the whole SHA-256, four digits at a time."""
    whole = hashlib.sha256(read(public_key)).hexdigest()
    return " ".join(whole[start : start + 4] for start in range(0, len(whole), 4))


def written(raw: bytes) -> str:
    """Write bytes as base64url without padding."""
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def read(text: str) -> bytes:
    """Read what `written` wrote, and nothing else; a `ValueError` for everything else."""
    raw = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    if written(raw) != text:
        message = "not the one spelling of these bytes"
        raise ValueError(message)
    return raw


def sign_digest(signer: Signer, digest: str) -> str:
    """Return the signature of a document by its digest, apart from the document."""
    return written(signer.sign(OF_DIGEST + bytes.fromhex(digest)))


def sign_digests(signer: Signer, digests: Iterable[str]) -> list[str]:
    """Return the signatures of several documents, in their order."""
    return [sign_digest(signer, digest) for digest in digests]


def signed_digest(public_key: str, digest: str, signature: str) -> bool:
    """Tell whether a signature of a digest is that of the key."""
    return _reads(lambda: signed(public_key, OF_DIGEST + bytes.fromhex(digest), read(signature)))


def proof(signer: Signer) -> str:
    """Return what shows that whoever proposes a key holds its private part."""
    return written(signer.sign(OF_KEY + read(signer.public_key)))


def proved(public_key: str, signature: str) -> bool:
    """Tell whether the proof is that of the key."""
    return _reads(lambda: signed(public_key, OF_KEY + read(public_key), read(signature)))


def signed(public_key: str, message: bytes, signature: bytes) -> bool:
    """Tell whether the signature of a message is that of the key."""
    try:
        Ed25519PublicKey.from_public_bytes(read(public_key)).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True


def _reads(check: Callable[[], bool]) -> bool:
    try:
        return check()
    except ValueError:
        return False
