"""Oracles: what can be told about rows that are never shown, and what cannot."""

from __future__ import annotations

from typing import Any

from psycopg import errors
from psycopg.types.json import Jsonb

from shared.codes import Language
from tests.security import attempts
from tests.security.attacks.attack import EVERYONE, Attack, Attacker, acting, without

DEANS = (("dean_geology", "hemis_faculty"), ("deputy_geology", "hemis_faculty"))
#: The private data of students readable by rows: row security alone would then have to keep the values.
READABLE_PRIVATE = (
    "grant select on students.private to hemis_faculty",
    (
        "create policy broken on students.private for select to hemis_faculty using (student_id = any (array("
        "select id from students.student where faculty_id = any ((select security.my_units())::bigint[]))))"
    ),
)


def _differs(me: Attacker, query: str, right: object, wrong: object) -> bool:
    """Whether the plan of a query that shows nothing is another one for the right guess."""
    me.connection.execute("set local enable_seqscan = off")
    return me.plan(query, right).replace(str(right), "") != me.plan(query, wrong).replace(str(wrong), "")


def explain_equality(me: Attacker) -> Any:
    return _differs(
        me, "select 1 from students.private where pinfl = %s", me.scene.hidden["pinfl"], "30000000000000"
    )


def explain_range(me: Attacker) -> Any:
    """Digit by digit, by the number of rows that were looked at and not shown."""
    me.connection.execute("set local enable_seqscan = off")
    number = ""
    for _ in range(3):
        number += next(
            digit
            for digit in "0123456789"
            if "Removed by Filter: 0" not in (plan := _between(me, number + digit)) and "Removed" in plan
        )
    return number


def _between(me: Attacker, start: str) -> str:
    return me.plan("select 1 from students.private where pinfl >= %s and pinfl < %s", start, start + "~")


def explain_birth_date(me: Attacker) -> Any:
    """The number of a student of another faculty is known; is this the birth date?

    The comparison, which is leakproof, comes before the scope: whether the scope was asked at all stands in the plan.
    """
    query = f"select 1 from students.student where number = '{me.scene.hidden['number']}' and birth_date = %s"
    return _differs(me, query, me.scene.hidden["birth_date"], "1901-01-01")


def statistics_of_the_transaction(me: Attacker) -> Any:
    me.connection.execute("select 1 from students.student where number = %s", [me.scene.hidden["number"]])
    return me.rows("select * from pg_stat_xact_user_tables") or me.rows(
        "select pg_stat_get_xact_tuples_fetched('students.student'::regclass)"
    )


def activity(me: Attacker) -> Any:
    return me.rows("select usename, query from pg_stat_activity")


def held_locks(me: Attacker) -> Any:
    return me.rows("select * from pg_locks")


SEQUENCES = (
    "select last_value from students.student_id_seq where last_value > 1",
    "select last_value from pg_sequences where schemaname = 'students' and last_value is not null",
    (
        "select pg_sequence_last_value('students.student_id_seq') where "
        "pg_sequence_last_value('students.student_id_seq') is not null"
    ),
    "select nextval('students.student_id_seq')",
    "select setval('students.student_id_seq', 1)",
    "select last_value from audit.change_id_seq",
)


def sequences(me: Attacker) -> Any:
    gained = []
    for query in SEQUENCES:
        try:
            with me.connection.transaction(force_rollback=True):
                gained += me.rows(query)
        except errors.InsufficientPrivilege:
            continue
    return gained


def foreign_key(me: Attacker) -> Any:
    """A row that names a student of another faculty is refused in the same words as one that names nobody."""
    refusals = []
    for student in (me.scene.hidden["id"], 10**12):
        row = {**me.scene.twins["students.award"], "student_id": student}
        names = ", ".join(row)
        try:
            with me.connection.transaction(force_rollback=True):
                me.rows(
                    f"insert into students.award ({names}) values ({', '.join(['%s'] * len(row))})",
                    *row.values(),
                )
                refusals.append("")
        except errors.ForeignKeyViolation as error:
            refusals.append((error.diag.message_detail or "").replace(str(student), "…"))
    return refusals[0] != refusals[1]


def existing_number(me: Attacker) -> Any:
    """UNIQUE: a number is taken, also where the row is not shown."""
    try:
        with me.connection.transaction(force_rollback=True):
            me.rows(
                "update students.student set number = %s where id = %s",
                me.scene.hidden["number"],
                me.scene.own["id"],
            )
    except errors.UniqueViolation:
        return True
    return False


def on_conflict(me: Attacker) -> Any:
    row = {**me.scene.twins["students.student"], "number": me.scene.hidden["number"]}
    names = [name for name in row if name in attempts.granted(me.connection, "students.student", "insert")]
    added = me.rows(
        f"insert into students.student ({', '.join(names)}) values ({', '.join(['%s'] * len(names))}) "
        "on conflict (number) do nothing",
        *(row[name] for name in names),
    )
    return not added


def existing_pinfl(me: Attacker) -> Any:
    year = me.scalar("select entry_year from students.student where id = %s", me.scene.own["id"])
    others = me.scene.left["pinfl_of_year"][year]
    try:
        with me.connection.transaction(force_rollback=True):
            me.rows(
                "select students.write_private(%s, %s, %s)",
                me.scene.own["id"], me.scene.own["private_version"], Jsonb({"pinfl": others}),
            )  # fmt: skip
    except errors.UniqueViolation:
        return True
    return False


