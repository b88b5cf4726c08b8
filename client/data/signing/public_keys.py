"""The public keys as the server knows them now, kept for when it does not answer."""

from client.core import clock
from client.core.errors import Unavailable
from client.data.server.gateway import Gateway
from client.data.signing.key_store import KeyStore, KnownKeys


def refreshed(gateway: Gateway, store: KeyStore) -> KnownKeys:
    """Read the keys from the server and keep them."""
    return store.write(gateway.table("signing.public_keys"), clock.now())


def best_known(gateway: Gateway, store: KeyStore) -> tuple[KnownKeys, bool]:
    """Return the keys of the server, or the kept ones; whether the server answered."""
    try:
        return refreshed(gateway, store), True
    except Unavailable:
        return store.read(), False


def remember(gateway: Gateway, server: str) -> None:
    """Keep the keys of a server for later, in the background of a sign-in; without an answer the former stay."""
    best_known(gateway, KeyStore.of_this_computer(server))
