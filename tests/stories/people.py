"""The gateways of people of the demonstration, closed afterwards."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from psycopg.conninfo import conninfo_to_dict

from client.data.server.session import Session
from server_db.demo.people import BY_LOGIN

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from client.data.server.gateway import Gateway


@contextmanager
def gateways(database: str) -> Iterator[Callable[[str], Gateway]]:
    """Yield what signs a person in and returns the gateway of the first role."""
    found, opened = conninfo_to_dict(database), []
    server = f"postgresql://{found['host']}:{found.get('port', 5432)}/{found['dbname']}?sslmode=disable"

    def sign_in(login: str) -> Gateway:
        person = BY_LOGIN[login]
        session = Session.sign_in(server, login, person.password, workstation="desk-1", version="test")
        opened.append(session)
        session.act_as(person.roles[0][0])
        return session.gateway

    yield sign_in
    for session in opened:
        session.close()
