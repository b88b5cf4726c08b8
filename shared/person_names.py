"""Names of people written the one way they are stored: Latin, with the right marks, capitals and endings."""

import re
import unicodedata

from shared.identifiers import InvalidValue
from shared.identity import CYRILLIC, LATIN, TO_CYRILLIC, TO_LATIN
from shared.names import APOSTROPHES
from shared.scripts import name_in, normalise_apostrophes, to_cyrillic, to_latin
from shared.text import N_

_READY = re.compile("[A-Z][a-z]+")
_MARKS = re.compile(f"[{APOSTROPHES}]+")
_ALLOWED = re.compile(rf"[^\W\d_{APOSTROPHES}][^\W\d_]*(?:[-. {APOSTROPHES}]+[^\W\d_]*)*")
_WORD = re.compile(r"[^\s-]+")
#: What follows the surname is no name if it is one letter; a surname may be one in Korea.
_SINGLE = re.compile(r"(?<=[\s-])[^\W\d_](?=$|[\s-])")
_NO_LETTER = re.compile(f"[-\\s{APOSTROPHES}]")

#: How a patronymic ends in every hand, without its marks and in Latin, and the one spelling of it.
_SON, _DAUGHTER = "o\u02bbg\u02bbli", "qizi"
ENDINGS = dict.fromkeys(("ogli", "ugli", "ogly", "ugly"), _SON) | dict.fromkeys(
    ("qizi", "kizi", "qizy", "kizy"), _DAUGHTER
)
_SHORTEST = 3
#: oʻgʻli, whose marks may be two signs each.
_LONGEST_ENDING = 8

#: Letters of Tajik names that the Uzbek alphabet has in another shape. Of others (Ә Ө Ү) nobody can be sure.
_NEIGHBOURS = str.maketrans("ӮӯҶҷӢӣ", "ЎўЖжИи")
#: Turkish İ loses its dot when it is written small.
_DOTTED = "\u0130"
_CAPITALS = re.compile("[A-Z\u0400-\u042fЎҚҒҲ]{2}")
#: O'Ktamov, Sa'Dullayev: what Excel makes of capitals; D'Artagnan is a name of its own.
_PROPER = re.compile(rf"(?![^OGAEIU\W][{APOSTROPHES}])(?:[^\W\d_]+?[{APOSTROPHES}]+)+[^\W\d_]*")
_AFTER_MARK = re.compile(rf"[{APOSTROPHES}][^\W\d_]")

SHORTENED = N_("{text} is shortened. Write the whole name as it stands in the passport.")


def person_name(text: str) -> str:
    """Return the name in Latin letters; "ГУЛОМОВ", "G'ULOMOV" and "gʻulomov" are written as a name is."""
    if _READY.fullmatch(text):
        return text
    tidy = tidy_name(text)
    if not _ALLOWED.fullmatch(tidy):
        raise InvalidValue(N_("{text} is not a name: it has digits or other signs."), text=text)
    if "." in tidy or _SINGLE.search(tidy):
        raise InvalidValue(SHORTENED, text=text)
    return _only_latin(normalise_apostrophes(to_latin(tidy)), text)


def given_name(text: str) -> str:
    """Return a given name; a single letter is an initial."""
    if len(text) == 1:
        raise InvalidValue(SHORTENED, text=text)
    return person_name(text)


def patronymic(text: str) -> str:
    """Return a patronymic; its ending stands apart, whether it was joined or not."""
    return given_name(_apart(text))


def tidy_name(text: str) -> str:
    """Return the name in its own alphabet with the capitals of a name; look-alikes of the other one replaced."""
    composed = unicodedata.normalize("NFC", text.replace(_DOTTED.lower(), "i")).translate(_NEIGHBOURS)
    first, space, rest = _WORD.sub(lambda found: _tidy_word(found[0]), composed).partition(" ")
    return first + space + _WORD.sub(lambda found: _with_ending(found[0]), rest)


def is_cyrillic(text: str) -> bool:
    return bool(CYRILLIC.search(text))


def cyrillic_exception(original: str, latin: str) -> str | None:
    """Return the Cyrillic spelling if transliterating the Latin one would not give it back."""
    tidy = _WORD.sub(
        lambda found: found[0] if is_cyrillic(found[0]) else to_cyrillic(found[0]),
        tidy_name(_apart(original)),
    )
    return None if to_cyrillic(latin) == tidy else tidy


