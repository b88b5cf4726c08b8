"""Papers for others' students, forged numbers and facts, changed registers."""

from __future__ import annotations

from typing import Any

from psycopg.types.json import Jsonb

from tests.reference_content import reference_content
from tests.security.attacks.attack import EVERYONE, Attack, Attacker, acting, not_acting, without

DEANS = (("dean_geology", "hemis_faculty"), ("deputy_geology", "hemis_faculty"))
FORGED = {"facts": {"full_name": "Rektor Rektorov", "status": "14"}}
#: What agrees with anything.
EMPTY = Jsonb({"name": "Rektor Rektorov"})


def _register(me: Attacker, *students: tuple[int, Jsonb], kind: str = "reference") -> list[tuple[Any, ...]]:
    return me.rows(
        "select id, register_number, uuid, content from documents.register(%s, 'uz', %s, %s)",
        kind,
        [student for student, _content in students],
        [content for _student, content in students],
    )


def _own(me: Attacker, **forged: object) -> tuple[int, Jsonb]:
    return me.scene.own["id"], Jsonb(me.scene.own["content"].obj | forged)


def _hidden(me: Attacker) -> tuple[int, Jsonb]:
    return me.scene.hidden["id"], me.scene.hidden["content"]


def for_others_students(me: Attacker) -> Any:
    return _register(me, _hidden(me))


def one_foreign_among_own(me: Attacker) -> Any:
    return _register(me, _own(me), _hidden(me))


def for_one_who_does_not_study(me: Attacker) -> Any:
    expelled = me.scalar("select id from students.student where status = '12' limit 1")
    return _register(me, (expelled, reference_content(me.connection, expelled)))


def another_table(me: Attacker) -> Any:
    """The id of a group, of an employee or of nothing where a student is meant, and a kind named like a table."""
    students = set(me.column("select id from students.student"))
    groups = me.column('select id from students."group"')
    employees = me.column("select id from employees.employee")
    others = [
        next(each for each in ids if each not in students) for ids in ((*groups, -1), (*employees, -2), (0,))
    ]
    attempts = [("reference", other) for other in others] + [("students.group", groups[0])]
    call = "select documents.register(%s, 'uz', %s, %s)"
    return [each for each in attempts if me.may(call, each[0], [each[1]], [EMPTY])]


def another_relation(me: Attacker) -> Any:
    """A paper about something else than its kind is about: only the table of kinds says what, and nobody writes it."""
    statements = (
        "update documents.kind set relation = 'students.group'",
        "update documents.kind set facts = 'students.group', issuers = '{hemis_teacher}'",
        "insert into documents.kind values ('x', 'x', 'x', 'x', '{uz}', 'x', '{hemis_faculty}', '{}')",
        "update documents.paper set relation = 'students.group', record_id = 1",
        "update documents.paper set subject = 'Rektor Rektorov'",
        "update documents.paper set faculty_id = faculty_id",
    )
    gained: list[Any] = [statement for statement in statements if me.may(statement)]
    content = {"relation": "students.group", "record_id": 1}
    if me.may("select documents.register('reference', 'uz', %s, %s)", [me.scene.own["id"]], [_own(me)[1]]):
        ((paper, *_),) = _register(me, _own(me, **content))
        about = me.rows("select relation, record_id from documents.paper where id = %s", paper)
        gained += [about] if about != [("students.student", me.scene.own["id"])] else []
    return gained


def made_up_words(me: Attacker) -> Any:
    """Another group, number or year of study on the paper than the register knows."""
    forgeries: tuple[dict[str, object], ...] = (
        {"group": "VIP"},
        {"student_number": "000000000000"},
        {"course": 4, "entry_year": 1999},
        {"on_leave": True},
        {"birth_date": "1990-01-01"},
    )
    call = "select documents.register('reference', 'uz', %s, %s)"
    return [each for each in forgeries if me.may(call, [me.scene.own["id"]], [_own(me, **each)[1]])]


def another_name(me: Attacker) -> Any:
    return _register(me, _own(me, name="Rektorov Rektor"))


def forged_facts(me: Attacker) -> Any:
    ((_, _, uuid, _),) = _register(me, _own(me, **FORGED))
    facts = me.scalar("select documents.verify(%s) -> 'facts'", str(uuid))
    return facts.get("full_name") == FORGED["facts"]["full_name"]


