"""Writing what is not one's own: blind updates, foreign parents, moved rows, forged versions and authors."""

from __future__ import annotations

from typing import Any

import psycopg
from psycopg import errors

from tests.security import attempts
from tests.security.attacks.attack import EACH_ROLE, EVERYONE, Attack, Attacker, acting, not_acting, without
from tests.security.test_access_matrix import RELATIONS

DEANS = (("dean_geology", "hemis_faculty"), ("deputy_geology", "hemis_faculty"))


def insert(me: Attacker, relation: str, **changes: object) -> int:
    """Add a row like an own one with these changes; how many were added."""
    row = {**me.scene.twins[relation], **changes}
    granted = attempts.granted(me.connection, relation, "insert")
    names = [name for name in row if name in granted]
    table = attempts.identifier(relation).as_string(me.connection)
    return len(
        me.rows(
            f"insert into {table} ({', '.join(names)}) values ({', '.join(['%s'] * len(names))})",
            *(row[name] for name in names),
        )
    )


def blind_update(me: Attacker) -> Any:
    """One constant for all rows, without any WHERE: only the policy for updates limits it."""
    gained = {}
    for relation, value in me.scene.left["constants"].items():
        column, constant = value
        table = attempts.identifier(relation).as_string(me.connection)
        try:
            with me.connection.transaction(force_rollback=True):
                changed = len(me.rows(f"update {table} set {column} = %s", constant))
        except (errors.InsufficientPrivilege, errors.IntegrityError, errors.DatabaseError) as error:
            if not (error.sqlstate or "").startswith(("42501", "23", "HM")):
                raise
            continue
        if changed > len(me.allowed(relation)):
            gained[relation] = changed
    return gained


def blind_delete(me: Attacker) -> Any:
    gained = {}
    for relation in RELATIONS:
        table = attempts.identifier(relation).as_string(me.connection)
        try:
            with me.connection.transaction(force_rollback=True):
                gone = len(me.rows(f"delete from {table}"))
        except (errors.InsufficientPrivilege, errors.IntegrityError, errors.DatabaseError) as error:
            if not (error.sqlstate or "").startswith(("42501", "23", "HM")):
                raise
            continue
        if gone > len(me.allowed(relation)):
            gained[relation] = gone
    return gained


def into_another_faculty(me: Attacker) -> Any:
    mining = {key: me.scene.hidden[key] for key in ("faculty_id", "specialty_id", "group_id")}
    return insert(me, "students.student", **mining)


def specialty_of_another_faculty(me: Attacker) -> Any:
    return insert(me, "students.specialty", faculty_id=me.scene.hidden["faculty_id"])


def award_for_another_faculty(me: Attacker) -> Any:
    """Own faculty, foreign student: the row would be ours, the student not."""
    return insert(me, "students.award", student_id=me.scene.hidden["id"])


def group_of_a_foreign_specialty(me: Attacker) -> Any:
    return insert(me, "students.group", specialty_id=me.scene.hidden["specialty_id"])


def student_in_a_foreign_group(me: Attacker) -> Any:
    return insert(me, "students.student", group_id=me.scene.hidden["group_id"])


def tutor_of_a_foreign_group(me: Attacker) -> Any:
    hidden = me.scene.hidden
    return me.rows(
        "insert into students.tutor_group (faculty_id, specialty_id, group_id, employee_id, starts_on) "
        "values (%s, %s, %s, 1, '2026-01-01')",
        me.scene.own["faculty_id"], hidden["specialty_id"], hidden["group_id"],
    )  # fmt: skip


def move_out(me: Attacker) -> Any:
    hidden = me.scene.hidden
    return me.rows(
        "update students.student set faculty_id = %s, specialty_id = %s, group_id = %s where id = %s",
        hidden["faculty_id"], hidden["specialty_id"], hidden["group_id"], me.scene.own["id"],
    )  # fmt: skip


def move_in(me: Attacker) -> Any:
    own = me.scene.own
    return me.rows(
        "update students.student set faculty_id = %s, specialty_id = %s, group_id = null where number = %s",
        own["faculty_id"], own["specialty_id"], me.scene.hidden["number"],
    )  # fmt: skip


