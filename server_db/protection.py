"""What PostgreSQL grants to everybody by default and nobody of ours shall have."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from psycopg import sql

from server_db.roles import OWNER, OWNERS, PERSON, PROVISIONER

if TYPE_CHECKING:
    import psycopg

#: Functions of PostgreSQL that hold locks for others, store data outside tables, wait, or look into the server.
REFUSED = (
    r"pg\_advisory%", r"pg\_try\_advisory%", r"pg\_sleep%", "pg_notify", "pg_export_snapshot",
    "set_config",  # the role would change in the middle of a statement, and the history note another one
    r"lo\_%", "loread", "lowrite",
    r"%\_to\_xml%",
    r"pg\_ls\_%", "pg_stat_file", r"pg\_read\_%", "pg_logical_emit_message",
    r"pg\_stat\_%", r"pg\_lock%", "pg_blocking_pids", "pg_safe_snapshot_blocking_pids",
    "pg_database_size", "pg_tablespace_size", "pg_relation_size", "pg_total_relation_size", "pg_table_size",
    "pg_indexes_size",
)  # fmt: skip
#: Views that tell how many rows others have, what they hold, or who is doing what.
HIDDEN = (
    r"pg\_stat%",
    "pg_locks",
    "pg_prepared_xacts",
    "pg_hba_file_rules",
    "pg_file_settings",
    "pg_cursors",
)
#: What the functions of our owners need of the refused ones.
NEEDED = {
    "hemis_definer": (
        "pg_advisory_xact_lock(bigint)",
        "pg_try_advisory_lock_shared(bigint)",
        "pg_advisory_unlock_shared(bigint)",
        "set_config(text, text, boolean)",
    ),
    PROVISIONER: ("pg_stat_get_activity(integer)",),
}
SCHEMAS_OF_POSTGRESQL = ["pg_catalog", "information_schema"]
LANGUAGES = ("plpgsql", "sql")


def protect(admin: psycopg.Connection[Any]) -> None:
    """Take from PUBLIC, in the database of this connection, whatever our people do not need.

    A database copied from a template or restored without its own privileges gets them back by this.
    """
    _protect_database(admin)
    admin.execute("revoke all on schema public from public")
    for language in LANGUAGES:
        admin.execute(f"revoke usage on language {language} from public")
        admin.execute(f"grant usage on language {language} to {', '.join(OWNERS)}")
    for owner in OWNERS:
        admin.execute(f"alter default privileges for role {owner} revoke execute on functions from public")
        admin.execute(f"alter default privileges for role {owner} revoke usage on types from public")
    _refuse_functions(admin)
    _hide_views(admin)


def close_other_databases(admin: psycopg.Connection[Any]) -> None:
    """Nobody but those named may connect to the databases beside ours."""
    others = "select datname from pg_catalog.pg_database where datname <> current_database()"
    for (name,) in admin.execute(others).fetchall():
        admin.execute(
            sql.SQL("revoke connect, temporary on database {} from public").format(sql.Identifier(name))
        )


def _protect_database(admin: psycopg.Connection[Any]) -> None:
    name = sql.Identifier(admin.info.dbname)
    for statement in (
        "revoke all on database {} from public",
        f"grant connect, create on database {{}} to {OWNER}",
        f"grant connect on database {{}} to {PERSON}",
        "alter database {} set timezone to 'Asia/Tashkent'",
        "alter database {} set idle_in_transaction_session_timeout to '10min'",
    ):
        admin.execute(sql.SQL(statement).format(name))


def _refuse_functions(admin: psycopg.Connection[Any]) -> None:
    found = admin.execute(
        "select p.oid::regprocedure::text from pg_catalog.pg_proc p where p.proname like any (%s) and p.prokind = 'f' "
        "and p.pronamespace::regnamespace::text = any (%s) "
        "and has_function_privilege('public', p.oid, 'execute')",
        [list(REFUSED), SCHEMAS_OF_POSTGRESQL],
    ).fetchall()
    if found:
        admin.execute(f"revoke execute on function {', '.join(name for (name,) in found)} from public")
    for role, names in NEEDED.items():
        admin.execute(f"grant execute on function {', '.join(names)} to {role}")


def _hide_views(admin: psycopg.Connection[Any]) -> None:
    found = admin.execute(
        "select c.oid::regclass::text from pg_catalog.pg_class c where c.relkind = 'v' and c.relname like any (%s) "
        "and c.relnamespace::regnamespace::text = any (%s) "
        "and has_table_privilege('public', c.oid, 'select')",
        [list(HIDDEN), SCHEMAS_OF_POSTGRESQL],
    ).fetchall()
    for (name,) in found:
        admin.execute(f"revoke all on {name} from public")
