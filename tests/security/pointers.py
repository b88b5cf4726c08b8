"""Rows that were merged into others: each refuses every change by itself, as the tests of merges show."""

from typing import Any

import psycopg


def split(admin: psycopg.Connection[Any]) -> None:
    """Make rows of their own of them, so that what is tried meets the rights alone."""
    admin.execute("alter table students.student disable trigger keep_pointer")
    admin.execute("update students.student set merged_into_id = null where merged_into_id is not null")
    admin.execute("alter table students.student enable trigger keep_pointer")
