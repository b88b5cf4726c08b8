"""What the words over a column say of the names in it: which of them, and which comes first."""

from shared.names import fold
from shared.person_names import GIVEN_FIRST, SURNAME_FIRST

_GIVEN = frozenset(map(fold, ("ism", "ismi", "исми", "имя", "given", "first")))
_SURNAME = frozenset(
    map(fold, ("familiya", "familiyasi", "фамилияси", "фамилия", "surname", "last", "family"))
)
#: F.I.Sh. and Ф.И.О. begin with the surname.
_SHORT = ("f i ", "fish", "fio")


def order_of(title: str) -> str:
    """Return which name comes first; nothing if the words do not tell."""
    words = fold(title).split()
    given = next((place for place, word in enumerate(words) if word in _GIVEN), None)
    surname = next((place for place, word in enumerate(words) if word in _SURNAME), None)
    if given is not None and surname is not None:
        return GIVEN_FIRST if given < surname else SURNAME_FIRST
    return SURNAME_FIRST if fold(title).startswith(_SHORT) else ""


def names_both(words: list[str]) -> bool:
    """Tell whether folded words over one column speak of surname and given name."""
    return not _GIVEN.isdisjoint(words) and not _SURNAME.isdisjoint(words)
