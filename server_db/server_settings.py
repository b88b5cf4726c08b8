"""What the server's configuration must say so that no login can stop it; people cannot change any of it."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from psycopg import sql

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    import psycopg

#: How many connections a login has (`provisioning.create_login`): three of a program, twice.
LOGIN_CONNECTIONS = 6
#: A session takes some thousand locks a second with savepoints; the guard must find the table open when it looks.
LOCKS = 100_000
#: What one session may write into temporary files, in MB; less where the disk is small.
TEMPORARY_MB = 1024
LEAST_TEMPORARY_MB = 64
ENOUGH_MB = 2 * TEMPORARY_MB * LOGIN_CONNECTIONS
#: Pages of 8 kB that notices may take on the disk: 512 MB instead of 8 GB.
NOTICE_PAGES = 65_536
RESERVED = 5

Server = dict[str, int]


@dataclass(frozen=True)
class Need:
    """A setting, the value we would give it on this server, and whether the present one will do."""

    name: str
    wanted: Callable[[Server], int]
    will_do: Callable[[int, Server], bool]
    why: str
    unit: str = ""


NEEDS = (
    Need(
        "max_locks_per_transaction",
        lambda server: max(64, -(-LOCKS // server["coming_connections"])),
        lambda value, server: value * server["max_connections"] >= LOCKS,
        "one session can fill the table of locks, and nobody signs in any more",
    ),
    Need(
        "temp_file_limit",
        lambda server: _temporary_mb(server["free_mb"] // 2),  # it may become less
        lambda value, server: 0 <= value // 1024 <= _temporary_mb(server["free_mb"]),
        "the temporary files of one login can fill the disk",
        "MB",
    ),
    Need(
        "max_notify_queue_pages",
        lambda _: NOTICE_PAGES,
        lambda value, _: value <= NOTICE_PAGES,
        "notices that nobody fetches can fill the disk",
    ),
    Need(
        "superuser_reserved_connections",
        lambda _: RESERVED,
        lambda value, _: value >= RESERVED,
        "the guard, the timers and the administrator find no free connection",
    ),
)


def secure(admin: psycopg.Connection[Any]) -> None:
    """Set what will not do. The connection commits each statement; `waits` tells what takes a restart."""
    for need, server in _unmet(admin):
        value = sql.Literal(f"{need.wanted(server)}{need.unit}")
        admin.execute(sql.SQL("alter system set {} = {}").format(sql.Identifier(need.name), value))
    admin.execute("select pg_reload_conf()")
    _limit_logins(admin)


def waits(admin: psycopg.Connection[Any]) -> list[str]:
    """The settings that the running server will have after its next start."""
    return [need.name for need, _ in _unmet(admin) if _context(admin, need.name) == "postmaster"]


def broken(admin: psycopg.Connection[Any]) -> Iterator[str]:
    """What the running server does not keep to, each with what it would take."""
    for need, server in _unmet(admin):
        command = f"{need.name} = {need.wanted(server)}{need.unit}"
        again = " and restart the server" if _context(admin, need.name) == "postmaster" else ""
        yield f"With this setting {need.why}: run hemis server upgrade{again} (or set {command} where it is managed)."
    for login, limit in admin.execute(_UNLIMITED, [LOGIN_CONNECTIONS]):
        shown = "any number of" if limit < 0 else limit
        yield f"{login} may open {shown} connections instead of {LOGIN_CONNECTIONS}: run hemis server upgrade."


def _unmet(admin: psycopg.Connection[Any]) -> Iterator[tuple[Need, Server]]:
    server = _server(admin)
    for need in NEEDS:
        if need.name in server and not need.will_do(server[need.name], server):
            yield need, server


def _server(admin: psycopg.Connection[Any]) -> Server:
    """The present values, as far as this PostgreSQL knows the settings, and what they have to fit."""
    names = ["max_connections", *(need.name for need in NEEDS)]
    found = admin.execute(
        "select name, setting::bigint from pg_catalog.pg_settings where name = any (%s)", [names]
    ).fetchall()
    written = admin.execute(
        "select setting::bigint from pg_catalog.pg_file_settings where name = 'max_connections' "
        "order by seqno desc limit 1"
    ).fetchone()
    present = dict(found)
    coming = written[0] if written else present["max_connections"]
    return {**present, "coming_connections": coming, "free_mb": _free_mb(admin)}


def _free_mb(admin: psycopg.Connection[Any]) -> int:
    """What is free where the server keeps its data; of another machine's disk we know nothing and suppose enough."""
    row = admin.execute(
        "select current_setting('data_directory'), inet_client_addr() = inet_server_addr()"
    ).fetchone()
    try:
        return shutil.disk_usage(Path(row[0])).free // 2**20 if row and row[1] is not False else ENOUGH_MB
    except OSError:
        return ENOUGH_MB


def _temporary_mb(free_mb: int) -> int:
    """As much as all sessions of a login together can write there."""
    return max(LEAST_TEMPORARY_MB, min(TEMPORARY_MB, free_mb // LOGIN_CONNECTIONS))


def _context(admin: psycopg.Connection[Any], name: str) -> str:
    row = admin.execute("select context from pg_catalog.pg_settings where name = %s", [name]).fetchone()
    return str(row[0]) if row else ""


_UNLIMITED = """
    select r.rolname, r.rolconnlimit
      from pg_catalog.pg_roles r
      join pg_catalog.pg_auth_members m on m.member = r.oid and m.roleid = 'hemis_person'::regrole
     where r.rolcanlogin and not r.rolsuper and r.rolconnlimit not between 0 and %s
     order by 1
"""


def _limit_logins(admin: psycopg.Connection[Any]) -> None:
    for login, _ in admin.execute(_UNLIMITED, [LOGIN_CONNECTIONS]).fetchall():
        admin.execute(
            sql.SQL("alter role {} connection limit {}").format(
                sql.Identifier(login), sql.Literal(LOGIN_CONNECTIONS)
            )
        )
