"""Who takes which subjects of a term: groups with how far they are, a group's choices, and their change in bulk."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from client.core.i18n import names
from client.data.server.gateway import Gateway
from shared.codes import WITH_GROUP, SubjectType
from shared.models.curriculum import Term
from shared.names import sort_key


@dataclass(frozen=True)
class TermChoice:
    """A term that can be chosen."""

    id: int
    name: str
    starts_on: date
    ends_on: date


@dataclass(frozen=True)
class GroupState:
    """A group in a term: its semester of the plan, and how many registrations of how many it has."""

    group_id: int
    name: str
    faculty_id: int
    #: Offices see groups of the same name in several faculties.
    faculty: str
    semester_id: int
    accepted: bool
    students: int
    compulsory: int
    choices: int
    registered: int
    chosen: int


@dataclass(frozen=True)
class Offered:
    """A subject of the semester with its seats and how many take it, from all groups."""

    course_id: int
    subject: str
    code: str
    kind: str
    choice: int | None
    seats: int | None
    taken: int

    @property
    def column(self) -> str:
        """Alternatives share a column; an elective outside any choice has its own."""
        return f"choice/{self.choice}" if self.choice is not None else f"course/{self.course_id}"


@dataclass(frozen=True)
class Member:
    """A student of the group and the courses that are taken."""

    student_id: int
    name: str
    number: str
    courses: frozenset[int]


@dataclass(frozen=True)
class GroupChoices:
    """What a group may take in a semester, and what its students take."""

    offered: tuple[Offered, ...]
    members: tuple[Member, ...]

    @property
    def compulsory(self) -> tuple[int, ...]:
        return tuple(each.course_id for each in self.offered if each.kind != SubjectType.ELECTIVE)

    @property
    def electives(self) -> tuple[Offered, ...]:
        return tuple(each for each in self.offered if each.kind == SubjectType.ELECTIVE)


@dataclass(frozen=True)
class RegistrationMove:
    """A student leaves one course for another; one of them may be missing."""

    student_id: int
    old: int | None
    new: int | None


def terms(gateway: Gateway) -> list[TermChoice]:
    """Return the terms, the latest first."""
    statement = select(Term.id, Term.name, Term.starts_on, Term.ends_on).order_by(Term.starts_on.desc())
    return [TermChoice(row[0], names(row[1]), *row[2:]) for row in gateway.rows(statement)]


_GROUPS = """
with of_group as (
    select g.id, g.name, g.faculty_id, m.id as semester_id, p.accepted_at is not null as accepted
      from curriculum.group_curriculum f
      join students."group" g on g.id = f.group_id and g.active
      join curriculum.curriculum p on p.id = f.curriculum_id
      join curriculum.semester m on m.curriculum_id = p.id and m.term_id = :term
), offered as (
    select c.semester_id,
           count(*) filter (where c.kind <> :elective) as compulsory,
           count(distinct coalesce(-c.choice, c.id))
               filter (where c.kind = :elective and c.choice is not null) as choices
      from curriculum.course c
     where c.semester_id in (select semester_id from of_group)
     group by c.semester_id
), registered as (
    select s.group_id, c.semester_id,
           count(*) filter (where c.kind <> :elective) as registered,
           count(*) filter (where c.kind = :elective and c.choice is not null) as chosen
      from curriculum.registration r
      join curriculum.course c on c.id = r.course_id
      join students.student s on s.id = r.student_id and s.status = any (:with_group)
     where c.semester_id in (select semester_id from of_group)
     group by s.group_id, c.semester_id
)
select g.id, g.name, g.faculty_id, g.semester_id, g.accepted,
       (select count(*) from students.student s where s.group_id = g.id and s.status = any (:with_group)),
       coalesce(o.compulsory, 0), coalesce(o.choices, 0), coalesce(r.registered, 0), coalesce(r.chosen, 0),
       u.name_uz, u.name_oz, u.name_ru, u.name_en
  from of_group g
  join structure.unit u on u.id = g.faculty_id
  left join offered o on o.semester_id = g.semester_id
  left join registered r on r.group_id = g.id and r.semester_id = g.semester_id
 order by u.code, g.name, g.id
"""


def groups(gateway: Gateway, term_id: int) -> list[GroupState]:
    """Return the groups that study in a term by a plan, under the reader's rights."""
    rows = gateway.rows(_GROUPS, term=term_id, elective=SubjectType.ELECTIVE, with_group=list(WITH_GROUP))
    return [GroupState(row[0], row[1], row[2], names(*row[10:]), *row[3:10]) for row in rows]


_OFFERED = """
select c.id, b.name_uz, b.name_oz, b.name_ru, b.name_en, b.code, c.kind, c.choice, c.seats,
       (select count(*) from curriculum.registration r where r.course_id = c.id)
  from curriculum.course c
  join subjects.subject b on b.id = c.subject_id
 where c.semester_id = :semester
"""
_MEMBERS = """
select s.id, s.full_name, s.number,
       coalesce(array_agg(r.course_id) filter (where r.course_id is not null), '{}')
  from students.student s
  left join (curriculum.registration r
             join curriculum.course c on c.id = r.course_id and c.semester_id = :semester) on r.student_id = s.id
 where s.group_id = :group and s.status = any (:with_group)
 group by s.id, s.full_name, s.number
"""


def choices(gateway: Gateway, group: GroupState) -> GroupChoices:
    """Return what a group may take in its semester and what its students take."""
    rows = gateway.rows(_OFFERED, semester=group.semester_id)
    offered = sorted((Offered(row[0], names(*row[1:5]), *row[5:10]) for row in rows), key=_place)
    rows = gateway.rows(
        _MEMBERS, semester=group.semester_id, group=group.group_id, with_group=list(WITH_GROUP)
    )
    members = (Member(row[0], names(row[1]), row[2], frozenset(row[3])) for row in rows)
    return GroupChoices(
        tuple(offered), tuple(sorted(members, key=lambda each: (sort_key(each.name), each.student_id)))
    )


def _place(offered: Offered) -> tuple[str, bool, int, str]:
    """Compulsory ones first, then choice by choice, each in the order of the names as they are read."""
    return offered.kind, offered.choice is None, offered.choice or 0, sort_key(offered.subject)


def change(gateway: Gateway, moves: Sequence[RegistrationMove]) -> int:
    """Let students leave and take courses, all or none; return how many registrations were added."""
    left, taken = _by_course((each.old, each.student_id) for each in moves), 0
    joined = _by_course((each.new, each.student_id) for each in moves)
    with gateway.transaction() as transaction:
        for course, students in left.items():
            transaction.call("curriculum.unregister", [course], students)
        for course, students in joined.items():
            taken += int(transaction.call("curriculum.register", [course], students))
    return taken


def register(gateway: Gateway, courses: Sequence[int], students: Sequence[int]) -> int:
    """Register every student to every course; return how many registrations were added."""
    return int(gateway.call("curriculum.register", list(courses), list(students)))


def register_compulsory(gateway: Gateway, faculty_id: int, term_id: int) -> int:
    """Register everybody of a faculty who studies to the compulsory courses of the term."""
    return int(gateway.call("curriculum.register_compulsory", faculty_id, term_id))


def _by_course(pairs: Iterable[tuple[int | None, int]]) -> Mapping[int, list[int]]:
    found: dict[int, list[int]] = {}
    for course, student in pairs:
        if course is not None:
            found.setdefault(course, []).append(student)
    return dict(sorted(found.items()))
