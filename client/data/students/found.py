"""Which students of a list are looked for: by how they stand, and by the words of name, number or group."""

from collections.abc import Sequence
from typing import Any, Protocol, TypeVar

from client.core.i18n import names
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


def listed(row: Sequence[Any]) -> tuple[Any, ...]:
    """Return id, name, the words by which one is found, number, group, and what follows in the row.

    The row begins with id, name, number, group and the former names of the student.
    """
    return row[0], names(row[1]), words(" ".join(filter(None, row[1:5]))), *row[2:4], *row[5:]


def by_words(students: Sequence[L], typed: str) -> list[L]:
    """Return those in whose name, number or group every word begins a word."""
    parts = words(typed)
    return [each for each in students if begin_words(parts, each.sought)]


def by_standing(students: Sequence[S], standing: str, typed: str) -> list[S]:
    """Return those who stand so, or all for an empty one, and are found by the words."""
    return [each for each in by_words(students, typed) if not standing or each.standing == standing]
