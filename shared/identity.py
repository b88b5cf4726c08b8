"""Whether two texts name the same thing: to the letter, in other capitals, or in letters that only look alike.

`shared.names.fold` finds more: q and k, x and h, й and nothing are one to it. It is for searching and for proposals
that a person confirms, never for saying what is the same: KT-26 and QT-26 are two groups.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Hashable, Iterable
from typing import Generic, TypeVar

from shared.names import APOSTROPHES, fold
from shared.scripts import to_latin

Thing = TypeVar("Thing", bound=Hashable)

_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"))
_DASHES = re.compile("\\s*[-\u2010-\u2015\u2212]\\s*")
_MARKS = re.compile(f"[{APOSTROPHES}]+")

#: Letters that a reader cannot tell apart, each in its own case: м and m differ, М and M do not.
LATIN_LOOKALIKES = "aceopxyijsABCEHIJKMOPSTXY"
CYRILLIC_LOOKALIKES = "асеорхуіјѕАВСЕНІЈКМОРЅТХУ"
TO_LATIN = str.maketrans(CYRILLIC_LOOKALIKES, LATIN_LOOKALIKES)
TO_CYRILLIC = str.maketrans(LATIN_LOOKALIKES, CYRILLIC_LOOKALIKES)
CYRILLIC = re.compile("[\u0400-\u052f]")
LATIN = re.compile("[A-Za-z\u00aa-\u024f\u1e00-\u1eff]")
_LETTERS = re.compile(r"[^\W\d_]+")


def as_written(text: str) -> str:
    """Return the text with one kind of space, dash and apostrophe: what no reader sees makes no difference."""
    tidy = " ".join(unicodedata.normalize("NFC", text).translate(_INVISIBLE).split())
    return _MARKS.sub("\u02bc", _DASHES.sub("-", tidy))


def in_one_case(text: str) -> str:
    """Return what is alike in KT-26 and kt-26."""
    return as_written(text).casefold()


def identity(text: str) -> str:
    """Return what is alike in KT-26 and КТ-26: letters that look alike are made one, all others stay themselves."""
    return _LETTERS.sub(lambda found: in_one_script(found[0]), as_written(text)).casefold()


def in_one_script(word: str) -> str:
    """Return a word whose letters of the other script look like those of its own, in its own; others stay mixed."""
    latin = word.translate(TO_LATIN)
    if not CYRILLIC.search(latin):
        return latin
    return word.translate(TO_CYRILLIC) if LATIN.search(word) else word


_STEPS = (as_written, in_one_case, identity)


class Known(Generic[Thing]):
    """Things by the texts that they are known by."""

    def __init__(self, pairs: Iterable[tuple[str | None, Thing]]) -> None:
        self._same: list[dict[str, set[Thing]]] = [defaultdict(set) for _step in _STEPS]
        self._near: dict[str, set[Thing]] = defaultdict(set)
        for text, thing in pairs:
            if text:
                for step, found in zip(_STEPS, self._same, strict=True):
                    found[step(text)].add(thing)
                self._near[fold(text)].add(thing)

    def find(self, text: str) -> set[Thing]:
        """Return what is written so; or else so but for capitals; or else but for letters that look alike."""
        for step, found in zip(_STEPS, self._same, strict=True):
            if same := found.get(step(text)):
                return same | self._read_as_cyrillic(text) if step is identity else same
        return set()

    def begun(self, text: str) -> set[Thing]:
        """Return everything that has a name which begins so."""
        key = identity(text)
        return set().union(
            *(things for name, things in self._same[2].items() if key and name.startswith(key))
        )

    def near(self, text: str) -> set[Thing]:
        """Return what a search would take for the text: to be proposed, never to be taken."""
        return self._near.get(fold(text), set()) - self.find(text) if fold(text) else set()

    def _read_as_cyrillic(self, text: str) -> set[Thing]:
        """НТ-26 looks like HT-26, and may have been written for NT-26: where both are there, both are meant."""
        return (
            set() if LATIN.search(text) else self._same[1].get(in_one_case(to_latin(as_written(text))), set())
        )
