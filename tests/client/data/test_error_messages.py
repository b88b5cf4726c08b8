"""Every rule of the database has a sentence that a person understands."""

import pytest
from sqlalchemy import CheckConstraint

from client.core.errors import Refused, UserError
from client.data.server.error_messages import CONSTRAINTS, INDEXES, constraint_sentence
from shared.models.everything import BY_RELATION

#: Rules by table and name; those with words of their own may be indexes too.
RULES = {*CONSTRAINTS, *INDEXES}
IN_DATABASE = """
    select n.nspname || '.' || r.relname || '.' || c.conname from pg_constraint c
      join pg_class r on r.oid = c.conrelid join pg_namespace n on n.oid = r.relnamespace
    union select schemaname || '.' || tablename || '.' || indexname from pg_indexes"""


def test_every_rule_has_a_sentence_that_a_person_understands():
    found = {key: faults for key in sorted(RULES) if (faults := _faults(*_parts(key)))}
    assert found == {}


def test_every_rule_with_a_sentence_is_one_of_the_database(admin):
    there = {name for (name,) in admin.execute(IN_DATABASE)}
    assert [key for key in sorted(RULES) if key not in there and _has_lasting_name(key)] == []


def _parts(key):
    relation, _dot, name = key.rpartition(".")
    return relation, name


def _faults(relation, name):
    """What is wrong with the sentence about a rule; journals are written by the server alone and need none."""
    columns = BY_RELATION[relation].__table__.columns
    if isinstance(CONSTRAINTS.get(f"{relation}.{name}"), CheckConstraint) and "row_version" not in columns:
        return []
    sentence = constraint_sentence(relation, name)
    text = sentence.text()
    judged = {
        "a value is missing in it": "{" not in text,
        "it repeats the name of the rule": name not in text,
        "it does not begin as a sentence": text[0].isupper() or text[0] == "“",
        "it does not end as a sentence": text.endswith("."),
        "it is about a column that does not exist": not sentence.field or sentence.field in columns,
    }
    return [fault for fault, well in judged.items() if not well]


def _has_lasting_name(key):
    """Names that the pattern of the models gives; PostgreSQL names the others."""
    return key in INDEXES or key.endswith(("_check", "_key", "_fkey", "_pkey"))


@pytest.mark.parametrize(
    ("statement", "field", "sentence"),
    [
        (
            "insert into structure.unit (kind, code, name_uz) values ('11', '403-101', 'X')",
            "code",
            "“Code”: this value is already in “Units”",
        ),
        (
            "insert into structure.unit (kind, code, name_uz) values ('11', 'Geo', 'X')",
            "code",
            "403-101 for a faculty",
        ),
        (
            "insert into structure.unit (kind, code, name_uz) values ('11', '403-199', '')",
            "name_uz",
            "must not be empty",
        ),
        ("insert into structure.unit (kind, code) values ('11', '403-199')", "name_uz", "must not be empty"),
        ("update structure.unit set parent_id = id where code = '403-102'", "parent_id", "part of itself"),
    ],
)
def test_what_the_server_refuses_is_said_about_its_field(session_of, statement, field, sentence):
    gateway = session_of("hr").gateway
    with pytest.raises(UserError, match=sentence) as raised:
        gateway.execute(statement)
    assert raised.value.field in {field, ""}


def test_a_row_outside_the_own_faculty_is_refused(workplace):
    other = workplace.gateway.scalar("select id from structure.unit where code = '403-102'")
    with pytest.raises(Refused, match="outside what your role may change"):
        workplace.gateway.execute(
            "insert into students.specialty (faculty_id, code, education_type, name_uz) "
            "values (:f, '60700', '11', 'X')",
            f=other,
        )


def test_a_sign_that_cannot_be_stored_is_the_persons_mistake(workplace):
    with pytest.raises(UserError):
        workplace.gateway.scalar("select cast(:text as text)", text="a\x00b")
