"""The roles of the server: three owners, the groups that rights come from, and what every person has."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import psycopg

OWNER, DEFINER, PROVISIONER = OWNERS = ("hemis_owner", "hemis_definer", "hemis_provisioner")
PERSON = "hemis_person"
GROUPS = (
    "hemis_hr",
    "hemis_academic_office",
    "hemis_faculty",
    "hemis_department_head",
    "hemis_teacher",
    "hemis_registrar",
    "hemis_marketing",
    "hemis_research_office",
    "hemis_doctoral_office",
    "hemis_accounting",
    "hemis_finance_control",
    "hemis_tutor",
    "hemis_management",
    "hemis_service",
    "hemis_admin",
)
ALL = (*OWNERS, PERSON, *GROUPS)

_ATTRIBUTES = "nologin noinherit nosuperuser nocreatedb noreplication nobypassrls"


def ensure(admin: psycopg.Connection[Any]) -> None:
    """Make the missing roles and set the attributes and memberships of all; they belong to the whole server."""
    existing = {name for (name,) in admin.execute("select rolname from pg_catalog.pg_roles")}
    for role in ALL:
        verb = "alter" if role in existing else "create"
        createrole = "createrole" if role == PROVISIONER else "nocreaterole"
        admin.execute(f"{verb} role {role} {_ATTRIBUTES} {createrole}")
    for role in (PERSON, *GROUPS):
        admin.execute(f"grant {role} to {PROVISIONER} with admin true, inherit false, set false")
    admin.execute(f"grant pg_signal_backend to {PROVISIONER} with inherit true, set false")
