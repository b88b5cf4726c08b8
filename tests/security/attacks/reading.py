"""Reading what is not one's own: every way past row security and past the columns that are granted."""

from __future__ import annotations

from typing import Any

from psycopg import errors

from tests.security import attempts
from tests.security.attacks.attack import (
    EACH_ROLE,
    Attack,
    Attacker,
    acting,
    no_rows_hidden,
    without,
)
from tests.security.attacks.scene import EXPIRED, SHIFTED, TWO_ROLES
from tests.security.test_access_matrix import RELATIONS

OPEN_STUDENTS = no_rows_hidden("students.student")
#: Whoever sees some rows of a table and not others; the other roles see all or nothing of it. What everybody sees
#: by a plain question is compared in test_access_matrix.py.
SCOPED = tuple(
    who
    for role in ("faculty", "tutor", "teacher", "department_head")
    for who in acting(role)
    if who in EACH_ROLE
)


def _beyond(me: Attacker, query: str) -> dict[str, set[Any]]:
    """What `query`, with {table} and {key}, brings of each table beyond the rights."""
    gained = {}
    for relation in RELATIONS:
        table = attempts.identifier(relation).as_string(me.connection)
        try:
            with me.connection.transaction(force_rollback=True):
                found = me.column(query.format(table=table, key=attempts.key_of(relation)))
        except errors.InsufficientPrivilege:
            continue
        if more := set(found) - me.allowed(relation):
            gained[relation] = more
    return gained


def other_scope(me: Attacker) -> Any:
    return _beyond(me, "select {key} from {table} where true or {key} is null")


def through_a_join(me: Attacker) -> Any:
    return _beyond(me, "select b.{key} from {table} a right join {table} b using ({key})")


def sample(me: Attacker) -> Any:
    return _beyond(me, "select {key} from {table} tablesample system (100)")


def held_cursor(me: Attacker) -> Any:
    def fetch(table: str, key: str) -> list[Any]:
        me.connection.execute(f"declare held cursor for select {key} from {table}")
        return me.column("fetch all from held")

    gained = {}
    for relation in RELATIONS:
        table = attempts.identifier(relation).as_string(me.connection)
        try:
            with me.connection.transaction(force_rollback=True):
                found = fetch(table, attempts.key_of(relation))
        except errors.InsufficientPrivilege:
            continue
        if more := set(found) - me.allowed(relation):
            gained[relation] = more
    return gained


def row_security_off(me: Attacker) -> Any:
    me.connection.execute("set local row_security = off")
    return _beyond(me, "select {key} from {table}")


def copy_out(me: Attacker) -> Any:
    gained = {}
    for relation in RELATIONS:
        table, key = attempts.identifier(relation).as_string(me.connection), attempts.key_of(relation)
        try:
            with (
                me.connection.transaction(force_rollback=True),
                me.connection.cursor() as cursor,
                cursor.copy(f"copy {table} ({key}) to stdout") as copy,
            ):
                found = {row[0] for row in copy.rows()}
        except errors.InsufficientPrivilege:
            continue
        if more := found - {str(one) for one in me.allowed(relation)}:
            gained[relation] = more
    return gained


def partitions(me: Attacker) -> Any:
    names = me.column(
        "select inhrelid::regclass::text from pg_inherits where inhparent = 'audit.change'::regclass"
    )
    return [name for name in names if me.may(f"select id from {name} limit 1")]


def views(me: Attacker) -> Any:
    """The history shows changes of students only to those who read the student."""
    return me.column(
        "select record_id from audit.v_history where relation = 'students.student' and not record_id = any (%s)",
        list(me.allowed("students.student")),
    )


def function_of_history(me: Attacker) -> Any:
    if me.scene.hidden["id"] not in me.allowed("students.student"):
        return me.rows("select * from audit.history('students.student', %s)", me.scene.hidden["id"])
    return None


#: {t} the table, {c} a column that is not granted.
UNGRANTED = (
    "select {c} from {t} limit 1",
    "select 1 from {t} where {c} is not null limit 1",
    "select 1 from {t} order by {c} limit 1",
    "select count(*) from {t} group by {c}",
    "select x from {t} x limit 1",
    "select to_jsonb(x) from {t} x limit 1",
    "select * from {t} limit 1",
    "select (x).{c} from {t} x limit 1",
)


