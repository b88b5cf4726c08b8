"""What a timer on the server does: partitions ahead, batches of the history closed, idle transactions ended."""

from __future__ import annotations

import time
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from server_db.primary import require_primary
from server_db.roles import OWNER

if TYPE_CHECKING:
    import psycopg

TASHKENT = ZoneInfo("Asia/Tashkent")
MONTHS_AHEAD = 12
OTHER = "audit.change_other"
IDLE_SECONDS = 600
POLL_SECONDS = 0.1
#: Nobody asks later what became of a save: a draft that waits longer for an answer counts as not saved.
RECEIPT_DAYS = 90


@dataclass(frozen=True)
class Tended:
    """What one round did."""

    partitions: list[str]
    idle_ended: int
    rights_expired: int
    sessions_ended: int
    #: How many batches of the history were closed; none while a transaction is still writing.
    batches: int | None
    receipts_dropped: int


def tend(admin: psycopg.Connection[Any], *, patience: float = 10.0) -> Tended:
    """One round, for a timer: every few minutes. The connection commits each statement."""
    require_primary(admin)
    return Tended(
        partitions=make_partitions(admin),
        idle_ended=end_idle_transactions(admin, IDLE_SECONDS),
        rights_expired=align_expired(admin),
        sessions_ended=end_sessions_of_ended(admin),
        batches=close_history(admin, patience),
        receipts_dropped=drop_receipts(admin, RECEIPT_DAYS),
    )


def align_expired(admin: psycopg.Connection[Any]) -> int:
    """Take logins out of groups whose right has run out; policies refused them already from that day on."""
    found = admin.execute(
        "select distinct a.id from security.account a join security.membership m on m.account_id = a.id "
        "join pg_catalog.pg_auth_members g on g.member = to_regrole(a.login) and g.roleid = to_regrole(m.role) "
        "where a.ended_at is null and m.ends_on < security.today() and not exists ("
        "select from security.membership live where live.account_id = a.id and live.role = m.role "
        "and (live.ends_on is null or live.ends_on >= security.today()))"
    ).fetchall()
    for account in found:
        admin.execute("select security.align(%s)", account)
    return len(found)


def end_sessions_of_ended(admin: psycopg.Connection[Any]) -> int:
    """End sessions that began in the moment between the end of an account and its commit."""
    found = admin.execute(
        "select count(pg_terminate_backend(s.pid)) from pg_catalog.pg_stat_activity s "
        "join pg_catalog.pg_roles r on r.oid = s.usesysid where s.datname = current_database() and not r.rolcanlogin"
    ).fetchone()
    return int(found[0]) if found else 0


def drop_receipts(admin: psycopg.Connection[Any], older_than: int) -> int:
    """Drop the receipts of transactions committed more than so many days ago; how many."""
    return admin.execute(
        "delete from security.receipt where at < now() - make_interval(days => %s)", [older_than]
    ).rowcount


def close_history(admin: psycopg.Connection[Any], patience: float) -> int | None:
    """Close what is written so far into batches, or leave it to the next round while somebody is still writing.

    Numbers are given before they are committed: a batch ends below the last number given now, once every
    transaction that was open at this moment has ended.
    """
    last = admin.execute(
        "select case when is_called then last_value else 0 end from audit.change_id_seq"
    ).fetchone()
    newest = admin.execute("select pg_current_xact_id()::text::bigint").fetchone()
    assert last is not None  # noqa: S101 - a sequence has one row
    assert newest is not None  # noqa: S101 - as above
    deadline = time.monotonic() + patience
    while not _all_ended_before(admin, newest[0]):
        if time.monotonic() > deadline:
            return None
        time.sleep(POLL_SECONDS)
    closed = admin.execute("select audit.close_batches(%s)", last).fetchone()
    return int(closed[0]) if closed else 0


def _all_ended_before(admin: psycopg.Connection[Any], transaction: int) -> bool:
    row = admin.execute(
        "select pg_snapshot_xmin(pg_current_snapshot())::text::bigint >= %s", [transaction]
    ).fetchone()
    return bool(row and row[0])


def make_partitions(admin: psycopg.Connection[Any], months: int = MONTHS_AHEAD) -> list[str]:
    """Make the parts of the history for this month and the coming ones; the names of the new ones."""
    first = datetime.now(TASHKENT).date().replace(day=1)
    made = []
    _make_other(admin)
    for _ in range(months + 1):
        following = (first + timedelta(days=32)).replace(day=1)
        if _make_partition(admin, first, following):
            made.append(_partition(first))
        first = following
    return made


def end_idle_transactions(admin: psycopg.Connection[Any], older_than: int) -> int:
    """End the sessions of this database that have held a transaction open for so many seconds without working."""
    ended = admin.execute(
        "select count(pg_terminate_backend(pid)) from pg_catalog.pg_stat_activity "
        "where datname = current_database() and pid <> pg_backend_pid() and state like 'idle in transaction%%' "
        "and state_change < clock_timestamp() - make_interval(secs => %s)",
        [older_than],
    ).fetchone()
    return int(ended[0]) if ended else 0


def _partition(month: date) -> str:
    return f"audit.change_{month:%Y_%m}"


def _make_partition(admin: psycopg.Connection[Any], first: date, following: date) -> bool:
    """Make one part and take over what a wrong clock has written for it into the part for all other times."""
    name = _partition(first)
    if _exists(admin, name):
        return False
    start, end = (f"'{day} 00:00 Asia/Tashkent'" for day in (first, following))
    with admin.transaction():
        _make_table(admin, name)
        if _exists(admin, OTHER):
            moved = f"delete from {OTHER} where at >= {start} and at < {end} returning *"  # noqa: S608 - ours
            admin.execute(f"with moved as ({moved}) insert into {name} select * from moved")  # noqa: S608 - ours
        admin.execute(
            f"alter table audit.change attach partition {name} for values from ({start}) to ({end})"
        )
    return True


def _make_other(admin: psycopg.Connection[Any]) -> None:
    """The part for times that nobody expected: a clock that is wrong must not keep people from working."""
    if not _exists(admin, OTHER):
        with admin.transaction():
            _make_table(admin, OTHER)
            admin.execute(f"alter table audit.change attach partition {OTHER} default")


def _make_table(admin: psycopg.Connection[Any], name: str) -> None:
    admin.execute(f"create table {name} (like audit.change including all)")
    admin.execute(f"alter table {name} owner to {OWNER}")
    admin.execute(f"alter table {name} enable row level security, force row level security")


def _exists(admin: psycopg.Connection[Any], name: str) -> bool:
    return admin.execute("select to_regclass(%s)", [name]).fetchone() != (None,)
