"""The words of papers: Uzbek Cyrillic is made from Latin, and people are named alike on all of them."""

from shared.scripts import to_cyrillic

#: Russian has no Ў, Қ, Ғ and Ҳ.
RUSSIAN = str.maketrans("ЎўҚқҒғҲҳ", "УуКкГгХх")

Text = str | tuple["Text", ...]


def in_cyrillic(value: Text) -> Text:
    """Return a text, or a tuple of texts, in Uzbek Cyrillic."""
    return to_cyrillic(value) if isinstance(value, str) else tuple(map(in_cyrillic, value))


def name_in(language: str, latin: str, cyrillic: str | None = None) -> str:
    """Return a person's name as papers of that language write it."""
    if language in ("uz", "en"):
        return latin
    written = cyrillic or to_cyrillic(latin)
    return written if language == "oz" else written.translate(RUSSIAN)