def state_of_study(me: Attacker) -> Any:
    columns = ("status", "course", "semester", "payment_form", "education_form", "kind", "language")
    return [column for column in columns if me.may(f"update students.student set {column} = {column}")]


def upsert(me: Attacker) -> Any:
    row = {**me.scene.twins["students.student"], "number": me.scene.hidden["number"]}
    names = [name for name in row if name in attempts.granted(me.connection, "students.student", "insert")]
    return me.rows(
        f"insert into students.student ({', '.join(names)}) values ({', '.join(['%s'] * len(names))}) "
        "on conflict (number) do update set surname = 'Taken'",
        *(row[name] for name in names),
    )


def merge(me: Attacker) -> Any:
    return me.rows(
        "merge into students.student s using (values (%s)) w (number) on s.number = w.number "
        "when matched then update set surname = 'Taken'",
        me.scene.hidden["number"],
    )


def forged_version(me: Attacker) -> Any:
    me.connection.execute("update students.student set row_version = 77 where id = %s", [me.scene.own["id"]])
    return me.rows("select id from students.student where id = %s and row_version = 77", me.scene.own["id"])


def forged_identity(me: Attacker) -> Any:
    return me.rows("update students.student set id = 10000000 where id = %s", me.scene.own["id"])


def forged_author(me: Attacker) -> Any:
    me.connection.execute(
        "insert into system.note (relation, record_id, body, author) "
        "values ('students.student', %s, 'x', 'management')",
        [me.scene.own["id"]],
    )
    return me.rows("select id from system.note where author = 'management'")


def truncate(me: Attacker) -> Any:
    return [
        relation
        for relation in RELATIONS
        if me.may(f"truncate {attempts.identifier(relation).as_string(me.connection)} cascade")
    ]


def cascade(me: Attacker) -> Any:
    """Deleting what others depend on: refused, or their rows would go unseen."""
    return me.rows("delete from infrastructure.building where id = 1")


def lock_everybody_out(me: Attacker) -> Any:
    """LOCK TABLE is allowed where rows may be deleted; see the residual risk below."""
    return [
        relation
        for relation in RELATIONS
        if me.may(
            f"lock table {attempts.identifier(relation).as_string(me.connection)} in access exclusive mode"
        )
        and not me.scene.left["deletable"].get((me.role, relation))
    ]


def lock_where_one_deletes(me: Attacker) -> Any:
    return me.may("lock table system.person_setting in access exclusive mode")


def bulk_write(me: Attacker) -> Any:
    with me.connection.cursor() as cursor, cursor.copy("copy students.award (student_id) from stdin") as copy:
        copy.write_row([1])
    return True


def _refused_copy(me: Attacker) -> Any:
    """COPY FROM would go past the checks of rows: the server itself has no way to do it under row security."""
    try:
        return bulk_write(me)
    except psycopg.errors.FeatureNotSupported:
        return None
    except psycopg.errors.NotNullViolation:
        return "came as far as the constraints"


_OPEN_UPDATE = "alter policy student_update on students.student using (true) with check (true)"
_OPEN_READ = "alter policy student_read_units on students.student using (true)"
_MOVABLE = "grant update (faculty_id, specialty_id, group_id) on students.student to hemis_faculty"
_CASCADES = (
    *(
        f"alter table infrastructure.{table} drop constraint {table}_{parent}_id_fkey, add foreign key ({parent}_id) "
        f"references infrastructure.{parent} (id) on delete cascade"
        for table, parent in (("room", "building"), ("room_equipment", "room"))
    ),
    *(
        f"alter table timetable.{table} drop constraint {table}_room_id_fkey"
        for table in ("card", "lesson", "examination")
    ),
    "alter table attestation.sitting drop constraint sitting_room_id_fkey",
)


def _drop(relation: str, key: str) -> str:
    return f"alter table {relation} drop constraint {key}"


ANY_NUMBER = without("system.keep_numbers", "security.my_role() is not null", "false")

