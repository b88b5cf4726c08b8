"""The logins of the demonstration's people on the server; without the models, for a demonstration that is there."""

from typing import Any

import psycopg

from server_db.demo.people import PEOPLE


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
