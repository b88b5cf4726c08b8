"""The study card (oʻquv varaqa): all of a student's studies, every attempt with its controls, and the orders."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from reportlab.platypus import Flowable, Spacer

from reports.common.page import Paper
from reports.students import official_page
from reports.students.official_page import GAP, SMALL, beside_photo, day_of, grid, held, text
from reports.transcripts import record_lines
from reports.transcripts.record_lines import RecordLine, RecordPaper
from reports.transcripts.transcript import notes
from reports.transcripts.words import WORDS, Words

WIDTHS = (8, 40, 13, 18, 42, 18, 15, 19)
SUBJECT, CONTROLS = 1, 4
NUMERIC = (0, 2, 3, 5, 6, 7)
ORDER_WIDTHS = (9, 24, 32, 72, 28)


@dataclass(frozen=True)
class StudyCard(RecordPaper):
    """`orders` are as the database writes them."""

    payment: str
    study_language: str
    course: str
    group: str
    status: str
    orders: str
    #: What the orders are about, in their order.
    contents: tuple[str, ...]


def render(papers: Sequence[Paper[StudyCard]]) -> bytes:
    """Return one PDF of study cards."""
    return official_page.render(papers, lambda says: WORDS[says.language].card, _story)


def _story(says: StudyCard) -> list[Flowable]:
    words = WORDS[says.language]
    rows = (
        (words.name, says.name),
        (words.born, day_of(says.language, says.birth_date)),
        (words.student_number, says.student_number),
        (words.faculty, says.faculty),
        (words.level, says.level),
        (words.specialty, says.specialty),
        (words.form, says.form),
        (words.payment, says.payment),
        (words.language, says.study_language),
        (words.entry_year, str(says.entry_year)),
        (words.course, says.course),
        (words.group, says.group),
        (words.status, says.status),
    )
    return [*beside_photo(rows, words.photo), *_marks(says, words), *_orders(says, words)]


def _marks(says: StudyCard, words: Words) -> list[Flowable]:
    lines = record_lines.read(says.marks, says.subjects)
    if not lines:
        return [text(words.nothing), Spacer(1, GAP)]
    gpa, recognised = record_lines.sums_of(says.sums), record_lines.documents(lines)
    rows: list[tuple[str, ...]] = []
    place = 0
    for semester in record_lines.by_semester(lines):
        head, year = record_lines.heading(semester, gpa.get(str(semester[0].semester), ""), words)
        rows.append((head,))
        for each in semester:
            place += each.counts
            subject = record_lines.named(each, year, recognised.get(each.document, ""), words)
            rows.append((str(place) if each.counts else "", subject, *_cells(each, words)))
    told = _grid(words.every_mark, rows, controlled=any(each.controls for each in lines))
    if any(not each.counts for each in lines):
        told.append(text(words.uncounted, SMALL))
    sums = record_lines.totals(lines, gpa.get("", ""), words)
    return [*told, *(text(each, bold=True) for each in sums), *notes(recognised, says.legend, words)]


def _grid(heads: Sequence[str], rows: Sequence[tuple[str, ...]], *, controlled: bool) -> list[Flowable]:
    """Return the table of results; without any control in the program it has no column for them."""
    if controlled:
        return grid(heads, rows, WIDTHS, NUMERIC)
    kept = [place for place in range(len(heads)) if place != CONTROLS]
    fewer = [row if len(row) == 1 else tuple(row[place] for place in kept) for row in rows]
    numeric = [number for number, place in enumerate(kept) if place in NUMERIC]
    widths = [WIDTHS[place] + (WIDTHS[CONTROLS] if place == SUBJECT else 0) for place in kept]
    return grid([heads[place] for place in kept], fewer, widths, numeric)


def _cells(line: RecordLine, words: Words) -> tuple[str, ...]:
    shown = (lambda told: told) if line.counts else (lambda told: f"({told})" if told else "")
    controls = ", ".join(
        f"{words.controls.get(code, code)}\u00a0{_control(told, words)}" for code, told in line.controls
    )
    tried = str(line.attempt)
    if line.round > 1:
        tried = words.repeat.format(attempt=tried, round=line.round)
    marks = (record_lines.points_of(line), record_lines.mark_of(line, words))
    return str(line.hours), record_lines.plain(line.credits), controls, tried, *map(shown, marks)


def _control(told: str, words: Words) -> str:
    if told in words.absences:
        return words.absences[told]
    return record_lines.plain(Decimal(told))


def _orders(says: StudyCard, words: Words) -> list[Flowable]:
    heading = held([Spacer(1, GAP), text(words.orders, bold=True), Spacer(1, GAP / 2)])
    lines = [each.split("|") for each in says.orders.split("\n") if each]
    if not lines:
        return [*heading, text(words.no_orders)]
    rows = [
        (str(place), _day(fields[0]), fields[1], content, _day(fields[5]))
        for place, (fields, content) in enumerate(zip(lines, says.contents, strict=True), start=1)
    ]
    return [*heading, *grid(words.order_heads, rows, ORDER_WIDTHS, (0, 1, 4))]


def _day(iso: str) -> str:
    return ".".join(reversed(iso.split("-")))
