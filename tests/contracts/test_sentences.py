"""What a table refuses is said where the model declares it, unless the labels of its columns say enough."""

import re
from pathlib import Path

from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlalchemy.dialects.postgresql import ExcludeConstraint

from client.core.catalog_check import message_ids
from client.data.server import error_messages
from shared.models.everything import MODELS, SCHEMAS
from shared.models.rules import of_column, sentence_of
from shared.text import LANGUAGES

TABLES = [model.__table__ for model in MODELS]


def refusals(table):
    return (*table.constraints, *(index for index in table.indexes if index.unique))


def explained(table, refused):
    """Tell whether the label of a column and what it declares make a sentence."""
    if isinstance(refused, UniqueConstraint):
        return any(column.info.get("label") for column in refused.columns)
    if isinstance(refused, CheckConstraint):
        implied = (rule.name for column in table.columns for rule in of_column(column.name, column.info))
        return refused.name in {f"{table.name}_{name}_check" for name in implied}
    return not isinstance(refused, Index | ExcludeConstraint)


def test_every_rule_and_key_that_its_columns_do_not_explain_has_its_sentence():
    silent = {
        f"{table}.{refused.name}"
        for table in TABLES
        for refused in refusals(table)
        if not explained(table, refused) and not sentence_of(refused)
    }
    assert silent == set()


def test_sentences_and_words_of_the_models_are_marked_for_translation():
    said = {sentence_of(refused) for table in TABLES for refused in refusals(table)} - {""}
    words = [column.info.get("words") or {} for table in TABLES for column in table.columns]
    said |= {word for each in words for word in each.values()}
    assert said - set(LANGUAGES.values()) - message_ids().keys() == set()


def test_the_generic_refusals_name_no_table():
    source = Path(error_messages.__file__).read_text(encoding="utf-8")
    assert re.findall(rf'"(?:{"|".join(SCHEMAS)})\.\w+', source) == []
