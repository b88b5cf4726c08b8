"""Every rule of the database has a sentence that a person understands."""

import pytest
from sqlalchemy import CheckConstraint

from client.core.errors import Refused, UserError
from client.data.server.error_messages import CONSTRAINTS, INDEXES, constraint_sentence
from shared.models.everything import BY_RELATION


@pytest.mark.parametrize("key", sorted(CONSTRAINTS))
def test_every_constraint_of_the_models_has_a_sentence(key):
    relation, _dot, name = key.rpartition(".")
    constraint = CONSTRAINTS[key]
    if isinstance(constraint, CheckConstraint) and not _edited(relation):
        return  # journals and derived tables are written by the server alone
    sentence = constraint_sentence(relation, name)
    text = sentence.text()
    assert "{" not in text
    assert name not in text, "the name of a rule is no sentence"
    assert text[0].isupper() or text[0] == "“"
    assert text.endswith(".")
    assert not sentence.field or sentence.field in BY_RELATION[relation].__table__.columns


def _edited(relation):
    return "row_version" in BY_RELATION[relation].__table__.columns


@pytest.mark.parametrize("key", sorted(INDEXES))
def test_sentences_of_indexes_are_about_indexes_that_exist(key, admin):
    schema, table, name = key.split(".")
    rows = "select 1 from pg_indexes where (schemaname, tablename, indexname) = (%s, %s, %s)"
    assert admin.execute(rows, [schema, table, name]).fetchone()
    assert constraint_sentence(f"{schema}.{table}", name).text().endswith(".")


@pytest.mark.parametrize("key", sorted(CONSTRAINTS))
def test_the_names_are_those_of_the_database(key, admin):
    relation, _dot, name = key.rpartition(".")
    schema, table = relation.split(".")
    found = admin.execute(
        "select 1 from pg_constraint where conname = %s and conrelid = to_regclass(%s)",
        [name, f'{schema}."{table}"'],
    ).fetchone()
    assert found or not name.endswith(("_check", "_key", "_fkey", "_pkey"))


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
