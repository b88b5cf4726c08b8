"""The academic certificate (akademik maʼlumotnoma): what somebody who leaves has studied here, with the order."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from reportlab.platypus import Flowable, Spacer

from reports.common.page import Paper
from reports.movement.paper_words import WORDS
from reports.students import official_page
from reports.students.official_page import GAP, OfficialPaper, day_of, facts, grid, text
from shared.numbers import exact

WIDTHS = (9, 74, 22, 14, 16, 16, 16)
NUMERIC = (0, 2, 3, 4, 5, 6)


@dataclass(frozen=True)
class Certificate(OfficialPaper):
    """`marks` is a line a subject as the database writes it.

    Year, semester, hours, credits, points, mark, kind of line, subject.
    """

    birth_date: str
    faculty: str
    specialty: str
    form: str
    entry_year: int
    order_number: str
    order_day: str | None
    order_title: str
    reason: str
    marks: str
    #: The names of the subjects, in the order of the lines.
    subjects: tuple[str, ...]
    gpa: str


def render(papers: Sequence[Paper[Certificate]]) -> bytes:
    """Return one PDF of certificates."""
    return official_page.render(papers, lambda says: WORDS[says.language].certificate, _story)


def _story(says: Certificate) -> list[Flowable]:
    words = WORDS[says.language]
    order = ""
    if says.order_number:
        day = day_of(says.language, says.order_day)
        order = words.order.format(day=day, number=says.order_number, title=says.order_title)
    return [
        text(words.studied.format(name=says.name), align="justify"),
        Spacer(1, GAP),
        *facts(
            [
                (words.born, day_of(says.language, says.birth_date)),
                (words.faculty, says.faculty),
                (words.specialty, says.specialty),
                (words.form, says.form),
                (words.entry_year, str(says.entry_year)),
                (words.student_number, says.student_number),
                (words.left, order),
                (words.reason, says.reason),
            ]
        ),
        *_marks(says),
    ]


def _marks(says: Certificate) -> list[Flowable]:
    words = WORDS[says.language]
    lines = [line.split("|") for line in says.marks.split("\n") if line]
    if not lines:
        return [text(words.nothing)]
    rows: list[tuple[str, ...]] = []
    former = ""
    kinds = {"course_work": words.course_work, "practice": words.practice}
    for place, (line, subject) in enumerate(zip(lines, says.subjects, strict=True), start=1):
        year, semester, hours, credits_, points, mark, kind = line[:7]
        if semester != former:
            rows.append((words.semester.format(number=semester),))
            former = semester
        named = f"{subject} ({kinds[kind]})" if kind in kinds else subject
        shown = exact(Decimal(points)) if points else ""
        rows.append(
            (str(place), named, f"{year}/{int(year) + 1}", hours, exact(Decimal(credits_)), shown, mark)
        )
    total = words.total.format(
        count=len(lines),
        hours=sum(int(line[2]) for line in lines),
        credits=exact(sum((Decimal(line[3]) for line in lines), Decimal(0))),
    )
    told: list[Flowable] = [*grid(words.marks, rows, WIDTHS, NUMERIC), text(total, bold=True)]
    return [*told, text(words.gpa.format(gpa=says.gpa), bold=True)] if says.gpa else told
