"""Rows of the small demonstration, copied within their tables until there are as many as a university has."""

from collections.abc import Mapping, Sequence

import psycopg
from psycopg import sql

#: Between the keys of one copy of a row and of the next.
STEP = 100_000
#: Every row has its own of these; a copy has none.
UNIQUE = ("pinfl", "line_id", "result_id")
COLUMNS = """
select column_name from information_schema.columns
 where table_schema || '.' || table_name = %s and is_generated = 'NEVER'
   and (is_identity = 'NO' or column_name = any (%s))
"""
SEQUENCE = "select setval(pg_get_serial_sequence({name}, 'id'), (select max(id) from {table}))"


def copy_rows(
    admin: psycopg.Connection,
    copied: Mapping[str, Sequence[str]],
    copies: int,
    students: Sequence[int] | None = None,
) -> None:
    """Copy the rows of tables, of all students or of some; `copied` names the columns that move on with a copy.

    Keys of other tables, rules and history are not asked for them.
    """
    admin.execute("set session_replication_role = replica")
    for table, moved in copied.items():
        columns = [name for (name,) in admin.execute(COLUMNS, [table, list(moved)])]
        admin.execute(_copying(table, columns, moved), [copies, students, students])
        if "id" in moved:
            name = sql.Identifier(*table.split("."))
            admin.execute(sql.SQL(SEQUENCE).format(name=sql.Literal(table), table=name))
    admin.execute("set session_replication_role = origin")
    admin.execute("vacuum analyze")


def _copying(table: str, columns: Sequence[str], moved: Sequence[str]) -> sql.Composed:
    def value(name: str) -> sql.Composable:
        if name in moved:
            return sql.SQL("t.{} + c * {}").format(sql.Identifier(name), sql.Literal(STEP))
        if table == "students.student" and name == "number":
            return sql.SQL("lpad((900000000000 + t.id + c * {})::text, 12, '0')").format(sql.Literal(STEP))
        return sql.SQL("null") if name in UNIQUE else sql.SQL("t.{}").format(sql.Identifier(name))

    return sql.SQL(
        "insert into {} ({}) overriding system value select {} from {} t cross join generate_series(1, %s) c"
        " where %s::bigint[] is null or t.{} = any (%s)"
    ).format(
        sql.Identifier(*table.split(".")),
        sql.SQL(", ").join(map(sql.Identifier, columns)),
        sql.SQL(", ").join(map(value, columns)),
        sql.Identifier(*table.split(".")),
        sql.Identifier("id" if table == "students.student" else "student_id"),
    )
