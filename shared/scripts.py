"""Uzbek in its two alphabets: the marks of oʻ, gʻ and the tutuq, and transliteration both ways."""

import re
from functools import lru_cache

from shared.names import APOSTROPHES
from shared.script_words import CYRILLIC_FIRST, CYRILLIC_STEMS, FOREIGN, LATIN_STEMS

_OG = re.compile(f"([OoGg])[{APOSTROPHES}]+")
_TUTUQ = re.compile(f"([A-FH-NP-Za-fh-np-z\u00c0-\u024f\u0400-\u04ff])[{APOSTROPHES}]+")


def normalise_apostrophes(text: str) -> str:
    """Return `text` with U+02BB in oʻ and gʻ and U+02BC for the tutuq, whichever marks were typed."""
    return _TUTUQ.sub("\\1\u02bc", _OG.sub("\\1\u02bb", text))


# Placeholders, tags, addresses, keys and codes such as QT-26 are no words of any alphabet.
_KEYS = r"\b(?:Ctrl|Alt|Shift)\+[\w+]+|[\w.-]+\.uz\b|\w+=[\w-]+|\b[A-Z]+-?\d[\w-]*"
_ADDRESSES = r"\S+@\S+|\w+://\S+|\bwww\.\S+|\b[\w-]+(?:\.[\w-]+)*\.(?:com|edu|gov|info|net|org|ru)\b"
_KEPT = _KEYS + r"|\{[^{}]*\}|%\(\w+\)[a-z]|<[^<>]*>|" + _ADDRESSES
_WORD = re.compile(rf"(?P<kept>{_KEPT})|[^\W\d_]+(?:[\u02bb\u02bc][^\W\d_]*)*")
_ROMAN = re.compile("[IVX]+")
_NOT_UZBEK = re.compile("w|c(?!h)", re.IGNORECASE)

_CYRILLIC_OF = dict(zip("abdefghijklmnopqrstuvxyz\u02bc", "абдефгҳижклмнопқрстувхйзъ", strict=True)) | {
    "sh": "ш",
    "ch": "ч",
    "o\u02bb": "ў",
    "g\u02bb": "ғ",
    "s\u02bch": "сҳ",
    "ya": "я",
    "yu": "ю",
    "yo": "ё",
    "ye": "е",
    "yo\u02bb": "йў",
}
_LATIN_LETTER = re.compile("yo\u02bb|[og]\u02bb|s\u02bch|[sc]h|y[aeou]|.", re.IGNORECASE)
# ц is ts after a vowel and s after a consonant; the endings tell it from a native тс and from с.
_TS = re.compile(
    r"^ts|ts(?=i[aeoy]|e[nprsvy]|ov|kiy|$)|(?<=[bknpr])s(?=i(?:ya|on|al|at|um))|(?<=\w\wa)s(?=iya)",
    re.IGNORECASE,
)
# Names from Russian write ь as the tutuq: Ilʼinichna, Vasilʼyevna, Grigorʼyevich.
_SOFT_SIGN = re.compile("(?<=[dlnrt])\u02bc(?=y[aeou])|(?<=l)\u02bc(?=i)", re.IGNORECASE)


def to_cyrillic(text: str) -> str:
    """Return Uzbek Latin text in Cyrillic; placeholders, foreign words and Roman numerals stay."""
    return _WORD.sub(_cyrillic_word, normalise_apostrophes(text))


def named_in(
    language: str, uz: str, oz: str | None = None, ru: str | None = None, en: str | None = None
) -> str:
    """Return a name that is kept in four languages in one of them; an empty one is the Uzbek one in its script."""
    return {"oz": oz, "ru": ru, "en": en}.get(language) or name_in(language, uz)


#: Russian has no Ў, Қ, Ғ and Ҳ.
_RUSSIAN = str.maketrans("ЎўҚқҒғҲҳ", "УуКкГгХх")


@lru_cache(maxsize=1 << 14)
def name_in(language: str, latin: str, cyrillic: str | None = None) -> str:
    """Return a name of a person, a term, a plan, which is kept in Uzbek Latin alone, in the script of a language."""
    if language in ("uz", "en"):
        return latin
    written = cyrillic or to_cyrillic(latin)
    return written if language == "oz" else written.translate(_RUSSIAN)


def typed_in(language: str, told: str) -> str:
    """Return what somebody wrote in Uzbek in the script of Uzbek papers; in another language it stands as typed."""
    return name_in(language, told) if language == "oz" else told


