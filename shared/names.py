"""Names of people: one search key for both alphabets, the Uzbek order, initials.

`fold` and `sort_key` have twins in server_db/sql/000_naming/rules.sql that must answer the same.
"""

import re
import unicodedata
from collections.abc import Collection, Iterable

# Everything that people type for the mark in oʻ, gʻ and for the tutuq.
APOSTROPHES = "'`\u00b4\u02b9\u02bb\u02bc\u02bd\u02c8\u02ca\u02cb\u2018\u2019\u201b\u2032\uff07"

# After NFD й, ё and ў are a letter and a mark: they become i, e, u and the mark, and are told apart below.
_LATIN_OF = dict(
    zip(
        "абвгдежзиклмнопрстуфхъыьэғқҳәөүұңһіҷıøłđðßqx",
        (*"abvgdejziklmnoprstufh", "", "i", "", *"egkhaouunhijioldds", "k", "h"),
        strict=True,
    )
) | {"ц": "ts", "ч": "ch", "ш": "sh", "щ": "sh", "ю": "yu", "я": "ya"}
_UPPER = {letter.upper(): latin for letter, latin in _LATIN_OF.items() if letter.upper() != "SS"}
_FOLD = str.maketrans(
    _LATIN_OF | _UPPER | {chr(65 + i): chr(97 + i) for i in range(26) if chr(65 + i) not in "QX"}
)

_FOLD_STEPS = tuple(
    (re.compile(pattern), replacement)
    for pattern, replacement in (
        ("i\u0306", "y"),  # й
        ("e\u0308", "yo"),  # ё
        ("u\u0306", "o"),  # ў
        (f"[\u0300-\u036f\u00ad\u200b-\u200d\u2060\ufeff{APOSTROPHES}]", ""),
        ("[^a-z0-9]+", " "),
        ("shch", "sh"),
        ("(?<![aeiouys])ts", "s"),  # Цой is Soy and Tsoy; Kuznetsov keeps its ts, Davlatsher its two letters
        (r"\bye", "e"),
        (r"\By", ""),  # Aliyev, Aliev, Алиев
    )
)


def fold(text: str) -> str:
    """Return the search key: the same for every usual spelling of a name, only a-z, 0-9 and single spaces."""
    key = unicodedata.normalize("NFD", text).translate(_FOLD)
    for pattern, replacement in _FOLD_STEPS:
        key = pattern.sub(replacement, key)
    return key.strip()


def words(text: str) -> tuple[str, ...]:
    """Return the folded words, each of which a search may begin with."""
    return tuple(fold(text).split())


def begin_words(parts: Iterable[str], there: Collection[str]) -> bool:
    """Tell whether each part of what is sought begins some word; both are folded, as `words` does it."""
    return all(any(word.startswith(part) for word in there) for part in parts)


_CYRILLIC = "абвгдеёжзийклмнопрстуфхцчшщъыьэюяўқғҳ"
# ё is not in its place among the code points, and қ ғ ҳ are not in the order of the alphabet.
_CYRILLIC_KEYS = (
    "а",
    "б",
    "в",
    "г",
    "д",
    "е",
    "е\u04ff",
    *"жзийклмнопрстуфхцчшщъыьэюя",
    *"\u0460\u0461\u0462\u0463",
)
_SORT = str.maketrans(
    dict(zip(_CYRILLIC, _CYRILLIC_KEYS, strict=True))
    | dict(zip(_CYRILLIC.upper(), _CYRILLIC_KEYS, strict=True))
    | {chr(65 + i): chr(97 + i) for i in range(26)}
)
_SORT_STEPS = tuple(
    (re.compile(pattern), replacement)
    for pattern, replacement in (
        (f"o[{APOSTROPHES}]+", "O"),
        (f"g[{APOSTROPHES}]+", "G"),
        ("sh", "S"),
        ("ch", "C"),
        ("ng", "N"),
        (f"[{APOSTROPHES}]", ""),
        ("[^a-z0-9OGSCN\u0080-\U0010ffff]+", " "),
    )
)
_AFTER_Z = str.maketrans("OGSCN", "{|}~\u00a1")


def sort_key(text: str) -> str:
    """Return a key whose order by code points is the Uzbek order: … z oʻ gʻ sh ch ng, then Cyrillic."""
    key = unicodedata.normalize("NFC", text).translate(_SORT)
    for pattern, replacement in _SORT_STEPS:
        key = pattern.sub(replacement, key)
    return key.translate(_AFTER_Z).strip(" ")


_INITIAL = re.compile(rf"\W*([og][{APOSTROPHES}]|sh|ch|\w)", re.IGNORECASE)


def short_name(surname: str, given: str = "", patronymic: str = "") -> str:
    """Return the surname and initials as papers show them: Karimov A.B., Oripova Sh.Oʻ."""
    return f"{surname.strip()} {_initial(given)}{_initial(patronymic)}".strip()


def signed(full_name: str) -> str:
    """Return a full name as one signs: surname and initials; what is shorter or has initials stays as it is."""
    surname, *given = full_name.split()[:3] or [""]
    return short_name(surname, *given) if given and "." not in full_name else full_name.strip()


def _initial(name: str) -> str:
    found = _INITIAL.match(name)
    return "" if found is None else found[1].capitalize() + "."
