"""What a plan adds up to in each semester, and what of it is off, in sentences."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from client.core.i18n import N_
from client.data.curriculum.plan import (
    CONTROLS,
    TRAININGS,
    CurriculumHead,
    CurriculumPlan,
    PlanSemester,
)
from shared.codes import WITHOUT_CONTACT, EducationForm, EducationType, MarkingSystem, SubjectType

#: The share of contact hours in the whole load, by law (percent).
CONTACT_SHARE = {EducationType.MASTER: (30, 40)}
BACHELOR_SHARE = (40, 50)


@dataclass(frozen=True)
class SubjectLine:
    """A course as it stands in the editor, stored or typed."""

    key: Any
    subject: str
    semester_id: int | None
    kind: str | None
    choice: int | None
    block: str | None
    credits: Decimal
    hours: Mapping[str, int]
    controls: Mapping[str, Decimal]

    @property
    def total(self) -> int:
        return sum(self.hours.values())

    @property
    def contact(self) -> int:
        return sum(hours for training, hours in self.hours.items() if is_contact(training))

    @property
    def counted_once(self) -> tuple[Any, ...]:
        """Alternatives of a choice count once: a student takes one of them."""
        if self.kind == SubjectType.ELECTIVE and self.choice is not None:
            return (self.semester_id, "choice", self.choice)
        return (self.semester_id, "line", self.key)


@dataclass(frozen=True)
class PlanProblem:
    """A sentence about a course or a semester with its values."""

    message: str
    values: Mapping[str, Any]
    key: Any = None
    #: Whether a plan like this cannot be accepted; otherwise it is worth a look.
    serious: bool = True


@dataclass(frozen=True)
class Sums:
    """The sums of a semester, or of the whole plan."""

    number: int
    credits: Decimal = Decimal(0)
    hours: int = 0
    contact: int = 0
    weeks: int = 0
    problems: tuple[PlanProblem, ...] = field(default=())

    @property
    def share(self) -> int | None:
        """Contact hours of all hours in percent."""
        return round(100 * self.contact / self.hours) if self.hours else None

    @property
    def weekly(self) -> Decimal | None:
        """Contact hours a week of teaching."""
        return round(Decimal(self.contact) / self.weeks, 1) if self.weeks else None


def is_contact(training: str) -> bool:
    """Tell whether the hours of a training type are taught in a room."""
    return training not in WITHOUT_CONTACT


def share_of(head: CurriculumHead) -> tuple[int, int]:
    """Return the allowed share of contact hours of the plan's type."""
    return CONTACT_SHARE.get(head.education_type, BACHELOR_SHARE)


def stored_lines(plan: CurriculumPlan) -> list[SubjectLine]:
    """Return the courses as they are stored."""
    return [
        SubjectLine(
            course.id,
            plan.subjects[course.values["subject_id"]].name,
            course.values["semester_id"],
            course.values["kind"],
            course.values["choice"],
            course.values["block"],
            course.values["credits"] or Decimal(0),
            {training: stored.value for training, stored in course.hours.items()},
            {kind: stored.value for kind, stored in course.controls.items()},
        )
        for course in plan.courses
    ]


def sums(plan: CurriculumPlan, lines: Iterable[SubjectLine]) -> list[Sums]:
    """Return the sums of every semester of the plan."""
    taken = list(lines)
    return [
        _sums(plan.head, semester, [line for line in taken if line.semester_id == semester.id])
        for semester in plan.semesters
    ]


def total(parts: Iterable[Sums]) -> Sums:
    """Return the sums of all semesters together."""
    every = list(parts)
    return Sums(
        0,
        sum((part.credits for part in every), Decimal(0)),
        sum(part.hours for part in every),
        sum(part.contact for part in every),
        sum(part.weeks for part in every),
    )


def problems(plan: CurriculumPlan, lines: Iterable[SubjectLine]) -> list[PlanProblem]:
    """Return everything that is off: courses first, then semesters."""
    taken = list(lines)
    found = [problem for line in taken for problem in line_problems(plan.head, line)]
    missing = plan.head.semesters - len(plan.semesters)
    if missing > 0:
        message = N_("{count} semesters are not made yet: make them from the terms of the academic years.")
        found.append(PlanProblem(message, {"count": missing}))
    parts = sums(plan, taken)
    whole, (low, high) = total(parts).share, share_of(plan.head)
    if whole is not None and not low <= whole <= high:
        message = N_("The whole plan: contact hours are {share} % of the load; {low}–{high} % are allowed.")
        values = {"share": whole, "low": low, "high": high}
        found.append(PlanProblem(message, values, serious=plan.head.education_form == EducationForm.DAYTIME))
    return found + [problem for part in parts for problem in part.problems]


