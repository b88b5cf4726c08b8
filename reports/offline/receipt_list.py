"""The list in which graduates sign for what they are handed: diploma, supplement, by what document."""

from collections.abc import Sequence
from dataclasses import dataclass

from reports.common.table import Column, Table
from reports.common.table import render as draw


@dataclass(frozen=True)
class Receipt:
    """One graduate with the numbers that are handed out."""

    name: str
    group: str
    register_number: str
    diploma: str
    supplement: str
    document: str = ""


@dataclass(frozen=True)
class Words:
    """The words of the list in the language of the reader."""

    title: str
    notes: tuple[str, ...]
    heads: tuple[str, ...]
    closing: str


def render(words: Words, receipts: Sequence[Receipt]) -> bytes:
    """Return the list as PDF; the last column is kept free for the signature."""
    rows = [
        (each.name, each.group, each.register_number, each.diploma, each.supplement, each.document, " " * 24)
        for each in receipts
    ]
    return draw(
        Table(
            words.title, words.notes, tuple(Column(head) for head in words.heads), rows, closing=words.closing
        )
    )
