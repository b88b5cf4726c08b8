"""Installing and upgrading the schema on a server, in one transaction, as its administrator."""

from __future__ import annotations

import re
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import psycopg
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from psycopg import sql
from psycopg.conninfo import make_conninfo
from sqlalchemy import create_engine
from sqlalchemy.pool import NullPool

from server_db import (
    catalogue,
    maintenance,
    national,
    paper_kinds,
    present_state,
    protection,
    roles,
    server_settings,
    standard,
)
from server_db.primary import require_primary
from server_db.roles import OWNER
from shared.database_name import is_database_name
from shared.models.everything import SCHEMAS, metadata

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Connection, Engine

MIGRATIONS = Path(__file__).parent / "migrations"
VERSION_SCHEMA = "migration"
PART = re.compile(r"change_(\d{4}_\d\d|other)")
#: Below these an important correction of PostgreSQL is missing.
FLOOR = {16: 16_0014, 17: 17_0010, 18: 18_0004}
LOCK = 0x48454D4953  # "HEMIS"
PATIENCE = 60.0
NO_NAME = "“{}” is no name for a database: the sign-in would not take it. Use letters, digits and _, as in hemis_2026."
OPTIONS: dict[str, Any] = {
    "target_metadata": standard.with_comments(metadata),
    "compare_type": True,
    "include_schemas": True,
    "include_name": lambda name, kind, _parents: _is_ours(name, kind),
    "version_table_schema": VERSION_SCHEMA,
}


class InstallError(Exception):
    """The server cannot be installed or upgraded; the text is a sentence for the administrator."""


@dataclass(frozen=True)
class ServerStatus:
    """What stands on a server and what this program would bring."""

    server_version: str
    installed: str | None
    offered: str
    guard_seen: datetime | None = None

    @property
    def current(self) -> bool:
        return self.installed == self.offered


def _is_ours(name: str | None, kind: str) -> bool:
    """Tell what the models describe from other schemas and the monthly parts of the history."""
    return name in SCHEMAS if kind == "schema" else not (kind == "table" and PART.fullmatch(name or ""))


def init(admin_dsn: str, database: str = "hemis", *, connections: int | None = None) -> str:
    """Make the roles and the database and install the schema; how the administrator connects to it.

    `connections` sets how many the server admits, three for every workplace and some for itself; it is restarted
    by its keeper afterwards.
    """
    if not is_database_name(database):
        raise InstallError(NO_NAME.format(database))
    with psycopg.connect(admin_dsn, autocommit=True) as admin:
        _require_superuser(admin)
        require_primary(admin)
        roles.ensure(admin)
        name = sql.Identifier(database)
        if (
            admin.execute("select 1 from pg_catalog.pg_database where datname = %s", [database]).fetchone()
            is None
        ):
            admin.execute(
                sql.SQL("create database {} template template0 encoding 'UTF8' locale 'C' owner {}").format(
                    name, sql.Identifier(OWNER)
                )
            )
        if connections is not None:
            admin.execute(sql.SQL("alter system set max_connections = {}").format(connections))
    dsn = make_conninfo(admin_dsn, dbname=database)
    upgrade(dsn)
    with psycopg.connect(dsn, autocommit=True) as admin:
        protection.close_other_databases(admin)
    return dsn


def upgrade(admin_dsn: str) -> None:
    """Bring the database to what this program needs, all or nothing, and the server's settings with it."""
    _upgrade_patiently(admin_dsn)
    with psycopg.connect(admin_dsn, autocommit=True) as admin:
        server_settings.secure(admin)


def waits_for_restart(admin_dsn: str) -> list[str]:
    """The settings that the server takes only when it starts again."""
    with psycopg.connect(admin_dsn, autocommit=True) as admin:
        return server_settings.waits(admin)


def _upgrade_patiently(admin_dsn: str) -> None:
    with psycopg.connect(admin_dsn, autocommit=True) as admin:
        require_primary(admin)
        admin.execute("notify hemis, 'upgrade'")  # clients hear that they should finish what they are at
    deadline = time.monotonic() + PATIENCE
    while True:
        try:
            return _upgrade_once(admin_dsn)
        except psycopg.errors.LockNotAvailable as busy:
            if time.monotonic() > deadline:
                raise InstallError(
                    "People are working and hold tables that the upgrade must change; try again later."
                ) from busy
            end_idle_transactions(admin_dsn)


