"""The protocol of one student before a commission (talaba bayonnomasi): topic, questions, marks, decision."""

from collections.abc import Sequence
from dataclasses import dataclass

from reportlab.platypus import Flowable, Spacer

from reports.attestation.protocol import decided
from reports.attestation.words import WORDS
from reports.common.page import Paper
from reports.students import official_page
from reports.students.official_page import GAP, OfficialPaper, closing, day_of, facts, grid, text
from shared.scripts import name_in, typed_in

WIDTHS = (110, 30)
DEFENCE = "defence"


@dataclass(frozen=True)
class StudentProtocol(OfficialPaper):
    """`line` and `votes` are as the database writes them; topic and questions stand in the letters of their typing."""

    kind: str
    department: str
    commission: str
    protocol: int
    day: str
    topic: str
    supervisor: str
    supervisor_points: str
    reviewer_points: str
    questions: str
    line: str
    votes: str


def render(papers: Sequence[Paper[StudentProtocol]]) -> bytes:
    """Return one PDF of the protocols of students."""
    return official_page.render(papers, lambda says: WORDS[says.language].own, _story)


def _story(says: StudentProtocol) -> list[Flowable]:
    words = WORDS[says.language]
    _place, _protocol, _number, state, score, mark, decision, honours = says.line.split("|")
    votes = [line.rpartition("|")[::2] for line in says.votes.split("\n") if line]
    result = f"{score.replace('.', ',')} ({mark})" if score else ""
    told = [(name_in(says.language, name), points.replace(".", ",")) for name, points in votes]
    return [
        text(words.kinds[says.kind], align="center", bold=True),
        text(says.name, align="center", bold=True),
        Spacer(1, GAP),
        *facts(
            [
                (words.protocol, f"№ {says.protocol}"),
                (words.day, day_of(says.language, says.day)),
                (words.commission, says.commission),
                (words.department, says.department),
                (words.student_number, says.student_number),
                (words.topic if says.kind == DEFENCE else words.subject, typed_in(says.language, says.topic)),
                (words.supervisor, says.supervisor),
                (words.supervisor_points, says.supervisor_points.replace(".", ",")),
                (words.reviewer_points, says.reviewer_points.replace(".", ",")),
                (words.questions, typed_in(says.language, says.questions)),
            ]
        ),
        *(grid((words.votes, words.heads[4]), told, WIDTHS, (1,)) if told else []),
        *closing([(words.score, result), (words.decision, decided(words, state, decision, honours))]),
    ]
