"""Papers for others' students, forged numbers and facts, changed registers."""

from __future__ import annotations

from typing import Any

from psycopg.types.json import Jsonb

from tests.security.attacks.attack import EVERYONE, Attack, Attacker, acting, not_acting, without

DEANS = (("dean_geology", "hemis_faculty"), ("deputy_geology", "hemis_faculty"))
FORGED = {"facts": {"full_name": "Rektor Rektorov", "status": "14"}}


def _register(me: Attacker, *students: int, content: object = None) -> list[tuple[Any, ...]]:
    return me.rows(
        "select id, register_number, uuid, content from documents.register('reference', 'uz', %s, %s)",
        list(students),
        [Jsonb(content or {"purpose": "bank"}) for _ in students],
    )


def for_others_students(me: Attacker) -> Any:
    return _register(me, me.scene.hidden["id"])


def one_foreign_among_own(me: Attacker) -> Any:
    return _register(me, me.scene.own["id"], me.scene.hidden["id"])


def forged_facts(me: Attacker) -> Any:
    ((_, _, uuid, _),) = _register(me, me.scene.own["id"], content=FORGED)
    facts = me.scalar("select documents.verify(%s) -> 'facts'", str(uuid))
    return facts.get("full_name") == FORGED["facts"]["full_name"]


def paper_without_facts(me: Attacker) -> Any:
    """What is no object takes no facts: whoever checks such a paper would be told nothing that contradicts it."""
    for content in (["anything"], "anything"):
        ((_, _, uuid, _),) = _register(me, me.scene.own["id"], content=content)
        if me.scalar("select documents.verify(%s) -> 'facts' ->> 'full_name'", str(uuid)) is None:
            return content
    return None


def forged_number(me: Attacker) -> Any:
    statements = (
        (
            "insert into documents.paper (kind, year, number, register_number, student_id, faculty_id, "
            "language, content, "
            f"digest, registered_by) values ('reference', 2026, 77777, 'MN-2026-77777', {me.scene.own['id']}, "
            f"{me.scene.own['faculty_id']}, 'uz', '{{}}', 'x', 'x')"
        ),
        "update documents.counter set last = 77777",
        "insert into documents.counter (kind, year, last) values ('reference', 2030, 5)",
        "delete from documents.counter",
    )
    return [statement for statement in statements if me.may(statement)]


def changed_paper(me: Attacker) -> Any:
    statements = (
        "update documents.paper set content = '{}'",
        "update documents.paper set student_id = student_id",
        "update documents.paper set cancelled_at = null",
        "update documents.paper set digest = 'x'",
        "delete from documents.paper",
        "update documents.printing set copies = 1",
        "delete from documents.printing",
        "insert into documents.printing (paper_id, faculty_id, login, way) values (1, 1, 'x', 'print')",
    )
    return [statement for statement in statements if me.may(statement)]


def printing_others_papers(me: Attacker) -> Any:
    me.connection.execute("select documents.printed(%s, 'print', 1, 'x')", [me.scene.left["paper"][0]])
    return True


def cancelling_others_papers(me: Attacker) -> Any:
    me.connection.execute("select documents.cancel(%s, 'because')", [me.scene.left["paper"][0]])
    return True


def printing_a_cancelled_paper(me: Attacker) -> Any:
    ((paper, _, _, _),) = _register(me, me.scene.own["id"])
    me.connection.execute("select documents.cancel(%s, 'because')", [paper])
    me.connection.execute("select documents.printed(%s, 'print', 1, 'x')", [paper])
    return True


def without_the_office(me: Attacker) -> Any:
    calls = (
        "register('reference', 'uz', '{1}', array['{}'::jsonb])",
        f"printed({me.scene.left['paper'][0]}, 'print', 1, 'x')",
        f"cancel({me.scene.left['paper'][0]}, 'because')",
    )
    return [call for call in calls if me.may(f"select documents.{call}")]


_ALL_SERVED = (without("documents.serves", "when 'hemis_faculty' then", "when 'hemis_faculty' then true or"),)

ATTACKS = (
    Attack("a paper for another's student", for_others_students, DEANS, _ALL_SERVED),
    Attack("a paper for a foreign student among own ones", one_foreign_among_own, DEANS, _ALL_SERVED),
    Attack(
        "forged facts on a paper",
        forged_facts,
        DEANS,
        (without("documents.register", "|| jsonb_build_object('facts', documents.facts(w.student_id))", ""),),
    ),
    Attack(
        "a paper without facts",
        paper_without_facts,
        (*DEANS, *acting("registrar")),
        (without("documents.register", "else jsonb_build_object('words', w.content)", "else w.content"),),
    ),
    Attack(
        "a forged register number",
        forged_number,
        (*DEANS, *EVERYONE),
        ("grant select, update on documents.counter to hemis_faculty",),
    ),
    Attack(
        "a changed paper or print log",
        changed_paper,
        (*DEANS, *EVERYONE),
        ("grant update (content) on documents.paper to hemis_faculty",),
    ),
    Attack("printing others' papers", printing_others_papers, DEANS, _ALL_SERVED),
    Attack("cancelling others' papers", cancelling_others_papers, DEANS, _ALL_SERVED),
    Attack(
        "printing a cancelled paper",
        printing_a_cancelled_paper,
        (*DEANS, *acting("registrar")),
        (without("documents.printed", "paper.cancelled_at is not null", "false"),),
    ),
    Attack(
        "papers without being the office",
        without_the_office,
        not_acting("faculty", "registrar"),
        (
            "grant execute on function documents.cancel(bigint, text) to hemis_management",
            without(
                "documents.cancel", "perform security.require_role('hemis_faculty', 'hemis_registrar');", ""
            ),
            without("documents.serves", "else false", "else true"),
        ),
    ),
)
