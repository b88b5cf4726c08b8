"""The group roles in which people act, and what they are called."""

from client.core.i18n import _
from shared.roles import ROLES

__all__ = ["ROLES", "role_title"]


PREFIX = "hemis_"
#: All roles, named as windows name them: without their common prefix.
EVERYBODY = tuple(role.removeprefix(PREFIX) for role in ROLES)


def role_title(role: str, unit: str = "") -> str:
    """Return what a role is called, with the unit it is held for."""
    name = _(ROLES.get(role, role))
    return f"{name} ({unit})" if unit else name
