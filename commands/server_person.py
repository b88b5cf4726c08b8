"""`hemis server person`: the first people of a university; later ones are made in the program's windows."""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path
from typing import Any

import psycopg

from commands.trouble import CommandError
from server_db import people, roles
from server_db.people import Right
from server_db.primary import require_primary
from shared.owner_only import write_for_owner

ROLES = [role.removeprefix("hemis_") for role in roles.GROUPS]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("what", choices=("add", "grant", "reset", "end"), help="what happens to the account")
    parser.add_argument("login")
    parser.add_argument("--name", help="the person's full name (add)")
    parser.add_argument(
        "--role",
        action="append",
        default=[],
        metavar="ROLE[:UNIT]",
        help=f"a role, for the unit with that code or for the university (add, grant): {', '.join(ROLES)}",
    )
    parser.add_argument(
        "--from", dest="starts_on", type=date.fromisoformat, metavar="YYYY-MM-DD", help="first day"
    )
    parser.add_argument(
        "--until", dest="ends_on", type=date.fromisoformat, metavar="YYYY-MM-DD", help="last day"
    )
    parser.add_argument(
        "--password-file", type=Path, help="where the first password is written (LOGIN.password; add, reset)"
    )


def run(arguments: argparse.Namespace) -> int:
    """Do it in one transaction; a password is written to a file of its reader, never to the screen."""
    acts = {"add": _add, "grant": _grant, "reset": _reset, "end": _end}
    with psycopg.connect(arguments.dsn) as admin:
        require_primary(admin)
        _require_account(admin, arguments.login, expected=arguments.what != "add")
        print(acts[arguments.what](admin, arguments))
    return 0


def _require_account(admin: psycopg.Connection[Any], login: str, *, expected: bool) -> None:
    known = "select from security.account where login = %s and ended_at is null"
    there = admin.execute(known, [login]).fetchone() is not None
    if there != expected:
        raise CommandError(f"There is {'no' if expected else 'already an'} account {login}.")


def _add(admin: psycopg.Connection[Any], arguments: argparse.Namespace) -> str:
    if not arguments.name or not arguments.role:
        raise CommandError("A new account needs --name and at least one --role.")
    password = people.new_password()
    people.create_person(admin, arguments.login, password, arguments.name, _rights(admin, arguments))
    return f"{arguments.login} is made. {_handed_over(arguments, password)}"


def _grant(admin: psycopg.Connection[Any], arguments: argparse.Namespace) -> str:
    if not arguments.role:
        raise CommandError("Say which --role is granted.")
    for right in _rights(admin, arguments):
        people.give_right(admin, arguments.login, right)
    return f"{arguments.login} holds {', '.join(arguments.role)}."


def _reset(admin: psycopg.Connection[Any], arguments: argparse.Namespace) -> str:
    password = people.new_password()
    people.reset_password(admin, arguments.login, password)
    return _handed_over(arguments, password)


def _end(admin: psycopg.Connection[Any], arguments: argparse.Namespace) -> str:
    people.end_account(admin, arguments.login)
    return f"The account {arguments.login} is ended, and its sessions with it."


def _rights(admin: psycopg.Connection[Any], arguments: argparse.Namespace) -> list[Right]:
    return [
        Right(_role(role), _unit(admin, unit), arguments.starts_on, arguments.ends_on)
        for role, _colon, unit in (text.partition(":") for text in arguments.role)
    ]


def _role(name: str) -> str:
    if name.removeprefix("hemis_") not in ROLES:
        raise CommandError(f"There is no role “{name}”. The roles are: {', '.join(ROLES)}.")
    return f"hemis_{name.removeprefix('hemis_')}"


def _unit(admin: psycopg.Connection[Any], code: str) -> int | None:
    if not code:
        return None
    row = admin.execute("select id from structure.unit where code = %s", [code]).fetchone()
    if row is None:
        raise CommandError(f"There is no unit with the code {code}.")
    return int(row[0])


def _handed_over(arguments: argparse.Namespace, password: str) -> str:
    path = arguments.password_file or Path(f"{arguments.login}.password")
    write_for_owner(path, password + "\n")
    return f"The first password stands in {path}; hand it over and delete the file. It is changed at the first sign-in."
