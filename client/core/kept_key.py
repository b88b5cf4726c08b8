"""A private key kept on this computer, in the system's own safe and nowhere else: what is not kept is said."""

import logging

import keyring
from keyring.errors import KeyringError

from client.core.errors import UserError
from client.core.i18n import N_
from client.core.kept_password import can_keep

log = logging.getLogger(__name__)

SERVICE = "HEMIS Desktop signing"
#: What the keyring of Windows takes at most.
LONGEST = 1280
NO_SAFE = N_("This computer has no protected keyring. Keep the key in a sealed file or on a token.")
NOT_KEPT = N_(
    "The keyring of this computer did not keep the key. Unlock it and try again, or keep the key in a file."
)


def keep_key(name: str, secret: str) -> None:
    """Keep a private key and read it back; a `UserError` if this computer cannot."""
    if not can_keep():
        raise UserError(NO_SAFE)
    if len(secret) > LONGEST:
        message = f"a keyring takes {LONGEST} letters"
        raise ValueError(message)
    try:
        keyring.set_password(SERVICE, name, secret)
        kept = keyring.get_password(SERVICE, name)
    except KeyringError as error:
        log.warning("The keyring refused a key: %s", type(error).__name__)
        kept = None
    if kept != secret:  # some keyrings accept and forget
        raise UserError(NOT_KEPT)


def find_key(name: str) -> str:
    """Return a kept private key or an empty text; a keyring that is no safe is not even asked."""
    if not can_keep():
        return ""
    try:
        return keyring.get_password(SERVICE, name) or ""
    except KeyringError as error:
        log.warning("The keyring refused to give a key: %s", type(error).__name__)
        return ""


def forget_key(name: str) -> None:
    """Forget a private key that signs no more."""
    if find_key(name):
        try:
            keyring.delete_password(SERVICE, name)
        except KeyringError as error:
            log.warning("The keyring refused to forget a key: %s", type(error).__name__)
