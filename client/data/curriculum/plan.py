"""A curriculum read whole: its semesters with their weeks, its courses with hours and controls."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import select

from client.core.errors import UserError
from client.core.i18n import N_, names
from client.data.records.actors import name_of, spelled
from client.data.server.gateway import Verbs
from shared.codes import EducationWeekType, ExamType, StructureType, TrainingType
from shared.models.curriculum import (
    Block,
    Control,
    Curriculum,
    CurriculumSubject,
    MarkingSystem,
    Semester,
    SheetType,
    SubjectHours,
    Term,
    Week,
)
from shared.models.structure import Unit
from shared.models.students import Specialty
from shared.models.subjects import Subject
from shared.names import sort_key

#: A name in Uzbek Latin, Uzbek Cyrillic, Russian and English.
Names = tuple[str, str | None, str | None, str | None]
#: Training types in the order in which a plan shows them.
TRAININGS = (
    TrainingType.LECTURE,
    TrainingType.PRACTICE,
    TrainingType.LABORATORY,
    TrainingType.SEMINAR,
    TrainingType.WORKSHOP,
    TrainingType.COURSE_WORK,
    TrainingType.INDEPENDENT,
)
#: Controls whose maxima stand in a plan: JN, ON, YaN.
CONTROLS = (ExamType.CURRENT, ExamType.MIDTERM, ExamType.FINAL)
LABELS = (
    "h_training_type",
    "h_exam_type",
    "h_subject_block",
    "h_subject_type",
    "h_exam_finish",
    "h_education_week_type",
    "h_education_type",
    "h_education_form",
)


@dataclass(frozen=True)
class StoredNumber:
    """A number of a course that is a row of its own: hours of a training type, the maximum of a control."""

    id: int
    version: int
    value: Any


@dataclass(frozen=True)
class PlanWeek:
    """A week of a semester."""

    id: int
    version: int
    number: int
    kind: str
    starts_on: date


@dataclass(frozen=True)
class PlanSemester:
    """A semester with its weeks."""

    id: int
    number: int
    starts_on: date
    ends_on: date
    term: str
    weeks: tuple[PlanWeek, ...] = ()

    @property
    def teaching_weeks(self) -> int:
        return sum(week.kind == EducationWeekType.TEACHING for week in self.weeks)


@dataclass(frozen=True)
class PlanSubject:
    """A course as it is stored; `values` by the columns of its table."""

    id: int
    version: int
    values: Mapping[str, Any]
    hours: Mapping[str, StoredNumber]
    controls: Mapping[str, StoredNumber]


@dataclass(frozen=True)
class CurriculumHead:
    """What a curriculum is for, and its measure."""

    id: int
    version: int
    faculty_id: int
    specialty_id: int
    name: str
    faculty_names: Names
    specialty_code: str
    specialty_names: Names
    education_type: str
    education_form: str
    entry_year: int
    semesters: int
    marking_names: Names
    marking_code: str
    highest: Decimal
    hours_per_credit: int
    credits_per_semester: int
    weekly_ceiling: int
    accepted_at: datetime | None
    accepted_by: str | None

    @property
    def title(self) -> str:
        """The name in the script of the interface."""
        return names(self.name)

    @property
    def specialty(self) -> str:
        return names(*self.specialty_names)


@dataclass(frozen=True)
class CellChoice:
    """A record that a cell may name."""

    id: int
    names: Names
    code: str = ""
    department_id: int | None = None

    @property
    def name(self) -> str:
        """The name in the language of the interface."""
        return names(*self.names)


@dataclass(frozen=True)
class CurriculumPlan:
    """A curriculum and everything the editor offers in its cells."""

    head: CurriculumHead
    semesters: tuple[PlanSemester, ...]
    courses: tuple[PlanSubject, ...]
    #: Credits planned for a block.
    blocks: Mapping[str, Decimal | None]
    subjects: Mapping[int, CellChoice]
    departments: Mapping[int, CellChoice]
    sheets: Mapping[int, CellChoice]

    def semester(self, semester_id: int) -> PlanSemester:
        return next(each for each in self.semesters if each.id == semester_id)


def read(target: Verbs, curriculum_id: int) -> CurriculumPlan:
    """Return the curriculum with all below it, under the reader's rights."""
    head = _head(target, curriculum_id)
    return CurriculumPlan(
        head,
        _semesters(target, curriculum_id),
        _courses(target, curriculum_id),
        dict(target.rows(select(Block.kind, Block.credits).where(Block.curriculum_id == curriculum_id))),
        _subjects(target),
        _departments(target),
        _sheets(target),
    )


def _names(model: Any) -> tuple[Any, ...]:
    return tuple(getattr(model, f"name_{code}") for code in ("uz", "oz", "ru", "en"))


def _four(row: tuple[Any, ...], place: int) -> Names:
    uz, oz, ru, en = row[place : place + 4]
    return uz, oz, ru, en


