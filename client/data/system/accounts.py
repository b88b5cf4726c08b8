"""Sign-in accounts and rights: what the personnel office and the administrator do with them."""

import re
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import select

from client.core.i18n import names
from client.data.server.gateway import Gateway
from shared.models.employees import Employee
from shared.models.security import Account, Membership
from shared.models.structure import Unit
from shared.scram import verifier
from shared.scripts import to_latin

LONGEST_LOGIN = 40


@dataclass(frozen=True)
class AccountState:
    """An account as its card shows it."""

    id: int
    login: str
    name: str
    employee_id: int | None
    created_at: datetime
    must_change_password: bool
    ended_at: datetime | None

    @property
    def live(self) -> bool:
        return self.ended_at is None


@dataclass(frozen=True)
class Right:
    """A role that somebody holds, held or will hold."""

    id: int
    role: str
    unit: str | None
    starts_on: date
    ends_on: date | None


@dataclass(frozen=True)
class Explanation:
    """Why a person sees a record, or what keeps them from it; the reasons are message ids."""

    sees: bool
    reasons: tuple[str, ...]
    units: tuple[str, ...]
    rule: str


_STATE = (
    Account.id,
    Account.login,
    Account.display_name,
    Account.employee_id,
    Account.created_at,
    Account.must_change_password,
    Account.ended_at,
)


def account(gateway: Gateway, account_id: int) -> AccountState | None:
    """Return an account by its number."""
    return _state(gateway.one(select(*_STATE).where(Account.id == account_id)))


def account_of_employee(gateway: Gateway, employee_id: int) -> AccountState | None:
    """Return the live account of an employee, else the latest ended one."""
    statement = select(*_STATE).where(Account.employee_id == employee_id)
    newest = statement.order_by(Account.ended_at.desc().nulls_first(), Account.id.desc()).limit(1)
    return _state(gateway.one(newest))


def _state(row: tuple[Any, ...] | None) -> AccountState | None:
    return None if row is None else AccountState(row[0], row[1], names(row[2]), *row[3:])


def employee_name(gateway: Gateway, employee_id: int) -> str:
    """Return the name of an employee, empty if there is none to be seen."""
    return gateway.scalar(select(Employee.full_name).where(Employee.id == employee_id)) or ""


def rights_of(gateway: Gateway, account_id: int) -> list[Right]:
    """Return all rights of an account, those without end first."""
    statement = (
        select(
            Membership.id,
            Membership.role,
            Membership.starts_on,
            Membership.ends_on,
            Unit.name_uz,
            Unit.name_oz,
            Unit.name_ru,
            Unit.name_en,
        )
        .outerjoin(Unit, Unit.id == Membership.unit_id)
        .where(Membership.account_id == account_id)
        .order_by(Membership.ends_on.desc().nulls_first(), Membership.starts_on)
    )
    return [
        Right(number, role, names(*unit) if unit[0] else None, starts_on, ends_on)
        for number, role, starts_on, ends_on, *unit in gateway.rows(statement)
    ]


def suggest_login(gateway: Gateway, name: str) -> str:
    """Return a free login made of a surname and the initial of the given name."""
    surname, *given = re.sub("[^a-z ]", "", to_latin(name).lower()).split() or ["user"]
    stem = (surname + (f"_{given[0][0]}" if given else ""))[: LONGEST_LOGIN - 3].ljust(3, "0")
    taken = {row[0] for row in gateway.rows(select(Account.login).where(Account.login.op("^@")(stem)))}
    free = (f"{stem}{number or ''}" for number in range(1000))
    return next(login for login in free if login not in taken)


def create(gateway: Gateway, login: str, name: str, employee_id: int | None, password: str) -> int:
    """Open an account with a first password; it has no right yet."""
    return int(gateway.call("security.create_account", login, name, employee_id, verifier(password)))


def reset_password(gateway: Gateway, login: str, password: str) -> int | None:
    """Give a new first password; returns the request if a second person must accept it."""
    return _request(gateway.call("security.reset_password", login, verifier(password)))


def end(gateway: Gateway, login: str) -> int | None:
    """End an account with its rights and sessions; returns the request if a second person must accept it."""
    waiting = _request(gateway.call("security.end_account", login))
    if waiting is None:
        gateway.call("security.end_sessions", login)
    return waiting


def grant(
    gateway: Gateway, login: str, role: str, unit_id: int | None, starts_on: date, ends_on: date | None
) -> int | None:
    """Give a role; returns the request if a second person must accept it."""
    return _request(gateway.call("security.grant_role", login, role, unit_id, starts_on, ends_on))


def revoke(gateway: Gateway, right_id: int) -> int | None:
    """Take a right away; returns the request if a second person must accept it."""
    return _request(gateway.call("security.revoke_role", right_id))


def decide(gateway: Gateway, request_id: int, *, accept: bool) -> None:
    """Accept or refuse what a colleague asked for."""
    gateway.call("security.decide", request_id, accept)


def explain(gateway: Gateway, login: str, role: str, relation: str, record_id: int) -> Explanation:
    """Ask the server why a person sees a record in a role, or not."""
    answer: dict[str, Any] = gateway.call("security.explain", login, role, relation, record_id)
    return Explanation(
        bool(answer["sees"]), tuple(answer["reasons"]), tuple(answer["units"]), str(answer["rule"] or "")
    )


def _request(answer: Any) -> int | None:
    return None if answer is None else int(answer)
