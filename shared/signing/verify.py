"""Is a code genuine: asked of the keys that are known, without a network."""

from collections.abc import Mapping
from dataclasses import dataclass

from shared.signing.keys import PublicKey, key_id, signed
from shared.signing.payload import MalformedError, Payload, UnknownVersionError, read_code

#: What can be said of a code.
GOOD, ALTERED, UNKNOWN_KEY, NOT_HELD = "good", "altered", "unknown_key", "not_held"
MALFORMED, UNKNOWN_VERSION = "malformed", "unknown_version"


@dataclass(frozen=True)
class Verdict:
    """What the code of a paper proves; only a good one, or one of a wrong day, says anything that can be believed."""

    state: str
    payload: Payload | None = None
    key: PublicKey | None = None
    key_id: str = ""

    @property
    def good(self) -> bool:
        return self.state == GOOD

    @property
    def may_be_backdated(self) -> bool:
        """Whoever took the private part of a revoked key can write an earlier day: the register alone knows."""
        return self.good and self.key is not None and self.key.revoked


def verify(text: str, keys: Mapping[str, PublicKey]) -> Verdict:
    """Judge the text of a code by the university's public keys, given by their names."""
    try:
        read = read_code(text)
    except UnknownVersionError:
        return Verdict(UNKNOWN_VERSION)
    except MalformedError:
        return Verdict(MALFORMED)
    key = keys.get(read.key_id)
    if key is None or key.valid_from is None or key_id(key.public_key) != read.key_id:
        return Verdict(UNKNOWN_KEY, key_id=read.key_id)
    if not signed(key.public_key, read.message, read.signature):
        return Verdict(ALTERED, key_id=read.key_id)
    state = GOOD if key.held_on(read.payload.day) else NOT_HELD
    return Verdict(state, read.payload, key, read.key_id)
