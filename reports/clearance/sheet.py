"""A clearance sheet (aylanma varaqa) on paper: a line a point, room for each signature."""

from collections.abc import Sequence
from dataclasses import dataclass

from reportlab.lib import colors
from reportlab.lib.units import mm
from reportlab.platypus import Flowable, Spacer, Table

from reports.clearance.sheet_words import WORDS, SheetWords
from reports.common.page import HEIGHT, TEXT_WIDTH, Paper
from reports.students import official_page
from reports.students.official_page import GAP, OURS, OfficialPaper, facts, text

COLUMNS = (10 * mm, 54 * mm, 40 * mm, 38 * mm, TEXT_WIDTH - 142 * mm)
#: Points of at least so much height have room for a signature.
LEAST = 13 * mm


@dataclass(frozen=True)
class ClearancePaper(OfficialPaper):
    """`answers` is a line a point as the database writes it: office, answer (`open`, `confirmed`, `objected`), day."""

    group: str
    faculty: str
    occasion: str
    opened: str
    handed: str
    answers: str
    #: What is confirmed, by whom, and what is owed, in the order of the lines.
    points: tuple[tuple[str, str, str], ...]


def render(papers: Sequence[Paper[ClearancePaper]]) -> bytes:
    """Return one PDF of sheets."""
    return official_page.render(papers, lambda says: WORDS[says.language].title, _story)


def _story(says: ClearancePaper) -> list[Flowable]:
    words = WORDS[says.language]
    told = [
        (words.student, says.name),
        (words.number, says.student_number),
        (words.group, says.group),
        (words.faculty, says.faculty),
        (words.opened, says.opened),
    ]
    handed = [(words.handed, says.handed)] if says.handed else []
    return [
        text(words.occasions[says.occasion], 11, "center"),
        Spacer(1, GAP),
        *facts(told),
        _points(says, words),
        Spacer(1, GAP),
        *facts(handed),
    ]


def _points(says: ClearancePaper, words: SheetWords) -> Table:
    head = [text(each, 9.5, "center", bold=True) for each in words.heads]
    rows = []
    lines = [line.split("|") for line in says.answers.split("\n") if line]
    for place, ((_office, answer, day), (name, by, owed)) in enumerate(
        zip(lines, says.points, strict=True), start=1
    ):
        told = ": ".join(filter(None, (words.answers[answer], owed)))
        rows.append([text(str(place), 10, "center"), *(text(each, 10) for each in (name, by, told, day))])
    heights = [
        None,
        *(max(LEAST, *(_height(*pair) for pair in zip(row, COLUMNS, strict=True))) for row in rows),
    ]
    table = Table([head, *rows], COLUMNS, heights, repeatRows=1)
    table.setStyle(
        [
            OURS,
            ("GRID", (0, 0), (-1, -1), 0.5, colors.black),
            ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
            ("LEFTPADDING", (0, 0), (-1, -1), 4),
            ("RIGHTPADDING", (0, 0), (-1, -1), 4),
        ]
    )
    return table


def _height(cell: Flowable, width: float) -> float:
    return float(cell.wrap(width - 8, HEIGHT)[1]) + 6