def ungranted_columns(me: Attacker) -> Any:
    gained = []
    for relation in RELATIONS:
        table = attempts.identifier(relation).as_string(me.connection)
        columns = [c.name for c in attempts.BY_RELATION[relation].__table__.columns]
        hidden = [name for name in columns if name not in me.scene.readable[me.login, me.role][relation]]
        for column in hidden[:1] + hidden[-1:]:
            gained += [
                (relation, column, form)
                for form in UNGRANTED
                if me.may(form.format(t=table, c=f'"{column}"'))
            ]
    return gained


def returning(me: Attacker) -> Any:
    """An update may return only what may be read."""
    return me.rows("update students.student set surname = 'X' returning status")


STATISTICS = (
    "pg_stats", "pg_statistic", "pg_stats_ext", "pg_stats_ext_exprs", "pg_statistic_ext_data", "pg_stat_activity",
    "pg_stat_user_tables", "pg_stat_user_indexes", "pg_statio_user_tables", "pg_authid", "pg_shadow",
    "pg_user_mapping", "pg_hba_file_rules", "pg_file_settings", "pg_largeobject", "pg_locks", "pg_cursors",
)  # fmt: skip


def statistics(me: Attacker) -> Any:
    return [view for view in STATISTICS if me.may(f"select * from {view} limit 1")]


def xml(me: Attacker) -> Any:
    return me.scalar(
        "select has_function_privilege('query_to_xml(text, boolean, boolean, text)', 'execute')"
    ) or me.may("select query_to_xml('select 1', true, true, '')")


def claims(me: Attacker) -> Any:
    """Settings that other systems trust: nobody here looks at them."""
    everything = "{" + ",".join(str(unit) for unit in me.scene.units.values()) + "}"
    for name, value in (
        ("hemis.units", everything),
        ("hemis.login", "management"),
        ("hemis.role", "hemis_management"),
        ("request.jwt.claims", '{"role": "hemis_management"}'),
        ("app.user_id", "management"),
    ):
        me.connection.execute(f"set {name} = '{value}'")
    return _beyond(me, "select {key} from {table}")


def other_day(me: Attacker) -> Any:
    """A right of yesterday or tomorrow, in a session that lies about the time zone."""
    for zone in ("Etc/GMT+12", "Etc/GMT-14"):
        me.connection.execute(f"set timezone = '{zone}'")
        if found := me.rows("select id from students.student"):
            return found
    return None


def expired(me: Attacker) -> Any:
    """The login is still in the group, the right is over: no table and no function answers."""
    gained: list[Any] = [
        relation
        for relation in RELATIONS
        if attempts.visible(me.connection, relation) and relation != "security.sign_in"
    ]
    student = me.scene.own["id"]
    for call in (
        f"select security.ask_reading('students.private', '{{{student}}}', 'work')",
        f"select documents.register('reference', 'uz', '{{{student}}}', array['{{}}'::jsonb])",
        "select imports.begin('students', 'x', '00')",
        "select documents.verify('MN-1')",
        f"select students.write_private({student}, 1, '{{}}')",
        "select security.create_account('somebody_new', 'x', null, 'x')",
    ):
        try:
            with me.connection.transaction(force_rollback=True):
                gained.append(me.rows(call))
        except (errors.InsufficientPrivilege, errors.OperationalError, errors.DatabaseError) as error:
            if not (error.sqlstate or "").startswith(("42501", "HM002")):
                gained.append(str(error))
    return gained


def cursor_across_roles(me: Attacker) -> Any:
    """Policies of the first role, units of the second: all cards for one who has neither right."""
    me.connection.execute("declare across cursor for select employee_id from employees.card")
    own = set(me.column("select employee_id from employees.card"))
    me.connection.execute("set role hemis_registrar")
    return set(me.column("fetch all from across")) - own


def role_within_a_statement(me: Attacker) -> Any:
    """The same in one statement, whose first part changes the role."""
    own = len(me.rows("select id from students.student"))
    changed = me.rows(
        "update students.student set patronymic = 'X' "
        "where (select set_config('role', 'hemis_registrar', true)) is not null"
    )
    return len(changed) > own


def explain_as_somebody_crafted(me: Attacker) -> Any:
    """A login that is a piece of SQL must not become one where the policies are asked."""
    login = (
        "x\\',$$r$$))::bigint[])) or exists (select from students.private where pinfl = $$"
        + me.scene.hidden["pinfl"]
        + "$$)))--"
    )
    return me.scalar(
        "select (security.explain(%s, 'hemis_faculty', 'students.student', %s) ->> 'sees')::boolean",
        login,
        me.scene.own["id"],
    )


