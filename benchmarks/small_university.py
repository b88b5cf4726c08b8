"""The small demonstration on a server of its own, to be multiplied by whoever measures on it."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from psycopg.conninfo import make_conninfo

from server_db import install
from server_db.demo.fill import fill
from server_db.demo.people import BY_LOGIN
from server_db.embedded import EmbeddedServer

DATABASE = "hemis"


@contextmanager
def small_university(*, durable: bool = True) -> Iterator[tuple[EmbeddedServer, psycopg.Connection]]:
    """The server, and a connection of its administrator; both are gone afterwards."""
    folder = Path(tempfile.mkdtemp(prefix="hemis-bench-"))
    folder.chmod(0o755)  # the server's account enters it
    try:
        with EmbeddedServer(folder, durable=durable) as server:
            dsn = install.init(server.admin_dsn(), database=DATABASE)
            with psycopg.connect(dsn, autocommit=True) as admin:
                fill(admin, scale="small")
                yield server, admin
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def acting(server: EmbeddedServer, login: str, role: str) -> Iterator[psycopg.Connection]:
    """A connection of a person of the demonstration, in a role."""
    signed_in = {"user": login, "password": BY_LOGIN[login].password}
    with psycopg.connect(make_conninfo(server.admin_dsn(DATABASE), **signed_in), autocommit=True) as person:
        person.execute(f"set role {role}")
        yield person
