"""The history and the journals: nobody changes, forges or empties them, and they tell no private value."""

from __future__ import annotations

from typing import Any

from tests.security.attacks.attack import EVERYONE, Attack, Attacker, acting

JOURNALS = (
    "audit.change",
    "audit.batch",
    "security.sign_in",
    "security.reading",
    "documents.printing",
    "imports.effect",
)
ALL_KINDS = (("dean_geology", "hemis_faculty"), *EVERYONE)


def changing_the_history(me: Attacker) -> Any:
    return [
        statement
        for journal in JOURNALS
        for statement in (f"delete from {journal}", f"update {journal} set id = id", f"truncate {journal}")
        if me.may(statement)
    ]


def adding_to_the_history(me: Attacker) -> Any:
    statements = (
        "insert into audit.change (login, transaction, relation, action) values ('management', '1', 'x', 'update')",
        "insert into security.sign_in (login) values ('management')",
        (
            "insert into security.reading (login, role, relation, record_ids, transaction) "
            "values ('management', 'x', 'students.private', '{1}', '3')"
        ),
        "insert into system.backup (started_at, succeeded) values (now(), true)",
    )
    return [statement for statement in statements if me.may(statement)]


def another_name_in_the_history(me: Attacker) -> Any:
    """Whatever the session calls itself, the history knows the login that signed in."""
    for setting in (
        "application_name = 'management'",
        "hemis.login = 'management'",
    ):
        me.connection.execute(f"set local {setting}")
    me.connection.execute(
        "update students.student set patronymic = 'Izsizovich' where id = %s", [me.scene.own["id"]]
    )
    mine = (
        "select 1 from audit.history('students.student', %s) "
        "where login = %s and after ->> 'patronymic' = 'Izsizovich'"
    )
    return not me.rows(mine, me.scene.own["id"], me.login)


def change_without_a_trace(me: Attacker) -> Any:
    me.connection.execute(
        "update students.student set patronymic = 'Izsizovich' where id = %s", [me.scene.own["id"]]
    )
    trace = "select 1 from audit.history('students.student', %s) where after ->> 'patronymic' = 'Izsizovich'"
    return not me.rows(trace, me.scene.own["id"])


def private_values_in_the_history(me: Attacker) -> Any:
    """The administrator reads all lines; the ones of side tables say that something changed and never what."""
    told = me.column("select concat(before, after) from audit.change where relation like '%%.private'")
    return [
        line for line in told if "+998" in line or any(secret in line for secret in me.scene.secrets[:200])
    ]


def private_values_anywhere_else(me: Attacker) -> Any:
    """Nor do requests, readings, runs and notes of the history tell verifiers and numbers."""
    texts = me.column("select details::text from security.request") + me.column(
        "select concat(reason, record_ids) from security.reading"
    )
    return [
        text for text in texts if "SCRAM" in text or any(secret in text for secret in me.scene.secrets[:200])
    ]


def notes_in_the_journal(me: Attacker) -> Any:
    """Notes are no side table: their words stand in the history, which the administrator reads."""
    return me.rows("select 1 from audit.change where relation = 'system.note' and after ? 'body'")


def verifiers(me: Attacker) -> Any:
    return me.may("select * from security.verifier")


ATTACKS = (
    Attack(
        "changing or emptying the history",
        changing_the_history,
        ALL_KINDS,
        ("grant delete on audit.change to hemis_faculty",),
    ),
    Attack(
        "adding to the history",
        adding_to_the_history,
        ALL_KINDS,
        (
            "grant insert on audit.change to hemis_faculty",
            "grant usage on sequence audit.change_id_seq to hemis_faculty",
            "create policy broken on audit.change for insert to hemis_faculty with check (true)",
        ),
    ),
    Attack(
        "another name in the history",
        another_name_in_the_history,
        acting("faculty")[:1] + acting("faculty")[2:],
        (
            (
                "create or replace function audit.update_students_student() returns trigger language plpgsql "
                "security definer as $f$ begin "
                "insert into audit.change (login, transaction, relation, record_id, action, after) "
                "select current_setting('hemis.login'), '1', 'students.student', id, 'update', to_jsonb(n) "
                "from new_rows n; "
                "return null; end $f$"
            ),
        ),
    ),
    Attack(
        "a change without a trace",
        change_without_a_trace,
        acting("faculty")[:1] + acting("faculty")[2:],
        ("alter table students.student disable trigger history_update",),
    ),
    Attack(
        "private values in the history",
        private_values_in_the_history,
        acting("admin"),
        (
            (
                "create or replace function audit.update_students_private() returns trigger language plpgsql "
                "security definer as $f$ begin "
                "insert into audit.change (login, transaction, relation, record_id, action, after) "
                "select session_user, '1', 'students.private', id, 'update', to_jsonb(n) from new_rows n; "
                "return null; end $f$"
            ),
            "update students.private set phone = '+998 90 000 00 09' where student_id = 1",
        ),
    ),
    Attack(
        "private values in other journals",
        private_values_anywhere_else,
        acting("admin"),
        ('update security.request set details = details || \'{"verifier": "SCRAM-SHA-256$"}\'',),
    ),
    Attack(
        "verifiers that wait", verifiers, ALL_KINDS, ("grant select on security.verifier to hemis_faculty",)
    ),
    Attack(
        "notes in the history",
        notes_in_the_journal,
        acting("admin"),
        residual="all values but those of side tables and files, by the administrator: names, notes, states of study",
    ),
)
