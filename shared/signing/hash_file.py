"""The file by which anybody checks a diploma without asking us: no name and no number, only fingerprints.

A line is the SHA-256 of the UUID, that of the content, and whether the paper stands; nobody guesses a UUID, so nobody
finds a person in it. The file is signed as a whole: a web site may publish it and cannot change it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from uuid import UUID

from shared.signing.keys import OF_FILE, PublicKey, Signer, key_id, read, signed, written

TITLE = "HEMIS papers 1"
ISSUED, CANCELLED = "issued", "cancelled"
STATES = (ISSUED, CANCELLED)
_HEXADECIMAL = 64


class NotGenuineError(ValueError):
    """The file is torn, altered, or not signed by a key that held on its day; the argument says which."""


@dataclass(frozen=True)
class HashFile:
    """A file whose signature is good."""

    made_on: date
    key_id: str
    #: By the SHA-256 of the UUID: digest and state.
    papers: Mapping[str, tuple[str, str]]

    def find(self, uuid: str) -> tuple[str, str] | None:
        """Return digest and state of a paper, nothing if the file does not know it."""
        return self.papers.get(hashed(uuid))


def hashed(uuid: str) -> str:
    """Return the fingerprint under which a paper stands."""
    return sha256(UUID(uuid).bytes).hexdigest()


def write(papers: Iterable[tuple[str, str, str]], made_on: date, signer: Signer) -> str:
    """Return the file of papers given as UUID, digest and state; the same papers make the same file."""
    lines = sorted(f"{hashed(uuid)} {_hexadecimal(digest)} {_state(state)}" for uuid, digest, state in papers)
    body = "".join(
        f"{line}\n" for line in (TITLE, f"key {signer.key_id}", f"made {made_on.isoformat()}", *lines)
    )
    return f"{body}signature {written(signer.sign(OF_FILE + body.encode()))}\n"


def read_file(text: str, keys: Mapping[str, PublicKey]) -> HashFile:
    """Return what a file says if one of the keys signed it."""
    body, _mark, signature = text.rpartition("signature ")
    lines = body.split("\n")
    try:
        title, of_key, made, *papers, last = lines
        name, day = of_key.removeprefix("key "), date.fromisoformat(made.removeprefix("made "))
        proof = read(signature.removesuffix("\n"))
    except ValueError:
        raise NotGenuineError("torn") from None
    if title != TITLE or last:
        raise NotGenuineError("torn")
    key = keys.get(name)
    if key is None or key_id(key.public_key) != name or not key.held_on(day):
        raise NotGenuineError("unknown key")
    if not signed(key.public_key, OF_FILE + body.encode(), proof):
        raise NotGenuineError("altered")
    found = (line.split(" ") for line in papers)
    return HashFile(day, name, {uuid: (digest, state) for uuid, digest, state in found})


def _hexadecimal(text: str) -> str:
    if len(text) != _HEXADECIMAL or bytes.fromhex(text).hex() != text:
        message = "a digest has 64 hexadecimal digits"
        raise ValueError(message)
    return text


def _state(state: str) -> str:
    if state not in STATES:
        message = f"{state} is no state of a paper"
        raise ValueError(message)
    return state
