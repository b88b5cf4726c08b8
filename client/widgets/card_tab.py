"""A tab that a module adds to the card of another."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from client.core.roles import PREFIX


@dataclass(frozen=True)
class CardTab:
    """A window on what belongs to the record of a card, at a place that the card keeps free."""

    #: The key of the card's window and the name of a slot among its tabs.
    card: str
    slot: str
    title: str
    #: Imports the code of the tab and returns `make(workplace, record_id, **passed)`; asked when it is looked at.
    load: Callable[[], Callable[..., QWidget]]
    #: Columns of the card's record whose values `make` is given as well.
    passes: tuple[str, ...] = ()
    #: Names of roles without their common prefix; empty: all who have the card.
    roles: tuple[str, ...] = ()

    def is_for(self, role: str) -> bool:
        return not self.roles or role.removeprefix(PREFIX) in self.roles
