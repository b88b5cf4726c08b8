"""A database as a former revision left it: its tables, and what is inserted into them by the administrator."""

from contextlib import contextmanager

import psycopg
from alembic import command

from server_db import install, present_state, roles


@contextmanager
def former_database(server, name, revision, filled):
    """How the administrator connects to a new database of that revision, which is dropped at the end."""
    with psycopg.connect(server.admin_dsn(), autocommit=True) as cluster:
        roles.ensure(cluster)
        cluster.execute(
            f"create database {name} template template0 encoding 'UTF8' locale 'C' owner hemis_owner"
        )
    dsn = server.admin_dsn(name)
    _make(dsn, revision, filled)
    yield dsn
    with psycopg.connect(server.admin_dsn(), autocommit=True) as cluster:
        cluster.execute(f"drop database {name} with (force)")


def _make(dsn, revision, filled):
    engine = install.engine_of(dsn)
    with engine.begin() as connection:
        admin = connection.connection.driver_connection
        admin.execute("create schema migration authorization hemis_owner")
        present_state.apply_naming(admin)
        admin.execute("set local role hemis_owner")
        command.upgrade(install._config(connection), revision)  # noqa: SLF001 - nobody else stops halfway
        admin.execute("reset role")
        admin.execute(filled.encode())
    engine.dispose()
