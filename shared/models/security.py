"""Who may sign in, as what, for which units, and since when; sign-ins and readings of private data."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ARRAY, BigInteger, ForeignKey, Index, Text, Uuid, func
from sqlalchemy.orm import Mapped, mapped_column

from shared.models.columns import actor, day, document, flag, moment, refers, text
from shared.models.employees import Employee
from shared.models.record import RELATIONS, Record, Table
from shared.models.rules import rule
from shared.models.structure import Unit
from shared.roles import ROLES
from shared.text import N_

LOGIN = "^[a-z][a-z0-9_]{1,39}$"
ROLE = "^hemis_[a-z_]+$"
#: What needs a second person.
ACTS = {
    "grant_role": N_("Grant a role"),
    "revoke_role": N_("Take a role away"),
    "reset_password": N_("Give a new first password"),
    "end_account": N_("End the account"),
}


class Account(Record):
    """The sign-in account of a person; the database role of the same name holds the password."""

    __tablename__, __table_args__ = "account", {"schema": "security"}
    label, plural, title = N_("Account"), N_("Accounts"), "login"

    login: Mapped[str] = text(40, N_("Login"), unique=True, pattern=LOGIN)
    employee_id: Mapped[int | None] = refers(Employee, N_("Employee"), optional=True)
    display_name: Mapped[str] = text(200, N_("Full name"), spelled=True)
    created_at: Mapped[datetime] = moment(N_("Created"), now=True)
    created_by: Mapped[str] = actor(N_("Created by"))
    must_change_password: Mapped[bool] = flag(N_("Must change the password"))
    password_changed_at: Mapped[datetime | None] = moment(N_("Password changed"), optional=True)
    ended_at: Mapped[datetime | None] = moment(N_("Ended"), optional=True)
    ended_by: Mapped[str | None] = actor(N_("Ended by"), optional=True)


class Membership(Record):
    """That a person may act in a role, for a unit (none: the whole university) and a period."""

    __tablename__ = "membership"
    __table_args__ = (
        rule(
            "period",
            "ends_on is null or ends_on >= starts_on",
            N_("The right ends before it begins. Correct one of the dates."),
        ),
        {"schema": "security"},
    )
    label, plural, title = N_("Right"), N_("Rights"), "role"

    account_id: Mapped[int] = refers(Account, N_("Account"))
    role: Mapped[str] = text(40, N_("Role"), pattern=ROLE, words=ROLES)
    unit_id: Mapped[int | None] = refers(Unit, N_("Unit"), optional=True)
    starts_on: Mapped[date] = day(N_("From"))
    ends_on: Mapped[date | None] = day(N_("Until"), optional=True)
    granted_by: Mapped[str] = actor(N_("Granted by"))
    approved_by: Mapped[str | None] = actor(N_("Approved by"), optional=True)


class Request(Record):
    """An act that needs a second person: who asked, for what, and who decided."""

    __tablename__, __table_args__ = "request", {"schema": "security"}
    label, plural, title = N_("Request for a second person"), N_("Requests for a second person"), "act"

    act: Mapped[str] = text(40, N_("Act"), words=ACTS)
    subject: Mapped[str] = text(63, N_("Account"))
    details: Mapped[Any] = document(N_("Details"))
    asked_by: Mapped[str] = actor(N_("Asked by"))
    asked_at: Mapped[datetime] = moment(N_("Asked at"), now=True)
    decided_by: Mapped[str | None] = actor(N_("Decided by"), optional=True)
    decided_at: Mapped[datetime | None] = moment(N_("Decided at"), optional=True)
    accepted: Mapped[bool] = flag(N_("Accepted"), default=False)


class Verifier(Table):
    """The SCRAM verifier of a password that a request will set when it is accepted; nobody reads it."""

    __tablename__, __table_args__ = "verifier", {"schema": "security"}
    sensitive, audited = True, False

    request_id: Mapped[int] = mapped_column(
        BigInteger,
        ForeignKey(Request.id, ondelete="RESTRICT", onupdate="RESTRICT"),
        primary_key=True,
        autoincrement=False,
    )
    verifier: Mapped[str] = text(256, N_("Verifier"))


class SignIn(Table):
    """A sign-in or a switch of role, as the client announced it and the server saw it."""

    __tablename__ = "sign_in"
    __table_args__ = (Index("sign_in_login_idx", "login", "at"), {"schema": "security"})
    label, plural, title, audited = N_("Sign-in"), N_("Sign-in history"), "login", False

    id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=True)
    login: Mapped[str] = text(63, N_("Login"))
    role: Mapped[str | None] = text(40, N_("Role"), optional=True, words=ROLES)
    at: Mapped[datetime] = moment(N_("At"), now=True)
    address: Mapped[str | None] = text(64, N_("Address"), optional=True)
    workstation: Mapped[str | None] = text(128, N_("Workstation"), optional=True)
    version: Mapped[str | None] = text(32, N_("Program version"), optional=True)


class Reading(Table):
    """That somebody asked to read private data: committed before a value is given out.

    `transaction` is the asking one; the reading happens in a later one and only if this one was committed.
    """

    __tablename__ = "reading"
    __table_args__ = (Index("reading_login_idx", "login", "at"), {"schema": "security"})
    label, plural, title, audited = (
        N_("Reading of private data"),
        N_("Readings of private data"),
        "login",
        False,
    )

    id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=True)
    login: Mapped[str] = text(63, N_("Login"))
    role: Mapped[str] = text(40, N_("Role"), words=ROLES)
    at: Mapped[datetime] = moment(N_("At"), now=True)
    relation: Mapped[str] = text(64, N_("Table"), words=RELATIONS)
    record_ids: Mapped[list[int]] = mapped_column(ARRAY(BigInteger), info={"label": N_("Records")})
    reason: Mapped[str | None] = text(256, N_("Reason"), optional=True)
    transaction: Mapped[str] = mapped_column(Text)


class Receipt(Table):
    """That a transaction was committed, for whoever lost the answer: the row is there or the work is not.

    A transaction number would not do: what a crash has lost, PostgreSQL gives to the next transaction.
    """

    __tablename__ = "receipt"
    __table_args__ = (Index("receipt_at_idx", "at"), {"schema": "security"})
    label, plural, title, audited = N_("Receipt"), N_("Receipts"), "login", False

    token: Mapped[UUID] = mapped_column(
        Uuid,
        primary_key=True,
        server_default=func.gen_random_uuid(),
        info={"kind": "uuid", "label": N_("UUID")},
    )
    login: Mapped[str] = text(63, N_("Login"), checked=False)
    at: Mapped[datetime] = moment(N_("At"), now=True)
