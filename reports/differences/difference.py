"""The difference of curricula (oʻquv rejalar farqi) of a student on paper, subject by subject."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from reportlab.platypus import Flowable, Spacer

from reports.common.page import Paper
from reports.differences.words import WORDS
from reports.students import official_page
from reports.students.official_page import GAP, OfficialPaper, day_of, facts, grid, text
from shared.numbers import exact

WIDTHS = (8, 38, 11, 13, 38, 11, 13, 13, 32)
NUMERIC = (0, 2, 3, 5, 6, 7)
RECOGNISED = "recognised"


@dataclass(frozen=True)
class DifferencePaper(OfficialPaper):
    """`decisions` is a line a subject as the database writes it.

    Semester, hours, credits, decision, until, and of what was studied hours, credits, result.
    """

    plan: str
    semester: int
    elsewhere: str
    differing: int
    differing_credits: str
    decided_on: str
    decisions: str
    #: The subjects of the plan and what was studied for them, in the order of the lines.
    subjects: tuple[tuple[str, str], ...]
    most: int
    gpa: str


def render(papers: Sequence[Paper[DifferencePaper]]) -> bytes:
    """Return one PDF of differences."""
    return official_page.render(papers, lambda says: WORDS[says.language].title, _story)


def _story(says: DifferencePaper) -> list[Flowable]:
    words = WORDS[says.language]
    return [
        text(says.name, align="center", bold=True),
        Spacer(1, GAP),
        *facts(
            [
                (words.student_number, says.student_number),
                (words.plan, says.plan),
                (words.joins, str(says.semester)),
                (words.elsewhere, says.elsewhere),
                (words.decided, day_of(says.language, says.decided_on)),
            ]
        ),
        *grid(words.heads, _rows(says), WIDTHS, NUMERIC),
        text(
            words.sum.format(count=says.differing, credits=exact(Decimal(says.differing_credits))), bold=True
        ),
        text(words.rule.format(gpa=says.gpa, most=says.most), 10),
    ]


def _rows(says: DifferencePaper) -> list[tuple[str, ...]]:
    words, rows, former = WORDS[says.language], list[tuple[str, ...]](), ""
    lines = [line.split("|") for line in says.decisions.split("\n") if line]
    for place, (line, (subject, known)) in enumerate(zip(lines, says.subjects, strict=True), start=1):
        semester, hours, credits_, decision, until, own_hours, own_credits, result = (*line, "")[:8]
        if semester != former:
            rows.append((words.semester.format(number=semester),))
            former = semester
        told, studied = words.recognised, known
        if decision != RECOGNISED:
            last = f"{date.fromisoformat(until):%d.%m.%Y}"
            told = f"{words.until.format(day=last)} {words.made_up}"
            studied = own_hours = own_credits = result = ""
        own = (studied, own_hours, _plain(own_credits), _plain(result))
        rows.append((str(place), subject, hours, exact(Decimal(credits_)), *own, told))
    return rows


def _plain(number: str) -> str:
    return exact(Decimal(number)) if number else ""