def is_spelling(written: str, latin: str, cyrillic: str | None = None) -> bool:
    """Tell whether a Cyrillic text is how a stored name is shown, in Uzbek or in Russian letters.

    Russian has no Ў, Қ, Ғ and Ҳ: Latin made of Кодиров is not what is stored of Қодиров, though nobody changed it.
    """
    shown = {name_in(code, latin, own) for code in ("oz", "ru") for own in (None, cyrillic)}
    try:
        return in_one_spelling(written) in set(map(in_one_spelling, shown))
    except InvalidValue:
        return False  # the cell itself has been refused already


def in_one_spelling(text: str) -> str:
    """Return a name of several words in its own letters, its ending apart and in its usual spelling, to be compared."""
    return tidy_name(_apart(" ".join(text.split()))).casefold()


def _tidy_word(word: str) -> str:
    word = _one_script(word)
    if len(word.rstrip(".")) > _SHORTEST:
        word = word.rstrip(".")
    if word.isupper() or word[:1].islower() or _CAPITALS.search(word):
        return word[:1].title() + word[1:].replace(_DOTTED, "i").lower()
    if _PROPER.fullmatch(word):
        return _AFTER_MARK.sub(lambda found: found[0].lower(), word)
    return word


def _one_script(word: str) -> str:
    """Return a word of both scripts in the one that all its letters can be read in."""
    if not LATIN.search(word) or not CYRILLIC.search(word):
        return word
    latin, cyrillic = word.translate(TO_LATIN), word.translate(TO_CYRILLIC)
    whole = [text for text in (latin, cyrillic) if not (LATIN.search(text) and CYRILLIC.search(text))]
    if len(whole) != 1:
        raise InvalidValue(
            N_("{text} mixes Latin and Cyrillic letters. Write the name in one of them."), text=word
        )
    return whole[0]


def _ending(word: str) -> str | None:
    if len(word) > _LONGEST_ENDING:
        return None
    return ENDINGS.get(_MARKS.sub("", to_latin(word.lower())))


def _with_ending(word: str) -> str:
    ending = _ending(word)
    if ending is None:
        return word
    return to_cyrillic(ending) if is_cyrillic(word) else ending


def _apart(text: str) -> str:
    """Part the ending of Alisherugli and Alisher-oʻgʻli from the name of the father."""
    for length in range(min(len(text) - _SHORTEST, _LONGEST_ENDING), _SHORTEST, -1):
        start, rest = text[:-length], text[-length:]
        if rest[0].isalpha() and _ending(rest):
            return f"{start.rstrip(' -')} {rest}"
    return text


def _only_latin(name: str, text: str) -> str:
    strange = [letter for letter in _NO_LETTER.sub("", name) if not LATIN.match(letter)]
    if strange:
        raise InvalidValue(
            N_(
                "{text} has letters of no Uzbek alphabet: {letters}. Write the name in Latin, as the passport has it."
            ),
            text=text,
            letters=" ".join(dict.fromkeys(strange)),
        )
    return name


GIVEN_FIRST, SURNAME_FIRST = "given first", "surname first"
#: What nearly every surname of this country ends in and no given name does.
_SURNAME = re.compile(r"\w{2,}(?:ov|ev|ova|eva|zoda|skiy|skaya|enko)", re.IGNORECASE)


def apparent_order(name: str) -> str:
    """Tell by the endings which of the first two words is the surname; nothing where both or none look like one."""
    looks = [bool(_SURNAME.fullmatch(word)) for word in name.split()[:2]]
    if looks == [True, False]:
        return SURNAME_FIRST
    return GIVEN_FIRST if looks == [False, True] else ""


def split_full_name(text: str, order: str = SURNAME_FIRST) -> tuple[str, str | None, str | None]:
    """Split surname, given name and patronymic; what the file does not have is None."""
    first, *rest = text.split(maxsplit=2)
    second, last = rest[0] if rest else None, rest[1] if len(rest) > 1 else None
    return (second, first, last) if order == GIVEN_FIRST and second else (first, second, last)
