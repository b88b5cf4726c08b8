"""A list around the timetable: its head, its rows, how many there are, and the dean's signature."""

from collections.abc import Sequence
from datetime import date

from reports.common import table
from reports.common.table import Column, Table
from reports.timetable.week import TimetableHead, written
from reports.timetable.words import WORDS, TimetableWords


def day_with_name(words: TimetableWords, day: date | None) -> str:
    """Write a day with its name."""
    if day is None:
        return words.not_placed
    name = words.days[day.weekday()] if day.weekday() < len(words.days) else ""
    return f"{written(day)} {name}".strip()


def draw_list(
    head: TimetableHead, title: str, labels: Sequence[str], rows: Sequence[Sequence[str]], numeric: set[str]
) -> bytes:
    words = WORDS[head.language]
    notes = (
        f"{head.university}. {head.faculty}",
        head.facts(),
        words.made.format(count=len(rows)) if rows else words.empty_list,
    )
    columns = tuple(Column(label, label in numeric) for label in labels)
    closing = f"{words.dean}  ____________________  {head.dean}" if head.dean else ""
    return table.render(
        Table(title, tuple(filter(None, notes)), columns, rows, head.printed, closing=closing)
    )
