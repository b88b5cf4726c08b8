"""Words of our SQL that stand for something longer: `:acts`, `:own_units(column)`, `:everyone`, and named codes.

`:student_status.graduated` is the code of a list, `:students.with_group` a set of them, as `shared/codes.py` says.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from server_db.roles import GROUPS
from shared import codes
from shared.settings import SETTINGS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


class PlaceholderError(Exception):
    """A file uses a word that stands for nothing."""


def expand(script: str, source: str) -> str:
    """The script as the server gets it; `source` is the file that a mistake is told with."""

    def expanded(found: re.Match[str]) -> str:
        try:
            return _meaning(found)
        except LookupError as unknown:
            line = script.count("\n", 0, found.start()) + 1
            raise PlaceholderError(f"{source}, line {line}: {found[0]} stands for nothing.") from unknown

    return _TOKEN.sub(expanded, script)


def _meaning(found: re.Match[str]) -> str:
    word, argument = found["word"], found["argument"]
    if word is None:  # a comment or a string
        return found[0]
    return WORDS[word] if argument is None else CALLS[word](argument)


def _everyone_but(roles: str) -> str:
    excluded = {role.strip() for role in roles.split(",")}
    if unknown := excluded.difference(GROUPS):
        raise LookupError(unknown)
    return ", ".join(group for group in GROUPS if group not in excluded)


def _codes() -> Iterator[tuple[str, str]]:
    for each in codes.LISTS:
        for name, code in codes.codes_of(each).items():
            yield f"{codes.name_of(each)}.{name}", f"'{code}'"
    for name, members in codes.QUESTIONS.items():
        yield name, "({})".format(", ".join(f"'{code}'" for code in members))


def _chosen() -> Iterator[tuple[str, str]]:
    """What the university chose, within the bounds of the setting, or the default."""
    for each in SETTINGS:
        if isinstance(each.default, int):
            yield f"setting.{each.key}", f"(select {each.chosen})"


#: What `:word` stands for; a name may have dots.
WORDS = {
    "acts": "(select security.acts())",
    "everyone": ", ".join(GROUPS),
    **dict(_codes()),
    **dict(_chosen()),
}
#: What `:word(argument)` stands for.
CALLS: dict[str, Callable[[str], str]] = {
    "own_units": "{} = any ((select security.my_units())::bigint[])".format,
    "everyone_but": _everyone_but,
}
#: Comments and strings are read over; a colon after a letter, a bracket or a colon is PostgreSQL's own.
_TOKEN = re.compile(
    r"--[^\n]*|'(?:[^']|'')*'|(?<![:\w)\]]):(?P<word>[a-z_]\w*(?:\.\w+)*)(?:\((?P<argument>[^()]+)\))?"
)
