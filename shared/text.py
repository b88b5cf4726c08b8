"""Marking of texts for translation where they are declared; they are translated where they are shown."""


def N_(message: str) -> str:  # noqa: N802 - the usual name of the marker, which the translation check looks for
    """Return `message` unchanged; the translation check collects every text marked so."""
    return message
