"""The controls of a term at the desk: which there are to be, when they may stand, who may hold them, storing a plan.

Finals of groups are planned by the search; midterms and retakes are placed one by one.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any, Self

from sqlalchemy import func, insert, literal, select

from client.core.errors import HemisError, UserError
from client.core.i18n import N_
from client.data.records import saving
from client.data.server.gateway import Gateway
from client.data.timetable.examiners import Examiner, holders
from client.data.timetable.lessons import DatedExamination, TermRow, examinations, lessons, pairs, terms
from client.data.timetable.substitutions import FreeRoom, free_rooms
from reports.timetable.pair_time import PairTime
from shared.codes import MAY_SIT_FINAL, EducationWeekType, ExamFinish, ExamType
from shared.codes import MIDTERMS as MIDTERM_CODES
from shared.models.curriculum import Control, CurriculumSubject, GroupCurriculum, Holiday, Semester, Week
from shared.models.students import Student
from shared.models.timetable import Examination
from shared.timetabling.examinations import Exam, ExamPlan, ExamProblem, ExamSlot, Why, plan

SUNDAY = 7
LAST_WEEKS = 2
#: Finals are held in the first pairs of the day.
PAIRS = 6
#: More examiners are not offered to the search: it only has to find somebody.
MOST_EXAMINERS = 12
FINALS, MIDTERMS, RETAKES = "finals", "midterms", "retakes"


@dataclass(frozen=True)
class ExamSession:
    """The controls of a faculty in a term and everything that judges where they may stand."""

    term: TermRow
    faculty_id: int
    examinations: tuple[DatedExamination, ...]
    days: tuple[date, ...]
    pairs: tuple[PairTime, ...]
    sizes: Mapping[int, int]
    examiners: Mapping[int, tuple[Examiner, ...]]

    def only(self, which: str) -> Self:
        """Return the same with finals, midterms or retakes alone."""
        chosen = tuple(each for each in self.examinations if which_of(each) == which)
        return replace(self, examinations=chosen)

    def groups(self) -> tuple[tuple[int, str], ...]:
        """Return the rows of a board in the order of their names: groups, and retakes each for itself."""
        return tuple(sorted({row_of(each) for each in self.examinations}, key=lambda g: (g[0] < 0, g[1])))

    def size(self, control: DatedExamination) -> int:
        """Return how many students sit in a control."""
        return self.sizes.get(control.group_id, 0) if control.group_id else control.listed


def which_of(control: DatedExamination) -> str:
    """Return whether it is a final, a midterm or a retake."""
    if control.attempt > 1:
        return RETAKES
    return MIDTERMS if control.kind in MIDTERM_CODES else FINALS


def row_of(control: DatedExamination) -> tuple[int, str]:
    """Return the row of a board: that of the group, or one of the retake's own."""
    if control.group_id is not None:
        return control.group_id, control.group
    return -control.id, f"{control.subject} ({control.attempt})"


@dataclass(frozen=True)
class PlacedExams:
    """What became of a plan: how many were placed, which were not and why, what the database refused."""

    placed: int
    unplaced: Mapping[int, Why]
    refused: tuple[str, ...]


def session(gateway: Gateway, term_id: int, faculty_id: int) -> ExamSession:
    """Read the finals of a faculty in a term."""
    term = next((each for each in terms(gateway) if each.id == term_id), None)
    if term is None:
        raise UserError(N_("Choose the term."))
    found = examinations(gateway, term_id, faculty_id)
    return ExamSession(
        term,
        faculty_id,
        found,
        _days(gateway, term, faculty_id),
        pairs(gateway)[:PAIRS],
        _sizes(gateway, faculty_id),
        holders(gateway, term_id, faculty_id, found),
    )


def add_missing(gateway: Gateway, term_id: int, faculty_id: int, which: str = FINALS) -> int:
    """Add the finals or midterms that the curricula of the groups ask for and that are not there; return how many."""
    kind: Any = literal(ExamType.FINAL) if which == FINALS else Control.kind
    there = select(Examination.id).where(
        Examination.course_id == CurriculumSubject.id,
        Examination.group_id == GroupCurriculum.group_id,
        Examination.kind == kind,
        Examination.attempt == 1,
    )
    columns = (CurriculumSubject.faculty_id, Semester.term_id, CurriculumSubject.id, GroupCurriculum.group_id)
    wanted = (
        select(*columns, kind)
        .join(Semester, Semester.id == CurriculumSubject.semester_id)
        .join(GroupCurriculum, GroupCurriculum.curriculum_id == CurriculumSubject.curriculum_id)
        .where(
            Semester.term_id == term_id,
            CurriculumSubject.faculty_id == faculty_id,
        )
        .where(~there.exists())
    )
    if which == FINALS:
        wanted = wanted.where(CurriculumSubject.ending == ExamFinish.EXAM)
    else:
        wanted = wanted.join(Control, Control.course_id == CurriculumSubject.id)
        wanted = wanted.where(Control.kind.in_(MIDTERM_CODES))
    with gateway.transaction() as transaction:
        rows = transaction.rows(wanted)
        if rows:
            names = ("faculty_id", "term_id", "course_id", "group_id", "kind")
            values = [dict(zip(names, row, strict=True)) | {"attempt": 1, "pairs": 1} for row in rows]
            transaction.execute(insert(Examination).values(values))
    return len(rows)


def generate(gateway: Gateway, of: ExamSession) -> PlacedExams:
    """Plan the finals that have no place and store them one by one, so that one clash does not lose the others."""
    made = plan(_problem(gateway, of))
    fixed = {each.id for each in of.examinations if each.day is not None}
    fresh = {number: slot for number, slot in made.placed.items() if number not in fixed}
    return _store(gateway, of, fresh, made)


