"""What is written beside the store is sealed by its key: a stolen computer tells nobody's name."""

import secrets
from hashlib import sha256

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

_NONCE = 12


class BrokenSealError(ValueError):
    """It was changed since it was sealed, or by another key."""


class Seal:
    """Seals under one key for one purpose; what is sealed for one is not taken for another."""

    def __init__(self, key: bytes, purpose: str) -> None:
        self._cipher = AESGCM(sha256(b"hemis|" + purpose.encode() + b"|" + key).digest())

    def close(self, content: bytes, about: bytes = b"") -> bytes:
        """Return it sealed; `about` stands outside and is held to all the same."""
        nonce = secrets.token_bytes(_NONCE)
        return nonce + self._cipher.encrypt(nonce, content, about)

    def open(self, sealed: bytes, about: bytes = b"") -> bytes:
        """Return what was sealed, or raise."""
        try:
            return self._cipher.decrypt(sealed[:_NONCE], sealed[_NONCE:], about)
        except (InvalidTag, ValueError) as error:
            raise BrokenSealError from error
