"""`hemis demo`: a university that does not exist, on this machine."""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

import psycopg

import server_db
from server_db import guard
from server_db.demo.logins import ensure_logins
from server_db.demo.measures import MEASURES
from server_db.demo.people import PEOPLE
from server_db.demo.places import units
from server_db.embedded import EmbeddedServer, default_data_dir
from shared import models
from shared.version import VERSION

NAME = "demo"
HELP = (
    "Start a demonstration university on this machine and open the program; its people stand at the sign-in."
)
DATABASE = "hemis"
PATIENCE = 2.0
#: Windows: a process without a window of its own, in a group of its own.
DETACHED = 0x00000008 | 0x00000200


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--scale", choices=list(MEASURES), default="small", help="how large the university is"
    )
    parser.add_argument("--data-dir", type=Path, default=default_data_dir(), help="where its data are kept")
    parser.add_argument("--port", type=int, help="the server's port (a free one is chosen otherwise)")
    parser.add_argument(
        "--no-window", action="store_true", help="leave the server running and open no window"
    )
    parser.add_argument("--json", action="store_true", help="print how to connect as one JSON object")
    parser.add_argument("--stop", action="store_true", help="stop the server that --no-window left running")


def run(arguments: argparse.Namespace) -> int:
    """Start (or stop) the demonstration; with a window, until the window is closed."""
    if arguments.stop:
        return _stop(arguments.data_dir)
    demo = Demonstration(arguments.data_dir / arguments.scale, arguments.port)
    try:
        demo.prepare(arguments.scale)
        if arguments.json:
            print(json.dumps(demo.described(), ensure_ascii=False), flush=True)
        elif arguments.no_window:
            print(f"The server runs at {demo.address}; stop it with: hemis demo --stop", flush=True)
        if not arguments.no_window:
            return demo.show()
        demo.stays.touch()  # once everything is said: who fails before leaves no server behind
        demo.leave_guard()
        return 0
    finally:
        demo.leave()