ATTACKS = (
    Attack("update of everything", blind_update, (*DEANS, *EACH_ROLE), (_OPEN_UPDATE,)),
    Attack(
        "delete of everything",
        blind_delete,
        (*DEANS, *EACH_ROLE),
        (
            "grant delete on students.award to hemis_faculty",
            "create policy broken on students.award for delete to hemis_faculty using (true)",
        ),
    ),
    Attack(
        "a student for another faculty",
        into_another_faculty,
        DEANS,
        ("alter policy student_insert on students.student with check (true)", ANY_NUMBER),
    ),
    Attack(
        "a specialty for another faculty",
        specialty_of_another_faculty,
        DEANS,
        ("alter policy specialty_insert on students.specialty with check (true)",),
    ),
    Attack(
        "an award for a foreign student",
        award_for_another_faculty,
        DEANS,
        (_drop("students.award", "award_student_id_faculty_id_fkey"),),
    ),
    Attack(
        "a group of a foreign specialty",
        group_of_a_foreign_specialty,
        DEANS,
        (_drop('students."group"', "group_specialty_id_faculty_id_fkey"),),
    ),
    Attack(
        "a student in a foreign group",
        student_in_a_foreign_group,
        DEANS,
        (
            _drop("students.student", "student_group_id_specialty_id_faculty_id_fkey"),
            _drop("students.period", "period_group_id_specialty_id_faculty_id_fkey"),
            ANY_NUMBER,
        ),
    ),
    Attack(
        "a tutor for a foreign group",
        tutor_of_a_foreign_group,
        DEANS,
        (_drop("students.tutor_group", "tutor_group_group_id_specialty_id_faculty_id_fkey"),),
    ),
    Attack(
        "moving a student out",
        move_out,
        (*DEANS, *EVERYONE),
        (_MOVABLE, _OPEN_UPDATE, _OPEN_READ, "set local session_replication_role = replica"),
    ),
    Attack(
        "moving a student in",
        move_in,
        (*DEANS, *EVERYONE),
        (_MOVABLE, _OPEN_UPDATE, _OPEN_READ, "set local session_replication_role = replica"),
    ),
    Attack(
        "the state of study without an order",
        state_of_study,
        (*DEANS, *EVERYONE),
        ("grant update (status) on students.student to hemis_faculty",),
    ),
    Attack("upsert onto a hidden row", upsert, DEANS, (_OPEN_UPDATE, _OPEN_READ)),
    Attack("merge onto a hidden row", merge, (*DEANS, *not_acting("faculty")), (_OPEN_UPDATE, _OPEN_READ)),
    Attack(
        "a forged version",
        forged_version,
        DEANS,
        (
            "grant update (row_version) on students.student to hemis_faculty",
            "alter table students.student disable trigger touch",
        ),
    ),
    Attack(
        "a forged identity",
        forged_identity,
        DEANS,
        (
            "grant update (id) on students.student to hemis_faculty",
            "alter table students.student alter id drop identity, disable trigger all",
        ),
    ),
    Attack(
        "a forged author",
        forged_author,
        (*DEANS, *acting("academic_office", "registrar")),
        (
            "grant insert (author) on system.note to hemis_faculty",
            "alter table system.note disable trigger sign",
        ),
    ),
    Attack(
        "truncate", truncate, (*DEANS, *EACH_ROLE), ("grant truncate on students.award to hemis_faculty",)
    ),
    Attack("delete that cascades", cascade, acting("academic_office"), _CASCADES),
    Attack(
        "locking everybody out",
        lock_everybody_out,
        (*DEANS, *EACH_ROLE),
        ("grant update on students.student to hemis_faculty",),
    ),
    Attack(
        "bulk loading",
        _refused_copy,
        DEANS,
        ("alter table students.award disable row level security, no force row level security",),
    ),
    Attack(
        "locking tables whose rows one may delete",
        lock_where_one_deletes,
        EVERYONE,
        residual="own settings, notes and files of all can be locked until the session is ended by its keeper",
    ),
)
