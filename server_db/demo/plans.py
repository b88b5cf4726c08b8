"""What the demonstration's curricula hold: which subjects in which semester, with how many hours."""

from dataclasses import dataclass
from decimal import Decimal

from server_db.demo.groups import LENGTH, MASTER
from server_db.demo.subjects import HUMANITIES, LANGUAGES, PRACTICE, PROFESSION, SCIENCES, SPECIAL, Subject

LECTURE, LABORATORY, PRACTICAL, SEMINAR, INDEPENDENT = "11", "12", "13", "14", "17"
COMPULSORY, ELECTIVE = "11", "12"
DAYTIME, EVENING, CORRESPONDENCE = "11", "12", "13"
COURSES, HOURS_PER_CREDIT = 6, 30
EXAM, PASS = "11", "12"
# Kinds of grade sheets.
ORDINARY_SHEET, PRACTICE_SHEET, GRADUATION_WORK = "11", "14", "15"

# The general subjects of each semester by their codes; special subjects fill it up to six.
_BACHELOR = (
    ("U-09", "U-10", "U-01", "U-07", "U-11"),
    ("U-09", "U-10", "U-07", "U-02", "U-12"),
    ("U-08", "U-13", "U-15"),
    ("U-14", "U-03", "U-16"),
    ("U-17", "U-04"),
    ("U-18", "U-05"),
    ("U-19",),
    ("U-06",),
)
_MASTER = (("U-20", "U-08"), ("U-21",), (), ())
_PRACTICE, _THESIS, _DISSERTATION = "U-22", "U-23", "U-24"
_SHEETS = {_PRACTICE: PRACTICE_SHEET, _THESIS: GRADUATION_WORK, _DISSERTATION: GRADUATION_WORK}
_CHOICES = {5, 7}
_BLOCKS = {HUMANITIES: "01", LANGUAGES: "01", SCIENCES: "02", PROFESSION: "03", SPECIAL: "04", PRACTICE: "05"}
_MASTER_BLOCKS = dict.fromkeys(_BLOCKS, "01") | {SPECIAL: "02", PRACTICE: "04"}


@dataclass(frozen=True)
class PlannedSubject:
    """A subject in a semester of a plan."""

    subject: Subject
    semester: int
    credits: int
    hours: tuple[tuple[str, int], ...]
    block: str
    choice: int | None = None

    @property
    def taught(self) -> tuple[tuple[str, int], ...]:
        return tuple((training, hours) for training, hours in self.hours if training != INDEPENDENT)

    @property
    def sheet(self) -> str:
        return _SHEETS.get(self.subject.code, ORDINARY_SHEET)

    @property
    def controls(self) -> tuple[tuple[str, Decimal], ...]:
        if self.subject.group == PRACTICE:
            return (("13", Decimal(100)),)
        return (("11", Decimal(30)), ("12", Decimal(20)), ("13", Decimal(50)))


def plan(
    subjects: dict[str, Subject], special: list[Subject], education_type: str, form: str, offset: int
) -> tuple[PlannedSubject, ...]:
    """Return the courses of a plan; specialties of a faculty begin its special subjects at different places."""
    general = _MASTER if education_type == MASTER else _BACHELOR
    courses: list[PlannedSubject] = []
    place = offset
    for semester in range(1, LENGTH[education_type] * 2 + 1):
        last = semester == LENGTH[education_type] * 2
        chosen = [subjects[code] for code in general[semester - 1]]
        missing = (2 if education_type == MASTER else 3) - len(chosen) if last else COURSES - len(chosen)
        alternative = semester in _CHOICES and education_type != MASTER
        chosen += [special[(place + each) % len(special)] for each in range(missing + alternative)]
        place += missing + alternative
        for number, subject in enumerate(chosen):
            choice = 1 if alternative and number >= len(chosen) - 2 else None
            laboratory = number == (1 if semester in (1, 2) else len(general[semester - 1]))
            hours = _hours(subject, education_type, form, number, laboratory=laboratory)
            courses.append(_course(subject, semester, 5, hours, education_type, choice))
        if last:
            courses += _ending(subjects, semester, education_type)
    return tuple(courses)


def _ending(subjects: dict[str, Subject], semester: int, education_type: str) -> list[PlannedSubject]:
    works = ((_DISSERTATION, 20),) if education_type == MASTER else ((_PRACTICE, 5), (_THESIS, 10))
    return [_course(subjects[code], semester, worth, (), education_type, None) for code, worth in works]


def _course(
    subject: Subject,
    semester: int,
    worth: int,
    hours: tuple[tuple[str, int], ...],
    education_type: str,
    choice: int | None,
) -> PlannedSubject:
    rest = worth * HOURS_PER_CREDIT - sum(each for _, each in hours)
    blocks = _MASTER_BLOCKS if education_type == MASTER else _BLOCKS
    block = f"{education_type}.{blocks[subject.group]}"
    return PlannedSubject(subject, semester, worth, (*hours, (INDEPENDENT, rest)), block, choice)


def _hours(
    subject: Subject, education_type: str, form: str, number: int, *, laboratory: bool
) -> tuple[tuple[str, int], ...]:
    """Return the contact hours: 15 are a pair every other week, 30 a pair every week."""
    talks = subject.group == HUMANITIES or (subject.group == SPECIAL and int(subject.code[-1]) % 2 == 0)
    exercise = SEMINAR if talks else PRACTICAL
    if form == CORRESPONDENCE:
        return ((PRACTICAL, 30),) if subject.group == LANGUAGES else ((LECTURE, 15), (exercise, 15))
    if subject.group == LANGUAGES:
        return ((PRACTICAL, 60 if form == DAYTIME else 30),)
    if education_type == MASTER:
        return ((LECTURE, 30), (exercise, 15 if number in (3, 4) else 30))
    if form == EVENING:
        return ((LECTURE, 30), (exercise, 15))
    if laboratory:
        return ((LECTURE, 30), (LABORATORY, 30), (exercise, 30))
    return ((LECTURE, 30), (exercise, 30))
