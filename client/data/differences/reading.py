"""What windows read of comparisons: the head, the subjects to choose from, what a student is suggested for."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, NamedTuple

from client.core.errors import UserError
from client.core.i18n import N_, _, names
from client.data.records.settled import NOTHING, Settled
from client.data.server.gateway import Gateway
from client.data.system import university_settings
from shared.models.differences import OPEN
from shared.numbers import exact
from shared.settings import DIFFERENCE_LIMIT, GPA_LIMIT

GONE = N_("This comparison is gone, or your role may not see it.")
NOT_YOURS = N_("This student is not of your faculty, and no order that waits brings the student to it.")
SETTLED = Settled(
    frozenset({"elsewhere"}), N_("The comparison is decided and stays as it is. It can be opened again.")
)
_STATE = "select d.state from differences.difference d where d.id = :difference"
#: A choice of a grid: id, name, code.
Choice = tuple[int, str, str]


class Head(NamedTuple):
    """What a comparison is and how far it has come."""

    id: int
    faculty_id: int
    student_id: int
    student: str
    plan: str
    semester: int
    state: str
    differing: int
    credits: Decimal
    undecided: int
    proposed: int
    #: How many differing subjects a transfer allows, and the GPA that allows more.
    most: int
    gpa: Decimal


@dataclass(frozen=True)
class Comparison:
    """The head with the choices of its grids."""

    head: Head
    subjects: tuple[Choice, ...]
    studied: tuple[Choice, ...]


class Suggested(NamedTuple):
    """Which plan and semester a student joins, as far as it is known."""

    student: str
    number: str
    plan_id: int | None
    plan: str
    semester: int


_HEAD = """
select d.id, d.faculty_id, d.student_id, d.student_name, p.name, d.semester, d.state, d.differing, d.differing_credits,
       (select count(*) from differences.item i where i.difference_id = d.id and i.decision is null),
       (select count(*) from differences.item i where i.difference_id = d.id and i.proposed_id is not null)
  from differences.difference d
  join curriculum.curriculum p on p.id = d.curriculum_id
 where d.id = :id
"""
_SUBJECTS = """
select distinct b.id, b.name_uz, b.name_oz, b.name_ru, b.name_en, b.code
  from differences.item i
  join subjects.subject b on b.id = i.subject_id
 where i.difference_id = :id
 order by b.id
"""
_STUDIED = """
select s.id, s.name, b.name_uz, b.name_oz, b.name_ru, b.name_en, s.semester, s.hours, s.credits,
       coalesce(s.points, s.five)
  from differences.studied s
  left join subjects.subject b on b.id = s.subject_id
 where s.difference_id = :id
 order by s.semester, s.id
"""


def read(gateway: Gateway, difference_id: int) -> Comparison:
    """Return a comparison; who may not see it is told so."""
    row = gateway.one(_HEAD, id=difference_id)
    if row is None:
        raise UserError(GONE)
    subjects = [(each[0], names(*each[1:5]), each[5]) for each in gateway.rows(_SUBJECTS, id=difference_id)]
    studied = [_choice(each) for each in gateway.rows(_STUDIED, id=difference_id)]
    chosen = university_settings.read(gateway).values
    rule = int(chosen[DIFFERENCE_LIMIT.key]), Decimal(chosen[GPA_LIMIT.key]) / 100
    number, faculty, student_id, student, plan, *rest = row
    semester, state, differing, credits_, undecided, proposed = rest
    head = Head(
        number, faculty, student_id, names(student), names(plan), semester, state, differing, credits_, undecided,
        proposed, *rule,
    )  # fmt: skip
    return Comparison(head, tuple(subjects), tuple(studied))


def _choice(row: Sequence[Any]) -> Choice:
    """What was studied in one line: two rows that look alike are told apart by their numbers."""
    number, typed, *named, semester, hours, credits_, mark = row
    name = names(*named) if named[0] else names(typed)
    told = _("{hours} h / {credits} cr. · {mark}", hours=hours, credits=exact(credits_), mark=exact(mark))
    place = _("sem. {number}", number=semester) if semester else ""
    return number, " · ".join(filter(None, (name, place, told))), f"#{number}"


def suggested(gateway: Gateway, student_id: int) -> Suggested:
    """Return what is known of the plan and the semester that a student joins."""
    row = gateway.one(
        "select s.student_name, s.student_number, p.id, p.name, s.semester from differences.suggested(:id) s"
        " left join curriculum.curriculum p on p.id = s.curriculum_id",
        id=student_id,
    )
    if row is None:
        raise UserError(NOT_YOURS)
    return Suggested(names(row[0]), row[1], row[2], names(row[3]) if row[3] else "", row[4])


def proposals(gateway: Gateway, difference_id: int) -> list[int]:
    """Return the subjects of the plan for which a pair is proposed."""
    rows = gateway.rows(
        "select i.id from differences.item i where i.difference_id = :id and i.proposed_id is not null",
        id=difference_id,
    )
    return [number for (number,) in rows]


def settled_head(gateway: Gateway, difference_id: int) -> Settled:
    """Return what is only read of a comparison that is decided."""
    return NOTHING if gateway.scalar(_STATE, difference=difference_id) == OPEN else SETTLED
