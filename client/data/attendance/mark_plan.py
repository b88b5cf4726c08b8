"""What would become of the marks of a file: new, another than what stands, the same, not understood; and why."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from client.core.errors import UserError
from client.core.i18n import N_, _
from client.data.attendance.class_journal import Cell, JournalStudent
from client.data.attendance.file_marks import FileMark, FileMarks, Place
from client.data.attendance.journal import Journal
from client.data.imports.planning import RowStatus
from shared.identity import Known
from shared.names import signed

NO_LESSON = N_("This class has no lesson on {day}, or fewer than the file has columns of that day.")
NOBODY = N_("{name} does not sit in this class. Say who is meant, or leave it.")
NEAR = N_("There is no {name} in this class. Is {near} meant? Say it under “Unknown names”.")
SEVERAL = N_("{name} may be several students of this class. Say who is meant, or write the number.")
TWICE = N_("{cell} is the same cell of the journal and says something else.")


@dataclass(frozen=True)
class MarkAnswers:
    """What a person has said of a file: what words are, who is meant by names, and cells that were mended."""

    marks: Mapping[str, str] = field(default_factory=dict)
    names: Mapping[str, int] = field(default_factory=dict)
    mended: Mapping[Place, str] = field(default_factory=dict)


@dataclass(frozen=True)
class PlannedMark:
    """A cell of the file and what becomes of it."""

    mark: FileMark
    status: RowStatus
    text: str
    student: JournalStudent | None = None
    old: str | None = None
    new: str | None = None
    reason: str = ""
    #: The first thing that is not understood: a word in the place of a mark, or a name.
    unknown_word: str = ""
    unknown_name: str = ""

    @property
    def cell(self) -> Cell | None:
        """The cell of the journal that is meant."""
        lesson = self.mark.lesson
        return None if self.student is None or lesson is None else (self.student.id, lesson.column)


def students_known(journal: Journal) -> Known[int]:
    """Students by all that names one: whole name, without the last part, signed, number."""
    return Known(
        (text, student.id)
        for student in journal.students
        for text in (student.name, " ".join(student.name.split()[:2]), signed(student.name), student.number)
    )


def proposed(journal: Journal, name: str) -> list[int]:
    """Return the students whom a name that is not known may mean."""
    known = students_known(journal)
    return sorted(known.find(name) or known.near(name))


class MarkPlanner:
    """Judges the cells of a file against a journal and what stands in its sheet."""

    def __init__(
        self, journal: Journal, standing: Callable[[Cell], str | None], read: Callable[[str], str]
    ) -> None:
        self._journal, self._standing, self._read = journal, standing, read
        self._students = {student.id: student for student in journal.students}
        self._known = students_known(journal)

    def plan(self, found: FileMarks, answers: MarkAnswers) -> list[PlannedMark]:
        """Judge every cell; of two that mean the same cell of the journal the second is refused."""
        planned: list[PlannedMark] = []
        first: dict[Cell, PlannedMark] = {}
        for mark in found.marks:
            made = self._one(mark, answers)
            cell = made.cell
            if made.status is not RowStatus.REFUSED and cell is not None:
                before = first.setdefault(cell, made)
                if before is not made and before.new != made.new:
                    made = PlannedMark(
                        mark, RowStatus.REFUSED, made.text, made.student, made.old, None,
                        _(TWICE, cell=before.mark.address),
                    )  # fmt: skip
            planned.append(made)
        return planned

    def _one(self, mark: FileMark, answers: MarkAnswers) -> PlannedMark:
        text = answers.mended.get(mark.place, mark.text).strip()
        student, why = self._student(mark.name, answers)
        if student is None:
            return PlannedMark(mark, RowStatus.REFUSED, text, reason=why, unknown_name=mark.name)
        if mark.lesson is None:
            return PlannedMark(mark, RowStatus.REFUSED, text, student, reason=_(NO_LESSON, day=mark.day))
        if why := self._closed(mark, student):
            return PlannedMark(mark, RowStatus.REFUSED, text, student, reason=why)
        old = self._standing((student.id, mark.lesson.column))
        if not text:
            return PlannedMark(mark, RowStatus.UNCHANGED, text, student, old, old)
        try:
            new = answers.marks.get(text.casefold()) or self._read(text)
        except UserError as error:
            return PlannedMark(
                mark, RowStatus.REFUSED, text, student, old, reason=error.text(), unknown_word=text.casefold()
            )
        status = RowStatus.NEW if not old else RowStatus.UNCHANGED if old == new else RowStatus.CHANGED
        return PlannedMark(mark, status, text, student, old, new)

    def _student(self, name: str, answers: MarkAnswers) -> tuple[JournalStudent | None, str]:
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

    def _closed(self, mark: FileMark, student: JournalStudent) -> str:
        """Return why the cell of the journal takes no mark."""
        assert mark.lesson is not None  # noqa: S101 - asked before
        if mark.lesson.closed:
            return _(mark.lesson.closed)
        if student.sat_on(mark.lesson.day):
            return ""
        sentence, day = student.why_not_on(mark.lesson.day)
        return _(sentence, day=f"{day:%d.%m.%Y}")


def unknown_words(planned: Iterable[PlannedMark]) -> dict[str, int]:
    """Return the words that are no marks, with the number of cells in which each stands."""
    return _counted(each.unknown_word for each in planned)


def unknown_names(planned: Iterable[PlannedMark]) -> dict[str, int]:
    """Return the names that are nobody's, with the number of cells beside each."""
    return _counted(each.unknown_name for each in planned)


def _counted(words: Iterable[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for word in words:
        if word:
            found[word] = found.get(word, 0) + 1
    return found
