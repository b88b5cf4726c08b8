"""Becoming somebody else or something more, and standing in everybody's way."""

from __future__ import annotations

from typing import Any

from server_db.roles import ALL
from tests.security.attacks.attack import EVERYONE, Attack, Attacker
from tests.security.attacks.scene import KEEPER

#: One of each kind of person first; the dean is the one for whom rules are broken.
ALL_KINDS = (("dean_geology", "hemis_faculty"), *EVERYONE)
DEFINITIONS = "drop event trigger hemis_no_definitions"
SUPERUSER = "alter role hemis_faculty superuser"


def _which(me: Attacker, *statements: str) -> list[str]:
    """Those of the statements that go through."""
    return [statement for statement in statements if me.may(statement)]


def other_roles(me: Attacker) -> Any:
    own = set(me.column("select r.rolname from pg_roles r where pg_has_role(session_user, r.oid, 'set')"))
    foreign = [
        role for role in (*ALL, "postgres", "management", KEEPER, "pg_read_all_data") if role not in own
    ]
    return _which(me, *(f"set role {role}" for role in foreign)) or own & {*ALL[:4], "pg_read_all_data"}


def own_attributes(me: Attacker) -> Any:
    targets = (me.login, me.role)
    wishes = ("superuser", "bypassrls", "createrole", "createdb", "replication", "valid until 'infinity'",
              "connection limit 1000", "rename to somebody_else")  # fmt: skip
    return _which(me, *(f"alter role {target} {wish}" for target in targets for wish in wishes))


def own_groups(me: Attacker) -> Any:
    return _which(
        me,
        f"grant hemis_admin to {me.login}",
        f"grant {me.role} to {KEEPER}",
        f"grant hemis_definer to {me.role}",
        f"grant {me.login} to {KEEPER}",
        "create role helper_of_mine login",
        f"create role helper_of_mine in role {me.role}",
    )


def others_passwords(me: Attacker) -> Any:
    return _which(
        me, *(f"alter role {one} password 'Parol-1234'" for one in (KEEPER, "postgres", "hemis_owner"))
    )


def temporary_tables(me: Attacker) -> Any:
    return _which(
        me, "create temporary table student (id bigint)", "create temporary view unit as select 1",
        "create temporary sequence s",
    )  # fmt: skip


def objects_of_ones_own(me: Attacker) -> Any:
    return _which(
        me,
        "create schema mine",
        "create table public.mine (id bigint)",
        "create function public.me() returns text language sql as 'select 1::text'",
        "create function security.me(x text) returns text language sql as 'select 1::text'",
        "create operator public.= (leftarg = text, rightarg = text, function = textne)",
        "create event trigger mine on ddl_command_start execute function security.refuse_definitions()",
        "create publication mine for all tables",
        "create cast (text as bigint) with inout",
        "alter default privileges grant select on tables to public",
    )


def what_belongs_to_others(me: Attacker) -> Any:
    return _which(
        me,
        "alter table students.student disable row level security",
        "alter table students.student no force row level security",
        "create policy mine on students.student using (true)",
        "alter policy student_read_units on students.student using (true)",
        "drop policy student_read_units on students.student",
        "create trigger mine before insert on students.student for each row execute function security.touch()",
        "alter table students.student disable trigger all",
        "drop trigger touch on students.student",
        "create rule mine as on insert to students.student do nothing",
        "create index mine on students.private (passport)",
        "drop table students.award",
        "comment on table students.student is ''",
        "alter function security.acts(text) owner to current_user",
        "drop function security.acts(text) cascade",
        "grant select on students.private to public",
        "alter table students.student owner to current_user",
    )


def drop_owned(me: Attacker) -> Any:
    """Every member may drop what the group owns; among that PostgreSQL counts the place in every policy."""
    policies = "select count(*) from pg_policy where %s::regrole = any (polroles)"
    before = me.scalar(policies, me.role)
    if not (me.may(f"drop owned by {me.role}") and before):
        return None
    me.connection.execute(f"drop owned by {me.role}")
    return me.scalar(policies, me.role) < before


def anonymous_code(me: Attacker) -> Any:
    return _which(me, "do $$ begin perform 1; end $$")


FUNCTIONS = (
    "pg_advisory_lock(1)", "pg_advisory_xact_lock(1)", "pg_try_advisory_lock(1)", "pg_sleep(0)", "pg_sleep_for('0')",
    "pg_notify('hemis', 'x')", "pg_logical_emit_message(false, 'x', 'y')", "pg_export_snapshot()",
    "lo_create(0)", "lo_from_bytea(0, 'x')", "lo_creat(-1)", "pg_ls_dir('.')", "pg_read_file('postgresql.conf')",
    "pg_read_binary_file('postgresql.conf')", "pg_stat_file('postgresql.conf')", "pg_ls_logdir()", "pg_reload_conf()",
    "pg_rotate_logfile()", "pg_switch_wal()", "pg_create_restore_point('x')", "pg_stat_reset()",
    "pg_database_size(current_database())", "pg_total_relation_size('students.private')",
    "set_config('role', 'none', true)", "pg_promote()", "lo_import('/etc/passwd')",
)  # fmt: skip


