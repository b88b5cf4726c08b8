"""The week of a whole faculty on A3: a column for each group."""

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO

from reportlab.lib.pagesizes import A3, landscape
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from reports.common import fonts, page
from reports.timetable.cells import Box, LessonSlot, Short, blocks, draw_block
from reports.timetable.pair_time import PairTime
from reports.timetable.week import (
    DAY_WIDTH,
    DAYS,
    FOOT,
    HEAD_HEIGHT,
    MARGIN,
    PAIR_WIDTH,
    TimetableHead,
    draw_cell_text,
    draw_foot,
    draw_frame,
    draw_head,
    draw_pair,
    used_pairs,
)
from reports.timetable.words import WORDS, TimetableWords

#: So wide is the column of a group on the sheet of a faculty, and so high its lowest row.
NARROWEST, LOWEST = 27 * mm, 6.2 * mm


@dataclass(frozen=True)
class FacultySheet:
    """The week of every group of a faculty."""

    head: TimetableHead
    pairs: tuple[PairTime, ...]
    groups: tuple[tuple[str, tuple[LessonSlot, ...]], ...]


def render(sheet: FacultySheet) -> bytes:
    """Return the faculty on A3; groups that do not fit in the width go to further pages."""
    target = BytesIO()
    size = landscape(A3)
    canvas = page.canvas_for(target, WORDS[sheet.head.language].timetable, size)
    room = size[0] - 2 * MARGIN - PAIR_WIDTH - DAY_WIDTH
    most = max(1, int(room / NARROWEST))
    pages = -(-len(sheet.groups) // most) or 1
    each = -(-len(sheet.groups) // pages) or 1
    for number in range(pages):
        for days in _days_a_page(sheet, size):
            _draw_faculty(canvas, sheet, sheet.groups[number * each : (number + 1) * each], days)
            canvas.showPage()
    canvas.save()
    return target.getvalue()


def pairs_by_day(sheet: FacultySheet) -> dict[int, tuple[PairTime, ...]]:
    """Return the pairs that each day needs: the first one used in the week until the last one of the day."""
    slots = [slot for _name, slots in sheet.groups for slot in slots]
    used = used_pairs(sheet.pairs, slots)
    last = dict.fromkeys(range(1, DAYS + 1), used[0].number)
    for slot in slots:
        last[slot.day] = max(last[slot.day], slot.pair + slot.pairs - 1)
    return {day: tuple(pair for pair in used if pair.number <= last[day]) for day in last}


def _days_a_page(sheet: FacultySheet, size: tuple[float, float]) -> tuple[range, ...]:
    """Return the whole week, or its halves where so many pairs are used that the rows would be too low."""
    rows = sum(map(len, pairs_by_day(sheet).values()))
    if rows * LOWEST <= size[1] - 2 * MARGIN - FOOT - 28 * mm:
        return (range(1, DAYS + 1),)
    return range(1, 4), range(4, DAYS + 1)


def _draw_faculty(
    canvas: Canvas, sheet: FacultySheet, groups: Sequence[tuple[str, tuple[LessonSlot, ...]]], days: range
) -> None:
    size, words = landscape(A3), WORDS[sheet.head.language]
    top = draw_head(canvas, sheet.head, "", size)
    by_day = pairs_by_day(sheet)
    height = (top - HEAD_HEIGHT - MARGIN - FOOT) / sum(len(by_day[day]) for day in days)
    left = MARGIN + DAY_WIDTH + PAIR_WIDTH
    width = (size[0] - MARGIN - left) / max(1, len(groups))
    draw_cell_text(canvas, Box(MARGIN, top, DAY_WIDTH + PAIR_WIDTH, HEAD_HEIGHT), words.pair)
    for column, (name, _slots) in enumerate(groups):
        draw_cell_text(canvas, Box(left + column * width, top, width, HEAD_HEIGHT), name)
    upper = top - HEAD_HEIGHT
    for day in days:
        pairs = by_day[day]
        _draw_upright(canvas, Box(MARGIN, upper, DAY_WIDTH, height * len(pairs)), words.days[day - 1])
        for row, pair in enumerate(pairs):
            draw_pair(canvas, Box(MARGIN + DAY_WIDTH, upper - row * height, PAIR_WIDTH, height), pair)
        columns = [(name, slots, day) for name, slots in groups]
        _draw_day(canvas, Box(left, upper, width, height), columns, pairs, words)
        canvas.setLineWidth(1.2)
        canvas.line(MARGIN, upper, size[0] - MARGIN, upper)
        upper -= height * len(pairs)
    everything = tuple(slot for _name, slots in groups for slot in slots)
    draw_foot(canvas, sheet.head, (everything, words.nothing), size)


def _draw_day(
    canvas: Canvas,
    cell: Box,
    groups: Sequence[tuple[str, tuple[LessonSlot, ...], int]],
    pairs: Sequence[PairTime],
    words: TimetableWords,
) -> None:
    """Draw a day of all groups; what neighbouring groups hear together is one wide box."""
    numbers = [pair.number for pair in pairs]
    columns = [tuple(blocks(slots, day, numbers)) for _name, slots, day in groups]
    short = Short(words.odd_short, words.even_short)
    for column, made in enumerate(columns):
        for block in made:
            if column and block.alike(columns[column - 1]):
                continue
            wide = 1
            while column + wide < len(columns) and block.alike(columns[column + wide]):
                wide += 1
            box = Box(
                cell.x + column * cell.width,
                cell.top - block.first * cell.height,
                cell.width * wide,
                cell.height * block.rows,
            )
            draw_frame(canvas, box)
            draw_block(canvas, box, block.slots, "group", short)


def _draw_upright(canvas: Canvas, box: Box, text: str) -> None:
    """Draw a word that is read from below."""
    canvas.setFillGray(0.92)
    canvas.rect(box.x, box.top - box.height, box.width, box.height, stroke=0, fill=1)
    canvas.setFillGray(0)
    draw_frame(canvas, box)
    canvas.saveState()
    canvas.translate(box.x + box.width / 2, box.top - box.height / 2)
    canvas.rotate(90)
    place = (-box.height / 2 + 2, -3, box.height - 4)
    page.draw_fitted(canvas, text, fonts.SANS_BOLD, 9, place, "center")
    canvas.restoreState()
