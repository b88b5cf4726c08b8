"""The lines of a student's record as the database writes them for papers, and what they say there."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from reports.students.official_page import OfficialPaper
from reports.transcripts.words import Words
from shared.numbers import exact

EXAM, COURSE_WORK, PRACTICE = "exam", "course_work", "practice"
FIELDS = 12


@dataclass(frozen=True)
class RecordPaper(OfficialPaper):
    """A paper about the record of a student; `marks` and `sums` are as the database writes them."""

    birth_date: str
    entry_year: int
    level: str
    faculty: str
    specialty: str
    form: str
    marks: str
    #: The names of the subjects, in the order of the lines.
    subjects: tuple[str, ...]
    sums: str
    #: What the marks mean, as the marking system of the student says it.
    legend: tuple[str, ...]


@dataclass(frozen=True)
class RecordLine:
    """A result with the name of its subject; what stands behind it is only on study cards."""

    subject: str
    year: int
    semester: int
    hours: int
    credits: Decimal
    points: Decimal | None
    mark: str
    letter: str
    kind: str
    exam: bool
    passed: bool
    #: The document by which it was recognised; empty for the university's own.
    document: str
    counts: bool = True
    attempt: int = 1
    round: int = 1
    #: Code of a control and its points, or why there are none.
    controls: tuple[tuple[str, str], ...] = ()


def read(marks: str, subjects: Sequence[str]) -> list[RecordLine]:
    """Return the lines of a paper with their subjects."""
    lines = [each.split("|") for each in marks.split("\n") if each]
    return [_line(fields, subject) for fields, subject in zip(lines, subjects, strict=True)]


def _line(fields: Sequence[str], subject: str) -> RecordLine:
    year, semester, hours, credits_, points, mark, letter, kind, ending, passed, document = fields[:11]
    made = RecordLine(
        subject, int(year), int(semester), int(hours), Decimal(credits_), Decimal(points) if points else None, mark,
        letter, kind, ending == EXAM, passed == "1", document,
    )  # fmt: skip
    if len(fields) == FIELDS:
        return made
    counts, attempt, turn, controls = fields[FIELDS:]
    pairs = tuple(
        (code, told) for code, _is, told in (each.partition("=") for each in controls.split(";")) if told
    )
    own = {"counts": counts == "1", "attempt": int(attempt), "round": int(turn), "controls": pairs}
    return RecordLine(**{**made.__dict__, **own})


def sums_of(sums: str) -> dict[str, str]:
    """Return the GPA of each semester, and under the empty name that of all."""
    return dict(each.split("|", 1) for each in sums.split("\n") if each)


def plain(value: Decimal) -> str:
    """Write points or credits without zeros behind the comma."""
    text = exact(value)
    return text.rstrip("0").rstrip(",") if "," in text else text


def points_of(line: RecordLine) -> str:
    """Return the points as they stand in their column."""
    return "" if line.points is None else plain(line.points)


def mark_of(line: RecordLine, words: Words) -> str:
    """Return the mark, or that a subject without one was passed; a debt is called so."""
    if not line.exam:
        return words.passed if line.passed else words.failed
    told = f"{line.mark} ({line.letter})" if line.letter and line.letter != line.mark else line.mark
    return told if line.passed else f"{told} ({words.debt})".strip()


def heading(lines: Sequence[RecordLine], gpa: str, words: Words) -> tuple[str, int]:
    """Return what stands over the lines of a semester, and the academic year that it names."""
    year = Counter(each.year for each in lines).most_common(1)[0][0]
    passed = sum((each.credits for each in lines if each.passed and each.counts), Decimal(0))
    parts = [
        f"{words.semester.format(number=lines[0].semester)}, {words.year.format(year=f'{year}/{year + 1}')}",
        words.sums.format(credits=plain(passed)),
    ]
    if gpa:
        parts.append(f"{words.gpa} {gpa.replace('.', ',')}")
    return " · ".join(parts), year


def named(line: RecordLine, year: int, mark: str, words: Words) -> str:
    """Return the subject with what is unusual about it: kind, another year, the mark of a recognised one."""
    kinds = {COURSE_WORK: words.course_work, PRACTICE: words.practice}
    beside = [kinds[line.kind]] if line.kind in kinds else []
    if line.year != year:
        beside.append(f"{line.year}/{line.year + 1}")
    told = f"{line.subject} ({', '.join(beside)})" if beside else line.subject
    return f"{told} [{mark}]" if mark else told


def documents(lines: Sequence[RecordLine]) -> dict[str, str]:
    """Return the documents of recognised results with their numbers on the paper."""
    found = dict.fromkeys(each.document for each in lines if each.document)
    return {document: str(place) for place, document in enumerate(found, start=1)}


def by_semester(lines: Sequence[RecordLine]) -> list[list[RecordLine]]:
    """Return the lines of each semester; they come in that order."""
    found: list[list[RecordLine]] = []
    for each in lines:
        if not found or found[-1][0].semester != each.semester:
            found.append([])
        found[-1].append(each)
    return found


def totals(lines: Sequence[RecordLine], gpa: str, words: Words) -> list[str]:
    """Return the sums of a whole record."""
    counted = [each for each in lines if each.counts]
    passed, failed = [each for each in counted if each.passed], [each for each in counted if not each.passed]
    told = [
        words.total.format(
            count=len(passed), hours=sum(each.hours for each in passed),
            credits=plain(sum((each.credits for each in passed), Decimal(0))),
        )
    ]  # fmt: skip
    if failed:
        owed = plain(sum((each.credits for each in failed), Decimal(0)))
        told.append(words.debts.format(count=len(failed), credits=owed))
    return [*told, f"{words.gpa}: {gpa.replace('.', ',')}"] if gpa else told
