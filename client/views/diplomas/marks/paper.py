"""The marks of a group as they stand in the sheet, on paper and as a workbook."""

from decimal import Decimal
from pathlib import Path
from typing import Any

from client.core.i18n import N_, _
from client.data.diplomas.marks import Marks
from client.data.diplomas.marks_checks import TitledRow
from client.data.documents.plain import PlainPapers
from client.data.local.output_files import write_file
from client.views.diplomas.marks.kinds import mark_told
from client.widgets.formatting import shown
from client.widgets.preview.printout import present
from client.widgets.workplace import Workplace
from reports.common import workbook
from reports.diplomas.marks_list import MarksList, MarksWords, PaperMarks, PaperStudent, render
from shared.diplomas.content import SECTIONS
from shared.names import signed

TITLE = N_("Diploma marks")


def show_paper(workplace: Workplace, paper: MarksList) -> None:
    """Show the list as it will be printed."""
    present(workplace, PlainPapers.one(paper.title, paper, render))


def paper_of(marks: Marks, rows: list[TitledRow], notes: tuple[str, ...], *, points: bool) -> MarksList:
    """Return the list with the titles and the sequence that stand in the sheet now."""
    students = []
    for student in marks.students:
        hours, brought = marks.sums(student)
        students.append(PaperStudent(signed(student.name), str(hours), shown(_plain(brought))))
    made = list[PaperMarks]()
    for section, name in SECTIONS.items():
        own = [each for each in rows if each.section == section]
        if own:
            made.append(PaperMarks(_(name)))
        made += [_row(marks, each, points=points) for each in own]
    words = MarksWords(
        "№", _("Subject"), _("Sem."), _("Hours"), _("Credits"), _("Sum of hours"), _("Sum of credits"),
        _("The marks are right: signature"), _("R – recognised, passed elsewhere; — – no mark"),
    )  # fmt: skip
    return MarksList(_(TITLE), notes, tuple(students), tuple(made), words)


def _row(marks: Marks, each: TitledRow, *, points: bool) -> PaperMarks:
    row, told = each.row, list[str]()
    for student in marks.students:
        cell = row.cells.get(student.diploma_id)
        text = mark_told(cell, points=points) if cell is not None else ""
        told.append(f"{text} R" if cell is not None and cell.recognised else text)
    title = each.title_uz or row.title_uz
    return PaperMarks(
        title, each.title_en or "", row.semesters, str(row.hours), shown(_plain(row.credits)), tuple(told)
    )


def write_book(path: Path, paper: MarksList) -> None:
    """Write the list as a workbook: figures as figures, ready to be printed."""
    book, page = workbook.new_book(paper.title)
    words = paper.words
    for line in (paper.title, *paper.notes):
        workbook.append(page, [line])
    heads = [
        words.number,
        _("Title (Uzbek)"),
        _("Title (English)"),
        words.semesters,
        words.hours,
        words.credits,
    ]
    workbook.append(page, [*heads, *(each.name for each in paper.students)])
    head, number = page.max_row, 0
    for row in paper.rows:
        number += bool(row.marks)
        said = [
            number if row.marks else None,
            row.title,
            row.english,
            row.semesters,
            _figure(row.hours),
            _figure(row.credits),
        ]
        workbook.append(page, [*said, *map(_figure, row.marks)])
    sums = ((words.sum_of_hours, "hours"), (words.sum_of_credits, "credits"))
    for title, name in sums:
        workbook.append(
            page,
            [None, title, None, None, None, None, *(_figure(getattr(each, name)) for each in paper.students)],
        )
    for place in range(1, page.max_column + 1):
        workbook.style_head(page.cell(head, place))
    workbook.set_widths(page, [5, 44, 44, 8, 8, 8, *(9 for _each in paper.students)])
    workbook.set_for_print(page, head_row=head, wide=True)
    page.freeze_panes = f"C{head + 1}"
    write_file(path, workbook.to_bytes(book))


def _figure(text: str) -> Any:
    """Return a figure that was written for people as a number."""
    plain = text.replace(",", ".")
    return Decimal(plain) if plain.replace(".", "", 1).isdigit() else text or None


def _plain(value: Decimal) -> Decimal:
    return value.to_integral_value() if value == value.to_integral_value() else value
