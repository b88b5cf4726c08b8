"""What would become of the cells of a file: new, another than what stands, the same, not understood; and why."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from client.core.errors import UserError
from client.core.i18n import N_, _
from client.data.attendance.class_journal import Cell, ClassJournal, JournalColumn, JournalStudent
from client.data.attendance.journal_file import FileMark, FileMarks, FileReading, Place, UnknownWordError
from client.data.imports.planning import RowStatus
from shared.identity import Known
from shared.names import signed

NO_LESSON = N_(
    "This class has no lesson on {day}, or fewer columns of that day than the file. Say under “Unknown columns” which "
    "one is meant."
)
NOBODY = N_("{name} does not sit in this class. Say who is meant, or leave it.")
NEAR = N_("There is no {name} in this class. Is {near} meant? Say it under “Unknown names”.")
SEVERAL = N_("{name} may be several students of this class. Say who is meant, or write the number.")
TWICE = N_("{cell} is the same cell of the journal and says something else.")
NOT_CALCULATED = N_("The formula was never calculated. Open the file in Excel, save it, and import it again.")
FAILED = N_("The formula in the file ends in {text}. Correct it, or write the value.")
#: What is shown of a formula without a value.
FORMULA = "="


@dataclass(frozen=True)
class FileAnswers:
    """What a person has said of a file: what words are, who and what is meant, and cells that were mended."""

    words: Mapping[str, str] = field(default_factory=dict)
    names: Mapping[str, int] = field(default_factory=dict)
    #: By the letters of a column of the file the key of one of the journal.
    columns: Mapping[str, str] = field(default_factory=dict)
    mended: Mapping[Place, str] = field(default_factory=dict)


@dataclass(frozen=True)
class PlannedMark:
    """A cell of the file and what becomes of it."""

    mark: FileMark
    status: RowStatus
    text: str
    student: JournalStudent | None = None
    column: JournalColumn | None = None
    old: Any = None
    new: Any = None
    reason: str = ""
    #: The first thing that is not understood: a word in the place of an entry, or a name.
    unknown_word: str = ""
    unknown_name: str = ""

    @property
    def cell(self) -> Cell | None:
        """The cell of the journal that is meant."""
        return None if self.student is None or self.column is None else (self.student.id, self.column.key)


def students_known(journal: ClassJournal) -> Known[int]:
    """Students by all that names one: whole name, without the last part, signed, number."""
    return Known(
        (text, student.id)
        for student in journal.students
        for text in (student.name, " ".join(student.name.split()[:2]), signed(student.name), student.number)
    )


def proposed(journal: ClassJournal, name: str) -> list[int]:
    """Return the students whom a name that is not known may mean."""
    known = students_known(journal)
    return sorted(known.find(name) or known.near(name))


class FilePlanner:
    """Judges the cells of a file against a journal and what stands in its sheet."""

    def __init__(self, reading: FileReading) -> None:
        self._reading = reading
        self._students = {student.id: student for student in reading.journal.students}
        self._columns = {column.key: column for column in reading.columns}
        self._known = students_known(reading.journal)

    def plan(self, found: FileMarks, answers: FileAnswers) -> list[PlannedMark]:
        """Judge every cell; of two that mean the same cell of the journal the second is refused.

        What stands under a head that is no day is left out until somebody says what it means: it may be a sum.
        """
        planned: list[PlannedMark] = []
        first: dict[Cell, PlannedMark] = {}
        for mark in found.marks:
            column = self._columns.get(answers.columns.get(mark.column.letters, "")) or mark.column.meant
            if column is None and not mark.column.dated:
                continue
            made = self._one(mark, column, answers)
            cell = made.cell
            if made.status is not RowStatus.REFUSED and cell is not None:
                before = first.setdefault(cell, made)
                if before is not made and before.new != made.new:
                    made = PlannedMark(
                        mark, RowStatus.REFUSED, made.text, made.student, column, made.old,
                        reason=_(TWICE, cell=before.mark.address),
                    )  # fmt: skip
            planned.append(made)
        return planned

    def _one(self, mark: FileMark, column: JournalColumn | None, answers: FileAnswers) -> PlannedMark:
        text = answers.mended.get(mark.place, mark.text).strip()
        student, why = self._student(mark.name, answers)
        if student is None:
            return PlannedMark(
                mark, RowStatus.REFUSED, text, column=column, reason=why, unknown_name=mark.name
            )
        if column is None:
            return PlannedMark(
                mark, RowStatus.REFUSED, text, student, reason=_(NO_LESSON, day=mark.column.head)
            )
        if why := self._closed(column, student):
            return PlannedMark(mark, RowStatus.REFUSED, text, student, column, reason=why)
        return self._entry(mark, text, student, column, answers)

    def _entry(
        self,
        mark: FileMark,
        text: str,
        student: JournalStudent,
        column: JournalColumn,
        answers: FileAnswers,
    ) -> PlannedMark:
        """Judge the text itself; what was emptied, or means nothing, leaves what stands."""
        old = self._reading.standing((student.id, column.key))
        try:
            new = self._read(column.key, text, answers) if text else None
        except UserError as error:
            word = text.casefold() if isinstance(error, UnknownWordError) else ""
            return PlannedMark(
                mark, RowStatus.REFUSED, text, student, column, old, reason=error.text(), unknown_word=word
            )
        if new is None or new == old:
            return PlannedMark(mark, RowStatus.UNCHANGED, text, student, column, old, old)
        status = RowStatus.NEW if old is None else RowStatus.CHANGED
        return PlannedMark(mark, status, text, student, column, old, new)

    def _read(self, column: str, text: str, answers: FileAnswers) -> Any:
        if text == FORMULA:
            raise UserError(NOT_CALCULATED)
        if text.startswith("#"):
            raise UserError(FAILED, text=text)
        meaning = answers.words.get(text.casefold())
        return self._reading.read(column, text) if meaning is None else self._reading.meant(column, meaning)

    def _student(self, name: str, answers: FileAnswers) -> tuple[JournalStudent | None, str]:
        said = self._students.get(answers.names.get(name, 0))
        found = sorted(self._known.find(name))
        if said is not None or len(found) == 1:
            return said or self._students[found[0]], ""
        if found:
            return None, _(SEVERAL, name=name)
        near = sorted(self._known.near(name))
        if len(near) == 1:
            return None, _(NEAR, name=name, near=self._students[near[0]].name)
        return None, _(NOBODY, name=name)

    def _closed(self, column: JournalColumn, student: JournalStudent) -> str:
        """Return why the cell of the journal takes no entry."""
        if column.lesson.closed:
            return _(column.lesson.closed)
        if not student.sat_on(column.lesson.day):
            sentence, day = student.why_not_on(column.lesson.day)
            return _(sentence, day=f"{day:%d.%m.%Y}")
        return self._reading.why_kept((student.id, column.key))


def unknown_words(planned: Iterable[PlannedMark]) -> dict[str, int]:
    """Return the words that are no entries, with the number of cells in which each stands."""
    return _counted(each.unknown_word for each in planned)


def unknown_names(planned: Iterable[PlannedMark]) -> dict[str, int]:
    """Return the names that are nobody's, with the number of cells beside each."""
    return _counted(each.unknown_name for each in planned)


def unknown_columns(found: FileMarks) -> dict[str, int]:
    """Return the columns that are none of the journal, by their letters, with the number of cells in each."""
    counted = _counted(each.column.letters for each in found.marks if each.column.meant is None)
    return {each.letters: counted.get(each.letters, 0) for each in found.columns if each.meant is None}


def _counted(words: Iterable[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for word in words:
        if word:
            found[word] = found.get(word, 0) + 1
    return found
