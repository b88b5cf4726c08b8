"""What timetables on paper say: the head in the language of the paper, plans of versions, dated weeks, notices."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Any

from sqlalchemy import select

from client.core import clock
from client.core.errors import UserError
from client.core.i18n import N_
from client.data.employees.chiefs import deans
from client.data.server.gateway import Gateway
from client.data.students.issuer import NAMES
from client.data.timetable.lessons import (
    DatedExamination,
    DatedLesson,
    Whose,
    lessons,
    monday_of,
    pairs,
)
from reports.timetable.cells import LessonSlot
from reports.timetable.examinations import Final
from reports.timetable.faculty_week import FacultySheet
from reports.timetable.notice import LessonChange
from reports.timetable.pair_time import PairTime
from reports.timetable.week import DAYS, PrintedWeek, TimetableHead
from reports.timetable.words import WORDS, letter_of
from shared.models.curriculum import CurriculumSubject, Term
from shared.models.employees import Employee
from shared.models.infrastructure import Building, Room
from shared.models.structure import Unit, University
from shared.models.students import Group
from shared.models.subjects import Subject
from shared.models.teaching import Class, ClassPart
from shared.models.timetable import Card, Version
from shared.names import signed, sort_key
from shared.scripts import name_in, named_in

UNDESCRIBED = N_("The university is not described yet. Human resources fill in “About the university”.")


NAMED: dict[Whose, Any] = {"group": Group.name, "teacher": Employee.full_name, "room": Room.name}


def written_in(language: str, latin: str, others: Sequence[str | None] = ()) -> str:
    """Return a name as papers of that language write it: `others` are the Cyrillic, Russian and English ones."""
    return named_in(language, latin, *others)


def head(
    gateway: Gateway, language: str, faculty_id: int | None, term_id: int | None, **values: Any
) -> TimetableHead:
    """Return what stands above and below a paper of this faculty and term; `values` say version or week."""
    university = gateway.one(select(*(getattr(University, name) for name in NAMES)))
    if university is None:
        raise UserError(UNDESCRIBED)
    names = (getattr(Unit, name) for name in NAMES)
    faculty = gateway.one(select(*names).where(Unit.id == faculty_id)) if faculty_id else None
    term = gateway.scalar(select(Term.name).where(Term.id == term_id)) if term_id else None
    dean = deans(gateway, (faculty_id,)).get(faculty_id, "") if faculty_id else ""
    return TimetableHead(
        language,
        written_in(language, university[0], university[1:]),
        written_in(language, faculty[0], faculty[1:]) if faculty else "",
        written_in(language, term or ""),
        dean=name_in(language, dean),
        printed=clock.now().strftime("%d.%m.%Y %H:%M"),
        **values,
    )


def dated_week(
    gateway: Gateway, language: str, monday: date, whose: Whose, chosen: tuple[int | None, str]
) -> PrintedWeek:
    """Return a week as it is really held; `chosen` are the id and the name of the group, teacher or room.

    Without an id it is all that the role reads: the own week of a teacher.
    """
    number, name = chosen
    if number is not None:  # the interface may call it in another script than the paper
        name = _called(gateway, whose, number)
    monday = monday_of(monday)
    held = lessons(gateway, monday, monday + timedelta(days=DAYS - 1), whose if number else None, number)
    faculties = {lesson.faculty_id for lesson in held}
    faculty = faculties.pop() if len(faculties) == 1 else None
    term = held[0].term_id if held else None
    return PrintedWeek(
        head(gateway, language, faculty, term, week=monday),
        whose,
        name if whose == "group" else name_in(language, name),
        pairs(gateway),
        tuple(_dated_slot(language, lesson) for lesson in held),
    )


def _called(gateway: Gateway, whose: Whose, number: int) -> str:
    name = NAMED[whose]
    found = gateway.scalar(select(name).where(name.class_.id == number))
    if not found:
        raise UserError(N_("There is no such group, teacher or room."))
    return str(found)


def _place(held: DatedLesson | DatedExamination) -> str:
    """Return building and room as they are stored: papers have a language of their own."""
    return ", ".join(filter(None, (held.building, held.room)))


def _dated_slot(language: str, lesson: DatedLesson) -> LessonSlot:
    words = WORDS[language]
    note = f"✕ {words.cancelled}" if lesson.cancelled else ""
    return LessonSlot(
        lesson.day.isoweekday(),
        lesson.pair,
        written_in(language, lesson.subject_uz, lesson[21:24]),
        letter_of(language, lesson.training or ""),
        lesson.students,
        signed(name_in(language, lesson.teacher or "")),
        written_in(language, _place(lesson)),
        key=lesson.id,
        note=note,
    )


def notice(
    gateway: Gateway, language: str, first: date, last: date
) -> tuple[TimetableHead, tuple[LessonChange, ...]]:
    """Return every lesson of a period that is held otherwise than planned."""
    held = [lesson for lesson in lessons(gateway, first, last) if _differs(lesson)]
    faculties = {lesson.faculty_id for lesson in held}
    faculty = faculties.pop() if len(faculties) == 1 else None
    hours = {pair.number: f"{pair.starts_at}–{pair.ends_at}" for pair in pairs(gateway)}
    made = head(gateway, language, faculty, held[0].term_id if held else None)
    return made, tuple(_change(language, lesson, hours) for lesson in held)


def _differs(lesson: DatedLesson) -> bool:
    return lesson.cancelled or (lesson.changed and (lesson.moved or lesson.substituted or lesson.elsewhere))


def _change(language: str, lesson: DatedLesson, hours: dict[int, str]) -> LessonChange:
    now = signed(name_in(language, lesson.teacher or ""))
    room = written_in(language, _place(lesson))
    return LessonChange(
        lesson.planned_day,
        lesson.planned_pair,
        hours.get(lesson.planned_pair, ""),
        lesson.students,
        written_in(language, lesson.subject_uz, lesson[21:24]),
        signed(name_in(language, lesson.planned_teacher)) if lesson.planned_teacher else now,
        name_in(language, lesson.planned_room) if lesson.planned_room else room,
        lesson.reason or "",
        lesson.cancelled,
        (lesson.day, lesson.pair) if lesson.moved else None,
        now if lesson.substituted else "",
        room if lesson.elsewhere else "",
    )


def finals(
    gateway: Gateway, language: str, found: Iterable[DatedExamination], kinds: dict[str, str]
) -> tuple[Final, ...]:
    """Return examinations as the list on paper shows them; `kinds` name the kinds of control."""
    hours = {pair.number: pair for pair in pairs(gateway)}
    made = []
    for each in found:
        begins, ends = hours.get(each.pair or 0), hours.get((each.pair or 0) + each.pairs - 1)
        made.append(
            Final(
                each.group,
                written_in(language, each.subject_uz, each[9:12]),
                kinds.get(each.kind, each.kind),
                each.attempt,
                signed(name_in(language, each.examiner or "")),
                each.day,
                f"{begins.starts_at}–{ends.ends_at}" if begins and ends else "",
                written_in(language, _place(each)),
            )
        )
    return tuple(made)


class VersionPlan:
    """The weekly plan of a version, read once, from which every paper of it is made."""

    def __init__(self, gateway: Gateway, version_id: int, language: str) -> None:
        found = gateway.one(
            select(Version.faculty_id, Version.term_id, Version.name, Version.valid_from).where(
                Version.id == version_id
            )
        )
        if found is None:
            raise UserError(N_("This version of the timetable is not there any more. Reload the list."))
        faculty, term, name, valid_from = found
        self.language = language
        self.head = head(
            gateway, language, faculty, term, version=name_in(language, name), valid_from=valid_from
        )
        self.pairs: tuple[PairTime, ...] = pairs(gateway)
        parts = gateway.rows(
            select(ClassPart.class_id, ClassPart.group_id, Group.name)
            .join(Group, Group.id == ClassPart.group_id)
            .join(Class, Class.id == ClassPart.class_id)
            .where(Class.faculty_id == faculty, Class.term_id == term)
        )
        self.groups = sorted({(number, group) for _class, number, group in parts}, key=lambda pair: pair[1])
        self._of_class: dict[int, set[int]] = {}
        for class_id, number, _group in parts:
            self._of_class.setdefault(class_id, set()).add(number)
        self._cards = gateway.rows(_CARDS.where(Card.version_id == version_id, Card.day.is_not(None)))

    def group_weeks(self, only: int | None = None) -> tuple[PrintedWeek, ...]:
        """Return the week of each group, or of one."""
        return tuple(
            PrintedWeek(self.head, "group", name, self.pairs, self._slots_of_group(number))
            for number, name in self.groups
            if only in (None, number)
        )

    def teacher_weeks(self, only: int | None = None) -> tuple[PrintedWeek, ...]:
        """Return the week of each teacher, or of one."""
        return self._weeks("teacher", EMPLOYEE, TEACHER, only)

    def room_weeks(self, only: int | None = None) -> tuple[PrintedWeek, ...]:
        """Return the week of each room, or of one."""
        return self._weeks("room", ROOM_ID, ROOM, only)

    def faculty_sheet(self) -> FacultySheet:
        """Return all groups on one sheet."""
        groups = tuple((name, self._slots_of_group(number)) for number, name in self.groups)
        return FacultySheet(self.head, self.pairs, groups)

    def _slots_of_group(self, number: int) -> tuple[LessonSlot, ...]:
        return tuple(self._slot(row) for row in self._cards if number in self._of_class.get(row[CLASS], ()))

    def _weeks(self, whose: Whose, key: int, named: int, only: int | None) -> tuple[PrintedWeek, ...]:
        found: dict[tuple[str, int], list[LessonSlot]] = {}
        for row in self._cards:
            if row[key] is not None and only in (None, row[key]):
                found.setdefault((self._name(whose, row), row[key]), []).append(self._slot(row))
        return tuple(
            PrintedWeek(self.head, whose, name, self.pairs, tuple(slots))
            for (name, _number), slots in sorted(
                found.items(), key=lambda each: (sort_key(each[0][0]), each[0][1])
            )
        )

    def _name(self, whose: Whose, row: tuple[Any, ...]) -> str:
        if whose == "teacher":
            return name_in(self.language, row[TEACHER])
        return written_in(self.language, f"{row[BUILDING]}, {row[ROOM]}")

    def _slot(self, row: tuple[Any, ...]) -> LessonSlot:
        return LessonSlot(
            row[1],
            row[2],
            written_in(self.language, row[SUBJECT], row[SUBJECT + 1 : SUBJECT + 4]),
            letter_of(self.language, row[5]),
            row[6],
            signed(name_in(self.language, row[TEACHER] or "")),
            written_in(self.language, ", ".join(filter(None, (row[BUILDING], row[ROOM])))),
            pairs=row[3],
            phase=row[4],
            key=row[0],
        )


CLASS, SUBJECT, EMPLOYEE, TEACHER, ROOM_ID, ROOM, BUILDING = 7, 8, 12, 13, 14, 15, 16
_CARDS = (
    select(
        Card.id, Card.day, Card.pair, Card.pairs, Card.phase, Class.training, Class.name, Class.id,
        *(getattr(Subject, name) for name in NAMES),
        Employee.id, Employee.full_name, Room.id, Room.name, Building.name,
    )
    .join(Class, Class.id == Card.class_id)
    .join(CurriculumSubject, CurriculumSubject.id == Class.course_id)
    .join(Subject, Subject.id == CurriculumSubject.subject_id)
    .outerjoin(Employee, Employee.id == Card.employee_id)
    .outerjoin(Room, Room.id == Card.room_id)
    .outerjoin(Building, Building.id == Room.building_id)
    .order_by(Card.day, Card.pair, Class.name)
)  # fmt: skip
