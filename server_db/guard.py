"""`hemis server guard`: a service that ends whoever keeps the university from working.

It keeps its own connection open, for nobody signs in any more once the table of locks is full. It ends sessions of
people only: never those of the server's administrator, nor of anybody who is no member of `hemis_person`.
"""

from __future__ import annotations

import logging
import math
import socket
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import FIRST_COMPLETED, ThreadPoolExecutor, wait
from contextlib import closing, suppress
from dataclasses import dataclass
from functools import partial
from typing import Any

import psycopg
from psycopg.conninfo import conninfo_to_dict
from psycopg.rows import dict_row

from server_db import herald
from server_db.blocking import BACKENDS, PEOPLE, Backend, Limits, Patience, culprits

log = logging.getLogger(__name__)
APPLICATION = "hemis guard"
NAME = "guard"
#: Seconds before a lost server is tried again.
PAUSE = 2.0
#: After so many looks in vain a demonstration's server counts as stopped.
GONE = 5
#: How often it says that it is at work, in seconds.
BEAT = 5.0

_TURN = "select pg_try_advisory_lock('system.watch'::regclass::bigint)"
_CAPACITY = """
    select current_setting('max_locks_per_transaction')::integer
           * (current_setting('max_connections')::integer + current_setting('max_prepared_transactions')::integer)
"""
_END = "select pg_terminate_backend(pid) from pg_stat_get_activity(%s) where backend_start = %s"
_NOTE = "insert into system.ended_session (login, pid, reason, seconds, locks) values (%s, %s, %s, %s, %s)"
_BEAT = """
    insert into system.watch as w (name, began_at, seen_at) values (%s, now(), now())
        on conflict (name) do update set seen_at = excluded.seen_at,
                                         began_at = case when %s then excluded.began_at else w.began_at end
"""


@dataclass(frozen=True)
class Verdict:
    """Whose session is ended, and why (`shared.models.system.ENDINGS`)."""

    backend: Backend
    reason: str
    seconds: float = 0.0