def line_problems(head: CurriculumHead, line: SubjectLine) -> list[PlanProblem]:
    """Return what is off in one course."""
    found: list[PlanProblem] = []

    def say(message: str, *, serious: bool = True, **values: Any) -> None:
        found.append(PlanProblem(message, {"subject": line.subject or "?", **values}, line.key, serious))

    if line.semester_id is None:
        say(N_("“{subject}” stands in no semester."))
    if not line.credits:
        say(N_("“{subject}” has no credits."))
    wanted = line.credits * head.hours_per_credit
    if line.credits and line.total != wanted:
        say(
            N_("“{subject}”: {hours} hours, but {credits} credits are {wanted}."),
            hours=line.total,
            credits=plain(line.credits),
            wanted=plain(wanted),
        )
    points, wrong = _points(head, line)
    if wrong:
        say(
            N_("“{subject}”: the controls bring {points} points instead of {highest}."),
            points=points,
            highest=plain(head.highest),
        )
    if line.kind == SubjectType.ELECTIVE and line.choice is None:
        say(N_("“{subject}” is elective and belongs to no choice."), serious=False)
    return found


def _points(head: CurriculumHead, line: SubjectLine) -> tuple[Decimal | int, bool]:
    """Return what the controls bring: together the highest result, by five marks each of them the highest mark."""
    if head.marking_code == MarkingSystem.FIVE_MARKS:
        each = line.controls.values()
        return plain(max(each, default=Decimal(0))), any(
            points != head.highest for points in each
        ) or not each
    points = sum(line.controls.values(), Decimal(0))
    return plain(points), points != head.highest


def plain(number: Decimal) -> Decimal | int:
    """Return a number without the zeros that a column of the database adds: 30 for 30.00."""
    return int(number) if number == number.to_integral_value() else number.normalize()


def _sums(head: CurriculumHead, semester: PlanSemester, lines: list[SubjectLine]) -> Sums:
    once: dict[tuple[Any, ...], SubjectLine] = {}
    for line in lines:
        once.setdefault(line.counted_once, line)
    counted = list(once.values())
    made = Sums(
        semester.number,
        sum((line.credits for line in counted), Decimal(0)),
        sum(line.total for line in counted),
        sum(line.contact for line in counted),
        semester.teaching_weeks,
    )
    found = tuple(_semester_problems(head, made) + _choice_problems(made.number, lines))
    return Sums(made.number, made.credits, made.hours, made.contact, made.weeks, found)


def _semester_problems(head: CurriculumHead, made: Sums) -> list[PlanProblem]:
    found: list[PlanProblem] = []
    values: dict[str, Any]
    wanted, (low, high) = Decimal(head.credits_per_semester), share_of(head)
    if made.credits != wanted:
        missing = made.credits < wanted
        message = (
            N_("Semester {number}: {credits} credits, {off} fewer than {wanted}.")
            if missing
            else N_("Semester {number}: {credits} credits, {off} more than {wanted}.")
        )
        off = plain(abs(made.credits - wanted))
        earned = plain(made.credits)
        values = {"number": made.number, "credits": earned, "off": off, "wanted": plain(wanted)}
        found.append(PlanProblem(message, values))
    if made.share is not None and not low <= made.share <= high:
        message = N_(
            "Semester {number}: contact hours are {share} % of the load; {low}–{high} % are allowed."
        )
        values = {"number": made.number, "share": made.share, "low": low, "high": high}
        found.append(PlanProblem(message, values, serious=False))
    if made.weekly is not None and made.weekly > head.weekly_ceiling:
        message = N_("Semester {number}: {weekly} contact hours a week, the ceiling is {ceiling}.")
        values = {"number": made.number, "weekly": made.weekly, "ceiling": head.weekly_ceiling}
        found.append(PlanProblem(message, values))
    if made.contact and not made.weeks:
        found.append(PlanProblem(N_("Semester {number} has no teaching weeks."), {"number": made.number}))
    return found


def _choice_problems(number: int, lines: list[SubjectLine]) -> list[PlanProblem]:
    """Alternatives of one choice have to weigh the same, or the sums depend on what is chosen."""
    by_choice: dict[int, list[SubjectLine]] = {}
    for line in lines:
        if line.kind == SubjectType.ELECTIVE and line.choice is not None:
            by_choice.setdefault(line.choice, []).append(line)
    found = []
    for choice, among in sorted(by_choice.items()):
        values = {"number": number, "choice": choice}
        if len({(line.credits, line.total) for line in among}) > 1:
            message = N_("Semester {number}, choice {choice}: the alternatives differ in credits or hours.")
            found.append(PlanProblem(message, values))
        if len(among) == 1:
            message = N_("Semester {number}, choice {choice} offers only one subject.")
            found.append(PlanProblem(message, values, serious=False))
    return found


def all_trainings(plan: CurriculumPlan) -> tuple[str, ...]:
    """Return the training types of a plan's columns: the usual ones, and others that it has."""
    more = {training for course in plan.courses for training in course.hours} - set(TRAININGS)
    return (*TRAININGS, *sorted(more))


def all_controls(plan: CurriculumPlan) -> tuple[str, ...]:
    """Return the kinds of control of a plan's columns."""
    more = {kind for course in plan.courses for kind in course.controls} - set(CONTROLS)
    return (*CONTROLS, *sorted(more))
