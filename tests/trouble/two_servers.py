"""A primary and its standby on this machine: copied for each test, killed, frozen, promoted, brought back."""

import shutil
import subprocess
import threading
import time
from contextlib import suppress

import psutil
import psycopg

from server_db.embedded import EmbeddedServer
from server_db.embedded_programs import find_programs, server_account
from tests.trouble.killing import kill

SYNCHRONOUS = "synchronous_standby_names"


class Node(EmbeddedServer):
    """One of the two."""

    def ask(self, question, database="postgres"):
        with psycopg.connect(self.admin_dsn(database), autocommit=True) as admin:
            return admin.execute(question).fetchall()

    def tell(self, *statements, database="postgres"):
        with psycopg.connect(self.admin_dsn(database), autocommit=True) as admin:
            for statement in statements:
                admin.execute(statement)

    def settle_for(self, standbys):
        """Which standbys a commit waits for; none with an empty text."""
        self.tell(f"alter system set {SYNCHRONOUS} = '{standbys}'", "select pg_reload_conf()")

    def configure(self, *lines):
        """Write settings while the server does not run."""
        with (self._data / "postgresql.auto.conf").open("a", encoding="utf-8") as file:
            file.writelines(f"{line}\n" for line in lines)

    def become_standby_of(self, primary):
        """Follow the primary from the next start on."""
        self.configure(f"primary_conninfo = '{_conninfo(primary, self.home.parent.name)}'")
        signal = self._data / "standby.signal"
        signal.touch()
        if account := server_account():
            account.own(signal)

    def copy(self, primary):
        """Make this node from a running primary."""
        self._make_home(server_account())
        (self.home / "log").mkdir(exist_ok=True)
        shutil.copy(primary.home / "password", self.home / "password")
        data = self.home / "data"
        data.mkdir(mode=0o700)
        if account := server_account():
            account.own(data)
            account.own(self.home / "log")
        self._run(
            "pg_basebackup", "--dbname", _conninfo(primary), "-D", str(data), "-X", "stream", "-c", "fast"
        )
        self.become_standby_of(primary)

    def promote(self):
        """Take over; the synchronous standby it has from its primary is gone."""
        self.settle_for("")
        self._run("pg_ctl", "promote", "-D", str(self._data), "-w")

    def rewind(self, primary):
        """Give up what this old primary has alone, and follow the new one."""
        self._run("pg_rewind", "-D", str(self._data), "--source-server", _conninfo(primary))
        self.become_standby_of(primary)

    def kill(self):
        kill(self)

    def freeze(self):
        """Answer nothing any more, as a machine that is stuck."""
        for process in self._processes():
            with suppress(psutil.NoSuchProcess):  # a backend may end just now
                process.suspend()

    def thaw(self):
        for process in self._processes():
            with suppress(psutil.NoSuchProcess):
                process.resume()

    def await_standbys(self, state="sync"):
        """Wait until a standby has caught up."""
        question = f"select count(*) from pg_stat_replication where sync_state = '{state}'"
        ends = time.monotonic() + 30
        while self.ask(question) == [(0,)]:
            assert time.monotonic() < ends, "the standby does not come"
            time.sleep(0.05)

    def _processes(self):
        first = psutil.Process(self.status().pid)
        return [first, *first.children(recursive=True)]

    def _run(self, program, *arguments):
        programs = find_programs(self.version, server_account(), self.home)
        code, output = programs.run(program, *arguments)
        assert code == 0, output


class Pair:
    """A primary `one` whose commits wait for the standby `two`."""

    def __init__(self, folder):
        self.folder = folder
        self.one, self.two = Node(folder / "one"), Node(folder / "two")

    @property
    def address(self):
        """Both hosts, as a person writes them, the first primary first."""
        return f"127.0.0.1:{self.one.port},127.0.0.1:{self.two.port}/hemis"

    def make(self):
        """What is in the folder of the first, on both, stopped."""
        self.one.start()
        self.one.tell(
            "alter system set wal_keep_size = '256MB'",
            "alter system set fsync = off",  # only processes are killed here, not the machine
            "checkpoint",
        )
        self.two.copy(self.one)
        self.stop()

    def copy_to(self, folder):
        """The same two in another folder."""
        for name in ("one", "two"):
            subprocess.run(["cp", "-a", "--reflink=auto", self.folder / name, folder / name], check=True)  # noqa: S607
        return Pair(folder)

    def start(self):
        """The primary, then its standby, waited for by every commit from then on."""
        self.one.start()
        self.two.configure(f"primary_conninfo = '{_conninfo(self.one, 'two')}'")  # its port may be another
        self.two.start()
        self.one.settle_for("*")
        self.one.await_standbys()

    def promote_later(self, seconds):
        """Let the standby take over in a while, as whoever watches over the two would."""
        self._later = threading.Timer(seconds, self.two.promote)
        self._later.start()

    def stop(self):
        for node in (self.one, self.two):
            node.stop()

    def kill(self):
        for node in (self.one, self.two):
            if node.status().running:
                node.thaw()
                node.kill()


def _conninfo(primary, name="copy"):
    password = (primary.home / "password").read_text(encoding="ascii")
    return (
        f"host={primary.host} port={primary.port} user=postgres password={password} dbname=postgres "
        f"application_name={name} sslmode=disable"
    )
