"""Absences, summed and in a row: by student, subject, group and week, under the rights of the reader."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import select

from client.core.i18n import names
from client.data.attendance import class_journal
from client.data.attendance.class_journal import person
from client.data.server.gateway import Gateway
from shared.attendance.levels import Level, SubjectAttendance
from shared.codes import StructureType
from shared.models.attendance import Level as LevelRow
from shared.models.structure import Unit

#: Weeks are counted from this one in whole numbers: a moment in a zone, taken from each day, costs ten times as much.
_MONDAY = date(2000, 1, 3)
_WEEKS = """
with counted as (
    select s.group_id, (s.day - cast(:monday as date)) / 7 as number, sum(s.entered) as entered, sum(s.absent) as absent
      from attendance.sheet s
     where s.term_id = :term and s.held
     group by s.group_id, number
)
select g.id, g.name, g.faculty_id, g.entry_year, c.number, c.entered, c.absent
  from counted c
  join students."group" g on g.id = c.group_id
 order by g.name, c.number
"""
#: The same of classes, whose subjects the journals name.
_WEEKS_OF_CLASSES = """
select s.class_id, s.faculty_id, (s.day - cast(:monday as date)) / 7 as number, sum(s.entered), sum(s.absent)
  from attendance.sheet s
 where s.term_id = :term and s.held
 group by s.class_id, s.faculty_id, number
 order by s.class_id, number
"""
_LESSONS = """
select distinct s.lesson_id
  from attendance.sheet s
 where s.term_id = :term and s.held and s.day between :monday and cast(:monday as date) + 6
   and (s.group_id = any (:groups) or s.class_id = any (:classes))
"""
#: Absences that follow one another in the lessons of a student, whatever the subject; `ends` where the last marks lie.
_RUNS = """
with mark as (
    select m.student_id, m.group_id, m.day, m.pair, m.absent_hours, m.unexcused_hours, m.counted in ('a', 'e') as away,
           row_number() over (partition by m.student_id order by m.day, m.pair, m.lesson_id)
           - row_number() over (partition by m.student_id, m.counted in ('a', 'e') order by m.day, m.pair, m.lesson_id)
               as run,
           max(m.day) over (partition by m.student_id) as last_day
      from attendance.v_mark m
     where m.term_id = :term and m.counted <> '-'
)
select k.student_id, t.full_name, t.cyrillic_name, g.name, k.pairs, k.hours, k.unexcused, k.first_day, k.last_day,
       k.lasts
  from (
    select m.student_id, max(m.group_id) as group_id, count(*)::integer as pairs, sum(m.absent_hours)::integer as hours,
           sum(m.unexcused_hours)::integer as unexcused, min(m.day) as first_day, max(m.day) as last_day,
           max(m.day) = max(m.last_day) as lasts
      from mark m
     where m.away
     group by m.student_id, m.run
    having count(*) >= :least) k
  join students.student t on t.id = k.student_id
  left join students."group" g on g.id = k.group_id
 order by k.lasts desc, k.pairs desc, t.sort_key, k.student_id
"""
#: What a student missed of a class; RLS of the sheets decides whose.
_BY_STUDENT = """
select m.student_id, t.full_name, t.cyrillic_name, m.group_id, g.name, m.class_id,
       (2 * count(*) filter (where m.counted <> '-'))::integer, sum(m.absent_hours)::integer,
       sum(m.unexcused_hours)::integer
  from attendance.v_mark m
  join students.student t on t.id = m.student_id
  left join students."group" g on g.id = m.group_id
 where m.term_id = :term
   and (cast(:group as bigint) is null or m.group_id = :group)
 group by m.student_id, t.full_name, t.cyrillic_name, t.sort_key, m.group_id, g.name, m.class_id
 order by g.name, t.sort_key, m.student_id
