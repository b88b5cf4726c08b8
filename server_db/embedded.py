"""The PostgreSQL that the program brings along, for demonstrations and tests on this machine.

data_dir/18/data       the cluster            data_dir/18/password   of its superuser, its owner's only
data_dir/18/log        what the server says   data_dir/18/port       the port it had last
On Windows it is 16 (embedded_programs.NEWEST).
"""

from __future__ import annotations

import os
import random
import re
import secrets
import shutil
import socket
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

import platformdirs

from server_db.embedded_orphans import end_orphans
from server_db.embedded_pid_file import PidFile
from server_db.embedded_programs import (
    FOLDERS,
    NEWEST,
    Account,
    EmbeddedError,
    Programs,
    find_programs,
    server_account,
)
from shared.file_lock import file_lock
from shared.owner_only import write_for_owner

HOST = "127.0.0.1"
# Below the range from which systems take the ports of outgoing connections.
PORTS = range(20_000, 30_000)
PATIENCE = 60.0
SETTINGS = (
    f"listen_addresses={HOST}",
    "unix_socket_directories=",
    "timezone=Asia/Tashkent",
    "log_timezone=Asia/Tashkent",
    "log_line_prefix=%m [%p] %q%u@%d ",
    "max_locks_per_transaction=1000",  # what needs a restart later (server_settings.py)
    "superuser_reserved_connections=5",
)
#: The same, known since PostgreSQL 17.
LATER_SETTINGS = ("max_notify_queue_pages=65536",)
CARELESS = ("fsync=off", "full_page_writes=off", "synchronous_commit=off")
LOG_LIMIT = 10_000_000


@dataclass(frozen=True)
class ServerStatus:
    """What is known about a server without asking it."""

    running: bool
    version: int
    data_dir: Path
    port: int | None
    pid: int | None


def default_data_dir() -> Path:
    """A folder of this person; for root one of the machine, because only root can enter root's home."""
    if sys.platform == "linux" and os.geteuid() == 0:
        return Path("/var/lib/hemis-desktop")
    return platformdirs.user_data_path("hemis-desktop", appauthor=False) / "server"


