"""Names of people as files have them, written the one way they are stored: Latin, with the right marks and capitals."""

import re

from client.core.i18n import N_
from shared.identifiers import InvalidValue
from shared.names import APOSTROPHES, fold
from shared.scripts import normalise_apostrophes, to_cyrillic, to_latin

_READY = re.compile("[A-Z][a-z]+")
_CYRILLIC = re.compile("[\u0400-\u04ff]")
_LATIN = re.compile("[A-Za-z\u00c0-\u024f]")
_ALLOWED = re.compile(rf"[^\W\d_{APOSTROPHES}][^\W\d_]*(?:[-. {APOSTROPHES}]+[^\W\d_]*)*")
_WORD = re.compile(r"[^\s-]+")
#: Parts of a patronymic that are written small, by their folded form.
_SMALL = {"ogli": "o\u02bbg\u02bbli", "kizi": "qizi"}

_LATIN_LOOKALIKES = "aceopxyiABCEHKMOPTXYI"
_CYRILLIC_LOOKALIKES = "асеорхуіАВСЕНКМОРТХУІ"
_TO_CYRILLIC = str.maketrans(_LATIN_LOOKALIKES, _CYRILLIC_LOOKALIKES)
_TO_LATIN = str.maketrans(_CYRILLIC_LOOKALIKES, _LATIN_LOOKALIKES)


def person_name(text: str) -> str:
    """Return the name in Latin letters; "ГУЛОМОВ", "G'ULOMOV" and "gʻulomov" are written as a name is."""
    if _READY.fullmatch(text):
        return text
    if not _ALLOWED.fullmatch(text):
        raise InvalidValue(N_("{text} is not a name: it has digits or other signs."), text=text)
    return normalise_apostrophes(to_latin(tidy_name(text)))


def tidy_name(text: str) -> str:
    """Return the name in its own alphabet with the capitals of a name; look-alikes of the other one replaced."""
    return _WORD.sub(lambda found: _tidy_word(found[0]), text)


def _tidy_word(word: str) -> str:
    word = _one_script(word)
    if len(word) > 1 and (word.isupper() or word.islower()):
        small = _SMALL.get(fold(word))
        if small is not None:
            return to_cyrillic(small) if _CYRILLIC.search(word) else small
        return word[0].upper() + word[1:].lower()
    return word


def _one_script(word: str) -> str:
    latin, cyrillic = len(_LATIN.findall(word)), len(_CYRILLIC.findall(word))
    if not latin or not cyrillic:
        return word
    repaired = word.translate(_TO_LATIN if latin > cyrillic else _TO_CYRILLIC)
    if _LATIN.search(repaired) and _CYRILLIC.search(repaired):
        raise InvalidValue(
            N_("{text} mixes Latin and Cyrillic letters. Write the name in one of them."), text=word
        )
    return repaired


def is_cyrillic(text: str) -> bool:
    return bool(_CYRILLIC.search(text))


def cyrillic_exception(original: str, latin: str) -> str | None:
    """Return the Cyrillic spelling if transliterating the Latin one would not give it back."""
    tidy = tidy_name(original)
    return None if to_cyrillic(latin) == tidy else tidy


def split_full_name(text: str) -> tuple[str, str | None, str | None]:
    """Split surname, given name and patronymic; what the file does not have is None."""
    surname, *rest = text.split(maxsplit=2)
    return surname, rest[0] if rest else None, rest[1] if len(rest) > 1 else None
