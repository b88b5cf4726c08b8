"""What a person may know about the own account."""

from datetime import datetime

from sqlalchemy import select

from client.data.server.gateway import Gateway
from shared.models.security import SignIn

LATEST = 20

SignInRow = tuple[datetime, str | None, str | None, str | None]


def own_sign_ins(gateway: Gateway, login: str) -> list[SignInRow]:
    """Return the latest sign-ins and switches of role: when, as what, from which computer and address."""
    statement = (
        select(SignIn.at, SignIn.role, SignIn.workstation, SignIn.address)
        .where(SignIn.login == login)
        .order_by(SignIn.at.desc())
        .limit(LATEST)
    )
    return [(at, role, workstation, address) for at, role, workstation, address in gateway.rows(statement)]