def status(admin_dsn: str) -> ServerStatus:
    """Which revision stands on the server and which one this program has."""
    with psycopg.connect(admin_dsn, autocommit=True) as admin:
        return ServerStatus(
            admin.info.parameter_status("server_version") or "",
            installed_revision(admin),
            offered_revision(),
            _guard_seen(admin),
        )


def end_idle_transactions(admin_dsn: str) -> int:
    """End the sessions that hold locks in this database while nobody works in them."""
    with psycopg.connect(admin_dsn, autocommit=True) as admin:
        return maintenance.end_idle_transactions(admin, older_than=5)


def _upgrade_once(admin_dsn: str) -> None:
    engine = engine_of(admin_dsn)
    with engine.begin() as connection:
        admin = connection.connection.driver_connection
        assert isinstance(admin, psycopg.Connection)  # noqa: S101 - tells the type checker the driver
        _require_superuser(admin)
        admin.execute("set local lock_timeout = '5s'")
        admin.execute("select pg_advisory_xact_lock(%s)", [LOCK])
        _refuse_newer(admin)
        roles.ensure(admin)
        protection.protect(admin)
        present_state.clear(admin)  # before the tables change: a rule may use what goes
        _migrate(connection, admin)
        maintenance.make_partitions(admin)
        present_state.apply(admin)
        national.load(admin)
        paper_kinds.load(admin)
        catalogue.remember(admin)
    engine.dispose()


def _migrate(connection: Connection, admin: psycopg.Connection[Any]) -> None:
    """Make the tables under the name of their owner."""
    admin.execute(f"create schema if not exists {VERSION_SCHEMA} authorization {OWNER}")
    present_state.apply_naming(admin)
    admin.execute(f"set local role {OWNER}")
    command.upgrade(_config(connection), "head")
    admin.execute("reset role")


def _config(connection: Connection) -> Config:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["connection"] = connection
    return config


def engine_of(admin_dsn: str) -> Engine:
    """SQLAlchemy's way to the database, for Alembic."""
    return create_engine(
        "postgresql+psycopg://", creator=lambda: psycopg.connect(admin_dsn), poolclass=NullPool
    )


def _require_superuser(admin: psycopg.Connection[Any]) -> None:
    if admin.info.parameter_status("is_superuser") != "on":
        raise InstallError(f"{admin.info.user} is not a superuser of this server; installation needs one.")
    if admin.info.server_version // 10_000 not in FLOOR:
        known = ", ".join(str(major) for major in FLOOR)
        raise InstallError(f"PostgreSQL {admin.info.server_version // 10_000} is not supported; use {known}.")


def _guard_seen(admin: psycopg.Connection[Any]) -> datetime | None:
    if admin.execute("select to_regclass('system.watch')").fetchone() == (None,):
        return None
    row = admin.execute("select seen_at from system.watch where name = 'guard'").fetchone()
    return row[0] if row else None


def _refuse_newer(admin: psycopg.Connection[Any]) -> None:
    installed = installed_revision(admin)
    if installed is not None and installed not in _known():
        raise InstallError(
            f"The database has revision {installed}, made by a newer program. Update this program; nothing was changed."
        )


def installed_revision(admin: psycopg.Connection[Any]) -> str | None:
    if admin.execute("select to_regclass('migration.alembic_version')").fetchone() == (None,):
        return None
    row = admin.execute("select version_num from migration.alembic_version").fetchone()
    return row[0] if row else None


def _directory() -> ScriptDirectory:
    return ScriptDirectory(str(MIGRATIONS))


def _known() -> set[str]:
    return {script.revision for script in _directory().walk_revisions()}


def offered_revision() -> str:
    return str(_directory().get_current_head())


def differences(connection: Connection) -> list[Any]:
    """Where the tables are not what the models say."""
    context = MigrationContext.configure(connection, opts=OPTIONS)
    return list(compare_metadata(context, metadata))
