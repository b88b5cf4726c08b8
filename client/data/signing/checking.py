"""A signed code against the keys, which needs no server, and against the register, which does."""

from dataclasses import dataclass
from datetime import datetime

from client.core.errors import Unavailable
from client.data.diplomas import codes
from client.data.documents import papers
from client.data.documents.papers import Checked
from client.data.server.gateway import Gateway
from client.data.signing.key_store import KeyStore, KnownKeys
from client.data.signing.public_keys import best_known
from shared.signing.payload import Payload
from shared.signing.verify import Verdict, verify

#: A text of so many digits is meant as a code; numbers of papers are shorter.
DIGITS = 40


@dataclass(frozen=True)
class CheckedCode:
    """What the signature proves, by keys of when, and what the register says of it."""

    verdict: Verdict
    keys_of: datetime | None
    #: The kept keys could not be read and the server gave no others.
    damaged: bool = False
    #: Nothing where no server answered, or nothing in the code can be asked about.
    register: Checked | None = None
    connected: bool = False


def is_code(text: str) -> bool:
    """Tell whether a text is meant as a signed code: digits alone, and many."""
    digits = "".join(text.split())
    return len(digits) > DIGITS and digits.isascii() and digits.isdigit()


def check_offline(text: str, store: KeyStore) -> CheckedCode:
    """Check a code by the keys of this computer."""
    return _judged(text, store.read())


def check(gateway: Gateway, text: str, store: KeyStore) -> CheckedCode:
    """Check a code by the newest keys that are to be had, then ask the register if it answers."""
    known, connected = best_known(gateway, store)
    checked = _judged(text, known)
    payload = checked.verdict.payload
    if not connected or payload is None:
        return CheckedCode(checked.verdict, known.as_of, known.damaged, None, connected)
    try:
        register = _registered(gateway, payload)
    except Unavailable:
        return checked
    return CheckedCode(checked.verdict, known.as_of, known.damaged, register, connected=True)


def _registered(gateway: Gateway, payload: Payload) -> Checked:
    """Ask the register of diplomas, whose codes these are, then that of the other papers."""
    if (diploma := codes.check(gateway, payload.uuid)) is None:
        return papers.verify(gateway, payload.uuid)
    return Checked(
        found=True,
        register_number=diploma.register_number,
        cancelled_on=diploma.cancelled_on,
        altered=not diploma.digest.startswith(payload.digest),
    )


def _judged(text: str, known: KnownKeys) -> CheckedCode:
    return CheckedCode(verify(text, known.keys), known.as_of, known.damaged)
