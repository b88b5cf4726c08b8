"""`hemis server`: what the keeper of the database does."""

from __future__ import annotations

import argparse
import contextlib
import logging
import os
import signal
import threading
from collections.abc import Callable, Iterable
from pathlib import Path

import psycopg

from commands import server_person
from server_db import backup, check, check_replication, guard, herald, install, maintenance, present_state
from server_db.blocking import Limits
from server_db.draft_revision import draft_revision

NAME = "server"
HELP = "Make, upgrade, watch over and back up the database of a university, as the server's superuser."
DSN = "HEMIS_SERVER_DSN"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    verbs = parser.add_subparsers(required=True, metavar="VERB")
    made = _verb(verbs, "init", _init, "make roles, database and tables on a server that has none of ours")
    made.add_argument("--database", default="hemis", help="the name of the database (hemis)")
    made.add_argument(
        "--connections", type=int, help="how many the server shall admit: three for every workplace"
    )
    _verb(verbs, "upgrade", _upgrade, "bring the database to this version of the program")
    _verb(verbs, "status", _status, "say what stands on the server and what this program brings")
    server_person.add_arguments(
        _verb(verbs, "person", server_person.run, "make and end the accounts of people")
    )
    saved = _verb(verbs, "backup", _backup, "write a backup and note it where the administrator sees it")
    saved.add_argument("folder", type=Path, help="where the backups stand")
    saved.add_argument("--keep", type=int, default=backup.KEPT, help=f"how many stay ({backup.KEPT})")
    saved.add_argument(
        "--from", dest="source", metavar="DSN", help="a standby to read from; it is noted at the primary"
    )
    restored = _verb(
        verbs, "restore", _restore, "make a new database from a backup, with its people's logins"
    )
    restored.add_argument("dump", type=Path, help="the .dump file; what belongs to it stands beside it")
    restored.add_argument("--database", default="hemis", help="the name of the new database (hemis)")
    checked = _verb(verbs, "check", _check, "say what on the server is not as this program promises")
    checked.add_argument(
        "--deep", action="store_true", help="prove the whole history of changes as well (long)"
    )
    _verb(
        verbs, "tend", _tend, "what a timer does every ten minutes: prepare, seal the history, end what idles"
    )
    _verb(verbs, "herald", _herald, "tell desks what others change, until stopped (the guard does it, too)")
    guarded = _verb(verbs, "guard", _guard, "a service: end whoever keeps the university from working")
    guarded.add_argument(
        "--seconds",
        type=float,
        default=Limits.working,
        help=f"how long others may wait ({Limits.working:.0f})",
    )
    guarded.add_argument("--once-gone", action="store_true", help="end when the server does")
    _add_sql(verbs)
    drafted = _verb(
        verbs, "draft-revision", _draft, "for developers: write the SQL that brings the tables to the models"
    )
    drafted.add_argument("number", help="of the revision, such as 0005")
    drafted.add_argument("message", help="what it does, in a few words")


def run(arguments: argparse.Namespace) -> int:
    return int(arguments.act(arguments))


def _verb(
    verbs: argparse._SubParsersAction[argparse.ArgumentParser],
    name: str,
    act: Callable[[argparse.Namespace], int],
    help_: str,
) -> argparse.ArgumentParser:
    """A verb with what all of them need: the server, and as whom."""
    parser = verbs.add_parser(name, help=help_, description=help_)
    given = os.environ.get(DSN)
    parser.add_argument(
        "--dsn",
        required=given is None,
        default=given,
        help=f"how the superuser connects: service=…, postgresql://… (or {DSN} in the environment)",
    )
    parser.set_defaults(act=act)
    return parser


