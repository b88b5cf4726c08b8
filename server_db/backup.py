"""Backups that only the server makes: a dump, the logins beside it, a digest, and a line the administrator sees."""

from __future__ import annotations

import hashlib
import json
import os
import re
import subprocess
import tempfile
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import psycopg
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from server_db import protection, roles
from server_db.check import Finding, check
from server_db.install import NO_NAME
from server_db.maintenance import TASHKENT
from server_db.primary import require_primary
from server_db.programs import find_program
from shared.database_name import is_database_name
from shared.owner_only import write_for_owner

if TYPE_CHECKING:
    from collections.abc import Iterator

KEPT = 30
#: Milliseconds that pg_dump waits for a table that somebody holds.
LOCK_WAIT = 60_000
HELD = "Somebody has held a table for longer than a minute. End that session or try again later."
MADE = re.compile(r"-\d{8}-\d{6}\.dump")
WRITER = re.compile(r"^;\s+Dumped by pg_dump version: (\d+)", re.MULTILINE)
NEWER = "The backup was made by a newer PostgreSQL than this server, which is {}; restore it on one as new."


class BackupError(Exception):
    """A backup was not made or not restored; the text is a sentence for the administrator."""


@dataclass(frozen=True)
class Backup:
    """A dump with its digest and the logins that belong to it."""

    dump: Path
    size: int
    digest: str


def backup(admin_dsn: str, folder: Path, *, keep: int = KEPT, source: str | None = None) -> Backup:
    """Write a backup of the database into `folder`; success and failure are noted in the database.

    `source` is where the rows are read: a standby, whose primary is `admin_dsn`; by default the same server.
    """
    with psycopg.connect(admin_dsn, autocommit=True) as admin:
        require_primary(admin)
        name = admin.info.dbname
        rows = make_conninfo(source or admin_dsn, dbname=name)  # a service may name it, too
        row = admin.execute("insert into system.backup (started_at) values (now()) returning id").fetchone()
        assert row is not None  # noqa: S101 - an insert returns its row
        try:
            made = _write(admin, rows, folder)
        except (OSError, BackupError, psycopg.Error) as error:
            sentence = f"The backup was not made: {error}"
            _note(admin, row[0], succeeded=False, message=sentence[:1024])
            raise BackupError(sentence) from error
        _note(
            admin,
            row[0],
            succeeded=True,
            size_bytes=made.size,
            digest=made.digest,
            message=str(made.dump)[:1024],
        )
    _make_room(folder, name, keep)
    return made


def _make_room(folder: Path, database: str, keep: int) -> None:
    """Remove the oldest backups of this database, and of no other whose name begins alike."""
    ours = [path for path in folder.iterdir() if MADE.fullmatch(path.name.removeprefix(database))]
    for old in sorted(ours)[:-keep]:
        for path in _files(old):
            path.unlink(missing_ok=True)


def restore(admin_dsn: str, dump: Path, database: str) -> list[Finding]:
    """Make `database` from a backup, with its people's logins; what the check afterwards finds."""
    _require_unharmed(dump)
    if not is_database_name(database):
        raise BackupError(NO_NAME.format(database))
    dsn = make_conninfo(admin_dsn, dbname=database)
    with psycopg.connect(admin_dsn, autocommit=True) as cluster:
        version = cluster.info.server_version // 10_000
        contents = _contents(version, dump)
        roles.ensure(cluster)
        if cluster.execute("select 1 from pg_catalog.pg_database where datname = %s", [database]).fetchone():
            raise BackupError(f"There is a database {database} already; restore under another name.")
        create = "create database {} template template0 encoding 'UTF8' locale 'C' owner hemis_owner"
        cluster.execute(sql.SQL(create).format(sql.Identifier(database)))
    _load(version, dsn, dump, contents)
    with psycopg.connect(dsn, autocommit=True) as admin:
        protection.protect(admin)  # the privileges of the database itself are in no dump
        protection.close_other_databases(admin)
        _restore_logins(admin, _files(dump)[1])
        admin.execute("analyze")
        return check(admin)


def _files(dump: Path) -> tuple[Path, Path, Path]:
    """The dump, the logins and the digests of both."""
    return dump, dump.with_suffix(".logins.json"), dump.with_suffix(".sha256")


