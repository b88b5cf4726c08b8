"""The rules that stand beside the tables: present-state SQL, cleared and written anew at every upgrade."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from server_db import placeholders, standard
from server_db.roles import ALL, DEFINER, OWNER, PROVISIONER
from shared.models.everything import SCHEMAS

if TYPE_CHECKING:
    import psycopg

FOLDER = Path(__file__).parent / "sql"
VIEWS, DEMO = "views", "demo"
#: The modules in their order with their files: a rule may use what stands above it. `views` come after all rules, the
#: `access` of every module last; `demo` is run when a demonstration is filled.
MODULES = {
    "010_security": ("rules", "provisioning", "accounts", "sign_in", "reading", "receipts", "explain"),
    "020_classifiers": ("rules",),
    "030_structure": ("rules",),
    "040_employees": ("rules", "private", "chiefs"),
    "050_infrastructure": (),
    "060_students": ("rules", "time_line", "private", "papers", "prior_education", "several", DEMO),
    "070_system": ("rules", "numbers"),
    "080_audit": ("rules", "batches", VIEWS),
    "090_documents": ("rules",),
    "110_subjects": (),
    "120_curriculum": ("rules", "planning", "registration"),
    "130_teaching": ("rules", "class_formation", "members", "membership", "unseated", DEMO),
    "140_timetable": (
        "rules",
        "occupying",
        "versions",
        "unfolding",
        "publishing",
        "lessons",
        "examinations",
        "retakes",
        "holding",
        "opening",
        "reading",
        DEMO,
    ),
    "150_imports": ("rules", "undo", "lookups"),
    "160_topics": ("rules", "approving", "calendar_plans", "resources", "tasks", "tickets", DEMO),
    "170_attendance": (
        "rules",
        "marks",
        "held_topics",
        "rulings",
        "excuses",
        "reading",
        "sums",
        VIEWS,
        DEMO,
    ),
    "175_finance": ("holds", DEMO),
    "180_grades": (
        "rules",
        "recognising",
        "opening",
        "moving",
        "commissions",
        "filling",
        "admission",
        "confirming",
        "record",
        "rectifying",
        "appeals",
        "results",
        "schedules",
        "oddities",
        "late",
        "analysis",
        DEMO,
    ),
    "190_rating_journal": ("rules", "setting_rules", "saving", "reckoning", "reading", "freezing", DEMO),
    "200_movement": (
        "rules",
        "judging",
        "signatures",
        "signing",
        "applying",
        "renaming",
        "places",
        "take_over",
        "reading",
        "finding",
        "schedules",
        "papers",
        "order_papers",
        "counting",
        "files",
        "issuing",
        "word_forms",
        DEMO,
    ),
    "210_differences": ("rules", "comparing", "deciding", "entering", "papers", DEMO),
    "230_clearance": ("rules", "papers", DEMO),
    "240_mobility": ("rules", DEMO),
    "250_merging": ("rules", "weighing", "deciding", "performing", "undoing", DEMO),
    "255_recycle_bin": ("rules", "restoring", DEMO),
    "260_blanks": ("rules", "acts", "destroying", "counting", "papers", DEMO),
    "270_attestation": (
        "rules",
        "theses",
        "orders",
        "commissions",
        "sittings",
        "entering",
        "closing",
        "papers",
        VIEWS,
        DEMO,
    ),
    "280_graduation": ("readiness", "rules", "orders", DEMO),
    "283_transcripts": ("papers", DEMO),
    "285_layouts": ("rules", "saving"),
    "287_signing": ("rules", DEMO),
    "290_diplomas": ("rules", "marks", "arranging", "drafting", "preparing", "printing", "replacing", DEMO),
    "300_offline": ("rules", "taking", "synchronising", "deciding"),
}
NAMING = FOLDER / "000_naming" / "rules.sql"
#: Functions that make logins stand apart and belong to the role that may.
PROVISIONING = "provisioning"
#: The one object of ours that PostgreSQL wants to belong to a superuser.
DEFINITIONS = "hemis_no_definitions"
OURS = (*SCHEMAS, PROVISIONING)


def apply_naming(admin: psycopg.Connection[Any]) -> None:
    """The functions that generated columns use: before the tables, and never dropped."""
    _run(admin, naming())


def naming() -> str:
    return NAMING.read_text(encoding="utf-8")


def apply(admin: psycopg.Connection[Any]) -> None:
    """Make everything but the tables exactly what the files and the models say; `clear` has gone before."""
    admin.execute(f"create schema if not exists {PROVISIONING} authorization {OWNER}")
    admin.execute("set local check_function_bodies = off")  # functions may call those of later modules
    for script in scripts():
        _run(admin, script)
    _give_to_owners(admin)
    admin.execute(
        f"create event trigger {DEFINITIONS} on ddl_command_start execute function security.refuse_definitions()"
    )


def scripts() -> list[str]:
    """Rules of all modules, what the models imply, views, and last who may what."""
    return [
        *(
            _read(module, part)
            for module, parts in MODULES.items()
            for part in parts
            if part not in {VIEWS, DEMO}
        ),
        standard.script(),
        *_of_all(VIEWS),
        *(_read(module, "access") for module in MODULES),
    ]


def demonstration() -> list[str]:
    """What modules add to a filled demonstration."""
    return _of_all(DEMO)


def _of_all(part: str) -> list[str]:
    return [_read(module, part) for module, parts in MODULES.items() if part in parts]


def script_of(module: str) -> str:
    """All that a module's files give the server, each under its name, with nothing left to be replaced."""
    parts = (*MODULES[module], "access")
    return "\n".join(f"-- {module}/{part}.sql\n{_read(module, part)}" for part in parts)


