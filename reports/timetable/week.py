"""Weekly timetables: of a group, a teacher or a room on A4, of a whole faculty on A3.

They hang on walls and are read from a step away, with small cells: sans serif, unlike letters and certificates.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from io import BytesIO

from reportlab.lib.pagesizes import A3, A4, landscape
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from reports.common import fonts, page
from reports.timetable.cells import Box, LessonSlot, Short, Whose, blocks, draw_block
from reports.timetable.words import WORDS, TimetableWords

DAYS = 6
MARGIN = 10 * mm
PAIR_WIDTH, DAY_WIDTH = 20 * mm, 7 * mm
HEAD_HEIGHT = 7 * mm
FOOT = 14 * mm
#: So wide is the column of a group on the sheet of a faculty, and so high its lowest row.
NARROWEST, LOWEST = 27 * mm, 6.2 * mm


@dataclass(frozen=True)
class PairTime:
    """A pair of the day with its beginning and end."""

    number: int
    starts_at: str
    ends_at: str


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


@dataclass(frozen=True)
class FacultySheet:
    """The week of every group of a faculty."""

    head: TimetableHead
    pairs: tuple[PairTime, ...]
    groups: tuple[tuple[str, tuple[LessonSlot, ...]], ...]


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
    _draw_cell_text(canvas, Box(MARGIN, top, PAIR_WIDTH, HEAD_HEIGHT), words.pair)
    for row, pair in enumerate(pairs):
        box = Box(MARGIN, top - HEAD_HEIGHT - row * height, PAIR_WIDTH, height)
        _draw_pair(canvas, box, pair)
    short = Short(words.odd_short, words.even_short)
    for day in range(1, DAYS + 1):
        x = MARGIN + PAIR_WIDTH + (day - 1) * columns
        _draw_cell_text(canvas, Box(x, top, columns, HEAD_HEIGHT), _day(week.head, day))
        for block in blocks(week.slots, day, [pair.number for pair in pairs]):
            box = Box(x, top - HEAD_HEIGHT - block.first * height, columns, height * block.rows)
            _frame(canvas, box)
            draw_block(canvas, box, block.slots, week.whose, short)
    draw_foot(canvas, week.head, (week.slots, words.nothing), size)


def _day(head: TimetableHead, day: int) -> str:
    """Name a day, with its date in a dated week."""
    name = WORDS[head.language].days[day - 1]
    if head.week is None:
        return name
    return f"{name}, {date.fromordinal(head.week.toordinal() + day - 1):%d.%m}"


def render_faculty(sheet: FacultySheet) -> bytes:
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
    _draw_cell_text(canvas, Box(MARGIN, top, DAY_WIDTH + PAIR_WIDTH, HEAD_HEIGHT), words.pair)
    for column, (name, _slots) in enumerate(groups):
        _draw_cell_text(canvas, Box(left + column * width, top, width, HEAD_HEIGHT), name)
    upper = top - HEAD_HEIGHT
    for day in days:
        pairs = by_day[day]
        _draw_upright(canvas, Box(MARGIN, upper, DAY_WIDTH, height * len(pairs)), words.days[day - 1])
        for row, pair in enumerate(pairs):
            _draw_pair(canvas, Box(MARGIN + DAY_WIDTH, upper - row * height, PAIR_WIDTH, height), pair)
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
            _frame(canvas, box)
            draw_block(canvas, box, block.slots, "group", short)


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


def _frame(canvas: Canvas, box: Box) -> None:
    canvas.setLineWidth(0.5)
    canvas.rect(box.x, box.top - box.height, box.width, box.height)


def _draw_cell_text(canvas: Canvas, box: Box, text: str) -> None:
    canvas.setFillGray(0.92)
    canvas.rect(box.x, box.top - box.height, box.width, box.height, stroke=0, fill=1)
    canvas.setFillGray(0)
    _frame(canvas, box)
    place = (box.x + 2, box.top - box.height / 2 - 3, box.width - 4)
    page.draw_fitted(canvas, text, fonts.SANS_BOLD, 9, place, "center")


def _draw_pair(canvas: Canvas, box: Box, pair: PairTime) -> None:
    _frame(canvas, box)
    hours = f"{pair.starts_at}–{pair.ends_at}"
    size = min(10.0, box.height * 0.4)
    middle = box.top - box.height / 2
    page.draw_fitted(
        canvas, str(pair.number), fonts.SANS_BOLD, size, (box.x + 1, middle + 1, box.width - 2), "center"
    )
    small = min(8.0, size)
    page.draw_fitted(canvas, hours, fonts.SANS, small, (box.x + 1, middle - small, box.width - 2), "center")


def _draw_upright(canvas: Canvas, box: Box, text: str) -> None:
    """Draw a word that is read from below."""
    canvas.setFillGray(0.92)
    canvas.rect(box.x, box.top - box.height, box.width, box.height, stroke=0, fill=1)
    canvas.setFillGray(0)
    _frame(canvas, box)
    canvas.saveState()
    canvas.translate(box.x + box.width / 2, box.top - box.height / 2)
    canvas.rotate(90)
    place = (-box.height / 2 + 2, -3, box.height - 4)
    page.draw_fitted(canvas, text, fonts.SANS_BOLD, 9, place, "center")
    canvas.restoreState()
