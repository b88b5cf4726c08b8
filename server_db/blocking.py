"""Who keeps others waiting, for how long, and when that is too long: told from one look at the server after another."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

#: Endings of a login are remembered for so many seconds: who does it again is given half the time.
MEMORY = 3600.0
#: Over so many seconds the waiting for all transactions of a login is added up.
WINDOW = 300.0


@dataclass(frozen=True)
class Limits:
    """From where on a session is ended. The longest honest acts stay far below; docs/security.md has the figures."""

    #: Seconds between two looks.
    pace: float = 1.0
    #: Seconds that others have waited for one transaction that works.
    working: float = 40.0
    #: The same for one that does nothing while they wait.
    resting: float = 8.0
    #: The same for all transactions of a login within `WINDOW`.
    together: float = 120.0
    #: Locks that one session holds.
    locks: int = 5_000
    #: How full the table of locks and the queue of notices may be, as a share.
    table: float = 0.5
    queue: float = 0.05


@dataclass(frozen=True)
class Backend:
    """A session as the server describes it."""

    pid: int
    #: Empty for the server's own and its administrators'.
    login: str
    began: datetime
    transaction: datetime | None
    #: Seconds since its transaction began.
    age: float
    rests: bool
    #: Its commit waits for the standby: ending it would make the commit a local one.
    commits: bool
    #: Its client does not read what it is told.
    deaf: bool
    locks: int
    blockers: list[int]


#: Only functions: a view of PostgreSQL over sessions reads tables of the whole cluster, whose locks find no place once
#: the table of locks is full. A session of nobody we know has no login.
BACKENDS = """
    select a.pid, a.usesysid::bigint, a.backend_start as began, a.xact_start as transaction,
           coalesce(extract(epoch from clock_timestamp() - a.xact_start), 0)::float8 as age,
           coalesce(a.state like 'idle%', false) as rests, a.wait_event is not distinct from 'SyncRep' as commits,
           a.wait_event is not distinct from 'ClientWrite' as deaf, coalesce(l.held, 0) as locks,
           case when a.wait_event_type = 'Lock' then pg_blocking_pids(a.pid) else '{}' end as blockers
      from pg_stat_get_activity(null) a
      left join (select pid, count(*) as held from pg_lock_status() where granted group by pid) l on l.pid = a.pid
     where a.pid <> pg_backend_pid() and a.backend_start is not null
"""
#: Whose sessions may be ended. Asking for each name also keeps at hand what `pg_terminate_backend` looks up.
PEOPLE = """
    select r.oid::bigint, pg_get_userbyid(r.oid)
      from pg_catalog.pg_auth_members m
      join pg_catalog.pg_roles r on r.oid = m.member and not r.rolsuper
     where m.roleid = 'hemis_person'::regrole
"""


def culprits(backends: Iterable[Backend]) -> list[Backend]:
    """Those for whom others wait and who themselves wait for nobody, or only for somebody who is never ended."""
    backends = list(backends)
    people = {each.pid: each for each in backends if each.login and not each.commits}
    waited_for = {pid for each in backends for pid in each.blockers}
    return [
        each for each in people.values() if each.pid in waited_for and people.keys().isdisjoint(each.blockers)
    ]


@dataclass
class Patience:
    """How long others have waited for whom, and who was ended before."""

    limits: Limits
    _waited: dict[tuple[int, datetime | None], float] = field(default_factory=dict)
    _of_login: dict[str, list[tuple[float, float]]] = field(default_factory=lambda: defaultdict(list))
    _ended: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))

    def spent(self, found: list[Backend], now: float, passed: float) -> Iterator[tuple[Backend, float]]:
        """Add the time that has passed to those found; yield those with whom it is over, and the seconds waited."""
        present = {(each.pid, each.transaction): each for each in found}
        self._waited = {key: self._waited.get(key, 0.0) + passed for key in present}
        for key, each in present.items():
            share = 0.5 ** self._endings(each.login, now)
            limit = self.limits.resting if each.rests else self.limits.working
            together = self._together(each.login, now, passed)
            if self._waited[key] >= limit * share or together >= self.limits.together * share:
                yield each, self._waited[key]

    def note_end(self, login: str, now: float) -> None:
        self._ended[login].append(now)

    def _together(self, login: str, now: float, passed: float) -> float:
        """How long others have lately waited for this login, what has just passed included."""
        lately = [part for part in self._of_login[login] if part[0] > now - WINDOW]
        self._of_login[login] = [*lately, (now, passed)]
        return passed + sum(seconds for _, seconds in lately)

    def _endings(self, login: str, now: float) -> int:
        self._ended[login] = [at for at in self._ended[login] if at > now - MEMORY]
        return len(self._ended[login])
