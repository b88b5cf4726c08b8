"""`security.explain` answers as the policies do: every question that they ask is translated, and the answers agree."""

import re

import pytest

from shared.models.everything import BY_RELATION
from tests.security import attempts
from tests.security.test_access_matrix import ACTING, RELATIONS

#: What may stand in a policy once it asks about somebody else.
TRANSLATED = re.compile(r"^\w+\.\w+_of$|^security\.(acts_as|may_(read|write)_as)$")
CALLS = re.compile(r"\b(\w+\.\w+)\(")


def policies(admin):
    return admin.execute(
        "select schemaname || '.' || tablename || ' ' || policyname, "
        "security.as_seen_by(qual, 'somebody', 'hemis_faculty') "
        "from pg_policies where cmd in ('SELECT', 'ALL') and qual is not null "
        "and not roles::text[] && '{hemis_definer}'"
    ).fetchall()


def test_every_question_of_a_policy_is_asked_about_somebody_else(admin):
    found = policies(admin)
    assert len(found) > 100
    left = {name: set(CALLS.findall(rule)) for name, rule in found}
    assert {n: calls for n, calls in left.items() if any(not TRANSLATED.match(call) for call in calls)} == {}


def test_every_question_about_somebody_else_exists(admin):
    asked = {call for _, rule in policies(admin) for call in CALLS.findall(rule)}
    known = {
        name for (name,) in admin.execute("select pronamespace::regnamespace || '.' || proname from pg_proc")
    }
    assert asked - known == set()


def test_every_policy_is_a_question_about_somebody_else(admin):
    """Of whichever role: the words about another person are a condition that the server takes."""
    rules = admin.execute(
        "select format('%I.%I', schemaname, tablename), security.as_seen_by(qual, 'somebody', role) "
        "from pg_policies, unnest(roles::text[]) role "
        "where cmd in ('SELECT', 'ALL') and qual is not null and role like 'hemis%' and role <> 'hemis_definer'"
    ).fetchall()
    assert len(rules) > 200
    for name, rule in rules:
        admin.execute(f"select from {name} where {rule} limit 0")


@pytest.mark.parametrize(
    ("login", "role", "unit"), ACTING, ids=[f"{login} as {role}" for login, role, _ in ACTING]
)
def test_explain_agrees_with_what_is_seen(admin, as_person, login, role, unit):
    """Of every table some rows that are seen and some that are not."""
    person = as_person(login, role)
    wrong = []
    for relation in RELATIONS:
        seen = attempts.visible(person, relation)
        if seen is None or "id" not in BY_RELATION[relation].__table__.columns:
            continue
        name = attempts.identifier(relation).as_string(admin)
        everything = {key for (key,) in admin.execute(f"select id from {name} order by id")}
        for key in [*sorted(seen)[:2], *sorted(everything - seen)[:2]]:
            answer = admin.execute(
                "select security.may_read_as(%s, %s, %s, %s)", [login, role, name, key]
            ).fetchone()[0]
            if answer != (key in seen):
                wrong.append((relation, key, answer))
    assert wrong == []
