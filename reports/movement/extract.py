"""The extract (koʻchirma) of an order for one of its students."""

from collections.abc import Sequence
from dataclasses import dataclass

from reportlab.platypus import Flowable, Spacer

from reports.common.page import Paper
from reports.movement.paper_words import WORDS
from reports.students import official_page
from reports.students.official_page import GAP, OfficialPaper, day_of, facts, grid, text

WIDTHS = (44, 26, 19, 34, 42)


@dataclass(frozen=True)
class Extract(OfficialPaper):
    """What an order says of one student; its own words stand there if they are in the language of the paper."""

    order_number: str
    order_day: str
    act: str
    title: str
    preamble: str
    body: str
    basis: str
    effective_on: str
    group: str
    before: str
    after: str


def render(papers: Sequence[Paper[Extract]]) -> bytes:
    """Return one PDF of extracts."""
    return official_page.render(papers, lambda says: WORDS[says.language].extract, _story)


def _story(says: Extract) -> list[Flowable]:
    words, day = WORDS[says.language], day_of(says.language, says.order_day)
    told: list[Flowable] = [
        text(
            words.order.format(day=day, number=says.order_number, title=says.title), align="center", bold=True
        ),
        Spacer(1, GAP),
    ]
    for part in (says.preamble, says.body):
        for paragraph in filter(None, part.split("\n")):
            told += [text(paragraph, align="justify"), Spacer(1, 4)]
    row = (says.name, says.student_number, says.group, says.before, says.after)
    told += [text(words.says), Spacer(1, 4), *grid(words.heads, [row], WIDTHS)]
    told += facts([(words.effective, day_of(says.language, says.effective_on)), (words.basis, says.basis)])
    return [*told, text(words.true_copy)]
