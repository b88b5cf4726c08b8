"""The common protocol of a session (yigʻilish bayonnomasi): who was there, and what was decided about each student."""

from collections.abc import Sequence
from dataclasses import dataclass

from reportlab.platypus import Flowable, Spacer

from reports.attestation.words import WORDS, ProtocolWords
from reports.common.page import Paper
from reports.students import official_page
from reports.students.official_page import GAP, OfficialPaper, day_of, facts, grid, text
from shared.scripts import name_in

MEMBER_WIDTHS, WIDTHS = (24, 44, 60, 20), (8, 26, 48, 24, 13, 13, 38)
NUMERIC = (0, 1, 4, 5)
TRUE, PASSED, HELD = "t", "passed", "held"


@dataclass(frozen=True)
class SessionProtocol(OfficialPaper):
    """`members` and `lines` are a line each as the database writes them."""

    kind: str
    department: str
    session: int
    day: str
    starts: str
    room: str
    members: str
    lines: str
    #: The students in the order of the lines.
    students: tuple[str, ...]


def render(papers: Sequence[Paper[SessionProtocol]]) -> bytes:
    """Return one PDF of common protocols."""
    return official_page.render(papers, lambda says: WORDS[says.language].common, _story)


def _story(says: SessionProtocol) -> list[Flowable]:
    words = WORDS[says.language]
    lines = [line.split("|") for line in says.lines.split("\n") if line]
    counted = words.summary.format(
        all=len(lines),
        passed=sum(line[6] == PASSED for line in lines),
        absent=sum(line[3] != HELD for line in lines),
    )
    return [
        text(words.kinds[says.kind], align="center", bold=True),
        text(says.name, align="center", bold=True),
        Spacer(1, GAP),
        *facts(
            [
                (words.department, says.department),
                (words.session, f"№ {says.session}"),
                (words.day, f"{day_of(says.language, says.day)}, {says.starts}"),
                (words.room, says.room),
            ]
        ),
        text(words.members, bold=True),
        *grid(words.member_heads, _members(says, words), MEMBER_WIDTHS),
        *grid(words.heads, _rows(says, words, lines), WIDTHS, NUMERIC),
        text(counted),
    ]


def _members(says: SessionProtocol, words: ProtocolWords) -> list[tuple[str, ...]]:
    found: list[tuple[str, ...]] = []
    for line in says.members.split("\n"):
        role, present, name, workplace, position = line.split("|")
        place = name_in(says.language, f"{workplace}, {position}")
        here = "+" if present == TRUE else words.absent_member
        found.append((words.roles[role], name_in(says.language, name), place, here))
    return found


def _rows(
    says: SessionProtocol, words: ProtocolWords, lines: Sequence[Sequence[str]]
) -> list[tuple[str, ...]]:
    rows: list[tuple[str, ...]] = []
    for line, student in zip(lines, says.students, strict=True):
        place, protocol, number, state, score, mark, decision, honours = line
        told = decided(words, state, decision, honours)
        rows.append((place, protocol, student, number, score.replace(".", ","), mark, told))
    return rows


def decided(words: ProtocolWords, state: str, decision: str, honours: str) -> str:
    """Return what was decided about a student, in words."""
    parts = [
        words.states.get(state, ""),
        words.decisions.get(decision, ""),
        words.honours if honours == TRUE else "",
    ]
    return "; ".join(filter(None, parts))