def _write(admin: psycopg.Connection[Any], dsn: str, folder: Path) -> Backup:
    """Under another name until it is whole: a torn file never looks like a backup."""
    folder.mkdir(parents=True, exist_ok=True)
    dump, logins, digests = _files(
        folder / f"{admin.info.dbname}-{datetime.now(TASHKENT):%Y%m%d-%H%M%S}.dump"
    )
    part = dump.with_suffix(".part")
    try:
        version = admin.info.server_version // 10_000
        write_for_owner(part, "")  # pg_dump writes into the file that is there
        wait = f"--lock-wait-timeout={LOCK_WAIT}"
        _run(version, "pg_dump", dsn, "--format=custom", wait, f"--file={part}")
        _run(version, "pg_restore", None, "--list", str(part))
        logins.unlink(missing_ok=True)
        write_for_owner(logins, json.dumps(dict(_logins(admin)), indent=1))
        written = {path.name: _digest(source) for path, source in ((dump, part), (logins, logins))}
        digests.write_text(
            "".join(f"{digest}  {name}\n" for name, digest in written.items()), encoding="ascii"
        )
        part.replace(dump)
    finally:
        part.unlink(missing_ok=True)
    return Backup(dump, dump.stat().st_size, written[dump.name])


def _contents(version: int, dump: Path) -> str:
    """What a dump holds, a line each; refused when a newer PostgreSQL wrote it, whose words this one does not know."""
    try:
        listed = _run(version, "pg_restore", None, "--list", str(dump))
    except BackupError as error:
        if "unsupported version" in str(error):
            raise BackupError(NEWER.format(version)) from error
        raise
    writer = WRITER.search(listed)
    if writer and int(writer[1]) > version:
        raise BackupError(NEWER.format(version))
    return listed


def _load(version: int, dsn: str, dump: Path, contents: str) -> None:
    """Read all of a dump but the rights on PostgreSQL's own functions: each version has others; `protect` sets them."""
    lines = contents.splitlines(keepends=True)
    with tempfile.TemporaryDirectory() as folder:
        wanted = Path(folder) / "wanted"
        wanted.write_text("".join(line for line in lines if " ACL pg_catalog " not in line), encoding="utf-8")
        options = ("--single-transaction", "--exit-on-error", f"--use-list={wanted}")
        _run(version, "pg_restore", dsn, *options, str(dump))


def _logins(admin: psycopg.Connection[Any]) -> Iterator[tuple[str, str | None]]:
    """The verifiers of our people: logins belong to the server and are in no dump of a database."""
    yield from admin.execute(
        "select a.login, r.rolpassword from security.account a join pg_catalog.pg_authid r on r.rolname = a.login "
        "where a.ended_at is null and r.rolcanlogin order by 1"
    )


def _restore_logins(admin: psycopg.Connection[Any], file: Path) -> None:
    """Make the logins this server does not have; those it has keep their passwords."""
    known = {name for (name,) in admin.execute("select rolname from pg_catalog.pg_roles")}
    for login, verifier in json.loads(file.read_text(encoding="utf-8")).items():
        if login not in known and verifier:
            admin.execute("select provisioning.create_login(%s, %s)", [login, verifier])
    admin.execute("select security.align(id) from security.account where ended_at is null")


def _require_unharmed(dump: Path) -> None:
    """Refuse a backup that is torn, altered or incomplete before anything is made from it."""
    *parts, digests = _files(dump)
    for path in (*parts, digests):
        if not path.exists():
            raise BackupError(f"The backup is incomplete: {path} is missing.")
    lines = (line.partition("  ") for line in digests.read_text(encoding="ascii").splitlines())
    noted = {name: digest for digest, _, name in lines}
    for path in parts:
        if noted.get(path.name) != _digest(path):
            raise BackupError(
                f"{path} is not what was written when the backup was made; take another backup."
            )


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _note(admin: psycopg.Connection[Any], backup_id: int, **facts: Any) -> None:
    pairs = sql.SQL(", ").join(
        sql.SQL("{} = {}").format(sql.Identifier(n), sql.Placeholder(n)) for n in facts
    )
    statement = sql.SQL(
        "update system.backup set finished_at = clock_timestamp(), {} where id = %(id)s"
    ).format(pairs)
    admin.execute(statement, {**facts, "id": backup_id})
    admin.execute(
        "notify hemis, 'system.backup'"
    )  # the history does not follow it, so the herald does not see it


def _run(version: int, program: str, dsn: str | None, *arguments: str) -> str:
    """Return what one of PostgreSQL's programs says; the password goes by the environment, which nobody else sees."""
    values: dict[str, Any] = conninfo_to_dict(dsn) if dsn else {}
    environment = {**os.environ, "PGPASSWORD": str(values.pop("password", "") or "")}
    connection = [f"--dbname={make_conninfo(**values)}"] if dsn else []
    command = [str(find_program(program, version)), *connection, *arguments]
    done = subprocess.run(  # noqa: S603 - ours
        command, env=environment, capture_output=True, encoding="utf-8", errors="replace", check=False
    )
    if "LOCK TABLE" in done.stderr:
        raise BackupError(HELD)
    if done.returncode != 0:
        lines = [line for line in done.stderr.splitlines() if line.strip()]
        raise BackupError(lines[0] if lines else f"{program} ended with {done.returncode}.")
    return done.stdout