_MIXED = "security.my_employees"
_IN_ROLE = " where planned = security.my_role()"

ATTACKS = (
    Attack("rows of another scope", other_scope, SCOPED, (OPEN_STUDENTS,)),
    Attack("rows through an outer join", through_a_join, SCOPED, (OPEN_STUDENTS,)),
    Attack("rows by sampling", sample, SCOPED, (OPEN_STUDENTS,)),
    Attack("rows through a cursor", held_cursor, SCOPED, (OPEN_STUDENTS,)),
    Attack("row security switched off", row_security_off, SCOPED, ("alter role hemis_faculty bypassrls",)),
    Attack("copy out", copy_out, SCOPED, (OPEN_STUDENTS,)),
    Attack(
        "a partition instead of its table",
        partitions,
        (("management", "hemis_management"), *EACH_ROLE),
        (
            (
                "do $$ declare part regclass; begin for part in select inhrelid from pg_inherits where inhparent = "
                "'audit.change'::regclass loop "
                "execute format('grant select on %s to hemis_management', part); end loop; "
                "end $$"
            ),
        ),
    ),
    Attack(
        "history of hidden records by the view",
        views,
        SCOPED + acting("teacher", "hr", "doctoral_office"),
        (
            (
                "create or replace view audit.v_history with (security_barrier = true) as "
                "select id, at, login, role, action, relation, record_id, before, after from audit.change"
            ),
        ),
    ),
    Attack(
        "history of a hidden record by the function",
        function_of_history,
        (("dean_geology", "hemis_faculty"), *acting("tutor", "teacher", "finance_control", "admin")),
        (without("system.may_read", "    return found;", "    return true;"),),
    ),
    Attack(
        "students of groups that one does not teach",
        other_scope,
        acting("teacher", "department_head"),
        (without("teaching.taught_groups_of", "where p.class_id", "where true or p.class_id"),),
    ),
    Attack(
        "columns that are not granted",
        ungranted_columns,
        (("hr", "hemis_hr"), *EACH_ROLE),
        ("grant select (birth_date) on students.student to hemis_hr",),
    ),
    Attack(
        "more than granted by returning",
        returning,
        acting("hr"),
        (
            "grant update (surname) on students.student to hemis_hr",
            "grant select (status) on students.student to hemis_hr",
            "create policy broken on students.student for update to hemis_hr using (true)",
        ),
    ),
    Attack("statistics and catalogues", statistics, EACH_ROLE, ("grant select on pg_statistic to public",)),
    Attack(
        "queries inside XML functions",
        xml,
        EACH_ROLE,
        ("grant execute on function query_to_xml(text, boolean, boolean, text) to public",),
    ),
    Attack(
        "claims in settings",
        claims,
        SCOPED,
        (
            (
                "alter policy student_read_units on students.student "
                "using (faculty_id = any (current_setting('hemis.units')::bigint[]))"
            ),
        ),
    ),
    Attack(
        "another day by the time zone",
        other_day,
        ((SHIFTED, "hemis_faculty"),),
        (
            "create or replace function security.today() returns date language sql stable as 'select current_date'",
        ),
    ),
    Attack(
        "a right that has run out",
        expired,
        tuple((EXPIRED, f"hemis_{role}") for role in ("faculty", "hr", "academic_office")),
        (
            "create or replace function security.today() returns date language sql as $$ select date '2021-06-01' $$",
        ),
    ),
    Attack(
        "a cursor fetched in another role",
        cursor_across_roles,
        ((TWO_ROLES, "hemis_faculty"),),
        (without(_MIXED, _IN_ROLE, ""),),
    ),
    Attack(
        "another role within a statement",
        role_within_a_statement,
        ((TWO_ROLES, "hemis_faculty"),),
        (
            without("security.my_units", _IN_ROLE, ""),
            "grant execute on function set_config(text, text, boolean) to public",
        ),
    ),
    Attack(
        "SQL in place of a login",
        explain_as_somebody_crafted,
        acting("admin"),
        (
            without(
                "security.may_read_as",
                "not exists (select from security.account a where a.login = may_read_as.login)",
                "false",
            ),
        ),
    ),
)
