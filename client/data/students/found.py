"""Which students of a list are looked for: by how they stand, and by the words of name, number or group."""

from collections.abc import Sequence
from typing import Protocol, TypeVar

from shared.names import begin_words, words


class Listed(Protocol):
    """A student of a list, with the folded words by which one is found."""

    @property
    def student_id(self) -> int: ...
    @property
    def sought(self) -> tuple[str, ...]: ...


class Standing(Listed, Protocol):
    """A student of a list in which everybody stands in one of a few ways."""

    @property
    def standing(self) -> str: ...


L = TypeVar("L", bound=Listed)
S = TypeVar("S", bound=Standing)


def by_words(listed: Sequence[L], typed: str) -> list[L]:
    """Return those in whose name, number or group every word begins a word."""
    parts = words(typed)
    return [each for each in listed if begin_words(parts, each.sought)]


def by_standing(listed: Sequence[S], standing: str, typed: str) -> list[S]:
    """Return those who stand so, or all for an empty one, and are found by the words."""
    return [each for each in by_words(listed, typed) if not standing or each.standing == standing]
