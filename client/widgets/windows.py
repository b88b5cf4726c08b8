"""What a window of the menu is: declared in views/modules.py, opened by the frame."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

PREFIX = "hemis_"


@dataclass(frozen=True)
class Window:
    """A window that some roles have; `make(workplace, **arguments)` returns its widget.

    The widget has a `title`; it may have `state() -> dict`, `restore(state)`, `may_close() -> bool` and `reload()`.
    """

    key: str
    title: str
    #: Names of roles without their common prefix.
    roles: tuple[str, ...]
    make: Callable[..., QWidget]
    icon: str = ""
    #: Cards and other windows of one record are opened from elsewhere and not listed in the menu.
    listed: bool = True

    def is_for(self, role: str) -> bool:
        return role.removeprefix(PREFIX) in self.roles


@dataclass(frozen=True)
class Module:
    """A heading of the menu with its windows."""

    key: str
    title: str
    icon: str
    windows: tuple[Window, ...]


def modules_of(role: str, modules: Iterable[Module]) -> tuple[Module, ...]:
    """Return the modules with the windows that a role has; empty ones are left out."""
    kept = (
        Module(module.key, module.title, module.icon, tuple(w for w in module.windows if w.is_for(role)))
        for module in modules
    )
    return tuple(module for module in kept if module.windows)
