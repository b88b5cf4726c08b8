"""Numbers of blanks as people type or paste them: lines, commas, ranges with any dash, a name in the next cell."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

#: Cyrillic capitals that look like Latin ones: on paper nobody can tell them apart.
LIKE_LATIN = str.maketrans("АВЕКМНОРСТХ", "ABEKMHOPCTX")
_PARTS = re.compile(r"[\n,;]+")
_DASH = re.compile(r"\s*(?:[-–—−]+|\.\.+)\s*")
_NUMBER = re.compile(r"[A-Z]{1,4}[0-9]{4,9}")
_TAIL = re.compile(r"[0-9]{1,9}")


class NoBlankNumber(ValueError):
    """What stands there is no number of a blank; its text is the argument."""


@dataclass(frozen=True)
class NamedBlanks:
    """Numbers and ranges as the server takes them, and to whom a number belongs where the text says so."""

    items: tuple[str, ...]
    people: dict[str, str] = field(default_factory=dict)


def read_numbers(text: str) -> NamedBlanks:
    """Return what a text names; the second cell of a line is a name."""
    items, people = list[str](), dict[str, str]()
    for line in text.splitlines():
        cell, _tab, name = line.partition("\t")
        found = list(_items(cell))
        items += found
        if len(found) == 1 and "-" not in found[0] and (told := " ".join(name.split())):
            people[found[0]] = told
    return NamedBlanks(tuple(items), people)


def _items(cell: str) -> Iterator[str]:
    for part in _PARTS.split(cell):
        if not part.strip():
            continue
        since, *rest = (_spelled(end) for end in _DASH.split(part.strip()))
        if len(rest) > 1 or not _NUMBER.fullmatch(since):
            raise NoBlankNumber(part.strip())
        if not rest:
            yield since
            continue
        upto = rest[0]
        if _TAIL.fullmatch(upto) and len(upto) < len(since):
            upto = since[: len(since) - len(upto)] + upto
        if not _NUMBER.fullmatch(upto):
            raise NoBlankNumber(part.strip())
        yield f"{since}-{upto}"


def _spelled(number: str) -> str:
    """Return a number as it is kept: capitals, Latin, without blanks and the sign for number."""
    return re.sub(r"[\s№]", "", number).upper().translate(LIKE_LATIN)
