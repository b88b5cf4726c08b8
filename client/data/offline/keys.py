"""The key of a workstation's store: random, in the system's keyring, and wrapped by the workstation's own password."""

import base64
import json
import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import scrypt
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from client.core.errors import UserError
from client.core.i18n import N_
from client.data.local.drafts import Safe
from client.data.offline.files import write_whole

HEADER = "workstation.json"
#: Guessing a password costs 64 MB and a tenth of a second each time.
_COST = {"n": 2**16, "r": 8, "p": 1}
_MEMORY = 160 * 1024 * 1024
_NONCE = 12
SHORTEST = 8

TOO_SHORT = N_("The password of the workstation has at least {count} characters.")
WRONG = N_("This is not the password of the workstation.")
NO_HEADER = N_("The file {file} of the workstation is damaged. What was printed is opened with the keyring.")


@dataclass(frozen=True)
class Header:
    """What is written in plain words beside the store: whose it is, and the wrapped key."""

    workstation_id: int
    workstation: str
    server: str
    salt: str
    wrapped: str


def make(folder: Path, about: Mapping[str, Any], password: str, safe: Safe) -> bytes:
    """Make the key of a new store; it lies in the keyring where there is one, and opens with the password."""
    key = secrets.token_bytes(32)
    wrap(folder, about, key, password)
    safe.keep(_name(folder), key.hex())
    return key


def wrap(folder: Path, about: Mapping[str, Any], key: bytes, password: str) -> None:
    """Write the key so that only the password opens it."""
    if len(password) < SHORTEST:
        raise UserError(TOO_SHORT, count=SHORTEST)
    salt, nonce = secrets.token_bytes(16), secrets.token_bytes(_NONCE)
    sealed = AESGCM(_stretched(password, salt)).encrypt(nonce, key, None)
    header = {**about, "salt": _text(salt), "wrapped": _text(nonce + sealed)}
    write_whole(folder / HEADER, json.dumps(header, ensure_ascii=False, indent=1).encode())


def header_of(folder: Path) -> Header | None:
    """Return what stands beside a store; None where that is no store, or its plain part is damaged."""
    try:
        read = json.loads((folder / HEADER).read_text(encoding="utf-8"))
        return Header(
            int(read["workstation_id"]),
            str(read["workstation"]),
            str(read["server"]),
            str(read["salt"]),
            str(read["wrapped"]),
        )
    except (OSError, ValueError, KeyError, TypeError):
        return None


def by_password(folder: Path, password: str) -> bytes:
    """Return the key that the password opens."""
    header = header_of(folder)
    if header is None:
        raise UserError(NO_HEADER, file=str(folder / HEADER))
    try:
        salt, wrapped = base64.b64decode(header.salt), base64.b64decode(header.wrapped)
        return AESGCM(_stretched(password, salt)).decrypt(wrapped[:_NONCE], wrapped[_NONCE:], None)
    except (InvalidTag, ValueError):
        raise UserError(WRONG) from None


def by_keyring(folder: Path, safe: Safe) -> bytes | None:
    """Return the key that lies in the keyring, None if there is none."""
    found = safe.find(_name(folder))
    try:
        return bytes.fromhex(found) if found else None
    except ValueError:
        return None


def remember(folder: Path, key: bytes, safe: Safe) -> None:
    """Put the key into the keyring again: it was gone, and the password has opened the store."""
    safe.keep(_name(folder), key.hex())


def _stretched(password: str, salt: bytes) -> bytes:
    return scrypt(password.encode(), salt=salt, maxmem=_MEMORY, dklen=32, **_COST)


def _name(folder: Path) -> str:
    return f"printing/{os.fspath(folder.name)}"


def _text(value: bytes) -> str:
    return base64.b64encode(value).decode()
