"""The words of papers: Uzbek Cyrillic is made from Latin."""

from shared.scripts import to_cyrillic

Text = str | tuple["Text", ...]


def in_cyrillic(value: Text) -> Text:
    """Return a text, or a tuple of texts, in Uzbek Cyrillic."""
    return to_cyrillic(value) if isinstance(value, str) else tuple(map(in_cyrillic, value))
