"""Weekly timetables of a group, a teacher or a room on A4, and what all timetables share.

They hang on walls and are read from a step away, with small cells: sans serif, unlike letters and certificates.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from io import BytesIO

from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from reports.common import fonts, page
from reports.timetable.cells import Box, LessonSlot, Short, Whose, blocks, draw_block
from reports.timetable.pair_time import PairTime
from reports.timetable.words import WORDS

DAYS = 6
MARGIN = 10 * mm
PAIR_WIDTH, DAY_WIDTH = 20 * mm, 7 * mm
HEAD_HEIGHT = 7 * mm
FOOT = 14 * mm


@dataclass(frozen=True)
class TimetableHead:
    """What stands above and below every timetable: whose it is, which term and version, who approves it."""

    language: str
    university: str
    faculty: str
    term: str
    version: str = ""
    valid_from: date | None = None
    #: The Monday of a dated week, for a timetable that is not a plan but what really is held.
    week: date | None = None
    dean: str = ""
    printed: str = ""

    def facts(self) -> str:
        """Return term, version and validity in one line."""
        words = WORDS[self.language]
        parts = [self.term]
        if self.version and self.valid_from:
            parts.append(words.version.format(version=self.version, day=written(self.valid_from)))
        if self.week:
            last = date.fromordinal(self.week.toordinal() + DAYS - 1)
            parts.append(words.week.format(first=written(self.week), last=written(last)))
        return " · ".join(filter(None, parts))


@dataclass(frozen=True)
class PrintedWeek:
    """The week of one group, teacher or room."""

    head: TimetableHead
    whose: Whose
    name: str
    pairs: tuple[PairTime, ...]
    slots: tuple[LessonSlot, ...]

    def title(self) -> str:
        words = WORDS[self.head.language]
        named = {"group": words.group, "teacher": words.teacher, "room": words.room}[self.whose]
        return named.format(name=self.name)


def written(day: date) -> str:
    return day.strftime("%d.%m.%Y")


def used_pairs(pairs: Sequence[PairTime], slots: Iterable[LessonSlot]) -> tuple[PairTime, ...]:
    """Return the pairs from the first to the last with a lesson; the first four when there is none."""
    used = [number for slot in slots for number in range(slot.pair, slot.pair + slot.pairs)]
    if not used:
        return tuple(pairs[:4])
    return tuple(pair for pair in pairs if min(used) <= pair.number <= max(used))


def render(weeks: Sequence[PrintedWeek]) -> bytes:
    """Return one PDF with a page for each week."""
    target = BytesIO()
    canvas = page.canvas_for(target, weeks[0].title() if len(weeks) == 1 else "", landscape(A4))
    for week in weeks:
        _draw_week(canvas, week)
        canvas.showPage()
    canvas.save()
    return target.getvalue()


def _draw_week(canvas: Canvas, week: PrintedWeek) -> None:
    words, size = WORDS[week.head.language], landscape(A4)
    top = draw_head(canvas, week.head, week.title(), size)
    pairs = used_pairs(week.pairs, week.slots)
    columns = (size[0] - 2 * MARGIN - PAIR_WIDTH) / DAYS
    height = (top - HEAD_HEIGHT - MARGIN - FOOT) / len(pairs)
    draw_cell_text(canvas, Box(MARGIN, top, PAIR_WIDTH, HEAD_HEIGHT), words.pair)
    for row, pair in enumerate(pairs):
        box = Box(MARGIN, top - HEAD_HEIGHT - row * height, PAIR_WIDTH, height)
        draw_pair(canvas, box, pair)
    short = Short(words.odd_short, words.even_short)
    for day in range(1, DAYS + 1):
        x = MARGIN + PAIR_WIDTH + (day - 1) * columns
        draw_cell_text(canvas, Box(x, top, columns, HEAD_HEIGHT), _day(week.head, day))
        for block in blocks(week.slots, day, [pair.number for pair in pairs]):
            box = Box(x, top - HEAD_HEIGHT - block.first * height, columns, height * block.rows)
            draw_frame(canvas, box)
            draw_block(canvas, box, block.slots, week.whose, short)
    draw_foot(canvas, week.head, (week.slots, words.nothing), size)


def _day(head: TimetableHead, day: int) -> str:
    """Name a day, with its date in a dated week."""
    name = WORDS[head.language].days[day - 1]
    if head.week is None:
        return name
    return f"{name}, {date.fromordinal(head.week.toordinal() + day - 1):%d.%m}"


def draw_head(canvas: Canvas, head: TimetableHead, title: str, size: tuple[float, float]) -> float:
    """Draw university, faculty, title and facts, at the right the dean's approval; return where the grid begins."""
    words = WORDS[head.language]
    canvas.setFillGray(0)
    y, middle = size[1] - MARGIN, size[0] - 2 * MARGIN - 120 * mm
    left = MARGIN + 60 * mm
    page.draw_fitted(canvas, head.university, fonts.SANS, 9, (left, y - 9, middle), "center")
    page.draw_fitted(canvas, head.faculty, fonts.SANS, 9, (left, y - 20, middle), "center")
    name = f"{words.timetable} — {title}" if title else words.timetable
    page.draw_fitted(canvas, name, fonts.SANS_BOLD, 14, (left, y - 37, middle), "center")
    page.draw_fitted(canvas, head.facts(), fonts.SANS, 9, (MARGIN, y - 51, size[0] - 2 * MARGIN), "center")
    if head.dean:
        place = size[0] - MARGIN - 58 * mm
        for step, text in enumerate((words.approve, words.dean, f"____________ {head.dean}")):
            page.draw_fitted(canvas, text, fonts.SANS, 8.5, (place, y - 9 - step * 12, 58 * mm), "right")
    return y - 58


