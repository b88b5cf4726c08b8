"""Sheets on which the students of a lesson sign, and what their scans say about the cells of the journal."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from io import BytesIO
from pathlib import Path

import numpy as np
import pypdfium2
from PIL import Image, UnidentifiedImageError

from client.core.errors import UserError
from client.core.i18n import N_, _
from client.data.attendance.class_journal import Cell, JournalColumn, JournalLesson, JournalStudent
from client.data.attendance.journal import Journal
from client.data.attendance.journal_file import FileColumn, FileMark, FileMarks
from client.data.local.input_files import readable
from reports.attendance.sign_in_sheet import SignInSheet
from shared.attendance.scan import DOUBTFUL, SIGNED, Gray, ScannedBox, ScannedPage
from shared.attendance.scan import read as read_page
from shared.attendance.sign_in import digest, pages
from shared.models.attendance import ABSENT, PRESENT

#: The students of the journal as each script lists them.
Orders = Callable[[], tuple[tuple[int, ...], ...]]
#: As whoever keeps a list writes it.
WRITTEN = {PRESENT: "+", ABSENT: "-"}
#: Points an inch at which the pages of a PDF are looked at.
FINE = 200
UNREADABLE = N_("{file} is no PDF and no picture that can be read. Scan the sheet again.")
NO_SHEET = N_(
    "Page {page} of {file} shows no sheet of signatures: at least two of its four codes must be whole. "
    "Scan it again, lying flat."
)
FOREIGN = N_(
    "Page {page} of {file} is a sheet of another class. Open the journal of that class and read it there."
)
OLD = N_(
    "The lesson of page {page} was moved, or its list has changed since the sheet was printed: nobody can tell whose "
    "signature stands where. Type the marks of this lesson."
)
NOBODY = N_(
    "Nobody has signed on page {page} of {file}. Is it the right side of the sheet? Nothing was read."
)


@dataclass(frozen=True)
class ScannedMark:
    """A box of a sheet: whose it is, what it says, and how it looks; without a mark a person decides."""

    student: JournalStudent
    lesson: JournalLesson
    mark: str | None
    picture: Gray

    @property
    def cell(self) -> Cell:
        return self.student.id, self.lesson.column


def listed(journal: Journal, lesson: JournalLesson) -> list[JournalStudent]:
    """Return who sits in the class on the day of a lesson, in the order of the journal."""
    return [each for each in journal.students if each.sat_on(lesson.day)]


def _as_printed(
    journal: Journal, lesson: JournalLesson, printed: str, orders: Orders
) -> list[JournalStudent] | None:
    """Return the list in the order of the script in which it was printed; None where it has become another one."""
    students = listed(journal, lesson)
    if _digest(lesson, students) == printed:
        return students
    by_id = {each.id: each for each in students}
    for order in orders():
        ordered = [by_id[each] for each in dict.fromkeys(order) if each in by_id]
        if _digest(lesson, ordered) == printed:
            return ordered
    return None


def sheet_of(journal: Journal, lesson: JournalLesson, training: str) -> SignInSheet:
    """Return the sheet of a lesson in the language of the interface."""
    students = listed(journal, lesson)
    return SignInSheet(
        _("Sheet of signatures"),
        (
            f"{journal.subject} · {training} · {journal.name}",
            _("{day}, pair {pair}", day=f"{lesson.day:%d.%m.%Y}", pair=lesson.pair),
            lesson.teacher,
        ),
        ("№", _("Student"), _("Signature")),
        _(
            "Who is there signs inside the box. The teacher draws a line through the boxes of those who are not."
        ),
        lesson.id,
        _digest(lesson, students),
        tuple(each.name for each in students),
    )


def read(path: Path, journal: Journal, orders: Orders) -> list[ScannedMark]:
    """Read every page of a scan as marks of this journal; nothing is taken of a file with a page that is not clear.

    `orders` is asked for the lists of the other scripts, once, when a page was not printed in that of the journal.
    """
    orders = cache(orders)
    lessons = {each.id: each for each in journal.lessons}
    found: dict[Cell, ScannedMark] = {}
    for number, gray in enumerate(_pages(path), start=1):
        page = read_page(gray)
        if page is None:
            raise UserError(NO_SHEET, page=number, file=path.name)
        lesson = lessons.get(page.code.lesson)
        if lesson is None:
            raise UserError(FOREIGN, page=number, file=path.name)
        for mark in _marks(page, journal, lesson, (number, path.name), orders):
            twice = found.get(mark.cell)  # a page that was scanned twice: what differs is asked about
            found[mark.cell] = mark if twice is None or twice.mark == mark.mark else replace(mark, mark=None)
    return list(found.values())


def as_file(file: str, scanned: Sequence[ScannedMark], decided: Mapping[Cell, str]) -> FileMarks:
    """Return what a scan says as any other file says it; `decided` are the boxes a person has looked at."""
    names = Counter(each.student.name for each in scanned)
    marks, columns = [], {}
    for number, each in enumerate(scanned, start=1):
        said = decided.get(each.cell, each.mark)
        if said is not None:
            student = each.student
            name = student.name if names[student.name] == 1 else student.number
            lesson = each.lesson
            column = FileColumn("", f"{lesson.day:%d.%m.%Y}", JournalColumn(lesson.column, lesson))
            columns[lesson.id] = column
            marks.append(FileMark((number, 0), str(number), name, WRITTEN[said], column))
    return FileMarks(file, tuple(columns.values()), tuple(marks))


def _marks(
    page: ScannedPage, journal: Journal, lesson: JournalLesson, place: tuple[int, str], orders: Orders
) -> Iterator[ScannedMark]:
    number, file = place
    students = _as_printed(journal, lesson, page.code.digest, orders)
    parts = pages(students or ())
    if not 0 < page.code.page <= len(parts):
        raise UserError(OLD, page=number)
    if lesson.closed:
        raise UserError(lesson.closed)
    boxes = page.boxes[: len(parts[page.code.page - 1])]
    if not any(box.says == SIGNED for box in boxes):
        raise UserError(NOBODY, page=number, file=file)
    for student, box in zip(parts[page.code.page - 1], boxes, strict=True):
        yield ScannedMark(student, lesson, _mark(box), box.picture)


def _mark(box: ScannedBox) -> str | None:
    if box.says == DOUBTFUL:
        return None
    return PRESENT if box.says == SIGNED else ABSENT


def _digest(lesson: JournalLesson, students: list[JournalStudent]) -> str:
    return digest(lesson.id, lesson.day, lesson.pair, (each.id for each in students))


def _pages(path: Path) -> Iterator[Gray]:
    """Give the pages of a PDF or the pictures of a file in shades of grey."""
    with readable(path):
        content = path.read_bytes()
    try:
        if content.startswith(b"%PDF"):
            with pypdfium2.PdfDocument(content) as document:
                for page in document:
                    yield np.asarray(page.render(scale=FINE / 72, grayscale=True).to_pil().convert("L"))
            return
        with Image.open(BytesIO(content)) as picture:
            for frame in range(getattr(picture, "n_frames", 1)):
                picture.seek(frame)
                yield np.asarray(picture.convert("L"))
    except (pypdfium2.PdfiumError, UnidentifiedImageError, OSError, Image.DecompressionBombError) as error:
        raise UserError(UNREADABLE, file=path.name) from error