def clear(admin: psycopg.Connection[Any]) -> None:
    """Drop policies, triggers, views, functions and grants: what no file names any more is gone for good.

    Row security binds the owner of the tables again when `standard` forces it.
    """
    admin.execute(f"drop event trigger if exists {DEFINITIONS}")
    for statement in _DROPS:
        for (command,) in admin.execute(statement, {"ours": list(OURS)}).fetchall():
            admin.execute(command)
    roles = ", ".join(role for role in ALL if role != OWNER)
    present = {name for (name,) in admin.execute("select nspname from pg_catalog.pg_namespace")}
    for schema in present.intersection({*OURS, "naming"}):
        admin.execute(f"revoke all on schema {schema} from public, {roles}")
        for kind in ("tables", "sequences", "routines"):
            admin.execute(f"revoke all on all {kind} in schema {schema} from public, {roles}")
    for (command,) in admin.execute(_COLUMN_GRANTS, {"ours": list(OURS)}).fetchall():
        admin.execute(command)


def _read(module: str, part: str) -> str:
    name = f"{module}/{part}.sql"
    return placeholders.expand((FOLDER / name).read_text(encoding="utf-8"), f"server_db/sql/{name}")


def _run(admin: psycopg.Connection[Any], script: str) -> None:
    """Run a script as the owner of the tables, so that nothing belongs to the administrator."""
    admin.execute(f"set local role {OWNER}")
    admin.execute(script.encode())
    admin.execute("reset role")


def _give_to_owners(admin: psycopg.Connection[Any]) -> None:
    """Definer functions and views run as a role with policies of its own, never as the owner of the tables."""
    definers = admin.execute(
        "select oid::regprocedure::text, pronamespace::regnamespace::text from pg_catalog.pg_proc "
        "where prosecdef and pronamespace::regnamespace::text = any (%s)",
        [list(OURS)],
    ).fetchall()
    for function, schema in definers:
        admin.execute(
            f"alter function {function} owner to {PROVISIONER if schema == PROVISIONING else DEFINER}"
        )
    views = admin.execute(
        "select oid::regclass::text from pg_catalog.pg_class where relkind = 'v' "
        "and relnamespace::regnamespace::text = any (%s) "
        "and not coalesce('security_invoker=true' = any (reloptions), false)",
        [list(OURS)],
    ).fetchall()
    for (view,) in views:
        admin.execute(f"alter view {view} owner to {DEFINER}")


_DROPS = (
    (
        "select format('drop policy %%I on %%I.%%I', policyname, schemaname, tablename) "
        "from pg_catalog.pg_policies where schemaname = any (%(ours)s)"
    ),
    (
        "select format('drop trigger %%I on %%s', tgname, tgrelid::regclass) from pg_catalog.pg_trigger t "
        "join pg_catalog.pg_class c on c.oid = t.tgrelid where not t.tgisinternal and t.tgparentid = 0 "
        "and c.relnamespace::regnamespace::text = any (%(ours)s)"
    ),
    (
        "select format('drop view %%I.%%I cascade', schemaname, viewname) "
        "from pg_catalog.pg_views where schemaname = any (%(ours)s)"
    ),
    (
        "select format('drop routine %%s', oid::regprocedure) from pg_catalog.pg_proc "
        "where pronamespace::regnamespace::text = any (%(ours)s) order by oid desc"
    ),  # what uses another goes first
    (
        "select format('alter table %%s no force row level security', oid::regclass) from pg_catalog.pg_class "
        "where relforcerowsecurity and not relispartition and relnamespace::regnamespace::text = any (%(ours)s)"
    ),  # or the owner, who changes the tables, would find no row to mend and prove new keys by nothing
)
_COLUMN_GRANTS = """
    select distinct format('revoke all (%%I) on %%s from %%s', attname, attrelid::regclass,
                           case when grantee = 0 then 'public' else quote_ident(pg_get_userbyid(grantee)) end)
    from pg_catalog.pg_attribute a
    join pg_catalog.pg_class c on c.oid = a.attrelid
    cross join lateral aclexplode(a.attacl)
    where c.relnamespace::regnamespace::text = any (%(ours)s)
"""