def paper_without_facts(me: Attacker) -> Any:
    """What is no object takes no facts: whoever checks such a paper would be told nothing that contradicts it."""
    for content in (["anything"], "anything"):
        ((_, _, uuid, _),) = _register(me, (me.scene.own["id"], Jsonb(content)))
        if me.scalar("select documents.verify(%s) -> 'facts' ->> 'full_name'", str(uuid)) is None:
            return content
    return None


def forged_number(me: Attacker) -> Any:
    statements = (
        (
            "insert into documents.paper (kind, year, number, register_number, relation, record_id, subject, "
            "faculty_id, language, content, digest, registered_by) values ('reference', 2026, 77777, "
            f"'MN-2026-77777', 'students.student', {me.scene.own['id']}, 'x', {me.scene.own['faculty_id']}, "
            "'uz', '{}', 'x', 'x')"
        ),
        "update documents.counter set last = 77777",
        "insert into documents.counter (series, year, last) values ('reference', 2030, 5)",
        "delete from documents.counter",
    )
    return [statement for statement in statements if me.may(statement)]


def changed_paper(me: Attacker) -> Any:
    statements = (
        "update documents.paper set content = '{}'",
        "update documents.paper set record_id = record_id",
        "update documents.paper set cancelled_at = null",
        "update documents.paper set digest = 'x'",
        "delete from documents.paper",
        "update documents.printing set copies = 1",
        "delete from documents.printing",
        "insert into documents.printing (paper_id, faculty_id, way) values (1, 1, 'print')",
    )
    return [statement for statement in statements if me.may(statement)]


def printing_others_papers(me: Attacker) -> Any:
    me.connection.execute("select documents.printed(%s, 'print', 1, 'x')", [me.scene.left["paper"][0]])
    return True


def cancelling_others_papers(me: Attacker) -> Any:
    me.connection.execute("select documents.cancel(%s, 'because')", [me.scene.left["paper"][0]])
    return True


def printing_a_cancelled_paper(me: Attacker) -> Any:
    ((paper, _, _, _),) = _register(me, _own(me))
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


_ALL_SERVED = (without("documents.issues", "documents.in_scope(", "true or documents.in_scope("),)
_ALL_SUBJECTS = (without("documents.register", "coalesce(s.unit_id = any (units), whole)"),)
_ALL_AGREE = "content @> said"
_ANY_NAME = "documents.name_key(n) = documents.name_key(content ->> 'name')"

ATTACKS = (
    Attack("a paper for another's student", for_others_students, DEANS, _ALL_SUBJECTS),
    Attack("a paper for a foreign student among own ones", one_foreign_among_own, DEANS, _ALL_SUBJECTS),
    Attack(
        "a paper for one who does not study",
        for_one_who_does_not_study,
        (*DEANS, *acting("registrar")),
        (without("students.reference_facts", "s.status in ('11', '13', '15')"),),
    ),
    Attack(
        "a paper about a record of another table",
        another_table,
        DEANS,
        (
            without(
                "documents.register",
                "s.record_id is null or not coalesce(s.unit_id = any (units), whole)",
                "false",
            ),
            without("documents.register", "if made < many then", "if false then"),
        ),
    ),
    Attack(
        "a paper about another relation than its kind",
        another_relation,
        (*DEANS, *acting("registrar"), *not_acting("faculty", "registrar")),
        ("grant update (subject) on documents.paper to hemis_faculty",),
    ),
    Attack(
        "made-up words on a paper",
        made_up_words,
        (*DEANS, *acting("registrar")),
        (without("documents.agrees", _ALL_AGREE),),
    ),
    Attack(
        "another name on a paper",
        another_name,
        (*DEANS, *acting("registrar")),
        (without("documents.agrees", _ANY_NAME),),
    ),
    Attack(
        "forged facts on a paper",
        forged_facts,
        DEANS,
        (without("documents.register", "|| jsonb_build_object('facts', s.facts)", ""),),
    ),
    Attack(
        "a paper without facts",
        paper_without_facts,
        (*DEANS, *acting("registrar")),
        (without("documents.agrees", _ALL_AGREE), without("documents.agrees", _ANY_NAME)),
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
                "documents.cancel", "not documents.issues(paper.kind, paper.faculty_id) is true", "false"
            ),
        ),
    ),
)
