"""Notes, files and settings: of records one may not see, of others' authorship, of other people."""

from __future__ import annotations

from typing import Any

from tests.security.attacks.attack import EVERYONE, Attack, Attacker, acting, not_acting

#: Who teaches the student of mining sees the student.
TEACHES = ("teacher_mining", "hemis_teacher")
#: Those who do not; the notes and files of the scene stand on that student.
BLIND = (
    ("dean_geology", "hemis_faculty"),
    ("deputy_geology", "hemis_faculty"),
    ("tutor_geology", "hemis_tutor"),
    *(who for who in acting("teacher", "department_head") if who != TEACHES),
    *acting("research_office", "doctoral_office", "finance_control", "admin"),
)
#: Those who see the student and still may not change the record: files are not for them.
READERS = acting("academic_office", "registrar", "marketing", "accounting", "management")
NOT_MINING = tuple(who for who in EVERYONE if who[0] != "dean_mining")
JPEG = "decode('ffd8ffe0', 'hex')"


def note_on_a_hidden_record(me: Attacker) -> Any:
    return me.rows("select body from system.note where id = %s", me.scene.left["note"])


def file_of_a_hidden_record(me: Attacker) -> Any:
    return me.rows("select name, content from system.attachment where id = %s", me.scene.left["attachment"])


def writing_on_a_hidden_record(me: Attacker) -> Any:
    return me.rows(
        "insert into system.note (relation, record_id, body) values ('students.student', %s, 'x')",
        me.scene.hidden["id"],
    )


def file_on_a_record_that_is_only_read(me: Attacker) -> Any:
    return me.rows(
        "insert into system.attachment (relation, record_id, name, media_type, content) "
        f"values ('students.student', %s, 'x.jpg', 'image/jpeg', {JPEG})",
        me.scene.hidden["id"],
    )


#: Neither side tables nor journals carry notes, and a name that is SQL is no name.
STRANGE_RELATIONS = (
    "students.private",
    "employees.private",
    "audit.change",
    "security.verifier",
    "pg_catalog.pg_authid",
    "students.student s, students.private",
    "students.student where true --",
)


def record_of_no_table(me: Attacker) -> Any:
    return [
        relation
        for relation in STRANGE_RELATIONS
        if me.may("insert into system.note (relation, record_id, body) values (%s, 1, 'x')", relation)
    ]


def changing_others_notes(me: Attacker) -> Any:
    return me.rows("update system.note set body = 'other words' returning id") or me.rows(
        "delete from system.note"
    )


def changing_others_files(me: Attacker) -> Any:
    return me.rows("update system.attachment set name = 'other.jpg'") or me.rows(
        "delete from system.attachment"
    )


def moving_a_note(me: Attacker) -> Any:
    return me.may("update system.note set record_id = 1") or me.may(
        "update system.note set author = 'management'"
    )


def settings_of_others(me: Attacker) -> Any:
    return (
        me.rows("select login from system.person_setting where login <> %s", me.login)
        or me.rows("delete from system.person_setting where login <> %s", me.login)
        or me.rows("update system.person_setting set value = '2'")
    )


def settings_for_others(me: Attacker) -> Any:
    return me.rows("insert into system.person_setting (login, key, value) values ('management', 'x', '1')")


def settings_of_the_university(me: Attacker) -> Any:
    statements = (
        "update system.setting set value = '0'",
        "insert into system.setting (key, value) values ('mine', '1')",
        "delete from system.setting",
    )
    return [statement for statement in statements if me.may(statement)]


def backups(me: Attacker) -> Any:
    return me.may("update system.backup set succeeded = true") or me.may(
        "insert into system.backup (started_at) values (now())"
    )


def _open(table: str, policy: str, command: str = "using (true)") -> str:
    return f"alter policy {policy} on system.{table} {command}"


ATTACKS = (
    Attack("a note on a hidden record", note_on_a_hidden_record, BLIND, (_open("note", "note_read"),)),
    Attack(
        "a file of a hidden record",
        file_of_a_hidden_record,
        (*BLIND, *READERS),
        (_open("attachment", "attachment_read"),),
    ),
    Attack(
        "a note written on a hidden record",
        writing_on_a_hidden_record,
        BLIND,
        (_open("note", "note_insert", "with check (true)"),),
    ),
    Attack(
        "a file on a record that is only read",
        file_on_a_record_that_is_only_read,
        (*READERS, *BLIND),
        (_open("attachment", "attachment_insert", "with check (true)"),),
    ),
    Attack(
        "a record of no table",
        record_of_no_table,
        EVERYONE,
        (_open("note", "note_insert", "with check (true)"),),
    ),
    Attack(
        "others' notes changed",
        changing_others_notes,
        tuple(w for w in (*READERS, *NOT_MINING)),
        (_open("note", "note_update", "using (true) with check (true)"),),
    ),
    Attack(
        "others' files changed",
        changing_others_files,
        NOT_MINING,
        (
            _open("attachment", "attachment_read"),
            _open("attachment", "attachment_update", "using (true) with check (true)"),
        ),
    ),
    Attack(
        "a note moved or signed by another",
        moving_a_note,
        EVERYONE,
        ("grant update (record_id) on system.note to hemis_management",),
    ),
    Attack(
        "settings of others",
        settings_of_others,
        tuple(w for w in NOT_MINING),
        (_open("person_setting", "person_setting_read"),),
    ),
    Attack(
        "settings for others",
        settings_for_others,
        tuple(w for w in EVERYONE if w[0] != "management"),
        (_open("person_setting", "person_setting_insert", "with check (true)"),),
    ),
    Attack(
        "settings of the university",
        settings_of_the_university,
        not_acting("academic_office", "admin"),
        ("grant update (value) on system.setting to hemis_management",),
    ),
    Attack(
        "backups that never were",
        backups,
        EVERYONE,
        (
            "grant insert (started_at) on system.backup to hemis_management",
            "create policy broken on system.backup for insert to hemis_management with check (true)",
        ),
    ),
)
