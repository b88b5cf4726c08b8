"""An act on blanks on paper: receipt, handing over, spoiling, loss, destruction or return, with its signature lines."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from reportlab.platypus import Flowable, Spacer

from reports.blanks.words import WORDS
from reports.common.page import Paper
from reports.students import official_page
from reports.students.official_page import GAP, OfficialPaper, day_of, facts, grid, text
from shared.scripts import name_in, typed_in

WIDTHS, NUMERIC = (8, 44, 14, 99), (0, 2)
SIGNED_WIDTHS = (45, 75, 45)


@dataclass(frozen=True)
class ActPaper(OfficialPaper):
    """`kinds` is a line a kind as the database writes it: id, how many, which; `members` who signed on which day."""

    act_day: str
    deed: str
    blanks: int
    numbers: str
    document: str
    reason: str
    kinds: str
    kind_names: tuple[str, ...]
    members: str
    holder: str
    to_unit: str


def render(papers: Sequence[Paper[ActPaper]]) -> bytes:
    """Return one PDF of acts."""
    return official_page.render(papers, lambda says: WORDS[says.language].of_deed(says.deed)[0], _story)


def _story(says: ActPaper) -> list[Flowable]:
    words = WORDS[says.language]
    rows = [
        (str(place), name, *line.split("|")[1:])
        for place, (line, name) in enumerate(
            zip(says.kinds.split("\n"), says.kind_names, strict=True), start=1
        )
    ]
    return [
        *facts(
            [
                (words.act, says.name),
                (words.day, day_of(says.language, says.act_day)),
                (words.holder, says.holder),
                (words.to_unit, says.to_unit),
                (words.document, typed_in(says.language, says.document)),
                (words.reason, typed_in(says.language, says.reason)),
            ]
        ),
        text(words.of_deed(says.deed)[1]),
        Spacer(1, GAP),
        *grid(words.heads, rows, WIDTHS, NUMERIC),
        text(words.sum.format(count=says.blanks), bold=True),
        *_commission(says),
    ]


def _commission(says: ActPaper) -> list[Flowable]:
    """Return who signed the act in the program, and when; the chair comes first."""
    words = WORDS[says.language]
    members = [line.split("|") for line in says.members.split("\n") if line]
    posts = (words.chair, *(words.member for _each in members[1:]))
    rows = [
        (post, name_in(says.language, name), f"{date.fromisoformat(day):%d.%m.%Y}")
        for post, (name, day) in zip(posts, members, strict=False)
    ]
    return [Spacer(1, GAP), *grid(words.signed, rows, SIGNED_WIDTHS)] if rows else []