def _add_sql(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """The verb that needs no server: it reads our own files."""
    help_ = "print the rules and rights of a module as the server gets them, with every placeholder replaced"
    printed = verbs.add_parser("sql", help=help_, description=help_)
    modules = [module.partition("_")[2] for module in present_state.MODULES]
    printed.add_argument("module", choices=modules, metavar="MODULE", help=", ".join(modules))
    printed.set_defaults(act=_sql)


def _init(arguments: argparse.Namespace) -> int:
    dsn = install.init(arguments.dsn, arguments.database, connections=arguments.connections)
    print(f"The database {arguments.database} is ready. Make the first people: hemis server person add …")
    _tell_restart(arguments.dsn, ["max_connections"] if arguments.connections else [])
    with psycopg.connect(dsn) as admin:
        for sentence in check_replication.connections(admin):
            print(sentence)
    return 0


def _upgrade(arguments: argparse.Namespace) -> int:
    install.upgrade(arguments.dsn)
    print(f"The database has revision {install.status(arguments.dsn).installed}.")
    _tell_restart(arguments.dsn, [])
    return 0


def _tell_restart(dsn: str, names: list[str]) -> None:
    waiting = sorted({*names, *install.waits_for_restart(dsn)})
    if waiting:
        print(f"Restart the server, so that it takes {', '.join(waiting)}; hemis server check proves it.")


def _draft(arguments: argparse.Namespace) -> int:
    for path in draft_revision(arguments.dsn, arguments.number, arguments.message):
        print(path)
    print("Read it before use: changed checks and moved data are not seen.")
    return 0


def _status(arguments: argparse.Namespace) -> int:
    """The exit code tells a script whether an upgrade is due."""
    found = install.status(arguments.dsn)
    print(f"PostgreSQL {found.server_version}")
    print(f"installed  {found.installed or 'nothing'}")
    print(f"offered    {found.offered}")
    if found.guard_seen is not None:
        print(f"guard      last seen {found.guard_seen:%Y-%m-%d %H:%M:%S}")
    return 0 if found.current else 1


def _backup(arguments: argparse.Namespace) -> int:
    made = backup.backup(arguments.dsn, arguments.folder, keep=arguments.keep, source=arguments.source)
    print(f"{made.dump} ({made.size // 1024} KB) is made.")
    return 0


def _restore(arguments: argparse.Namespace) -> int:
    findings = backup.restore(arguments.dsn, arguments.dump, arguments.database)
    print(f"The database {arguments.database} is made from {arguments.dump}.")
    return _told(findings)


def _check(arguments: argparse.Namespace) -> int:
    """The exit code tells a script whether a promise is broken; advice alone is no failure."""
    with psycopg.connect(arguments.dsn) as admin:
        return _told(check.check(admin, deep=arguments.deep))


def _told(findings: Iterable[check.Finding]) -> int:
    findings = list(findings)
    for finding in findings:
        print(f"{'WRONG' if finding.serious else 'advice'}  {finding.sentence}")
    broken = sum(finding.serious for finding in findings)
    print(f"{broken} things are wrong." if broken else "Everything is as promised.")
    return 1 if broken else 0


def _tend(arguments: argparse.Namespace) -> int:
    with psycopg.connect(arguments.dsn, autocommit=True) as admin:
        done = maintenance.tend(admin)
    for name in done.partitions:
        print(f"made {name}")
    print(
        f"{done.idle_ended} idle transactions, {done.rights_expired} rights, {done.sessions_ended} sessions ended; "
        f"{done.receipts_dropped} old receipts dropped"
    )
    sealed = "waits: somebody is still writing" if done.batches is None else f"{done.batches} batches closed"
    print(f"history: {sealed}")
    return 0


def _herald(arguments: argparse.Namespace) -> int:
    with contextlib.suppress(KeyboardInterrupt):
        herald.run(arguments.dsn, threading.Event())
    return 0


def _guard(arguments: argparse.Namespace) -> int:
    """Run until the service is stopped."""
    logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(message)s")
    limits = Limits(working=arguments.seconds, resting=min(Limits.resting, arguments.seconds))
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    guard.serve(arguments.dsn, stop, limits=limits, once_gone=arguments.once_gone)
    return 0


def _sql(arguments: argparse.Namespace) -> int:
    folder = next(each for each in present_state.MODULES if each.endswith(f"_{arguments.module}"))
    print(present_state.script_of(folder))
    return 0