def place_on(gateway: Gateway, of: ExamSession, number: int, day: date) -> None:
    """Place one final on a day: pair, room and examiner are found."""
    problem = _problem(gateway, of, without=number, days=(day,))
    made = plan(problem)
    slot = made.placed.get(number)
    if slot is None:
        raise UserError(
            N_("There is no pair, room and examiner for it on {day}. Choose another day."),
            day=f"{day:%d.%m.%Y}",
        )
    put(gateway, _of(of, number), _values(slot))


def put(gateway: Gateway, final: DatedExamination, values: Mapping[str, Any]) -> None:
    """Store where a final stands."""
    saving.update(gateway, Examination, final.id, final.version, values)


def take_off(gateway: Gateway, final: DatedExamination) -> None:
    """Take a final off its day; the examiner stays."""
    put(gateway, final, {"day": None, "pair": None, "room_id": None})


def rooms_at(
    gateway: Gateway, of: ExamSession, final: DatedExamination, day: date, pair: int
) -> tuple[FreeRoom, ...]:
    """Return the rooms that are free in all pairs of a final and hold the group."""
    size = of.size(final)
    free = [free_rooms(gateway, day, pair + step, size) for step in range(final.pairs)]
    everywhere = set.intersection(*({room.id for room in each} for each in free))
    return tuple(room for room in free[0] if room.id in everywhere)


def _of(of: ExamSession, number: int) -> DatedExamination:
    return next(each for each in of.examinations if each.id == number)


def _values(slot: ExamSlot) -> dict[str, Any]:
    return {
        "day": date.fromordinal(slot.day),
        "pair": slot.pair,
        "room_id": slot.room,
        "employee_id": slot.examiner,
    }


def _store(gateway: Gateway, of: ExamSession, fresh: Mapping[int, ExamSlot], made: ExamPlan) -> PlacedExams:
    refused: list[str] = []
    for number, slot in fresh.items():
        try:
            put(gateway, _of(of, number), _values(slot))
        except HemisError as error:
            final = _of(of, number)
            refused.append(f"{final.group}, {final.subject}: {error.text()}")
    return PlacedExams(len(fresh) - len(refused), made.unplaced, tuple(refused))


def _problem(
    gateway: Gateway, of: ExamSession, without: int | None = None, days: Iterable[date] = ()
) -> ExamProblem:
    """Return what is to be planned; with `without` everything else stays where it is."""
    wanted = tuple(days) or of.days
    numbers = tuple(pair.number for pair in of.pairs)
    rooms = {
        (day.toordinal(), pair): {room.id: room.capacity for room in free_rooms(gateway, day, pair, 0)}
        for day in wanted
        for pair in numbers
    }
    fixed = {
        each.id: ExamSlot(each.day.toordinal(), each.pair or 1, each.room_id or 0, each.employee_id or 0)
        for each in of.examinations
        if each.day is not None and each.id != without
    }
    planned = {each.id for each in of.examinations}
    busy = _busy(gateway, wanted, planned) if wanted else ()
    chosen = (each for each in of.examinations if without in (None, each.id) or each.id in fixed)
    return ExamProblem(
        tuple(_exam(of, each) for each in chosen),
        tuple(day.toordinal() for day in wanted),
        numbers,
        rooms,
        fixed,
        frozenset((number, time) for kind, number, time in busy if kind == "group"),
        frozenset((number, time) for kind, number, time in busy if kind == "teacher"),
    )


def _exam(of: ExamSession, final: DatedExamination) -> Exam:
    known = tuple(each.id for each in of.examiners.get(final.id, ()))[:MOST_EXAMINERS]
    chosen = (final.employee_id,) if final.employee_id in known else known
    return Exam(final.id, row_of(final)[0], of.size(final), chosen, final.pairs)


def _busy(
    gateway: Gateway, days: tuple[date, ...], planned: Collection[int]
) -> tuple[tuple[str, int, tuple[int, int]], ...]:
    """Return when groups and teachers have lessons, or controls that are not planned here, in these days."""
    found: list[tuple[str, int, tuple[int, int]]] = []
    for lesson in lessons(gateway, min(days), max(days)):
        if lesson.cancelled or lesson.examination_id in planned:
            continue
        time = lesson.day.toordinal(), lesson.pair
        found.extend(("group", group, time) for group in lesson.groups)
        if lesson.employee_id is not None:
            found.append(("teacher", lesson.employee_id, time))
    return tuple(found)


def _days(gateway: Gateway, term: TermRow, faculty_id: int) -> tuple[date, ...]:
    """Return the working days of the weeks for assessment, or of the last two of the term where none are planned."""
    mondays = {
        row[0]
        for row in gateway.rows(
            select(Week.starts_on)
            .join(Semester, Semester.id == Week.semester_id)
            .where(
                Semester.term_id == term.id,
                Week.faculty_id == faculty_id,
                Week.kind == EducationWeekType.ASSESSMENT,
            )
            .distinct()
        )
    }
    if not mondays:
        last = term.ends_on - timedelta(days=term.ends_on.weekday())
        mondays = {last - timedelta(weeks=step) for step in range(LAST_WEEKS)}
    holidays = {row[0] for row in gateway.rows(select(Holiday.day))}
    days = (monday + timedelta(days=step) for monday in mondays for step in range(SUNDAY - 1))
    return tuple(sorted(day for day in days if day not in holidays))


def _sizes(gateway: Gateway, faculty_id: int) -> dict[int, int]:
    statement = (
        select(Student.group_id, func.count())
        .where(
            Student.faculty_id == faculty_id, Student.status.in_(MAY_SIT_FINAL), Student.group_id.is_not(None)
        )
        .group_by(Student.group_id)
    )
    return {row[0]: row[1] for row in gateway.rows(statement)}
