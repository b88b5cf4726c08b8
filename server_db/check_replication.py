"""Whether what is acknowledged would survive the loss of this machine, and whether there is room for everybody."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    import psycopg

#: Connections of one person at work: two that act, one that listens.
EACH = 3
RESERVED = 10
_STANDBYS = (
    "select application_name, sync_state in ('sync', 'quorum'), "
    "pg_size_pretty(pg_wal_lsn_diff(pg_current_wal_lsn(), flush_lsn)) from pg_catalog.pg_stat_replication "
    "where state = 'streaming'"
)
_UNREAD = (
    "select slot_name, pg_size_pretty(pg_wal_lsn_diff(pg_current_wal_lsn(), restart_lsn)) "
    "from pg_catalog.pg_replication_slots where not active and restart_lsn is not null"
)
_ASKED = (
    "select setting::int from pg_file_settings where name = 'max_connections' order by seqno desc limit 1"
)


def replication(admin: psycopg.Connection[Any]) -> Iterator[str]:
    """What the keeper of two machines should know; nothing where there is only one."""
    if _one(admin, "select pg_is_in_recovery()"):
        return
    standbys = admin.execute(_STANDBYS).fetchall()
    waited = bool(_one(admin, "show synchronous_standby_names"))
    if waited and not any(synchronous for _name, synchronous, _behind in standbys):
        yield "Every save waits for a standby (synchronous_standby_names) and none is there: nobody can save."
    for name, synchronous, behind in standbys:
        if not synchronous and not waited:
            yield (
                f"The standby {name} is asynchronous ({behind} behind): what was saved last is lost if this machine "
                "is. Set synchronous_standby_names."
            )
    for name, kept in admin.execute(_UNREAD):
        yield f"The slot {name} has no reader and keeps {kept} until the disk is full: drop it or start its reader."


def connections(admin: psycopg.Connection[Any]) -> Iterator[str]:
    """Whether the server admits as many as it was told to, and as its people need."""
    row = admin.execute(
        "select setting::int, source from pg_catalog.pg_settings where name = 'max_connections'"
    ).fetchone()
    assert row is not None  # noqa: S101 - the setting exists
    admitted, source = row
    asked = _one(admin, _ASKED)
    if asked is not None and asked != admitted:
        cure = (
            "the command line of the server says otherwise, as Patroni's does: set it there (patronictl edit-config)"
            if source == "command line"
            else "restart the server"
        )
        yield f"max_connections is {admitted} and {asked} was asked for: {cure}."
    people = _one(admin, "select count(*) from security.account where ended_at is null") or 0
    if EACH * people + RESERVED > admitted:
        yield f"{people} people need {EACH} connections each; max_connections is {admitted}."


def _one(admin: psycopg.Connection[Any], question: str) -> Any:
    row = admin.execute(question).fetchone()
    return row[0] if row else None
