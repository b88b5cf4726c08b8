"""Letters about a student: a call to the session (chaqiruv xati), and a confirmation with the order behind it."""

from collections.abc import Sequence
from dataclasses import dataclass

from reportlab.platypus import Flowable, Spacer

from reports.common.page import Paper
from reports.movement.paper_words import WORDS
from reports.students import official_page
from reports.students.official_page import GAP, OfficialPaper, day_of, facts, text

CALL, CONFIRM = "call", "confirm"


@dataclass(frozen=True)
class Letter(OfficialPaper):
    """Days are those of a call; a confirmation names the order."""

    kind: str
    place: str
    start: str | None
    end: str | None
    course: int
    faculty: str
    specialty: str
    form: str
    group: str
    order_number: str
    order_day: str | None
    order_title: str


def render(papers: Sequence[Paper[Letter]]) -> bytes:
    """Return one PDF of letters."""
    return official_page.render(papers, _title, _story)


def _title(says: Letter) -> str:
    words = WORDS[says.language]
    return words.call if says.kind == CALL else words.confirmation


def _story(says: Letter) -> list[Flowable]:
    words = WORDS[says.language]
    days = {name: day_of(says.language, day) for name, day in (("start", says.start), ("end", says.end))}
    sentence = words.called if says.kind == CALL else words.confirmed
    told: list[Flowable] = [text(says.place, align="right", bold=True), Spacer(1, GAP)] if says.place else []
    told += [
        text(sentence.format(name=says.name, university=says.university, **days), align="justify"),
        Spacer(1, GAP),
        *facts(
            [
                (words.student_number, says.student_number),
                (words.faculty, says.faculty),
                (words.specialty, says.specialty),
                (words.form, says.form),
                (words.course, str(says.course)),
                (words.group, says.group),
                (words.behind, _order(says)),
            ]
        ),
    ]
    return [*told, text(words.released, align="justify")] if says.kind == CALL else told


def _order(says: Letter) -> str:
    if says.kind == CALL or not says.order_number:
        return ""
    day = day_of(says.language, says.order_day)
    return WORDS[says.language].order.format(day=day, number=says.order_number, title=says.order_title)
