"""An event of a workstation: what was done, chained to the one before it so that none can be changed or left out."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any
from uuid import uuid4

INTENT, GOOD, SPOILED, CLEAN, HAND_OUT = "intent", "good", "spoiled", "clean", "hand_out"
#: Stands where the record of an event could not be read any more: its place in the chain is known, its content is not.
LOST = "lost"
KINDS = (INTENT, GOOD, SPOILED, CLEAN, HAND_OUT, LOST)


class ForeignEventError(ValueError):
    """A text is no event, or its digests are not those of what it says."""


@dataclass(frozen=True)
class Chain:
    """To which chain an event belongs: that of one workstation, from one reservation on."""

    workstation_id: int
    epoch: int


@dataclass(frozen=True)
class Event:
    """One line of the journal. `payload` is the text itself: its digest is over these characters."""

    sequence: int
    uuid: str
    before: str
    payload: str
    digest: str

    @property
    def body(self) -> Mapping[str, Any]:
        """What it says; nothing where that was lost."""
        read: Mapping[str, Any] = json.loads(self.payload) if self.payload else {"kind": LOST}
        return read

    @property
    def kind(self) -> str:
        return str(self.body["kind"])

    def message(self) -> dict[str, Any]:
        """Return it as the server takes it."""
        return {
            "sequence": self.sequence,
            "uuid": self.uuid,
            "before": self.before,
            "payload": self.payload,
            "digest": self.digest,
        }


def new_event(chain: Chain, sequence: int, before: str, body: Mapping[str, Any]) -> Event:
    """Return the event that follows the one with the digest `before`."""
    payload = json.dumps(dict(body), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    uuid = str(uuid4())
    return Event(sequence, uuid, before, payload, digest_of(chain, sequence, uuid, before, payload))


def lost_event(sequence: int, before: str, digest: str) -> Event:
    """Return what stands for an event of which only the digest is known, from the one after it."""
    return Event(sequence, str(uuid4()), before, "", digest)


def digest_of(chain: Chain, sequence: int, uuid: str, before: str, payload: str) -> str:
    """Return what the chain holds an event to; `offline.digest_of` of the server says the same."""
    sealed = sha256(payload.encode()).hexdigest()
    text = f"{chain.workstation_id}|{chain.epoch}|{sequence}|{uuid}|{before}|{sealed}"
    return sha256(text.encode()).hexdigest()


def verify(chain: Chain, event: Event) -> None:
    """Raise unless the event is what its digest says; what was lost has only its place."""
    if not event.payload:
        return
    found = digest_of(chain, event.sequence, event.uuid, event.before, event.payload)
    if found != event.digest or event.kind not in KINDS:
        message = f"event {event.sequence} is not what it was"
        raise ForeignEventError(message)


def from_message(message: Mapping[str, Any]) -> Event:
    """Return the event of a message."""
    try:
        return Event(
            int(message["sequence"]),
            str(message["uuid"]),
            str(message["before"]),
            str(message["payload"]),
            str(message["digest"]),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise ForeignEventError(str(error)) from error
