"""The sign-in accounts and rights of the demonstration's people, and their logins on the server."""

from collections.abc import Iterable
from typing import Any

import psycopg

from server_db.demo.people import PEOPLE
from server_db.demo.sheets import Sheets
from server_db.demo.staff import Employee

GRANTED_BY = "demo"


def add_accounts(sheets: Sheets, employees: Iterable[Employee], units: dict[str, int]) -> None:
    """Write an account for each known person and a right for each of their roles."""
    for employee in sorted(employees, key=lambda employee: employee.id):
        person = employee.post.person
        if person is None:
            continue
        account_id = sheets["security.account"].add(
            login=person.login,
            employee_id=employee.id,
            display_name=person.full_name,
            created_by=GRANTED_BY,
            must_change_password=False,
        )
        for role, code in person.roles:
            sheets["security.membership"].add(
                account_id=account_id,
                role=role,
                unit_id=units[code] if code else None,
                starts_on=employee.hired,
                granted_by=GRANTED_BY,
                approved_by=GRANTED_BY,
            )


def ensure_logins(admin: psycopg.Connection[Any]) -> None:
    """Make the logins that are missing and give all their rights and the known passwords.

    Logins belong to the whole server: a copied database finds them already there.
    """
    existing = {name for (name,) in admin.execute("select rolname from pg_catalog.pg_roles")}
    for person in PEOPLE:
        verifier = admin.pgconn.encrypt_password(
            person.password.encode(), person.login.encode(), b"scram-sha-256"
        )
        act = "set_password" if person.login in existing else "create_login"
        admin.execute(f"select provisioning.{act}(%s, %s)", [person.login, verifier.decode()])
        admin.execute("select provisioning.align(%s, %s)", [person.login, [role for role, _ in person.roles]])
