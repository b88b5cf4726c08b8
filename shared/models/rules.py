"""What a table refuses: rules, keys, and spans that may not meet, each with the sentence that a person reads.

What its columns explain (a text too long, a value that is already in a list) needs no sentence of its own.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import CheckConstraint, Constraint, ForeignKeyConstraint, Index, UniqueConstraint
from sqlalchemy import text as sql
from sqlalchemy.dialects.postgresql import ExcludeConstraint

#: How the content of a picture begins, whatever its file is called.
JPEG, PNG = r"'\xffd8ff'::bytea", r"'\x89504e470d0a1a0a'::bytea"


def rule(name: str, condition: str, sentence: str) -> CheckConstraint:
    """What holds for every row."""
    return CheckConstraint(condition, name=name, info={"sentence": sentence})


def key(
    *columns: str, name: str | None = None, sentence: str = "", at_the_end: bool = False
) -> UniqueConstraint:
    """What no two rows have alike; `at_the_end` of a statement, so that rows may change places in one."""
    initially = "IMMEDIATE" if at_the_end else None
    return UniqueConstraint(
        *columns, name=name, info={"sentence": sentence}, deferrable=at_the_end or None, initially=initially
    )


def index_key(name: str, *columns: str, sentence: str, where: str = "", nulls_alike: bool = False) -> Index:
    """A key of the rows `where` something holds alone, or one that takes two empty values for the same."""
    return Index(
        name,
        *columns,
        unique=True,
        info={"sentence": sentence},
        postgresql_where=sql(where) if where else None,
        postgresql_nulls_not_distinct=nulls_alike or None,
    )


def no_overlap(name: str, column: str, sentence: str, *, where: str = "") -> ExcludeConstraint:
    """Ranges of which no two may have a point in common."""
    condition = sql(where) if where else None
    made = ExcludeConstraint((column, "&&"), name=name, where=condition, using="gist")
    made.info["sentence"] = sentence
    return made


def belongs_to(table: str, column: str, *scope: str, follows: bool = False) -> ForeignKeyConstraint:
    """A reference whose row has the same `scope`: what is repeated for row security cannot be forged.

    `follows`: when the scope of the other row changes (a student goes to another faculty), it changes here too.
    """
    targets = [f"{table}.{name}" for name in ("id", *scope)]
    changed = "CASCADE" if follows else "RESTRICT"
    return ForeignKeyConstraint([column, *scope], targets, ondelete="RESTRICT", onupdate=changed)


def sentence_of(refused: Constraint | Index | None) -> str:
    """Return the sentence that a rule or key was declared with, or nothing."""
    return "" if refused is None else str(refused.info.get("sentence", ""))


def of_column(name: str, info: Mapping[str, Any]) -> Iterator[CheckConstraint]:
    """The rules that the declaration of a column implies; only its pattern may need a sentence."""
    for suffix, condition in _conditions(name, info):
        sentence = info.get("sentence", "") if suffix == "pattern" else ""
        yield rule(f"{name}_{suffix}", condition, sentence)


def _conditions(name: str, info: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Pairs (suffix of the rule's name, condition)."""
    if (length := info.get("length")) and info.get("checked", True):
        yield "length", f"length({name}) <= {length}"
        yield "trimmed", f"{name} = btrim({name}) and {name} <> ''"
    if pattern := info.get("pattern"):
        yield "pattern", f"{name} ~ '{pattern}'"
    if (minimum := info.get("minimum")) is not None:
        yield "minimum", f"{name} >= {minimum}"
    if (maximum := info.get("maximum")) is not None:
        yield "maximum", f"{name} <= {maximum}"
    if earliest := info.get("earliest"):
        yield "range", f"{name} between '{earliest}' and '{info['latest']}'"
    if limit := info.get("limit"):
        yield "size", f"octet_length({name}) <= {limit}"
    if volume := info.get("volume"):
        yield "volume", f"octet_length({name}::text) <= {volume}"
    if info.get("picture"):
        yield "picture", f"substr({name}, 1, 3) = {JPEG} or substr({name}, 1, 8) = {PNG}"
