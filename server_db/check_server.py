"""Whether PostgreSQL keeps its own doors shut: each revoke is verified, for some report success and change nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from server_db import check_replication
from server_db.install import FLOOR
from server_db.protection import HIDDEN, LANGUAGES, REFUSED, SCHEMAS_OF_POSTGRESQL
from server_db.roles import GROUPS, PERSON

if TYPE_CHECKING:
    from collections.abc import Iterator

    import psycopg

PEOPLE = ("public", PERSON, *GROUPS)


def open_doors(admin: psycopg.Connection[Any]) -> Iterator[str]:
    """What our people can do on this server that they must not."""
    yield from _databases(admin)
    for role in PEOPLE:
        for kind in ("usage", "create"):
            if _has(admin, "schema", role, "public", kind):
                yield f"{_who(role)} may use the schema public ({kind})."
        for language in LANGUAGES:
            if _has(admin, "language", role, language, "usage"):
                yield f"{_who(role)} may write programs in the language {language}."
    yield from _functions(admin)
    yield from _views(admin)
    yield from _defaults(admin)


def advice(admin: psycopg.Connection[Any]) -> Iterator[str]:
    """What is allowed and yet unwise."""
    version = admin.info.server_version
    floor = FLOOR.get(version // 10_000, version)
    if version < floor:
        yield (
            f"PostgreSQL {version // 10_000}.{version % 10_000} lacks important corrections; "
            f"use {floor // 10_000}.{floor % 10_000} or newer."
        )
    settings = dict(
        admin.execute(
            "select name, setting from pg_catalog.pg_settings where name in "
            "('ssl', 'listen_addresses', 'fsync', 'password_encryption')"
        ).fetchall()
    )
    local = {"localhost", "127.0.0.1", "::1", ""}
    if (
        settings["ssl"] == "off"
        and not {part.strip() for part in settings["listen_addresses"].split(",")} <= local
    ):
        yield "The server listens to the network without TLS: passwords and papers can be read on the way."
    if settings["fsync"] == "off":
        yield "fsync is off: a power cut destroys the database. This is for tests only."
    if settings["password_encryption"] != "scram-sha-256":  # noqa: S105 - the name of a setting
        yield "password_encryption is not scram-sha-256."
    yield from _backups(admin)
    yield from _guard(admin)
    yield from _counters(admin)
    yield from _names(admin)
    yield from check_replication.replication(admin)
    yield from check_replication.connections(admin)


def _backups(admin: psycopg.Connection[Any]) -> Iterator[str]:
    """A university that has worked for days without a backup hears of it."""
    row = admin.execute(
        "select max(started_at) filter (where succeeded)::date, "
        "coalesce(max(started_at) filter (where succeeded), (select min(created_at) from security.account)) "
        "< now() - interval '2 days' from system.backup"
    ).fetchone()
    if row and row[1]:
        yield f"The last backup that succeeded is of {row[0]}." if row[0] else "No backup has ever succeeded."


def _counters(admin: psycopg.Connection[Any]) -> Iterator[str]:
    """Numbers of people that run out: there is time to think of another prefix."""
    found = admin.execute(
        "select prefix, last, (10 ^ system.width_of(relation))::integer - 1 from system.number_counter "
        "where last > 0.9 * 10 ^ system.width_of(relation) order by 1"
    )
    for prefix, last, most in found.fetchall():
        yield f"The numbers that begin with {prefix} are nearly used up: {last} of {most} are given."


def _guard(admin: psycopg.Connection[Any]) -> Iterator[str]:
    """Without the guard one login can keep all others from working."""
    row = admin.execute(
        "select max(seen_at), coalesce(max(seen_at) < now() - interval '1 minute', "
        "(select min(created_at) from security.account) < now() - interval '1 day') "
        "from system.watch where name = 'guard'"
    ).fetchone()
    if row and row[1]:
        seen = f"was last seen at {row[0]:%Y-%m-%d %H:%M}" if row[0] else "has never been at work"
        yield f"The guard {seen}: it must always run (hemis server guard, as a service)."


def _names(admin: psycopg.Connection[Any]) -> Iterator[str]:
    """Names from before `naming.require_latin`: they stay until somebody who knows the passport corrects them."""
    for table, people in (("students.student", "students"), ("employees.employee", "employees")):
        rows = admin.execute(
            f"select number from {table} where concat_ws(' ', surname, given_name, patronymic) "  # noqa: S608 - the two tables above
            "~ U&'[\\0370-\\1DFF\\2C80-\\FFFD]' order by number"
        ).fetchall()
        if rows:
            some = ", ".join(number for (number,) in rows[:5]) + (" …" if len(rows) > 5 else "")  # noqa: PLR2004 - enough to begin with
            yield f"The Latin names of {len(rows)} {people} have letters that are not Latin: {some}. Correct them."


def _databases(admin: psycopg.Connection[Any]) -> Iterator[str]:
    name = admin.info.dbname
    collation = admin.execute(
        "select datcollate, pg_encoding_to_char(encoding) from pg_catalog.pg_database where datname = %s",
        [name],
    ).fetchone()
    if collation not in {("C", "UTF8"), ("POSIX", "UTF8")}:
        yield f"The database must have the locale C and the encoding UTF8 and has {collation}."
    if not _has(admin, "database", PERSON, name, "connect"):
        yield f"Nobody may connect to {name}, as after a copy or a restore by hand: run hemis server upgrade."
    for (other,) in admin.execute("select datname from pg_catalog.pg_database where datallowconn").fetchall():
        for right in ("connect", "temporary"):
            if _has(admin, "database", "public", other, right):
                yield f"Everybody may {'connect to' if right == 'connect' else 'make tables in'} the database {other}."


def _functions(admin: psycopg.Connection[Any]) -> Iterator[str]:
    found = admin.execute(
        "select role, string_agg(p.oid::regprocedure::text, ', ') "
        "from pg_catalog.pg_proc p cross join unnest(%s::text[]) role "
        "where proname like any (%s) and prokind = 'f' "
        "and pronamespace::regnamespace::text = any (%s) "
        "and has_function_privilege(role, p.oid, 'execute') group by role",
        [list(PEOPLE), list(REFUSED), SCHEMAS_OF_POSTGRESQL],
    )
    for role, functions in found.fetchall():
        yield f"{_who(role)} may call {functions}."


def _views(admin: psycopg.Connection[Any]) -> Iterator[str]:
    found = admin.execute(
        "select role, string_agg(c.oid::regclass::text, ', ') "
        "from pg_catalog.pg_class c cross join unnest(%s::text[]) role "
        "where relname like any (%s) and relkind = 'v' "
        "and relnamespace::regnamespace::text = any (%s) "
        "and has_any_column_privilege(role, c.oid, 'select') group by role",
        [list(PEOPLE), list(HIDDEN), SCHEMAS_OF_POSTGRESQL],
    )
    for role, views in found.fetchall():
        yield f"{_who(role)} may read {views}."


def _defaults(admin: psycopg.Connection[Any]) -> Iterator[str]:
    found = admin.execute(
        "select owner from unnest(array['hemis_owner', 'hemis_definer', 'hemis_provisioner']) owner "
        "where not exists (select from pg_catalog.pg_default_acl d where d.defaclrole = to_regrole(owner) "
        "and defaclnamespace = 0 and defaclobjtype = 'f' "
        "and not exists (select from aclexplode(d.defaclacl) a where a.grantee = 0))"
    )
    for (owner,) in found.fetchall():
        yield f"New functions of {owner} are for everybody."


def _has(admin: psycopg.Connection[Any], kind: str, role: str, name: str, right: str) -> bool:
    row = admin.execute(f"select has_{kind}_privilege(%s, %s, %s)", [role, name, right]).fetchone()
    return bool(row and row[0])


def _who(role: str) -> str:
    return "Everybody" if role == "public" else role
