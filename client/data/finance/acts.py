"""What the accounting office does to payment holds."""

from collections.abc import Sequence

from client.data.server.gateway import Gateway


def release_holds(gateway: Gateway, ids: Sequence[int], reason: str) -> int:
    """Release payment holds with a reason; return how many."""
    return int(gateway.call("finance.release_holds", list(ids), reason))
