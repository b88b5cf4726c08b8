"""A password kept on this computer, only if the person asked, and only in the system's own safe."""

import logging
from collections.abc import Callable

import keyring
from keyring.errors import KeyringError

log = logging.getLogger(__name__)

SERVICE = "HEMIS Desktop"
#: The safes of Windows, macOS and the Linux desktops; a plain file is none.
SAFES = (
    "keyring.backends.Windows",
    "keyring.backends.macOS",
    "keyring.backends.SecretService",
    "keyring.backends.kwallet",
)


def can_keep() -> bool:
    """Tell whether the answering keyring is a safe; keyring may fall back to a file without a word."""
    backend = keyring.get_keyring()
    chained = getattr(backend, "backends", None) or [backend]
    return bool(chained) and type(chained[0]).__module__.startswith(SAFES)


def keep(server: str, login: str, password: str) -> None:
    """Keep the password, or silently not: the person signs in by typing then."""
    if can_keep():
        _quietly(lambda: keyring.set_password(SERVICE, f"{login}@{server}", password))


def find(server: str, login: str) -> str:
    """Return the kept password or an empty text."""
    found: list[str | None] = []
    if can_keep():
        _quietly(lambda: found.append(keyring.get_password(SERVICE, f"{login}@{server}")))
    return next((password for password in found if password), "")


def forget(server: str, login: str) -> None:
    """Forget the password of a person."""
    if find(server, login):
        _quietly(lambda: keyring.delete_password(SERVICE, f"{login}@{server}"))


def _quietly(act: Callable[[], object]) -> None:
    try:
        act()
    except KeyringError as error:
        log.warning("The keyring refused: %s", type(error).__name__)