def _cyrillic_word(found: re.Match[str]) -> str:
    word = found[0]
    if found["kept"] or word.lower() in FOREIGN or _NOT_UZBEK.search(word) or _is_numeral(found):
        return word
    start, rest = _beginning(word)
    rest = _with_signs(word, len(word) - len(rest))
    written = [start] if start else []
    for letter in _LATIN_LETTER.findall(rest):
        before = written[-1][-1] if written else ""
        written.append(_in_case_of(letter, _cyrillic_letter(letter.lower(), before.lower())))
    return "".join(written)


def _with_signs(word: str, start: int) -> str:
    """Return the word from `start` on with ц and ь where its Latin letters tell them."""
    capitals = word.isupper()
    marked = _SOFT_SIGN.sub("Ь" if capitals else "ь", word)
    written, place = "", start
    for found in _TS.finditer(marked, start):
        written += marked[place : found.start()] + _in_case_of(found[0], "ц")
        place = found.end()
    return written + marked[place:]


def _beginning(word: str) -> tuple[str, str]:
    """Return what the lists say of the beginning, in Cyrillic and the case of the word, and the rest in Latin."""
    start, rest = "", word
    while rest:
        stem, after = _split_stem(rest, CYRILLIC_STEMS)
        first, behind = ("", rest) if stem else _split_stem(rest, CYRILLIC_FIRST)
        if not stem and not first:
            break
        # In Uzbek a soft sign at the end of a word goes before a suffix: панель, панелида.
        start += (stem[:-1] if after and stem[-1:] in "ьЬ" else stem) or first
        rest = after if stem else behind
    return start, rest


def _is_numeral(found: re.Match[str]) -> bool:
    """Tell XIX and V from the initial of V. Karimov."""
    return bool(_ROMAN.fullmatch(found[0])) and not (
        len(found[0]) == 1 and found.string[found.end() : found.end() + 1] == "."
    )


def _cyrillic_letter(letter: str, before: str) -> str:
    if letter == "e" and (not before or before in _VOWELS.replace("и", "")):
        return "э"
    if letter == "ye" and before and before not in _VOWELS + "ьъ":
        return "ье"
    return _CYRILLIC_OF.get(letter, letter)


_VOWELS = "аеёиоуўыэюя"
_LATIN_OF = dict(zip("абвгдежзийклмнопрстуфхыэқҳъ", "abvgdejziyklmnoprstufxieqh\u02bc", strict=True)) | {
    "ё": "yo",
    "ц": "ts",
    "ч": "ch",
    "ш": "sh",
    "щ": "sh",
    "ю": "yu",
    "я": "ya",
    "ь": "",
    "ў": "o\u02bb",
    "ғ": "g\u02bb",
}


def to_latin(text: str) -> str:
    """Return Uzbek Cyrillic text in Latin; what is Latin already stays."""
    return _WORD.sub(_latin_word, text)


def _latin_word(found: re.Match[str]) -> str:
    word = found[0]
    if found["kept"]:
        return word
    stem, rest = _split_stem(word, LATIN_STEMS)
    start = len(word) - len(rest)
    return stem + "".join(_latin_at(word, place) for place in range(start, len(word)))


def _latin_at(word: str, place: int) -> str:
    before, after = word[place - 1 : place].lower(), word[place + 1 : place + 2]
    latin = _latin_letter(word[place].lower(), before, after.lower())
    capitals = (after or word[place - 1 : place]).isupper()
    return _in_case_of(word[place] * (2 if capitals else 1), latin)


def _latin_letter(letter: str, before: str, after: str) -> str:
    if letter == "е":
        return "ye" if not before or before in _VOWELS + "ъь" else "e"
    if letter == "ц":
        return "ts" if before and before in _VOWELS else "s"
    if letter == "ъ":
        return "" if before == "ў" or after == "е" else "\u02bc"
    if letter == "ь":
        return "y" if after == "о" else ""
    if letter == "ҳ" and before == "с":
        return "\u02bch"
    return _LATIN_OF.get(letter, letter)


def _split_stem(word: str, stems: dict[str, str]) -> tuple[str, str]:
    """Return the exception that `word` begins with, in its case, or nothing, and the rest."""
    lower = word.lower()
    for length in range(min(len(word), _LONGEST), 2, -1):
        if lower[:length] in stems:
            return _in_case_of(word[:length], stems[lower[:length]]), word[length:]
    return "", word


_LONGEST = max(map(len, (*CYRILLIC_STEMS, *LATIN_STEMS)))


def _in_case_of(example: str, text: str) -> str:
    """Return `text` in capitals, with a capital or as it is, as `example` is written."""
    if not example[:1].isupper():
        return text
    return text.upper() if len(example) > 1 and example.isupper() else text[:1].upper() + text[1:]