def draw_foot(
    canvas: Canvas, head: TimetableHead, shown: tuple[Sequence[LessonSlot], str], size: tuple[float, float]
) -> None:
    """Draw the letters in words and when it was printed; an empty week says so."""
    words = WORDS[head.language]
    slots, nothing = shown
    used = {slot.letter for slot in slots}
    letters = [f"{letter} – {word}" for _code, letter, word in words.trainings if letter in used]
    if any(slot.phase for slot in slots):
        letters += [f"{words.odd_short} – {words.odd}", f"{words.even_short} – {words.even}"]
    text = words.legend.format(letters="; ".join(letters)) if letters else ""
    room = size[0] - 2 * MARGIN
    page.draw_fitted(canvas, text or ("" if slots else nothing), fonts.SANS, 8, (MARGIN, MARGIN, room * 0.8))
    place = (MARGIN + room * 0.8, MARGIN, room * 0.2)
    page.draw_fitted(canvas, head.printed, fonts.SANS, 7, place, "right")


def draw_frame(canvas: Canvas, box: Box) -> None:
    canvas.setLineWidth(0.5)
    canvas.rect(box.x, box.top - box.height, box.width, box.height)


def draw_cell_text(canvas: Canvas, box: Box, text: str) -> None:
    canvas.setFillGray(0.92)
    canvas.rect(box.x, box.top - box.height, box.width, box.height, stroke=0, fill=1)
    canvas.setFillGray(0)
    draw_frame(canvas, box)
    place = (box.x + 2, box.top - box.height / 2 - 3, box.width - 4)
    page.draw_fitted(canvas, text, fonts.SANS_BOLD, 9, place, "center")


def draw_pair(canvas: Canvas, box: Box, pair: PairTime) -> None:
    draw_frame(canvas, box)
    hours = f"{pair.starts_at}–{pair.ends_at}"
    size = min(10.0, box.height * 0.4)
    middle = box.top - box.height / 2
    page.draw_fitted(
        canvas, str(pair.number), fonts.SANS_BOLD, size, (box.x + 1, middle + 1, box.width - 2), "center"
    )
    small = min(8.0, size)
    page.draw_fitted(canvas, hours, fonts.SANS, small, (box.x + 1, middle - small, box.width - 2), "center")