def _head(target: Verbs, curriculum_id: int) -> CurriculumHead:
    statement = (
        select(
            Curriculum.id,
            Curriculum.row_version,
            Curriculum.faculty_id,
            Curriculum.specialty_id,
            Curriculum.name,
            Curriculum.education_type,
            Curriculum.education_form,
            Curriculum.entry_year,
            Curriculum.semesters,
            Curriculum.hours_per_credit,
            Curriculum.credits_per_semester,
            Curriculum.weekly_ceiling,
            Curriculum.accepted_at,
            name_of(Curriculum.accepted_by),
            Specialty.code,
            MarkingSystem.code,
            MarkingSystem.maximum,
            *_names(Unit),
            *_names(Specialty),
            *_names(MarkingSystem),
        )
        .join(Unit, Unit.id == Curriculum.faculty_id)
        .join(Specialty, Specialty.id == Curriculum.specialty_id)
        .join(MarkingSystem, MarkingSystem.id == Curriculum.marking_system_id)
        .where(Curriculum.id == curriculum_id)
    )
    row = target.one(statement)
    if row is None:
        raise UserError(N_("This record is gone, or your role may not see it."))
    return CurriculumHead(
        id=row[0],
        version=row[1],
        faculty_id=row[2],
        specialty_id=row[3],
        name=row[4],
        faculty_names=_four(row, 17),
        specialty_code=row[14],
        specialty_names=_four(row, 21),
        education_type=row[5],
        education_form=row[6],
        entry_year=row[7],
        semesters=row[8],
        marking_names=_four(row, 25),
        marking_code=row[15],
        highest=row[16],
        hours_per_credit=row[9],
        credits_per_semester=row[10],
        weekly_ceiling=row[11],
        accepted_at=row[12],
        accepted_by=None if row[13] is None else spelled(row[13]),
    )


def _semesters(target: Verbs, curriculum_id: int) -> tuple[PlanSemester, ...]:
    weeks: dict[int, list[PlanWeek]] = {}
    statement = select(Week.semester_id, Week.id, Week.row_version, Week.number, Week.kind, Week.starts_on)
    for semester, *values in target.rows(
        statement.where(Week.curriculum_id == curriculum_id).order_by(Week.number)
    ):
        weeks.setdefault(semester, []).append(PlanWeek(*values))
    rows = target.rows(
        select(Semester.id, Semester.number, Semester.starts_on, Semester.ends_on, Term.name)
        .outerjoin(Term, Term.id == Semester.term_id)
        .where(Semester.curriculum_id == curriculum_id)
        .order_by(Semester.number)
    )
    return tuple(
        PlanSemester(row[0], row[1], row[2], row[3], names(row[4] or ""), tuple(weeks.get(row[0], ())))
        for row in rows
    )


COURSE_COLUMNS = (
    "semester_id",
    "subject_id",
    "department_id",
    "block",
    "kind",
    "choice",
    "seats",
    "credits",
    "sheet_type_id",
    "ending",
)


def _courses(target: Verbs, curriculum_id: int) -> tuple[PlanSubject, ...]:
    wanted = [getattr(CurriculumSubject, name) for name in COURSE_COLUMNS]
    rows = target.rows(
        select(CurriculumSubject.id, CurriculumSubject.row_version, *wanted).where(
            CurriculumSubject.curriculum_id == curriculum_id
        )
    )
    hours: dict[int, dict[str, StoredNumber]] = {}
    statement = select(
        SubjectHours.course_id,
        SubjectHours.training,
        SubjectHours.id,
        SubjectHours.row_version,
        SubjectHours.hours,
    ).join(CurriculumSubject, CurriculumSubject.id == SubjectHours.course_id)
    for course, training, *stored in target.rows(
        statement.where(CurriculumSubject.curriculum_id == curriculum_id)
    ):
        hours.setdefault(course, {})[training] = StoredNumber(*stored)
    controls: dict[int, dict[str, StoredNumber]] = {}
    maxima = select(Control.course_id, Control.kind, Control.id, Control.row_version, Control.maximum).join(
        CurriculumSubject, CurriculumSubject.id == Control.course_id
    )
    for course, kind, *stored in target.rows(maxima.where(CurriculumSubject.curriculum_id == curriculum_id)):
        controls.setdefault(course, {})[kind] = StoredNumber(*stored)
    return tuple(
        PlanSubject(
            row[0],
            row[1],
            dict(zip(COURSE_COLUMNS, row[2:], strict=True)),
            hours.get(row[0], {}),
            controls.get(row[0], {}),
        )
        for row in rows
    )


def _subjects(target: Verbs) -> dict[int, CellChoice]:
    statement = select(Subject.id, Subject.code, Subject.department_id, *_names(Subject))
    found = [CellChoice(row[0], _four(row, 3), row[1], row[2]) for row in target.rows(statement)]
    return {each.id: each for each in sorted(found, key=lambda each: (sort_key(each.name), each.id))}


def _departments(target: Verbs) -> dict[int, CellChoice]:
    statement = (
        select(Unit.id, Unit.code, *_names(Unit))
        .where(Unit.kind == StructureType.DEPARTMENT)
        .order_by(Unit.code)
    )
    return {row[0]: CellChoice(row[0], _four(row, 2), row[1]) for row in target.rows(statement)}


def _sheets(target: Verbs) -> dict[int, CellChoice]:
    statement = select(SheetType.id, SheetType.code, *_names(SheetType)).order_by(SheetType.code)
    return {row[0]: CellChoice(row[0], _four(row, 2), row[1]) for row in target.rows(statement)}
