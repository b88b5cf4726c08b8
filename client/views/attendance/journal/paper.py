"""The journal that is shown, as it is printed: in the letters and the language of the interface."""

from client.core.i18n import _
from client.data.attendance import sign_in
from client.data.attendance.class_journal import JournalLesson
from client.data.attendance.journal import Journal
from client.data.documents.plain import PlainPapers
from client.views.attendance.journal.mark_kind import LETTERS, letter, ruled
from client.widgets.preview.printout import present
from client.widgets.workplace import Workplace
from reports.attendance import sign_in_sheet
from reports.common.lesson_journal import JournalPaper, JournalWords, PaperLesson, PaperRow, render
from shared.models.attendance import MARKS
from shared.names import signed


def show_paper(workplace: Workplace, title: str, journal: Journal, training: str) -> None:
    """Show a journal as it will be printed."""
    present(workplace, PlainPapers.one(title, paper_of(journal, training), render))


def show_sheet(workplace: Workplace, journal: Journal, lesson: JournalLesson, training: str) -> None:
    """Show the sheet on which the students of a lesson sign."""
    sheet = sign_in.sheet_of(journal, lesson, training)
    title = f"{sheet.title} · {journal.name} · {lesson.day:%d.%m.%Y}"
    present(workplace, PlainPapers.one(title, sheet, sign_in_sheet.render))


def paper_of(journal: Journal, training: str) -> JournalPaper:
    """Return what a journal says on paper; lessons that were cancelled are left out."""
    lessons = [each for each in journal.lessons if not each.cancelled]
    cells = {student.id: [(student.id, lesson.column) for lesson in lessons] for student in journal.students}
    hours = {
        student: [journal.hours_of(cell, journal.marks.get(cell)) for cell in row]
        for student, row in cells.items()
    }
    rows = tuple(
        PaperRow(
            student.name,
            tuple(_mark(journal, cell) for cell in cells[student.id]),
            tuple(absent for absent, _own in hours[student.id]),
            tuple(str(sum(each) or "") for each in zip((0, 0), *hours[student.id], strict=True)),
        )
        for student in journal.students
    )
    notes = (
        f"{journal.subject} · {training} · {journal.name}",
        " · ".join((journal.term, _("{hours} hours", hours=journal.hours))),
    )
    return JournalPaper(
        _("Attendance journal"),
        notes,
        tuple(
            PaperLesson(
                each.day,
                each.pair,
                each.topic,
                signed(each.teacher),
                str(sum(row[place][0] > 0 for row in hours.values()) or ""),
            )
            for place, each in enumerate(lessons)
        ),
        rows,
        _words(),
    )


def _mark(journal: Journal, cell: tuple[int, str]) -> str:
    mark, ruling = journal.marks.get(cell), journal.rulings.get(cell)
    return letter(mark) if ruling is None else ruled(mark, ruling.kind, ruling.value)


def _words() -> JournalWords:
    legend = "; ".join(f"{letter(mark)} – {_(MARKS[mark]).lower()}" for mark in LETTERS["en"])
    return JournalWords(
        "№",
        _("Student"),
        _("on page"),
        (_("in all, h"), _("No exc.")),
        _("Absent"),
        _("Day"),
        _("Pair"),
        _("Topic"),
        _("Teacher"),
        _("Signature"),
        legend,
    )
