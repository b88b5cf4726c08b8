"""The yearly report on blanks: the balance of each kind, which closes."""

from collections.abc import Sequence
from dataclasses import dataclass

from reportlab.platypus import Flowable, Spacer

from reports.blanks.words import WORDS
from reports.common.page import Paper
from reports.students import official_page
from reports.students.official_page import GAP, OfficialPaper, facts, grid, text

WIDTHS = (33, 11, 11, 12, 12, 13, 13, 15, 14, 13, 12)
NUMERIC = tuple(range(1, len(WIDTHS)))


@dataclass(frozen=True)
class YearPaper(OfficialPaper):
    """`lines` is a line a kind as the database writes it: id, then the ten numbers of the balance."""

    year: int
    lines: str
    kind_names: tuple[str, ...]
    holder: str


def render(papers: Sequence[Paper[YearPaper]]) -> bytes:
    """Return one PDF of yearly reports."""
    return official_page.render(papers, lambda says: WORDS[says.language].report, _story)


def _story(says: YearPaper) -> list[Flowable]:
    words = WORDS[says.language]
    lines = says.lines.split("\n") if says.lines else []
    rows = [(name, *line.split("|")[1:]) for line, name in zip(lines, says.kind_names, strict=True)]
    return [
        *facts([(words.year, str(says.year)), (words.holder, says.holder)]),
        *grid(words.balance_heads, rows, WIDTHS, NUMERIC),
        Spacer(1, GAP / 2),
        text(words.formula, 10),
    ]
