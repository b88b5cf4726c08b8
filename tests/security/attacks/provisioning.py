"""Rights for oneself, logins of others, names and groups that must not be given, passwords in plain words."""

from __future__ import annotations

from typing import Any

from psycopg.types.json import Jsonb

from shared.scram import verifier
from tests.security.attacks.attack import EVERYONE, Attack, Attacker, acting, not_acting, without
from tests.security.attacks.scene import KEEPER, PASSWORD

MANAGERS = acting("hr", "admin")
OUTSIDERS = not_acting("hr", "admin")
NEW = verifier(PASSWORD)
ALONE = "create or replace function security.needs_one_person(role text) returns boolean language sql as 'select true'"
ANY_VERIFIER = (
    "create or replace function provisioning.require_verifier(verifier text) returns void "
    "language sql as 'select'"
)
ANY_ROLE = (
    "create or replace function security.require_grantable(role text, unit_id bigint) returns void "
    "language sql security definer as 'select'"
)


def _grant(me: Attacker, login: str, role: str) -> Any:
    """Ask for a role; whether the person has it at once."""
    me.connection.execute("select security.grant_role(%s, %s, null, null, null)", [login, role])
    return me.rows(
        "select 1 from pg_auth_members where member = %s::regrole and roleid = %s::regrole", login, role
    )


def _create(me: Attacker, login: str, password: str = NEW) -> Any:
    me.connection.execute("select security.create_account(%s, 'Somebody', null, %s)", [login, password])
    return me.rows("select 1 from pg_roles where rolname = %s", login[:63])


def right_for_oneself(me: Attacker) -> Any:
    return _grant(me, me.login, "hemis_tutor")


def right_of_an_office_alone(me: Attacker) -> Any:
    return _grant(me, "marketing", "hemis_accounting")


def administrator_alone(me: Attacker) -> Any:
    return _grant(me, "teacher_mining", "hemis_tutor")


def deciding_the_own_request(me: Attacker) -> Any:
    request = me.scalar("select security.grant_role('marketing', 'hemis_accounting', null, null, null)")
    me.connection.execute("select security.decide(%s, true)", [request])
    return me.rows("select 1 from security.request where id = %s and accepted", request)


def administrators_login_by_two_of_personnel(me: Attacker) -> Any:
    """A colleague has asked for a new password of an administrator; the second one of the same office accepts."""
    me.connection.execute("select security.decide(%s, true)", [me.scene.left["request"]])
    return me.rows("select 1 from security.request where id = %s and accepted", me.scene.left["request"])


def groups_that_are_not_given(me: Attacker) -> Any:
    for role in ("hemis_definer", "hemis_owner", "hemis_provisioner", "pg_read_all_data"):
        with me.connection.transaction(force_rollback=True):
            if me.may("select security.grant_role('teacher_mining', %s, null, null, null)", role) and _grant(
                me, "teacher_mining", role
            ):
                return role
    return None


def login_of_a_colleague(me: Attacker) -> Any:
    return _create(me, "dean_mining")


def password_of_the_server(me: Attacker) -> Any:
    me.connection.execute("select security.reset_password('postgres', %s)", [NEW])
    return True


def long_name(me: Attacker) -> Any:
    """PostgreSQL cuts names at 63 characters: two long logins could become one."""
    return _create(me, "a" * 70)


def reserved_names(me: Attacker) -> Any:
    return _create(me, "hemis_auditor")


def strange_name(me: Attacker) -> Any:
    return _create(me, 'x" superuser; --')


def plain_password(me: Attacker) -> Any:
    me.connection.execute("set local standard_conforming_strings = off")
    return _create(me, "newcomer", "Parol-1234")


def weak_verifier(me: Attacker) -> Any:
    """One round of hashing is as good as the plain password."""
    return _create(me, "newcomer", "SCRAM-SHA-256$1:" + NEW.partition(":")[2])


def own_plain_password(me: Attacker) -> Any:
    me.connection.execute("select security.change_own_password('Parol-1234')")
    return True


def membership_in_new_logins(me: Attacker) -> Any:
    """A setting of the session that gives the maker of a login the login itself."""
    me.connection.execute("set local createrole_self_grant = 'set, inherit'")
    _create(me, "newcomer")
    return me.rows(
        "select 1 from pg_auth_members where roleid = 'newcomer'::regrole and (set_option or inherit_option)"
    )


def sessions_of_colleagues(me: Attacker) -> Any:
    me.connection.execute(f"select security.end_sessions('{KEEPER}')")
    return True


def inner_functions(me: Attacker) -> Any:
    """Past the questions who may: the functions that only functions call."""
    details = Jsonb({"role": "hemis_admin", "starts_on": "2026-01-01", "asked_by": "x"})
    calls: tuple[tuple[str, list[Any]], ...] = (
        ("security.carry_out('grant_role', %s, %s, null)", [me.login, details]),
        ("security.do_or_ask(false, 'grant_role', %s, %s, null)", [me.login, details]),
        ("security.align(1)", []),
        ("provisioning.align(%s, '{hemis_admin}')", [me.login]),
        ("provisioning.set_password(%s, %s)", [KEEPER, NEW]),
        ("provisioning.create_login('newcomer', %s)", [NEW]),
        ("provisioning.end_login(%s)", [KEEPER]),
        ("security.units_of('management', 'hemis_management')", []),
        ("security.readable_private('students.private', '{1}')", []),
        ("students.reference_facts('{1}')", []),
        ("documents.subjects('students.reference_facts', '{1}')", []),
        ("documents.kind_to_issue('reference', 'uz')", []),
        ("documents.next_numbers('reference', 2026, 5)", []),
        ("imports.take_away('students.student', '{1}')", []),
        ("imports.put_back(1, 'students.student', '{}', '[]')", []),
        ("classifiers.is_used('x', 'y')", []),
        ("audit.close_batches(1)", []),
    )
    return [call for call, values in calls if me.may(f"select {call}", *values)]


