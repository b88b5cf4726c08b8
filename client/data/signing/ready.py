"""Who signs at this desk today: a key that the university has admitted, and whose private part is at hand."""

from collections.abc import Callable
from dataclasses import dataclass

from client.core import clock
from client.core.errors import UserError
from client.core.i18n import N_
from client.data.server.gateway import Gateway
from client.data.signing import signers
from client.data.signing.key_store import known_keys
from shared.signing.keys import Signer

NONE = N_("No key signs for the university today. Make one in “Signing keys”; an administrator admits it.")
NOT_OURS = N_(
    "The key {key} does not sign for the university today. Open the file or the token of another one."
)


@dataclass(frozen=True)
class Ready:
    """The names of the keys that sign today, and one of them that this workstation can sign with at once."""

    admitted: tuple[str, ...]
    here: Signer | None


def ready(gateway: Gateway) -> Ready:
    """Find who signs, with the newest key first; a `UserError` if the university has none today."""
    today = clock.today()
    known = known_keys(gateway.table("signing.public_keys"), clock.now()).keys
    admitted = tuple(name for name, key in known.items() if key.held_on(today))
    if not admitted:
        raise UserError(NONE)
    return Ready(admitted, next(iter(signers.kept_here(reversed(admitted))), None))


def opened(open_key: Callable[[], Signer], admitted: tuple[str, ...]) -> Signer:
    """Return who signs with a file or a token that was opened; another key than those of today is refused."""
    signer = open_key()
    if signer.key_id not in admitted:
        raise UserError(NOT_OURS, key=signer.key_id)
    return signer
