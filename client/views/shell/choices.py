"""The roles a person may choose from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from client.core.roles import role_title

if TYPE_CHECKING:  # the driver is loaded while the password is typed
    from client.data.server.session import Session


@dataclass(frozen=True)
class Choice:
    """A role that the person holds, with the units it is held for."""

    role: str
    unit: str

    @property
    def title(self) -> str:
        return role_title(self.role, self.unit)


def choices(session: Session) -> list[Choice]:
    """Return the roles of a person, each once with all its units."""
    units: dict[str, list[str]] = {}
    for membership in session.roles:
        units.setdefault(membership.role, []).append(membership.unit_name)
    return [Choice(role, ", ".join(filter(None, names))) for role, names in units.items()]