def name_by_range(me: Attacker) -> Any:
    """The first letters of a hidden name, by rows removed from ranges of the index on names."""
    for setting in ("enable_seqscan", "enable_bitmapscan", "enable_sort", "enable_incremental_sort"):
        me.connection.execute(f"set local {setting} = off")
    found = ""
    for letter in me.scene.hidden["sort_key"][:3]:
        found += letter
        query = "select 1 from students.student where sort_key >= %s and sort_key < %s order by sort_key, id"
        if "Rows Removed by Filter" not in me.plan(query, found, found + "~"):
            return None
    return found


def estimates(me: Attacker) -> Any:
    """The planner's guess tells how common a value is at the whole university."""

    def guess(language: str) -> str:
        return str(
            me.column("explain select 1 from students.student where language = %s", language)[0]
        ).rpartition("rows=")[2]

    return guess(Language.UZBEK) != guess("none")


def sizes(me: Attacker) -> Any:
    return me.rows(
        "select relname, reltuples from pg_class where oid = 'students.private'::regclass and reltuples > 0"
    )


def names_of_logins(me: Attacker) -> Any:
    return me.rows(
        "select m.member::regrole, m.roleid::regrole from pg_auth_members m where m.roleid = 'hemis_admin'::regrole"
    )


def sources(me: Attacker) -> Any:
    return me.rows("select prosrc from pg_proc where proname = 'readable_private'") and me.rows(
        "select polname, pg_get_expr(polqual, polrelid) from pg_policy where polrelid = 'students.student'::regclass"
    )


def who_changed(me: Attacker) -> Any:
    """The history of a hidden record is not shown, but EXPLAIN ANALYZE counts its lines."""
    query = (
        "select 1 from audit.v_history "
        "where relation = 'students.student' and record_id = %s and login = 'dean_mining'"
    )
    return _differs(me, query, me.scene.hidden["id"], 10**12)


def papers_by_number(me: Attacker) -> Any:
    """That a register number exists, of what kind and when; not whose."""
    answer = me.scalar("select documents.verify(%s)", me.scene.left["paper"][1])
    return answer["found"] and set(answer)


def name_by_number_of_paper(me: Attacker) -> Any:
    return me.scalar("select documents.verify(%s) -> 'facts'", me.scene.left["paper"][1])


OUTSIDE_REGISTER = acting("teacher", "marketing", "accounting", "tutor", "hr", "admin")

ATTACKS = (
    Attack("PINFL by EXPLAIN ANALYZE and equality", explain_equality, (*DEANS, *EVERYONE), READABLE_PRIVATE),
    Attack("PINFL by EXPLAIN ANALYZE and ranges", explain_range, (*DEANS, *EVERYONE), READABLE_PRIVATE),
    Attack(
        "statistics of the own transaction",
        statistics_of_the_transaction,
        EVERYONE,
        (
            "grant select on pg_stat_xact_user_tables to public",
            (
                "do $$ declare f regprocedure; begin for f in select oid from pg_proc "
                "where proname like 'pg\\_stat\\_get\\_%' "
                "loop execute format('grant execute on function %s to public', f); end loop; end $$"
            ),
        ),
    ),
    Attack(
        "what others are doing",
        activity,
        EVERYONE,
        (
            "grant select on pg_stat_activity to public",
            "grant execute on function pg_stat_get_activity(integer) to public",
        ),
    ),
    Attack(
        "locks of others",
        held_locks,
        EVERYONE,
        ("grant select on pg_locks to public", "grant execute on function pg_lock_status() to public"),
    ),
    Attack(
        "sequences",
        sequences,
        (*DEANS, *EVERYONE),
        ("grant select on sequence students.student_id_seq to hemis_faculty",),
    ),
    Attack(
        "existence by foreign keys",
        foreign_key,
        DEANS,
        (
            "alter table students.award drop constraint award_student_id_faculty_id_fkey",
            "alter table students.award add foreign key (student_id) references students.student (id)",
        ),
    ),
    Attack(
        "a name by the number of a paper",
        name_by_number_of_paper,
        OUTSIDE_REGISTER,
        (without("documents.verify", "if wanted_uuid is not null", "if true"),),
    ),
    Attack("a number is taken", existing_number, DEANS, residual="that a student's number exists"),
    Attack(
        "a number is taken, by ON CONFLICT", on_conflict, DEANS, residual="that a student's number exists"
    ),
    Attack(
        "a PINFL is taken",
        existing_pinfl,
        DEANS,
        (without("imports.require_announced", "if exists (", "if false and exists ("),),
    ),
    Attack(
        "any column of a row by EXPLAIN ANALYZE",
        explain_birth_date,
        DEANS,
        residual="values of hidden rows of tables the role reads, one guess a query; never of the side tables",
    ),
    Attack(
        "a name by ranges of its index", name_by_range, DEANS, residual="names of students of other faculties"
    ),
    Attack("how common a value is", estimates, DEANS, residual="the distribution of a column's values"),
    Attack("how many rows a table has", sizes, EVERYONE, residual="about how many rows every table has"),
    Attack("who holds a role", names_of_logins, EVERYONE, residual="names of logins and their groups"),
    Attack(
        "sources of functions and policies", sources, EVERYONE, residual="the rules, which are public anyway"
    ),
    Attack(
        "who changed a hidden record",
        who_changed,
        DEANS,
        residual="how many changes a record has, by whom, when",
    ),
    Attack(
        "papers by their number",
        papers_by_number,
        OUTSIDE_REGISTER,
        residual="that a paper exists, its kind and date",
    ),
)
