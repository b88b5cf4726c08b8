"""The file by which anybody checks a diploma without asking us: no name and no number, only fingerprints.

A line is the SHA-256 of the UUID, that of the content, and whether the paper stands; nobody guesses a UUID, so nobody
finds a person in it. The last line signs the SHA-256 of all before it, so that a file of any length is written as its
papers come: a web site may publish it and cannot change it.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from itertools import chain
from uuid import UUID

from shared.signing.keys import OF_FILE, PublicKey, Signer, key_id, read, signed, written

TITLE = "HEMIS papers 1"
ISSUED, CANCELLED = "issued", "cancelled"
STATES = (ISSUED, CANCELLED)
_HEXADECIMAL = 64


class NotGenuineError(ValueError):
    """The file is torn, altered, or not signed by a key that held on its day and was not revoked; it says which."""


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


def lines(papers: Iterable[tuple[str, str, str]], made_on: date, signer: Signer) -> Iterator[str]:
    """Yield the file of papers given by `hashed` UUID, digest and state, in the order of the first."""
    sealed = sha256()
    head = (TITLE, f"key {signer.key_id}", f"made {made_on.isoformat()}")
    for line in chain(head, _each(papers)):
        sealed.update(f"{line}\n".encode())
        yield f"{line}\n"
    yield f"signature {written(signer.sign(OF_FILE + sealed.digest()))}\n"


def read_file(text: str, keys: Mapping[str, PublicKey]) -> HashFile:
    """Return what a file says if one of the keys signed it."""
    body, _mark, signature = text.rpartition("signature ")
    try:
        title, of_key, made, *papers, last = body.split("\n")
        name, day = of_key.removeprefix("key "), date.fromisoformat(made.removeprefix("made "))
        proof = read(signature.removesuffix("\n"))
    except ValueError:
        raise NotGenuineError("torn") from None
    if title != TITLE or last:
        raise NotGenuineError("torn")
    key = keys.get(name)
    if key is None or key_id(key.public_key) != name or not key.held_on(day):
        raise NotGenuineError("unknown key")
    if not signed(key.public_key, OF_FILE + sha256(body.encode()).digest(), proof):
        raise NotGenuineError("altered")
    if key.revoked:  # whoever holds it besides us writes any day into it
        raise NotGenuineError("revoked")
    found = (line.split(" ") for line in papers)
    return HashFile(day, name, {uuid: (digest, state) for uuid, digest, state in found})


def _each(papers: Iterable[tuple[str, str, str]]) -> Iterator[str]:
    former = ""
    for uuid, digest, state in papers:
        if _hexadecimal(uuid) <= former:
            message = "papers stand in the order of their fingerprints, each once"
            raise ValueError(message)
        yield f"{uuid} {_hexadecimal(digest)} {_state(state)}"
        former = uuid


def _hexadecimal(text: str) -> str:
    if len(text) != _HEXADECIMAL or bytes.fromhex(text).hex() != text:
        message = "a fingerprint has 64 hexadecimal digits"
        raise ValueError(message)
    return text


def _state(state: str) -> str:
    if state not in STATES:
        message = f"{state} is no state of a paper"
        raise ValueError(message)
    return state
