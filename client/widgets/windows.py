"""What a window of the menu is, and the headings it stands under."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from client.core.roles import PREFIX

if TYPE_CHECKING:  # as in contribution.py
    from client.widgets.workplace import Workplace

#: Makes a widget: `make(workplace, **arguments)`.
Make = Callable[..., QWidget]


@dataclass(frozen=True)
class Window:
    """A window that some roles have.

    Its widget has a `title`; it may have `state() -> dict`, `restore(state)`, `may_close() -> bool` and `reload()`.
    """

    key: str
    title: str
    #: The key of a heading in views/modules.py.
    heading: str
    #: Names of roles without their common prefix.
    roles: tuple[str, ...]
    #: Imports the code of the window and returns what makes its widget; asked when it is opened, not before.
    load: Callable[[], Make]
    icon: str = ""
    #: Cards and other windows of one record are opened from elsewhere and not listed in the menu.
    listed: bool = True

    def make(self, workplace: Workplace, **arguments: Any) -> QWidget:
        return self.load()(workplace, **arguments)

    def is_for(self, role: str) -> bool:
        return role.removeprefix(PREFIX) in self.roles


@dataclass(frozen=True)
class Heading:
    """A heading of the menu with the windows under it."""

    key: str
    title: str
    icon: str
    windows: tuple[Window, ...] = ()
    #: Windows that stand first, in this order: those of the national menu where modules would order them otherwise.
    first: tuple[str, ...] = ()


def menu_of(role: str, headings: Iterable[Heading], windows: Iterable[Window]) -> tuple[Heading, ...]:
    """Put the windows that a role has under their headings; headings that stay empty are left out."""
    own = tuple(window for window in windows if window.is_for(role))
    filled = (replace(heading, windows=_ordered(heading, own)) for heading in headings)
    return tuple(heading for heading in filled if heading.windows)


def _ordered(heading: Heading, windows: Iterable[Window]) -> tuple[Window, ...]:
    """Return those under a heading: the named ones first, then the others as the modules have them."""
    place = {key: number for number, key in enumerate(heading.first)}
    under = (window for window in windows if window.heading == heading.key)
    return tuple(sorted(under, key=lambda window: place.get(window.key, len(place))))
