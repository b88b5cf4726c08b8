"""The words of papers: Uzbek Cyrillic is made from Latin."""

from dataclasses import fields, replace
from typing import TYPE_CHECKING, Any, TypeVar

from shared.scripts import to_cyrillic

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

    Words = TypeVar("Words", bound=DataclassInstance)

Text = str | tuple["Text", ...] | dict[str, "Text"]


def in_cyrillic(value: Text) -> Text:
    """Return a text, or the texts of a tuple or behind the keys of a dictionary, in Uzbek Cyrillic."""
    if isinstance(value, dict):
        return {key: in_cyrillic(text) for key, text in value.items()}
    return to_cyrillic(value) if isinstance(value, str) else tuple(map(in_cyrillic, value))


def words_in_cyrillic(words: "Words", **otherwise: Any) -> "Words":
    """Return the words of a paper in Uzbek Cyrillic; `otherwise` are those that the rule does not make."""
    made = {each.name: in_cyrillic(getattr(words, each.name)) for each in fields(words)}
    return replace(words, **made | otherwise)
