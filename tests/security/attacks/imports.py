"""Imports in others' names, of others' records, and undoing what others did."""

from __future__ import annotations

from typing import Any

from tests.security.attacks.attack import EVERYONE, Attack, Attacker, acting, not_acting, without

DEAN, DEPUTY = ("dean_geology", "hemis_faculty"), ("deputy_geology", "hemis_faculty")


def undo_of_another_faculty(me: Attacker) -> Any:
    """A run that changed only private data: its effects name the side table, not the student."""
    me.connection.execute("select imports.undo(%s)", [me.scene.left["mining_run"]])
    return True


def undo_of_a_colleague(me: Attacker) -> Any:
    me.connection.execute("select imports.undo(%s)", [me.scene.left["geology_run"]])
    return True


def effects_of_an_ended_run(me: Attacker) -> Any:
    own = me.scene.own
    me.connection.execute(
        "select imports.record(%s, 'students.student', 'update', %s, %s)",
        [me.scene.left["geology_run"], [own["id"]], [own["row_version"]]],
    )
    return True


def _begin(me: Attacker) -> Any:
    return me.scalar("select imports.begin('students', 'x.xlsx', '00')")


def made_up_version(me: Attacker) -> Any:
    """With a version of the future, an undo would overwrite what a colleague writes meanwhile."""
    me.connection.execute(
        "select imports.record(%s, 'students.student', 'update', %s, %s)",
        [_begin(me), [me.scene.own["id"]], [me.scene.own["row_version"] + 1]],
    )
    return True


def records_of_another_kind(me: Attacker) -> Any:
    """Refusing to undo would name the people of cards that the run never touched."""
    run = _begin(me)
    me.connection.execute("select imports.record(%s, 'employees.card', 'update', '{1}', '{1}')", [run])
    return True


def another_offices_import(me: Attacker) -> Any:
    kinds = {"hemis_faculty": ("employees",), "hemis_hr": ("students",)}.get(
        me.role, ("students", "employees")
    )
    return [kind for kind in kinds if me.may("select imports.begin(%s, 'x', '00')", kind)]


def forged_run(me: Attacker) -> Any:
    statements = (
        "insert into imports.run (kind, file_name, digest, login, role) values ('students', 'x', 'x', 'x', 'x')",
        "update imports.run set undone_at = now()",
        "delete from imports.run",
        "select * from imports.effect",
        "insert into imports.effect (run_id, relation, record_id, action) values (1, 'x', 1, 'update')",
        "delete from imports.effect",
    )
    return [statement for statement in statements if me.may(statement)]


def undo_that_changes_twice(me: Attacker) -> Any:
    run = _begin(me)
    for _ in range(2):
        me.connection.execute("select imports.undo(%s)", [run])
    return True


_OWN_LOGIN = "run.role = 'hemis_faculty' and run.login <> security.me()"

ATTACKS = (
    Attack(
        "undoing an import of another faculty",
        undo_of_another_faculty,
        (DEAN, DEPUTY),
        (
            without("imports.require_undoable", _OWN_LOGIN, "false"),
            without("imports.require_undoable", "not s.faculty_id = any (units)", "false"),
        ),
    ),
    Attack(
        "undoing an import of a colleague",
        undo_of_a_colleague,
        (DEPUTY, ("dean_mining", "hemis_faculty"), *acting("hr")),
        (without("imports.require_undoable", _OWN_LOGIN, "false"),),
    ),
    Attack(
        "effects of a run that has ended",
        effects_of_an_ended_run,
        (DEAN, DEPUTY),
        (without("imports.require_open_run", "r.at = now()"),),
    ),
    Attack(
        "a made-up version in an import",
        made_up_version,
        (DEAN, DEPUTY),
        (without("imports.record", "    if wrong then", "    if false then"),),
    ),
    Attack(
        "records of another kind in an import",
        records_of_another_kind,
        (DEAN, DEPUTY),
        (
            without("imports.record", "relation <> all (case", "false and relation <> all (case"),
            without("imports.record", "    if wrong then", "    if false then"),
        ),
    ),
    Attack(
        "an import of another office",
        another_offices_import,
        (DEAN, *EVERYONE),
        (without("imports.require_kind", "perform security.require_role('hemis_hr');", "null;"),),
    ),
    Attack(
        "a forged import",
        forged_run,
        (DEAN, *not_acting("faculty"), DEPUTY),
        ("grant update (undone_at) on imports.run to hemis_faculty",),
    ),
    Attack(
        "undoing twice",
        undo_that_changes_twice,
        (DEAN, DEPUTY),
        (without("imports.require_undoable", "run.undone_at is not null", "false"),),
    ),
)
