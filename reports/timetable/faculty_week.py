"""The week of a whole faculty on A3: a column for each group."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from io import BytesIO
from statistics import median_low

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
NARROWEST, LOWEST = 21 * mm, 5.6 * mm
#: Who begins after this pair is of the second shift.
FORENOON = 2
Column = tuple[str, tuple[LessonSlot, ...]]
Columns = tuple[Column, ...]


@dataclass(frozen=True)
class FacultySheet:
    """The week of every group of a faculty."""

    head: TimetableHead
    pairs: tuple[PairTime, ...]
    groups: Columns


@dataclass(frozen=True)
class Page:
    """The groups and days that stand on one page."""

    sheet: FacultySheet
    days: range


def render(sheet: FacultySheet) -> bytes:
    """Return the faculty on A3, on as few pages as can be read."""
    target = BytesIO()
    size = landscape(A3)
    canvas = page.canvas_for(target, WORDS[sheet.head.language].timetable, size)
    for each in pages(sheet):
        _draw_faculty(canvas, each.sheet, each.sheet.groups, each.days)
        canvas.showPage()
    canvas.save()
    return target.getvalue()


def pages(sheet: FacultySheet) -> tuple[Page, ...]:
    """Divide the groups among pages: those of one shift stand together, so that no page has empty rows."""
    size = landscape(A3)
    room = size[0] - 2 * MARGIN - PAIR_WIDTH - DAY_WIDTH
    most = max(1, int(room / NARROWEST))
    shifts = [tuple(group for group in sheet.groups if _shift(group) == shift) for shift in (False, True)]
    together = shifts if any(len(shift) > most for shift in (*shifts, sheet.groups)) else [sheet.groups]
    parts = [replace(sheet, groups=part) for shift in together for part in _equal(shift, most)]
    return tuple(Page(part, days) for part in parts for days in _days_a_page(part, size))


def _equal(groups: Columns, most: int) -> Iterator[Columns]:
    """Divide into equal parts of at most so many."""
    count = -(-len(groups) // most)
    each = -(-len(groups) // max(1, count))
    for number in range(count):
        yield groups[number * each : (number + 1) * each]


def _shift(group: Column) -> bool:
    """Tell whether a group usually begins in the second half of the day."""
    first: dict[int, int] = {}
    for slot in group[1]:
        first[slot.day] = min(slot.pair, first.get(slot.day, slot.pair))
    return bool(first) and median_low(first.values()) > FORENOON


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


def _draw_faculty(canvas: Canvas, sheet: FacultySheet, groups: Columns, days: range) -> None:
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