def refused_functions(me: Attacker) -> Any:
    return _which(me, *(f"select {call}" for call in FUNCTIONS))


def sessions_of_others(me: Attacker) -> Any:
    return _which(me, f"select pg_cancel_backend({me.scene.left['pid']})")


def files_and_programs(me: Attacker) -> Any:
    return _which(
        me, "copy (select 1) to program 'cat > /dev/null'", "copy (select 1) to '/tmp/out'",
        "copy system.note (body) from program 'true'", "load 'plpgsql'",
    )  # fmt: skip


def settings_of_the_server(me: Attacker) -> Any:
    return _which(
        me, "set session_replication_role = replica", "set log_statement = 'none'", "set allow_system_table_mods = on",
        "set lo_compat_privileges = on", "set track_activities = off", "set session_preload_libraries = 'x'",
        "set zero_damaged_pages = on", "set commit_delay = 1000",
    )  # fmt: skip


def own_timeouts(me: Attacker) -> Any:
    return _which(
        me, "set statement_timeout = 0", "set idle_in_transaction_session_timeout = 0", "set work_mem = '1GB'"
    )


def notify(me: Attacker) -> Any:
    return _which(me, "notify hemis, 'students.student'")


def own_plain_password(me: Attacker) -> Any:
    me.connection.execute("set local role none")
    return _which(me, f"alter role {me.login} password 'Parol-1234'")


def password_of_the_group(me: Attacker) -> Any:
    return _which(me, f"alter role {me.role} password 'Parol-1234'")


ATTACKS = (
    Attack("another role", other_roles, ALL_KINDS, ("grant hemis_definer to dean_geology with set true",)),
    Attack("more attributes", own_attributes, ALL_KINDS, (SUPERUSER,)),
    Attack("more groups", own_groups, ALL_KINDS, ("grant hemis_admin to hemis_faculty with admin true",)),
    Attack(
        "passwords of others",
        others_passwords,
        ALL_KINDS,
        ("alter role hemis_faculty createrole", f"grant {KEEPER} to hemis_faculty with admin true"),
    ),
    Attack(
        "temporary tables in front of ours",
        temporary_tables,
        ALL_KINDS,
        (
            DEFINITIONS,
            "do $$ begin execute format('grant temporary on database %I to public', current_database()); end $$",
        ),
    ),
    Attack(
        "objects of one's own",
        objects_of_ones_own,
        ALL_KINDS,
        (DEFINITIONS, "grant create on schema public to public"),
    ),
    Attack(
        "objects of one's own, where the schema allows it",
        objects_of_ones_own,
        (("dean_geology", "hemis_faculty"),),
        (DEFINITIONS, "grant create on schema security to public", "grant usage on language sql to public"),
    ),
    Attack(
        "changing what belongs to others",
        what_belongs_to_others,
        ALL_KINDS,
        (DEFINITIONS, "alter table students.student owner to hemis_faculty"),
    ),
    # A table of which a group reads some columns only stops it as well: PostgreSQL finds nothing there to take away.
    Attack(
        "dropping what the group owns",
        drop_owned,
        ALL_KINDS,
        (DEFINITIONS, f"grant select on offline.station to {ALL_KINDS[0][1]}"),
    ),
    Attack("anonymous code", anonymous_code, ALL_KINDS, ("grant usage on language plpgsql to public",)),
    Attack(
        "functions that hold, wait, store or look around",
        refused_functions,
        ALL_KINDS,
        ("grant execute on function pg_advisory_lock(bigint) to public",),
    ),
    Attack(
        "large objects",
        lambda me: _which(me, "select lo_create(0)"),
        ALL_KINDS,
        ("grant execute on function lo_create(oid) to public",),
    ),
    Attack(
        "the middle of a statement",
        lambda me: _which(me, "select set_config('role', 'none', true)"),
        ALL_KINDS,
        ("grant execute on function set_config(text, text, boolean) to public",),
    ),
    Attack(
        "sessions of others",
        sessions_of_others,
        tuple(who for who in ALL_KINDS if who[0] != "dean_mining"),
        ("grant pg_signal_backend to hemis_faculty with inherit true",),
    ),
    Attack(
        "files and programs of the server",
        files_and_programs,
        ALL_KINDS,
        ("grant pg_execute_server_program to hemis_faculty with inherit true",),
    ),
    Attack(
        "settings of the server",
        settings_of_the_server,
        ALL_KINDS,
        ("grant set on parameter session_replication_role to hemis_faculty",),
    ),
    Attack(
        "own timeouts and memory",
        own_timeouts,
        ALL_KINDS,
        residual="time and memory of a session, until the keeper of the server ends it",
    ),
    Attack("a notification that is not true", notify, ALL_KINDS, residual="desks reload a list in vain"),
    Attack(
        "an own password in plain words",
        own_plain_password,
        EVERYONE,
        residual="the own password stands in the server's log if statements are logged there",
    ),
    Attack(
        "a password for the group", password_of_the_group, EVERYONE, residual="nothing: a group cannot log in"
    ),
)
