"""What two copies of the journal say together: the chain from its beginning, and what was found broken."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256

from shared.offline.event import Chain, Event, ForeignEventError, lost_event, verify


@dataclass
class Recovered:
    """The chain as far as it is known, and where its parts came from."""

    events: list[Event] = field(default_factory=list)
    #: Sequences that stand in one copy only.
    missing_in_store: list[int] = field(default_factory=list)
    missing_in_text: list[int] = field(default_factory=list)
    #: Sequences of which neither copy has the record.
    lost: list[int] = field(default_factory=list)
    #: The copies tell different things from here on; the store is followed.
    fork_at: int | None = None


def recover(chain: Chain, seed: str, stored: Mapping[int, Event], written: Mapping[int, Event]) -> Recovered:
    """Join the two copies; an event that is not what its digest says counts as missing from its copy."""
    one = {each: event for each, event in stored.items() if _sound(chain, event)}
    other = {each: event for each, event in written.items() if _sound(chain, event)}
    found = Recovered()
    head = seed
    shared = [each for each in one if each in other and one[each].digest != other[each].digest]
    found.fork_at = min(shared, default=None)
    # Of two tales the store's is followed to its end, and no further by the other.
    last = max(one if shared else (*one, *other), default=0)
    for sequence in range(1, last + 1):
        event = _following(head, one.get(sequence), other.get(sequence))
        if event is None:
            following = one.get(sequence + 1) or other.get(sequence + 1)
            digest = following.before if following else sha256(f"lost|{head}".encode()).hexdigest()
            event = lost_event(sequence, head, digest)
            found.lost.append(sequence)
        if sequence not in one:
            found.missing_in_store.append(sequence)
        if sequence not in other:
            found.missing_in_text.append(sequence)
        found.events.append(event)
        head = event.digest
    return found


def _following(head: str, stored: Event | None, written: Event | None) -> Event | None:
    """Return the event of either copy that is chained to the head; the store comes first."""
    return next((each for each in (stored, written) if each is not None and each.before == head), None)


def _sound(chain: Chain, event: Event) -> bool:
    try:
        verify(chain, event)
    except (ForeignEventError, ValueError, KeyError):
        return False
    return True