"""


@dataclass(frozen=True)
class Missed:
    """What a student missed of a class: academic hours held, missed, missed without excuse."""

    student_id: int
    student: str
    group_id: int | None
    group: str
    class_id: int
    subject: str
    held: int
    absent: int
    unexcused: int
    #: Hours of the class, or of all classes together, in the term.
    contact: int = 0

    @property
    def attendance(self) -> SubjectAttendance:
        return SubjectAttendance(self.held, self.unexcused, self.contact)


@dataclass(frozen=True)
class WeekOfGroup:
    """The marks of a group, or of a class that several groups hear, in a week, counted."""

    group_id: int
    group: str
    faculty_id: int
    entry_year: int
    week: date
    entered: int
    absent: int
    class_id: int = 0
    subject: str = ""


@dataclass(frozen=True)
class AbsenceRun:
    """Absences in a row: how many pairs and hours, from when until when, and whether it still lasts."""

    student_id: int
    student: str
    group: str
    pairs: int
    hours: int
    unexcused: int
    first: date
    last: date
    lasts: bool


def by_student(gateway: Gateway, term_id: int, group_id: int | None = None) -> tuple[Missed, ...]:
    """Return what each student missed of each class in a term."""
    known = {each.class_id: (each.subject, each.hours) for each in class_journal.choices(gateway, term_id)}
    rows = gateway.rows(_BY_STUDENT, term=term_id, group=group_id)
    return tuple(
        Missed(
            student,
            person(full, cyrillic),
            group,
            name or "",
            number,
            subject,
            held,
            absent,
            unexcused,
            contact,
        )
        for student, full, cyrillic, group, name, number, held, absent, unexcused in rows
        for subject, contact in (known.get(number, ("—", 0)),)
    )


def together(found: Iterable[Missed]) -> tuple[Missed, ...]:
    """Return one line a student: the sums over all classes."""
    return _summed(found, lambda each: each.student_id)


def by_subject(found: Iterable[Missed]) -> tuple[Missed, ...]:
    """Return one line a student and subject."""
    return _summed(found, lambda each: (each.student_id, each.subject))


def _summed(found: Iterable[Missed], key: Callable[[Missed], Hashable]) -> tuple[Missed, ...]:
    lines: dict[Hashable, list[Missed]] = defaultdict(list)
    for each in found:
        lines[key(each)].append(each)
    return tuple(
        Missed(
            one.student_id,
            one.student,
            one.group_id,
            one.group,
            one.class_id,
            one.subject,
            sum(each.held for each in some),
            sum(each.absent for each in some),
            sum(each.unexcused for each in some),
            sum(each.contact for each in some),
        )
        for some in lines.values()
        for one in some[:1]
    )


def weeks(gateway: Gateway, term_id: int) -> tuple[WeekOfGroup, ...]:
    """Return the marks of each group in each week of a term."""
    rows = gateway.rows(_WEEKS, term=term_id, monday=_MONDAY)
    called = {name: names(name) for _group, name, *_more in rows}
    days = {number: _MONDAY + timedelta(weeks=number) for *_more, number, _entered, _absent in rows}
    return tuple(
        WeekOfGroup(group, called[name], faculty, year, days[number], entered, absent)
        for group, name, faculty, year, number, entered, absent in rows
    )


def weeks_of_subjects(gateway: Gateway, term_id: int) -> tuple[WeekOfGroup, ...]:
    """Return the marks of each subject in each week of a term, class by class."""
    subjects = {each.class_id: each.subject for each in class_journal.choices(gateway, term_id)}
    return tuple(
        WeekOfGroup(
            0,
            "",
            faculty,
            0,
            _MONDAY + timedelta(weeks=week),
            entered,
            absent,
            class_id,
            subjects.get(class_id, "—"),
        )
        for class_id, faculty, week, entered, absent in gateway.rows(
            _WEEKS_OF_CLASSES, term=term_id, monday=_MONDAY
        )
    )


def lessons_behind(gateway: Gateway, term_id: int, found: Iterable[WeekOfGroup]) -> frozenset[int]:
    """Return the lessons whose marks were counted in these, which are all of one week."""
    counted = tuple(found)
    rows = gateway.rows(
        _LESSONS,
        term=term_id,
        monday=counted[0].week,
        groups=[each.group_id for each in counted if each.group_id],
        classes=[each.class_id for each in counted if each.class_id],
    )
    return frozenset(number for (number,) in rows)


def runs(gateway: Gateway, term_id: int, least: int) -> tuple[AbsenceRun, ...]:
    """Return absences of so many pairs in a row in a term, those that last first."""
    return tuple(
        AbsenceRun(student, person(full, cyrillic), names(group or ""), *counted)
        for student, full, cyrillic, group, *counted in gateway.rows(_RUNS, term=term_id, least=least)
    )


def levels(gateway: Gateway) -> tuple[Level, ...]:
    """Return the levels in use, the lowest first."""
    statement = (
        select(
            LevelRow.name_uz, LevelRow.name_oz, LevelRow.name_ru, LevelRow.name_en, LevelRow.measure,
            LevelRow.threshold, LevelRow.above, LevelRow.action,
        )
        .where(LevelRow.active)
        .order_by(LevelRow.measure, LevelRow.threshold)
    )  # fmt: skip
    return tuple(
        Level(names(*called), measure, threshold, above, action)
        for *called, measure, threshold, above, action in gateway.rows(statement)
    )


def faculty_names(gateway: Gateway) -> dict[int, str]:
    """Return what each faculty is called."""
    columns = (getattr(Unit, f"name_{code}") for code in ("uz", "oz", "ru", "en"))
    statement = select(Unit.id, *columns).where(Unit.kind == StructureType.FACULTY)
    return {number: names(*called) for number, *called in gateway.rows(statement)}
