"""The transcript: the results of a student that count, semester by semester, under a head in two languages."""

from collections.abc import Sequence
from dataclasses import dataclass

from reportlab.platypus import Flowable

from reports.common.page import Paper
from reports.students import official_page
from reports.students.official_page import SMALL, day_of, grid, held, pairs, text
from reports.transcripts import record_lines
from reports.transcripts.record_lines import RecordPaper
from reports.transcripts.words import OTHER, WORDS, Words

WIDTHS = (9, 89, 14, 18, 16, 20)
NUMERIC = (0, 2, 3, 4, 5)


@dataclass(frozen=True)
class Transcript(RecordPaper):
    """What ends in `_beside` is in the other language."""

    name_beside: str
    university_beside: str
    level_beside: str
    faculty_beside: str
    specialty_beside: str
    form_beside: str


def render(papers: Sequence[Paper[Transcript]]) -> bytes:
    """Return one PDF of transcripts."""
    return official_page.render(papers, _title, _story)


def _title(says: Transcript) -> str:
    words, beside = _both(says)
    return f"{words.transcript} / {beside.transcript}"


def _both(says: Transcript) -> tuple[Words, Words]:
    return WORDS[says.language], WORDS[OTHER[says.language]]


def _story(says: Transcript) -> list[Flowable]:
    words, beside = _both(says)
    other = OTHER[says.language]
    born = (day_of(says.language, says.birth_date), day_of(other, says.birth_date))
    rows = (
        (words.name, says.name, beside.name, says.name_beside),
        (words.born, born[0], beside.born, born[1]),
        (words.student_number, says.student_number, beside.student_number, says.student_number),
        (words.university, says.university, beside.university, says.university_beside),
        (words.faculty, says.faculty, beside.faculty, says.faculty_beside),
        (words.level, says.level, beside.level, says.level_beside),
        (words.specialty, says.specialty, beside.specialty, says.specialty_beside),
        (words.form, says.form, beside.form, says.form_beside),
        (words.entry_year, str(says.entry_year), beside.entry_year, str(says.entry_year)),
    )
    return [*pairs(rows), *_marks(says, words)]


def _marks(says: Transcript, words: Words) -> list[Flowable]:
    lines = record_lines.read(says.marks, says.subjects)
    if not lines:
        return [text(words.nothing)]
    gpa, recognised = record_lines.sums_of(says.sums), record_lines.documents(lines)
    rows: list[tuple[str, ...]] = []
    place = 0
    for semester in record_lines.by_semester(lines):
        head, year = record_lines.heading(semester, gpa.get(str(semester[0].semester), ""), words)
        rows.append((head,))
        for each in semester:
            place += 1
            rows.append(
                (
                    str(place), record_lines.named(each, year, recognised.get(each.document, ""), words),
                    str(each.hours), record_lines.plain(each.credits), record_lines.points_of(each),
                    record_lines.mark_of(each, words),
                )
            )  # fmt: skip
    heads = bilingual(words.marks, WORDS[OTHER[says.language]].marks)
    return [
        *grid(heads, rows, WIDTHS, NUMERIC),
        *(text(each, bold=True) for each in record_lines.totals(lines, gpa.get("", ""), words)),
        *notes(recognised, says.legend, words),
    ]


def bilingual(heads: Sequence[str], beside: Sequence[str]) -> list[str]:
    """Return the heads of a table with the other language beneath."""
    return [head if head == other else f"{head}\n{other}" for head, other in zip(heads, beside, strict=True)]


def notes(recognised: dict[str, str], legend: Sequence[str], words: Words) -> list[Flowable]:
    """Return where recognised results come from and what the marks mean; they stand with the signatures."""
    told = [
        words.recognised.format(number=number, document=document) for document, number in recognised.items()
    ]
    if legend:
        told.append(f"{words.legend}: {'; '.join(legend)}.")
    return held([text(each, SMALL) for each in told])
