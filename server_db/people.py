"""People as the administrator of the server makes them: the first ones, and the demonstration's."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from psycopg.types.json import Jsonb

from shared.scram import verifier

if TYPE_CHECKING:
    import psycopg

#: Without letters and digits that are mistaken for each other when read from paper.
ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"


@dataclass(frozen=True)
class Right:
    """A role, for a unit (None: the whole university) and a period (None: from today, without end)."""

    role: str
    unit_id: int | None = None
    starts_on: date | None = None
    ends_on: date | None = None


def new_password() -> str:
    """A first password: four groups of four, to be read out or copied from paper, 79 bits."""
    return "-".join("".join(secrets.choice(ALPHABET) for _ in range(4)) for _ in range(4))


def create_person(
    admin: psycopg.Connection[Any],
    login: str,
    password: str,
    display_name: str,
    rights: Iterable[Right],
    *,
    employee_id: int | None = None,
    must_change_password: bool = True,
) -> int:
    """Make an account with its login and rights; the number of the account.

    Only the administrator of the server comes this way, past the second person; everybody else calls the functions
    of `security`, and so may he who is made here.
    """
    row = admin.execute(
        "insert into security.account (login, display_name, employee_id, created_by, must_change_password) "
        "values (%s, %s, %s, session_user, %s) returning id",
        [login, display_name, employee_id, must_change_password],
    ).fetchone()
    assert row is not None  # noqa: S101 - an insert returns its row
    admin.execute("select provisioning.create_login(%s, %s)", [login, verifier(password)])
    for right in rights:
        give_right(admin, login, right)
    return int(row[0])


def give_right(admin: psycopg.Connection[Any], login: str, right: Right) -> None:
    """Give a right as the administrator of the server, noted as such."""
    admin.execute("select security.require_grantable(%s, %s)", [right.role, right.unit_id])
    details = {
        "role": right.role,
        "unit_id": right.unit_id,
        "starts_on": right.starts_on and right.starts_on.isoformat(),
        "ends_on": right.ends_on and right.ends_on.isoformat(),
    }
    admin.execute(
        "select security.carry_out('grant_role', %s, "
        "%s || jsonb_build_object('starts_on', coalesce(%s, security.today()), 'asked_by', session_user), null)",
        [login, Jsonb(details), right.starts_on],
    )


def reset_password(admin: psycopg.Connection[Any], login: str, password: str) -> None:
    """Set a password that must be changed at the next sign-in, and end the person's sessions."""
    admin.execute("select security.carry_out('reset_password', %s, '{}', %s)", [login, verifier(password)])


def end_account(admin: psycopg.Connection[Any], login: str) -> None:
    """End an account: no login, no rights, no sessions."""
    admin.execute("select security.carry_out('end_account', %s, '{}', null)", [login])


def adopt(admin: psycopg.Connection[Any], login: str, password: str) -> None:
    """Give a login to an account that came with a restored or copied database, with the rights noted there."""
    row = admin.execute(
        "select id from security.account where login = %s and ended_at is null", [login]
    ).fetchone()
    if row is None:
        raise LookupError(f"There is no account {login}.")
    admin.execute("select provisioning.create_login(%s, %s)", [login, verifier(password)])
    admin.execute("select security.align(%s)", [row[0]])
