"""The rating journal as a workbook: figures as numbers, a column a column of a lesson, current control at the end."""

from decimal import Decimal

from openpyxl.styles import Alignment, Font

from reports.common.lesson_journal import JournalPaper
from reports.common.workbook import new_book, put, set_for_print, set_widths, style_head, to_bytes

FIRST = 3


def write(journal: JournalPaper) -> bytes:
    """Return the workbook."""
    made, page = new_book(journal.title)
    put(page.cell(1, 1), journal.title)
    page.cell(1, 1).font = Font(bold=True, size=14)
    for number, note in enumerate(journal.notes, start=2):
        put(page.cell(number, 1), note)
    head = len(journal.notes) + 3
    words = journal.words
    heads = [
        words.number,
        words.student,
        *(
            "\n".join(filter(None, (f"{each.day:%d.%m}", str(each.pair), each.kind)))
            for each in journal.lessons
        ),
        *words.sums,
    ]
    for place, text in enumerate(heads, start=1):
        put(page.cell(head, place), text)
        style_head(page.cell(head, place))
    for at, row in enumerate(journal.rows, start=1):
        texts = (*row.marks, *row.sums)
        for place, value in enumerate((at, row.name, *map(_value, texts)), start=1):
            put(page.cell(head + at, place), value)
            if place >= FIRST:
                page.cell(head + at, place).alignment = Alignment(horizontal="center")
    below = head + len(journal.rows) + 1
    put(page.cell(below, 2), words.below)
    for place, each in enumerate(journal.lessons, start=FIRST):
        put(page.cell(below, place), _value(each.below))
        page.cell(below, place).alignment = Alignment(horizontal="center")
    set_widths(page, (5, 36, *(7 for _each in journal.lessons), 9, 9))
    page.freeze_panes = page.cell(head + 1, FIRST).coordinate
    set_for_print(page, head_row=head, wide=True)
    return to_bytes(made)


def _value(text: str) -> Decimal | str | None:
    """Return a figure as a number, a letter as a text, nothing as nothing."""
    if not text:
        return None
    return Decimal(text.replace(",", ".")) if text[0].isdigit() and "%" not in text else text
