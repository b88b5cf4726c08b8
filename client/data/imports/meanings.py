"""What a word that a list does not know may mean: all of the list, the likely ones first; only a person takes one."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property

from client.core.i18n import names
from client.data.imports.doubts import Doubt
from client.data.imports.fields import DISTRICTS, REGION, Field
from client.data.imports.lookups import (
    KnownGroup,
    KnownSpecialty,
    KnownStudent,
    KnownSubject,
    KnownUnit,
    Lookups,
    all_names,
)
from shared.names import fold, words

#: The person setting that remembers what words of files mean, by kind.
REMEMBERED_MEANINGS = "import.{kind}.meanings"
#: So much of a word must be alike for it to be proposed.
_ALIKE = 0.6
_SHARED_WORD = 0.7
_PROPOSED = 3
#: A region's code; a district's is longer.
_REGION_DIGITS = 4


@dataclass(frozen=True)
class Choice:
    """A code or a record that a word may mean; `texts` is everything it is known by."""

    value: str
    title: str
    texts: tuple[str, ...]

    @cached_property
    def keys(self) -> frozenset[str]:
        """The same as a search compares them."""
        return frozenset(map(fold, self.texts))


def choices(one: Field, lookups: Lookups) -> list[Choice]:
    """Return everything that the list of a field has, in its order."""
    if one.listed or one.key == REGION:
        labels = lookups.labels[one.listed or DISTRICTS]
        return [
            Choice(code, names(*texts), (code, *all_names(texts)))
            for code, texts in labels.items.items()
            if one.key != REGION or len(code) == _REGION_DIGITS
        ]
    return list(_records(one.key, lookups)) if one.kind == "reference" else []


def _records(key: str, lookups: Lookups) -> Iterator[Choice]:
    units = [unit for unit in lookups.units if unit.faculty or key != "faculty_id"]
    known: dict[str, Sequence[KnownGroup | KnownSpecialty | KnownSubject | KnownStudent | KnownUnit]] = {
        "group_id": lookups.groups,
        "specialty_id": lookups.specialties,
        "subject_id": lookups.subjects,
        "student_id": lookups.students,
    }
    for one in known.get(key, units):
        yield Choice(str(one.id), one.title, tuple(filter(None, one.texts())))


def known_value(one: Field, value: str, lookups: Lookups) -> str | int | None:
    """Return the value that was said to be meant, None if the list no longer has it."""
    if value not in {choice.value for choice in choices(one, lookups)}:
        return None
    return int(value) if one.kind == "reference" else value


def likely(text: str, known: Sequence[Choice], proposed: Iterable[str] = ()) -> list[Choice]:
    """Return the few that a word most likely means: those the check proposes, then those that are alike."""
    by_value = {choice.value: choice for choice in known}
    first = [by_value[value] for value in proposed if value in by_value]
    ranked = sorted(known, key=lambda choice: -_alike(text, choice))
    rest = [each for each in ranked[:_PROPOSED] if each not in first and _alike(text, each) >= _ALIKE]
    return [*first, *rest][: max(_PROPOSED, len(first))]


def _alike(text: str, choice: Choice) -> float:
    key, own = fold(text), set(words(text))
    return max(
        max(SequenceMatcher(None, key, known).ratio(), _SHARED_WORD * bool(own & set(known.split())))
        for known in choice.keys
    )


def searched(typed: str, known: Sequence[Choice]) -> list[Choice]:
    """Return those of which each typed word begins a word, in either alphabet."""
    wanted = words(typed)
    return [
        choice
        for choice in known
        if all(
            any(word.startswith(each) for known in choice.keys for word in known.split()) for each in wanted
        )
    ]


def remembered_meanings(stored: object) -> dict[Doubt, str]:
    """Return the meanings that a setting remembers."""
    lines = stored if isinstance(stored, list) else []
    return {(str(key), str(text)): str(value) for key, text, value in lines}
