"""The rating journal that is shown, as it is printed and as a workbook: in the language of the interface."""

from decimal import Decimal
from fractions import Fraction
from pathlib import Path

from client.core.i18n import _, names
from client.data.documents.plain import PlainPapers
from client.data.local.output_files import write_file
from client.data.rating_journal.journal import PointsColumn, PointsJournal, Value, entry
from client.views.rating_journal.journal.points_kind import letter
from client.widgets.formatting import shown
from client.widgets.preview.printout import present
from client.widgets.workplace import Workplace
from reports.common.lesson_journal import JournalPaper, JournalWords, PaperLesson, PaperRow, render
from reports.rating_journal import book
from shared.grading.current import of_lessons
from shared.names import signed

#: So many letters of the kind stand in the head of a column.
SHORT = 5


def show_paper(workplace: Workplace, title: str, journal: PointsJournal, training: str, current: str) -> None:
    """Show a journal as it will be printed."""
    present(workplace, PlainPapers.one(title, paper_of(journal, training, current), render))


def write_book(path: Path, journal: PointsJournal, training: str, current: str) -> None:
    """Write a journal as a workbook."""
    write_file(path, book.write(paper_of(journal, training, current)))


def paper_of(journal: PointsJournal, training: str, current: str) -> JournalPaper:
    """Return what a journal says on paper; lessons that were cancelled are left out."""
    columns = [each for each in journal.columns if not each.lesson.cancelled]
    rows = tuple(_row(journal, columns, student.id, student.name) for student in journal.students)
    notes = (
        f"{journal.subject} · {training} · {journal.name}",
        " · ".join((journal.term, _("{hours} hours", hours=journal.hours), *_rule_words(journal))),
    )
    most = shown(journal.maximum)
    words = JournalWords(
        "№", _("Student"), _("on page"), ("%", f"{current} ({most})"), _("on average"), _("Day"), _("Pair"),
        _("Topic"), _("Teacher"), _("Signature"), _("{letter} – absent", letter=letter()),
    )  # fmt: skip
    return JournalPaper(
        _("Rating journal"), notes, tuple(_head(journal, each) for each in columns), rows, words
    )


def _row(journal: PointsJournal, columns: list[PointsColumn], student: int, name: str) -> PaperRow:
    values = [journal.entries.get((student, each.key)) for each in columns]
    entries = [
        entry(each.lesson, each, value)
        for each, value in zip(columns, values, strict=True)
        if value is not None
    ]
    share = ""
    if journal.rule is not None and entries:
        got, possible = of_lessons(journal.rule.rule, [*entries, *journal.elsewhere.get(student, ())])
        share = f"{round(100 * got / possible)} %"
    current = journal.current_of(student, entries)
    return PaperRow(
        name,
        tuple(map(_text, values)),
        tuple(value if isinstance(value, Decimal) else 0 for value in values),
        (share, "" if current is None else shown(current)),
    )


def _head(journal: PointsJournal, column: PointsColumn) -> PaperLesson:
    points = [
        value
        for student in journal.students
        if isinstance(value := journal.entries.get((student.id, column.key)), Decimal)
    ]
    average = Decimal(round(Fraction(sum(points)) / len(points) * 10)) / 10 if points else None
    kinds = journal.rule.rule.kinds if journal.rule is not None else ()
    lesson = column.lesson
    return PaperLesson(
        lesson.day,
        lesson.pair,
        lesson.topic,
        signed(lesson.teacher),
        "" if average is None else shown(average),
        names(kinds[column.kind - 1].name)[:SHORT] if len(kinds) > 1 else "",
    )


def _text(value: Value | None) -> str:
    if value is None:
        return ""
    return shown(value) if isinstance(value, Decimal) else letter()


def _rule_words(journal: PointsJournal) -> tuple[str, ...]:
    """Say by which rule it is reckoned."""
    if journal.rule is None:
        return ()
    rule = journal.rule.rule
    return (
        _(
            "lessons {lessons}, tasks {tasks}, attendance {attendance}",
            lessons=shown(rule.lessons),
            tasks=shown(rule.tasks),
            attendance=shown(rule.attendance),
        ),
        _("the best {count} count", count=rule.best) if rule.best else _("all entries count"),
    )
