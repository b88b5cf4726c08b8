"""The load sheet of a teacher or a department: for the preview, the printer, and as an Excel workbook."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Literal

from openpyxl import Workbook
from openpyxl.styles import Font, PatternFill
from openpyxl.utils import get_column_letter

from client.core.i18n import N_, _
from client.data.local.output_files import write_file
from client.data.teaching.load import Load, TaughtClass, Teacher
from reports.common.batch import page_count
from reports.common.table import Column, Table, render

Progress = Callable[[int, int], object]
Label = Callable[[str], str]
HEADS = (
    (N_("Teacher"), False),
    (N_("Subject"), False),
    (N_("Training type"), False),
    (N_("Students"), False),
    (N_("People"), True),
    (N_("Hours"), True),
)
WIDTHS = (30, 36, 16, 30, 9, 9)


@dataclass(frozen=True)
class LoadSheet:
    """The lines of a sheet: (teacher, subject, training, students, number, hours); totals have empty cells."""

    title: str
    notes: tuple[str, ...]
    rows: tuple[tuple[str, str, str, str, int | None, int], ...]

    @property
    def note(self) -> str:
        return ""

    @property
    def count(self) -> int:
        return page_count(self._pdf())

    def pdf(self, number: int) -> tuple[bytes, int]:
        """Return the PDF and the page of it that is wanted."""
        return self._pdf(), number

    def issue(self, way: Literal["print", "save"], copies: int) -> None:
        """A load sheet is no paper of the register: it leaves as it is."""

    def one_file(self, progress: Progress) -> bytes:
        """Return the PDF."""
        progress(1, 1)
        return self._pdf()

    def separate_files(self, progress: Progress) -> Iterator[tuple[str, bytes]]:
        """Give the PDF under its name."""
        yield f"{self.title}.pdf", self.one_file(progress)

    def write_excel(self, path: Path) -> None:
        """Write the sheet as a workbook."""
        book = Workbook()
        page = book.active
        assert page is not None  # noqa: S101 - a new workbook has a sheet
        for line in (self.title, *self.notes):
            page.append([line])
        page.append([_(head) for head, _numeric in HEADS])
        head = page.max_row
        for row in self.rows:
            page.append(list(row))
        page["A1"].font = Font(bold=True, size=14)
        for cell in page[head]:
            cell.font = Font(bold=True)
            cell.fill = PatternFill("solid", fgColor="E9EEF5")
        for place, width in enumerate(WIDTHS, start=1):
            page.column_dimensions[get_column_letter(place)].width = width
        page.freeze_panes = f"A{head + 1}"
        target = BytesIO()
        book.save(target)
        write_file(path, target.getvalue())

    def _pdf(self) -> bytes:
        columns = tuple(Column(_(head), numeric) for head, numeric in HEADS)
        rows = [tuple("" if cell is None else str(cell) for cell in row) for row in self.rows]
        return render(Table(self.title, self.notes, columns, rows))


def of_teacher(load: Load, teacher: Teacher, term: str, training: Label) -> LoadSheet:
    """Return the sheet of a teacher with the norm."""
    rows = _rows(load.classes, [teacher], training)
    total = sum(row[-1] for row in rows)
    norm = _norm(teacher, total)
    last = ("", _("Total"), "", "", None, total)
    return LoadSheet(
        _("Teaching load: {name}", name=teacher.name), tuple(filter(None, (term, norm))), (*rows, last)
    )


def of_department(load: Load, department: int | None, name: str, term: str, training: Label) -> LoadSheet:
    """Return the sheet of a department: every teacher with a total, and what nobody has yet."""
    classes = [each for each in load.classes if department in (None, each.department_id)]
    rows: list[tuple[str, str, str, str, int | None, int]] = []
    for teacher in load.teachers:
        own = _rows(classes, [teacher], training)
        if own:
            rows += [*own, (teacher.name, _("Total"), "", "", None, sum(row[-1] for row in own))]
    free = [
        (_("not assigned"), each.subject, training(each.training), each.students, each.size, each.missing)
        for each in classes
        if each.missing > 0
    ]
    planned = sum(each.hours for each in classes)
    missing = sum(each.missing for each in classes)
    notes = (term, _("Hours: {hours}, not assigned: {missing}", hours=planned, missing=missing))
    return LoadSheet(_("Teaching load: {name}", name=name), notes, (*rows, *free))


def _rows(
    classes: Sequence[TaughtClass], teachers: Sequence[Teacher], training: Label
) -> list[tuple[str, str, str, str, int | None, int]]:
    return [
        (teacher.name, each.subject, training(each.training), each.students, each.size, given.hours)
        for teacher in teachers
        for each in classes
        for given in each.given
        if given.employee_id == teacher.id
    ]


def _norm(teacher: Teacher, total: int) -> str:
    if teacher.least is None or teacher.most is None:
        return ""
    return _(
        "Hours of the year: {hours}; norm of all posts together: {least}–{most}",
        hours=total + teacher.other_terms,
        least=teacher.least,
        most=teacher.most,
    )