class Guard:
    """One guard; the connection is its own, commits each statement and is never a person's.

    Several may run: one of them is on duty.
    """

    def __init__(self, admin: psycopg.Connection[Any], limits: Limits | None = None) -> None:
        self.limits = limits or Limits()
        self._admin = admin
        self._patience = Patience(self.limits)
        self._people: dict[int, str] = {}
        self._on_duty = False
        self._looked = time.monotonic()
        self._said = -math.inf
        self._begins = True
        self._unnoted: list[tuple[object, ...]] = []
        # What it notes may be lost with the server; it waits for neither a standby nor somebody's lock.
        for setting in ("synchronous_commit = off", "lock_timeout = '1s'", "statement_timeout = '10s'"):
            admin.execute(f"set {setting}")
        self._capacity: int = self._value(_CAPACITY)

    @classmethod
    def connect(cls, dsn: str, limits: Limits | None = None) -> Guard:
        return cls(psycopg.connect(dsn, autocommit=True, application_name=APPLICATION), limits)

    @property
    def is_lost(self) -> bool:
        """Whether the connection is gone."""
        return self._admin.closed

    def close(self) -> None:
        self._admin.close()

    def step(self) -> list[Verdict]:
        """One look at everybody: end whoever has to be. A standby has nobody to end."""
        if not self._is_on_duty():
            return []
        now = time.monotonic()
        passed, self._looked = min(now - self._looked, 2 * self.limits.pace), now
        verdicts: dict[int, Verdict] = {}
        for verdict in self._judge(self._backends(), now, passed):
            verdicts.setdefault(verdict.backend.pid, verdict)
        for verdict in verdicts.values():
            self._end(verdict)
        for login in {verdict.backend.login for verdict in verdicts.values()}:
            self._patience.note_end(login, now)
        self._unnoted = [note for note in self._unnoted if not self._write(_NOTE, *note)]
        self._beat(now)
        return list(verdicts.values())

    def _is_on_duty(self) -> bool:
        self._on_duty = self._on_duty or (
            not self._value("select pg_is_in_recovery()") and bool(self._value(_TURN))
        )
        return self._on_duty

    def _backends(self) -> list[Backend]:
        with suppress(psycopg.errors.OutOfMemory):  # then those known from before are meant
            self._people = dict(self._admin.execute(PEOPLE).fetchall())
        with self._admin.cursor(row_factory=dict_row) as cursor:
            found = cursor.execute(BACKENDS).fetchall()
        return [Backend(login=self._people.get(each.pop("usesysid"), ""), **each) for each in found]

    def _judge(self, backends: list[Backend], now: float, passed: float) -> Iterator[Verdict]:
        people = [each for each in backends if each.login and not each.commits]
        yield from self._hoarders(people, sum(each.locks for each in backends))
        yield from self._silencers(people)
        for culprit, seconds in self._patience.spent(culprits(backends), now, passed):
            # With whatever else the login has under way: it would take the place that has become free.
            for each in people:
                if each.login == culprit.login and each.transaction is not None:
                    yield Verdict(each, "waiting", seconds)

    def _hoarders(self, people: list[Backend], all_locks: int) -> Iterator[Verdict]:
        """Those who hold too many locks; while the table is getting full also whoever holds most."""
        most = max((each.locks for each in people), default=0)
        fills = all_locks > self.limits.table * self._capacity
        limit = min(self.limits.locks, most - 1) if fills else self.limits.locks
        return (Verdict(each, "locks") for each in people if each.locks > limit)

    def _silencers(self, people: list[Backend]) -> Iterator[Verdict]:
        """Whoever keeps notices from being thrown away: the oldest transaction, one a look, and who does not read.

        Nobody is told who listens. Asking how full the queue is also throws away what all have read.
        """
        if self._value("select pg_notification_queue_usage()") <= self.limits.queue:
            return
        oldest = max(people, key=lambda each: each.age, default=None)
        if oldest is not None and oldest.age > self.limits.pace:
            yield Verdict(oldest, "notices")
        for each in people:
            if each.deaf:
                yield Verdict(each, "notices")

    def _end(self, verdict: Verdict) -> None:
        """Note why, so that the person can be told at once, and end the session."""
        backend = verdict.backend
        note = (backend.login, backend.pid, verdict.reason, round(verdict.seconds), backend.locks)
        if not self._write(_NOTE, *note):
            self._unnoted.append(note)
        self._admin.execute(_END, [backend.pid, backend.began])
        log.warning("Ended %s of %s: %s, %.0f s, %s locks", backend.pid, backend.login, *note[2:])

    def _beat(self, now: float) -> None:
        if now - self._said >= BEAT and self._write(_BEAT, NAME, self._begins):
            self._said, self._begins = now, False

    def _write(self, statement: str, *values: object) -> bool:
        """Write a row; False while the server cannot, which must not keep the guard from its work."""
        try:
            self._admin.execute(statement.encode(), values)
        except psycopg.OperationalError as error:
            if self._admin.closed:
                raise
            log.warning("The guard cannot write: %s", str(error).strip())
            return False
        return True

    def _value(self, statement: str) -> Any:
        row = self._admin.execute(statement.encode()).fetchone()
        assert row is not None  # noqa: S101 - each question has one answer
        return row[0]


def watch(dsn: str, stop: threading.Event, limits: Limits | None = None) -> None:
    """Watch over a server until told to stop, also through its failures."""
    while not stop.is_set():
        try:
            with closing(Guard.connect(dsn, limits)) as guard:
                while not stop.wait(guard.limits.pace):
                    _look(guard)
        except psycopg.OperationalError as error:
            log.warning("The guard has lost the server and tries again: %s", str(error).strip())
            stop.wait(PAUSE)


def _end_when_gone(dsn: str, stop: threading.Event) -> None:
    """For a demonstration: nobody is left to stop us once its server has been stopped."""
    address = conninfo_to_dict(dsn)
    missed = 0
    while missed < GONE and not stop.wait(PAUSE):
        try:
            socket.create_connection((str(address["host"]), int(str(address["port"]))), timeout=PAUSE).close()
            missed = 0
        except OSError:
            missed += 1
    stop.set()


#: What the service does, each in a thread of its own.
DUTIES: tuple[Callable[[str, threading.Event], None], ...] = (watch, herald.run)


def serve(dsn: str, stop: threading.Event, *, limits: Limits | None = None, once_gone: bool = False) -> None:
    """Do every duty until told to stop. When one fails all end, and the keeper of services begins anew."""
    duties = [partial(watch, limits=limits) if duty is watch else duty for duty in DUTIES]
    duties += [_end_when_gone] if once_gone else []
    with ThreadPoolExecutor(len(duties)) as threads:
        running = [threads.submit(duty, dsn, stop) for duty in duties]
        done, _ = wait(running, return_when=FIRST_COMPLETED)
        stop.set()
    for each in done:
        each.result()


def _look(guard: Guard) -> None:
    """One look; trouble that leaves the connection open is told, and the next look comes."""
    try:
        guard.step()
    except psycopg.Error as error:
        if guard.is_lost:
            raise
        log.warning("The guard could not look: %s", str(error).strip())
