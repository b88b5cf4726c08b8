"""What a column's values are called: a national classifier, or words that stand beside the column in its model."""

from typing import Any

from sqlalchemy import Column

from shared.models.everything import MODELS


def classifier_of(column: Column[Any]) -> str:
    """Return the name of the list that says what the values are called; empty where they are shown as they are."""
    return column.info.get("classifier") or (_own_list(column) if column.info.get("words") else "")


def _own_list(column: Column[Any]) -> str:
    """Names of our own lists begin with @, those of classifiers do not."""
    return f"@{column.table}.{column.name}"


WORDS: dict[str, dict[str, str]] = {
    _own_list(column): column.info["words"]
    for model in MODELS
    for column in model.__table__.columns
    if column.info.get("words")
}