def accounts_without_the_office(me: Attacker) -> Any:
    calls = (
        f"create_account('newcomer', 'x', null, '{NEW}')",
        f"reset_password('{KEEPER}', '{NEW}')",
        f"end_account('{KEEPER}')",
        f"grant_role('{me.login}', 'hemis_admin', null, null, null)",
        "revoke_role(1)",
        f"decide({me.scene.left['request']}, true)",
        f"end_sessions('{KEEPER}')",
        "explain('management', 'hemis_management', 'students.student', 1)",
    )
    return [call for call in calls if me.may(f"select security.{call}")]


_NEVER_SELF = without("security.other_account", "login = security.me()", "false")

ATTACKS = (
    Attack("a right for oneself", right_for_oneself, MANAGERS, (_NEVER_SELF,)),
    Attack("a right of an office without a second person", right_of_an_office_alone, MANAGERS, (ALONE,)),
    Attack(
        "an administrator alone",
        administrator_alone,
        acting("admin"),
        (without("security.waits", "security.my_role() = 'hemis_admin'", "false"),),
    ),
    Attack(
        "deciding the own request",
        deciding_the_own_request,
        MANAGERS,
        (without("security.decide", "security.me() in (request.asked_by, request.subject)", "false"),),
    ),
    Attack(
        "an administrator's login by two of personnel",
        administrators_login_by_two_of_personnel,
        (("hr_second", "hemis_hr"), ("hr", "hemis_hr")),
        (without("security.decide", "request.act = 'reset_password'", "false"),),
    ),
    Attack(
        "groups that are not given",
        groups_that_are_not_given,
        MANAGERS,
        (ANY_ROLE, ALONE, "grant hemis_definer to hemis_provisioner with admin true"),
    ),
    Attack(
        "the login of a colleague",
        login_of_a_colleague,
        MANAGERS,
        (
            "alter table security.account drop constraint account_login_key",
            without("provisioning.create_login", "to_regrole(quote_ident(login)) is not null", "false"),
            without(
                "provisioning.create_login",
                "execute format('create role %I",
                "perform format('create role %I",
            ),
        ),
    ),
    Attack(
        "a new password for the server's administrator",
        password_of_the_server,
        MANAGERS,
        (
            "insert into security.account (login, display_name, created_by) values ('postgres', 'x', 'x')",
            "create or replace function provisioning.require_person(login text) returns void language sql as 'select'",
            "alter function provisioning.set_password(text, text) owner to postgres",
            "create or replace function provisioning.end_sessions(login text) returns void language sql as 'select'",
            "grant execute on all functions in schema provisioning to public",
        ),
    ),
    Attack(
        "a name longer than PostgreSQL keeps",
        long_name,
        MANAGERS,
        (
            without("provisioning.create_login", "{1,39}", "{1,99}"),
            (
                "alter table security.account drop constraint account_login_pattern_check, "
                "drop constraint account_login_length_check"
            ),
        ),
    ),
    Attack(
        "a reserved name",
        reserved_names,
        MANAGERS,
        (without("provisioning.create_login", "login ~ '^(pg_|hemis|postgres)'", "false"),),
    ),
    Attack(
        "a name that is SQL",
        strange_name,
        MANAGERS,
        (
            without("provisioning.create_login", "login !~ '^[a-z][a-z0-9_]{1,39}$'", "false"),
            "alter table security.account drop constraint account_login_pattern_check",
        ),
    ),
    Attack("a password in plain words", plain_password, MANAGERS, (ANY_VERIFIER,)),
    Attack(
        "a verifier of one round",
        weak_verifier,
        MANAGERS,
        (
            without("provisioning.require_verifier", "not between 4096 and 200000", "< 0"),
            without("provisioning.require_verifier", "[0-9]{4,6}", "[0-9]{1,6}"),
        ),
    ),
    Attack("the own password in plain words by the function", own_plain_password, EVERYONE, (ANY_VERIFIER,)),
    Attack(
        "membership in new logins",
        membership_in_new_logins,
        MANAGERS,
        ("alter function provisioning.create_login(text, text) reset createrole_self_grant",),
    ),
    Attack(
        "ending sessions of colleagues",
        sessions_of_colleagues,
        MANAGERS,
        (without("security.end_sessions", "a.ended_at is null", "false"),),
    ),
    Attack(
        "functions behind the functions",
        inner_functions,
        (("dean_geology", "hemis_faculty"), *EVERYONE),
        ("grant execute on function security.carry_out(text, text, jsonb, text) to hemis_faculty",),
    ),
    Attack(
        "accounts without being the office",
        accounts_without_the_office,
        (("dean_geology", "hemis_faculty"), *OUTSIDERS),
        (
            "grant execute on function security.create_account(text, text, bigint, text) to hemis_faculty",
            without(
                "security.create_account", "perform security.require_role('hemis_hr', 'hemis_admin');", ""
            ),
        ),
    ),
)