@dataclass(frozen=True)
class Demonstration:
    """One demonstration: its folder, its server, its people."""

    folder: Path
    fixed_port: int | None = None

    @property
    def server(self) -> EmbeddedServer:
        return EmbeddedServer(self.folder, fixed_port=self.fixed_port)

    @property
    def address(self) -> str:
        return f"{self.server.host}:{self.server.port}/{DATABASE}"

    @property
    def stays(self) -> Path:
        """The mark that the server was asked to run on without a window."""
        return self.folder / "stays"

    def prepare(self, scale: str) -> None:
        """Start the server; make the schema and the university unless they are there."""
        _say("Starting the database …")
        used = self.server.status().running
        if not used:
            self.stays.unlink(missing_ok=True)
        self.server.start()
        if not self._is_made():
            there = self._mark.exists()
            _say("Bringing the demonstration up to this program …" if there else "Making the demonstration …")
            self._make(scale)
            self._mark.write_text(_program_digest(), encoding="ascii")
        elif not used:  # with nobody at work, the people get the passwords that are shown again
            with psycopg.connect(self.server.admin_dsn(DATABASE)) as admin:
                ensure_logins(admin)

    def _make(self, scale: str) -> None:
        """Make schema and university; what that takes is loaded only now, most starts find them made."""
        install, fill = import_module("server_db.install"), import_module("server_db.demo.fill").fill
        install.init(self.server.admin_dsn(), DATABASE)
        with psycopg.connect(self.server.admin_dsn(DATABASE), autocommit=True) as admin:
            fill(admin, scale=scale, progress=_show_step)
        _show_step("")

    @property
    def _mark(self) -> Path:
        """Which program made the schema and the university."""
        return self.folder / "made-by"

    def _is_made(self) -> bool:
        return self._mark.exists() and self._mark.read_text(encoding="ascii") == _program_digest()

    def described(self) -> dict[str, object]:
        """Everything a script needs to connect, as one of the people or as the administrator."""
        return {
            "dsn": f"postgresql://{self.address}?sslmode=disable",
            "owner": self.server.admin_dsn(DATABASE),
            "people": [
                {
                    "login": person.login,
                    "password": person.password,
                    "name": person.full_name,
                    "roles": [role for role, _unit in person.roles],
                    "unit": person.unit,
                }
                for person in PEOPLE
            ],
        }

    def leave_guard(self) -> None:
        """Leave a process that watches over the server until it is stopped; of several guards one is on duty."""
        ourselves = [sys.executable] if getattr(sys, "frozen", False) else [sys.executable, "-m", "commands"]
        subprocess.Popen(  # noqa: S603 - ourselves
            [*ourselves, "server", "guard", "--once-gone"],
            cwd=Path(__file__).parents[1],
            env={**os.environ, "HEMIS_SERVER_DSN": self.server.admin_dsn(DATABASE)},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            creationflags=DETACHED if sys.platform == "win32" else 0,
            start_new_session=sys.platform != "win32",
        )

    @contextmanager
    def guarded(self) -> Iterator[None]:
        """Watch over the server while a window is open."""
        stop = threading.Event()
        watching = threading.Thread(target=guard.serve, args=(self.server.admin_dsn(DATABASE), stop))
        watching.start()
        try:
            yield
        finally:
            stop.set()
            watching.join()

    def show(self) -> int:
        """Open the window; Qt is loaded only now."""
        _say("Opening the program …")
        app = import_module("client.app")
        credentials = import_module("client.views.shell.credentials")
        names = {unit.code: unit.name_uz for unit in units(MEASURES["university"].faculties)}
        people = [
            credentials.DemoPerson(
                person.login,
                person.password,
                person.full_name,
                tuple(role for role, _unit in person.roles),
                names.get(person.unit, person.unit),
            )
            for person in PEOPLE
        ]
        with self.guarded():
            return int(app.run(self.address, people))

    def leave(self) -> None:
        """Stop the server unless somebody asked it to stay or is connected from another window."""
        if self.server.status().running and not self.stays.exists() and not self._is_used():
            self.server.stop()

    def _is_used(self) -> bool:
        """Tell whether somebody is connected; our own window's connections may take a moment to close."""
        deadline = time.monotonic() + PATIENCE
        while used := self._connections() > 0:
            if time.monotonic() > deadline:
                break
            time.sleep(0.1)
        return used

    def _connections(self) -> int:
        with psycopg.connect(self.server.admin_dsn(), autocommit=True) as admin:
            row = admin.execute(
                "select count(*) from pg_stat_activity "
                "where backend_type = 'client backend' and pid <> pg_backend_pid() "
                "and application_name not like 'hemis %'"  # our own services
            ).fetchone()
        return int(row[0]) if row else 0


def _program_digest() -> str:
    """Changes with every file that the schema or the university is made of."""
    folders = [Path(package.__path__[0]) for package in (server_db, models)]
    files = sorted(
        file for folder in folders for file in folder.rglob("*.*") if "__pycache__" not in file.parts
    )
    contents = b"".join(file.read_bytes() for file in files)
    return hashlib.sha256(VERSION.encode() + contents).hexdigest()


def _stop(data_dir: Path) -> int:
    running = [demo for demo in _all(data_dir) if demo.server.status().running]
    for demo in running:
        demo.server.stop()
    for demo in _all(data_dir):
        demo.stays.unlink(missing_ok=True)
    _say("The demonstration is stopped." if running else "No demonstration was running.")
    return 0


def _all(data_dir: Path) -> Iterable[Demonstration]:
    return [Demonstration(data_dir / scale) for scale in MEASURES]


def _show_step(step: str) -> None:
    """How far the making is, in one line that is overwritten."""
    if sys.stderr.isatty():
        print(f"\r\033[K  {step[:76]}", end="", file=sys.stderr, flush=True)


def _say(sentence: str) -> None:
    print(sentence, file=sys.stderr, flush=True)
