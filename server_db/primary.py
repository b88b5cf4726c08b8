"""Refusing a standby where something has to be stored: PostgreSQL would say so only in the middle, in its own words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import psycopg


class StandbyError(Exception):
    """The server follows another one and stores nothing; the text is a sentence for the administrator."""


def require_primary(admin: psycopg.Connection[Any]) -> None:
    row = admin.execute("select pg_is_in_recovery()").fetchone()
    if row and row[0]:
        raise StandbyError(
            "This server is a standby and stores nothing; nothing was done. Name the primary, or both hosts with "
            "target_session_attrs=read-write, in --dsn."
        )
