"""The languages of the interface: message ids are English, Uzbek Latin is the default.

Uzbek Cyrillic is Uzbek Latin transliterated when it is first shown, except where oz.po says otherwise.
"""

from functools import lru_cache
from pathlib import Path
from typing import Literal, get_args

from client.core.po_file import read_po
from shared.scripts import named_in, to_cyrillic
from shared.text import LANGUAGES, N_

__all__ = ["LANGUAGES", "N_", "Language", "_", "language", "names", "set_language"]

Language = Literal["uz", "oz", "ru", "en"]
LOCALE = Path(__file__).parent.parent / "locale"

_language: Language = "uz"


class _Visible(dict[str, object]):
    """Values of placeholders; one without a value stays visible instead of stopping the program."""

    def __missing__(self, key: str) -> str:
        return f"{{{key}}}"


def _(message: str, **values: object) -> str:
    """Return `message` in the language of the interface with `{placeholders}` filled."""
    translated = translation(message, _language)
    return translated.format_map(_Visible(values)) if values else translated


def language() -> Language:
    """Return the language of the interface."""
    return _language


def set_language(code: str) -> None:
    """Change the language of what is shown from now on; an unknown one becomes Uzbek."""
    global _language  # noqa: PLW0603 - the one language that the whole window speaks
    _language = known_language(code)


def known_language(code: str) -> Language:
    """Return a language of the interface by its code; an unknown one is Uzbek."""
    return next((known for known in get_args(Language) if known == code), "uz")


@lru_cache(maxsize=8192)
def translation(message: str, code: Language) -> str:
    """Return the translation of a message id, or the id itself where there is none."""
    if not message or code == "en":
        return message
    if found := _messages(code).get(message):
        return found
    if code != "oz":
        return message
    latin = _messages("uz").get(message)
    return message if latin is None else to_cyrillic(latin)


@lru_cache(maxsize=4)
def _messages(code: Language) -> dict[str, str]:
    return read_po(LOCALE / f"{code}.po")


def names(uz: str, oz: str | None = None, ru: str | None = None, en: str | None = None) -> str:
    """Return the name in the language of the interface; an empty one is the Uzbek one in its script."""
    return named_in(_language, uz, oz, ru, en)