class EmbeddedServer:
    """One cluster in one folder; any number of processes may start, use and stop it.

    with EmbeddedServer(folder, durable=False) as server:
        psycopg.connect(server.admin_dsn())
    """

    host = HOST

    def __init__(
        self, data_dir: Path, *, version: int = NEWEST, durable: bool = True, fixed_port: int | None = None
    ) -> None:
        if version not in FOLDERS:
            offered = ", ".join(str(known) for known in FOLDERS)
            raise EmbeddedError(f"PostgreSQL {version} is not among the embedded versions ({offered}).")
        self.version = version
        self._durable = durable
        self._fixed_port = fixed_port
        self.home = data_dir.absolute() / str(version)
        self._data = self.home / "data"
        self._pid_file = PidFile(self._data)

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    @property
    def port(self) -> int:
        """The port of the running server, or the one it had last."""
        known = self.status().port or _read_number(self.home / "port")
        if known is None:
            raise EmbeddedError(f"The server in {self.home} has never been started.")
        return known

    def admin_dsn(self, database: str = "postgres") -> str:
        """How the superuser connects. Holds the password: not for logs or screens."""
        port = self.port
        password = (self.home / "password").read_text(encoding="ascii")
        return f"postgresql://postgres:{password}@{self.host}:{port}/{database}?sslmode=disable"

    def status(self) -> ServerStatus:
        """Whether the server runs, from its pid file and the list of processes."""
        pid = self._pid_file.pid()
        port = self._pid_file.port() if pid else None
        return ServerStatus(pid is not None, self.version, self.home.parent, port, pid)

    def start(self) -> None:
        """Make the cluster if there is none, start its server unless it runs; return when it answers."""
        with _trouble_as_sentence(self.home):
            account = server_account()
            self._make_home(account)
            with file_lock(self.home / "lock"):
                if self.status().running:
                    self._await_ready()
                    return
                programs = find_programs(self.version, account, self.home)
                if not self._data.exists():
                    self._initialise(programs)
                self._serve(programs)

    def stop(self) -> None:
        """Stop the server, ending its connections; nothing happens when it does not run."""
        if not self.home.exists():
            return
        with _trouble_as_sentence(self.home), file_lock(self.home / "lock"):
            programs = find_programs(self.version, server_account(), self.home)
            for mode in ("fast", "immediate"):
                if not self.status().running:
                    return
                programs.run(
                    "pg_ctl", "stop", "-D", str(self._data), "-m", mode, "-w", "-t", f"{PATIENCE:.0f}"
                )
            if self.status().running:
                raise EmbeddedError(f"The server in {self.home} does not stop; see {self._log}.")

    @property
    def _log(self) -> Path:
        return self.home / "log" / "server.log"

    def _make_home(self, account: Account | None) -> None:
        missing = [path for path in (self.home, *self.home.parents) if not path.exists()]
        for path in reversed(missing):
            mode = 0o755 if account else 0o700
            path.mkdir(mode, exist_ok=True)  # closes it on Windows, too, from Python 3.13 on
            path.chmod(mode)
        if account and not account.reaches(self.home):
            raise EmbeddedError(
                f"The database does not run as root but as {account.name}, who cannot enter {self.home}. "
                f"Choose a folder that everyone may enter, for example --data-dir {default_data_dir()}."
            )

    def _initialise(self, programs: Programs) -> None:
        """Make the cluster beside its place and move it there when it is whole."""
        new = self.home / "data.new"
        log = self._log.parent
        shutil.rmtree(new, ignore_errors=True)
        for folder in (new, log):
            folder.mkdir(mode=0o700, exist_ok=True)
        password = self._password_file()
        if programs.account:
            for path in (new, log, password):
                programs.account.own(path)
        known = (*SETTINGS, *(LATER_SETTINGS if self.version > 16 else ()))  # noqa: PLR2004 - the first that knows them
        settings = [part for setting in known for part in ("-c", setting)]
        code, output = programs.run(
            "initdb", "-D", str(new), "-U", "postgres", "--pwfile", str(password), "--auth=scram-sha-256",
            "--encoding=UTF8", "--locale=C", "--data-checksums", "--no-instructions",
            *([] if self._durable else ["--no-sync"]), *settings,
        )  # fmt: skip
        if code != 0:
            raise EmbeddedError(f"The database could not be made in {self.home}. {_reason(output)}")
        new.rename(self._data)

    def _password_file(self) -> Path:
        path = self.home / "password"
        path.unlink(missing_ok=True)
        write_for_owner(path, secrets.token_urlsafe(24))
        return path

    def _serve(self, programs: Programs) -> None:
        """Start the server; once more when another program was quicker to take the port."""
        if sys.platform == "win32" and self._pid_file.path.exists():  # a crash left it
            end_orphans(self._data)
        self._pid_file.disown()
        self._trim_log()
        deadline = time.monotonic() + PATIENCE
        while True:
            port = self._choose_port()
            said = self._log_size()
            options = " ".join(
                ["-p", str(port), *(f"-c {each}" for each in ([] if self._durable else CARELESS))]
            )
            code, output = programs.run(
                "pg_ctl", "start", "-D", str(self._data), "-l", str(self._log), "-o", options,
                "-w", "-t", f"{PATIENCE * 10:.0f}",
            )  # fmt: skip
            if code == 0:
                (self.home / "port").write_text(str(port), encoding="ascii")
                return
            trouble = self._log_since(said) or output
            # A child of a crashed server may live a moment longer; PostgreSQL refuses to start beside it.
            passing = "shared memory block" in trouble or not _is_free(port)
            if not passing or time.monotonic() > deadline:
                raise EmbeddedError(f"The database in {self.home} did not start. {_reason(trouble)}")
            time.sleep(0.2)

    def _choose_port(self) -> int:
        if self._fixed_port is not None:
            if not _is_free(self._fixed_port):
                raise EmbeddedError(
                    f"Port {self._fixed_port} is taken by another program; choose another with --port."
                )
            return self._fixed_port
        last = _read_number(self.home / "port")
        if last is not None and _is_free(last):
            return last
        return next(port for port in random.sample(PORTS, len(PORTS)) if _is_free(port))

    def _await_ready(self) -> None:
        """Wait for a server whose starter died before it answered."""
        deadline = time.monotonic() + PATIENCE
        while self.status().running and not self._pid_file.is_ready():
            if time.monotonic() > deadline:
                raise EmbeddedError(
                    f"The database in {self.home} is still recovering; try again in a minute."
                )
            time.sleep(0.1)

    def _trim_log(self) -> None:
        if self._log_size() > LOG_LIMIT:
            self._log.replace(self._log.with_suffix(".old"))

    def _log_size(self) -> int:
        return self._log.stat().st_size if self._log.exists() else 0

    def _log_since(self, size: int) -> str:
        if not self._log.exists():
            return ""
        return self._log.read_bytes()[size:].decode("utf-8", errors="replace")


def _is_free(port: int) -> bool:
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        # As PostgreSQL does: connections still closing do not count. On Windows it would mean theft.
        if sys.platform != "win32":
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            return False
        return True


def _read_number(path: Path) -> int | None:
    try:
        return int(path.read_text(encoding="ascii"))
    except (OSError, ValueError):
        return None


def _reason(output: str) -> str:
    """The line of PostgreSQL's own words that says why."""
    lines = [line.strip() for line in output.splitlines() if line.strip()]
    words = ("invalid", "could not", "FATAL", "PANIC", "error:")
    telling = [line for line in lines if any(word in line for word in words)]
    return re.sub(r"^.*?(LOG|FATAL|PANIC|error): +", "", (telling or lines or ["It gave no reason."])[0])


@contextmanager
def _trouble_as_sentence(home: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise EmbeddedError(
            f"The folder {home} cannot be used for the database: {error.strerror or error}."
        ) from error
