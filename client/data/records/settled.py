"""What the state of a record keeps from being changed, whatever the role may: a form shows it to be read."""

from collections.abc import Callable
from dataclasses import dataclass

from client.data.server.gateway import Gateway


@dataclass(frozen=True)
class Settled:
    """Columns that are only read, and the sentence why."""

    columns: frozenset[str] = frozenset()
    why: str = ""


#: Asks the server what is settled of the record with this id; runs in the background.
AskSettled = Callable[[Gateway, int], Settled]
NOTHING = Settled()
