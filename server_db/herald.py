"""The one voice that tells desks what others changed: gathered from the history, outside of every saving transaction.

NOTIFY makes commits go one after another and wakes every listener. So nobody who saves calls it: the herald looks
into the history a few times a second and says once what many have changed. It holds an advisory lock while it lives;
where nobody holds it, clients speak for themselves (`security.untold()`).
"""

from __future__ import annotations

import logging
import threading
from contextlib import closing
from typing import TYPE_CHECKING, Any

import psycopg

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

log = logging.getLogger(__name__)
CHANNEL = "hemis"
#: Seconds between two looks: changes are heard well within a second, and nobody is woken more often.
PACE = 0.5
#: Seconds before a lost server is tried again.
PAUSE = 2.0
#: Above this many transactions the message does not say which they were; nobody can have made all of them.
NAMED = 200
#: `at` is when a transaction began. Whatever a later look shows first began after the oldest that runs now.
_OLDEST = (
    "select least(min(xact_start), clock_timestamp()) - interval '5 seconds' from pg_catalog.pg_stat_activity "
    "where datname = current_database()"
)
_LOOK = """
    select pg_current_snapshot()::text,
           (select jsonb_object_agg(relation, transactions)
              from (select relation, jsonb_agg(distinct transaction) as transactions
                      from audit.change
                     where at >= %(since)s
                       and not pg_visible_in_snapshot(transaction::xid8, %(seen)s::pg_snapshot)
                     group by relation) found)"""
#: A standby has nobody to tell.
_TURN = (
    "select case when pg_is_in_recovery() then false "
    "else pg_try_advisory_lock('audit.change'::regclass::bigint) end"
)
_TELL = "select pg_notify(%s, words) from unnest(%s::text[]) words"
#: Of a herald that has just begun: what the last minute brought is told, for nobody may have told it.
_BEGINNING = "select clock_timestamp() - interval '1 minute', '1:1:'"


class Herald:
    """One herald of one database; the connection is its own, commits each statement and is never a person's.

    `step()` does one look; whoever runs it does so every `PACE` seconds. Several may run: one of them speaks.
    """

    def __init__(self, admin: psycopg.Connection[Any]) -> None:
        self._admin = admin
        self._speaks = False
        self._since: datetime | None = None
        self._seen = ""
        admin.execute(
            "set synchronous_commit = off"
        )  # what it says is said once more after a failure, not kept

    @classmethod
    def connect(cls, dsn: str) -> Herald:
        return cls(psycopg.connect(dsn, autocommit=True, application_name="hemis herald"))

    def step(self) -> Mapping[str, list[str]]:
        """Tell what became visible since the last look: the tables, and the transactions that changed them."""
        if not self._speaks:
            self._begin()
        if not self._speaks:
            return {}
        oldest = self._row(_OLDEST)[0]
        seen, found = self._row(_LOOK, since=self._since, seen=self._seen)
        if found:
            self._admin.execute(_TELL, [CHANNEL, [message(*each) for each in found.items()]])
        self._since, self._seen = oldest, seen  # only now: what could not be told is told later
        return found or {}

    @property
    def is_lost(self) -> bool:
        """Whether the connection is gone."""
        return self._admin.closed

    def close(self) -> None:
        """Fall silent: from now on clients speak for themselves."""
        self._admin.close()

    def _begin(self) -> None:
        """Become the one that speaks, if no other is."""
        self._speaks = bool(self._row(_TURN)[0])
        if self._speaks:
            self._since, self._seen = self._row(_BEGINNING)

    def _row(self, statement: str, **values: Any) -> tuple[Any, ...]:
        row: tuple[Any, ...] | None = self._admin.execute(statement, values or None).fetchone()
        assert row is not None  # noqa: S101 - each question has one answer
        return row


def message(relation: str, transactions: list[str]) -> str:
    """What is said: the table, then the transactions, by which a client knows its own."""
    return f"{relation} {','.join(transactions)}" if len(transactions) <= NAMED else relation


def run(dsn: str, stop: threading.Event) -> None:
    """Be the herald of a database until told to stop, also through failures of the server."""
    while not stop.is_set():
        try:
            with closing(Herald.connect(dsn)) as herald:
                while not stop.wait(PACE):
                    _look(herald)
        except psycopg.OperationalError as error:
            log.warning("The herald has lost the server and tries again: %s", str(error).strip())
            stop.wait(PAUSE)


def _look(herald: Herald) -> None:
    """One look; trouble that leaves the connection open is told, and the next look comes."""
    try:
        herald.step()
    except psycopg.Error as error:
        if herald.is_lost:
            raise
        log.warning("The herald could not speak: %s", str(error).strip())
