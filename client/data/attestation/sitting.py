"""A session of a commission as it is entered: the commission, its members, the students in their sequence."""

import json
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, NamedTuple

from client.core.errors import UserError
from client.core.i18n import N_, names
from client.data.grades import marks
from client.data.records.sheet_saving import SheetOutcome, one_by_one
from client.data.server.gateway import Gateway, Transaction
from shared.grading import Scale, Step
from shared.models.attestation import PLANNED, RUNNING
from shared.models.grades import POINTS

GONE = N_("This session is not there, or it is not yours.")
SUPERVISOR, REVIEWER, SCORE = "supervisor_points", "reviewer_points", "score"
STATE, QUESTIONS, DECISION, HONOURS, BEGAN, ENDED = (
    "state",
    "questions",
    "decision",
    "honours",
    "began",
    "ended",
)
#: What holds points, kept as text like every mark.
POINTED = (SUPERVISOR, REVIEWER, SCORE)
FIELDS = (STATE, QUESTIONS, SUPERVISOR, REVIEWER, SCORE, DECISION, HONOURS, BEGAN, ENDED)
#: What an emptied cell says instead of nothing.
EMPTY: Mapping[str, Any] = {STATE: "waiting", HONOURS: False}
TEN = 10
_HEAD = """
select s.id, s.number, s.day, s.starts, s.state, s.started_at, s.closed_at, s.department_id, k.id, k.name, k.kind,
       k.approved_at, r.name, u.name_uz, u.name_oz, u.name_ru, u.name_en, attestation.quorum_of(k.id)
  from attestation.sitting s
  join attestation.commission k on k.id = s.commission_id
  join structure.unit u on u.id = s.department_id
  left join infrastructure.room r on r.id = s.room_id
 where s.id = :sitting
"""
_MEMBERS = """
select m.id, m.full_name, m.role, p.present
  from attestation.member m
  join attestation.sitting s on s.commission_id = m.commission_id and s.id = :sitting
  left join attestation.presence p on p.member_id = m.id and p.sitting_id = s.id
 order by array_position(array['chair', 'deputy', 'member', 'secretary'], m.role), m.full_name
"""
_CANDIDATES = """
select c.id, c.position, c.name, c.student_number, c.topic, c.attempt, c.maximum, c.pass_percent, c.course_id,
       c.state, c.questions, c.supervisor_points, c.reviewer_points, c.score, c.decision, c.honours, c.began, c.ended
  from attestation.candidate c
 where c.sitting_id = :sitting
 order by c.position
"""
_VOTES = "select v.candidate_id, v.member_id, v.points from attestation.vote v where v.sitting_id = :sitting"
_LISTABLE = """
select l.student_id, l.name, l.number, l.group_name, coalesce(l.topic, ''), coalesce(l.why, '')
  from attestation.listable(:sitting) l
"""


class MemberRow(NamedTuple):
    """A member of the commission; `present` is nothing before the session is opened."""

    id: int
    name: str
    role: str
    present: bool | None

    @property
    def key(self) -> str:
        """Return the column of this member's marks."""
        return f"m{self.id}"


@dataclass(frozen=True)
class CandidateRow:
    """A student before the commission, with what is entered by its columns."""

    id: int
    position: int
    name: str
    number: str
    topic: str
    attempt: int
    maximum: Decimal
    pass_percent: Decimal
    scale: Scale
    values: Mapping[str, Any]

    def result(self, values: Mapping[str, Any]) -> tuple[Decimal, Step | None, bool] | None:
        """Return the score, its mark and whether it passes, as the server reckons it; nothing before there is any."""
        typed = values.get(SCORE)
        votes = [
            Decimal(each) for key, each in values.items() if key[0] == "m" and key[1:].isdigit() and each
        ]
        if typed:
            score = Decimal(typed)
        elif votes:
            exact = Decimal(1) if self.maximum > TEN else Decimal("0.1")
            score = (sum(votes, Decimal(0)) / len(votes)).quantize(exact, ROUND_HALF_UP)
        else:
            return None
        passed = score >= self.maximum * self.pass_percent / 100
        return score, self.scale.mark(score, passed=passed), passed


@dataclass(frozen=True)
class Session:
    """All that the window of a session shows."""

    id: int
    number: int
    day: date
    starts: str
    state: str
    started_at: datetime | None
    closed_at: datetime | None
    department_id: int
    commission_id: int
    commission: str
    kind: str
    approved: bool
    room: str
    department: str
    quorum: int
    members: tuple[MemberRow, ...]
    candidates: tuple[CandidateRow, ...]

    @property
    def running(self) -> bool:
        return self.state == RUNNING

    @property
    def planned(self) -> bool:
        return self.state == PLANNED

    @property
    def present(self) -> int:
        return sum(each.present is True for each in self.members)


class Listable(NamedTuple):
    """A student for the list of a session, or why not."""

    student_id: int
    name: str
    number: str
    group: str
    topic: str
    why: str


@dataclass(frozen=True)
class EntryChange:
    """What was typed for a student, with what stood there when it was read."""

    candidate_id: int
    new: Mapping[str, Any]
    old: Mapping[str, Any]

    def message(self) -> dict[str, Any]:
        """Return it as the database takes it."""
        return {
            "candidate": self.candidate_id,
            "new": {key: _told(key, value) for key, value in self.new.items()},
            "old": {key: _told(key, value) for key, value in self.old.items()},
        }


def read(gateway: Gateway, sitting_id: int) -> Session:
    """Return a session, under the reader's rights."""
    head = gateway.one(_HEAD, sitting=sitting_id)
    if head is None:
        raise UserError(GONE)
    members = tuple(
        MemberRow(row[0], names(row[1]), *row[2:]) for row in gateway.rows(_MEMBERS, sitting=sitting_id)
    )
    commission, kind, approved, room, *unit, quorum = head[9:]
    candidates = _candidates(gateway, sitting_id)
    room = names(room) if room else ""
    known = (names(commission), kind, approved is not None, room, names(*unit), quorum, members, candidates)
    return Session(*(*head[:9], *known))


def _candidates(gateway: Gateway, sitting_id: int) -> tuple[CandidateRow, ...]:
    votes: dict[int, dict[str, str | None]] = {}
    for candidate, member, points in gateway.rows(_VOTES, sitting=sitting_id):
        votes.setdefault(candidate, {})[f"m{member}"] = marks.stored(POINTS, points)
    scales = {row[0]: Scale.of(row[1]) for row in gateway.table("attestation.scales_of", sitting_id)}
    found = []
    for row in gateway.rows(_CANDIDATES, sitting=sitting_id):
        values = dict(zip(FIELDS, row[9:], strict=True))
        values |= {key: None if values[key] is None else marks.stored(POINTS, values[key]) for key in POINTED}
        scale = scales.get(row[8], Scale.of([]))
        said = (names(row[2]), row[3], names(row[4]), *row[5:8], scale, values | votes.get(row[0], {}))
        found.append(CandidateRow(*(*row[:2], *said)))
    return tuple(found)


def listable(gateway: Gateway, sitting_id: int) -> list[Listable]:
    """Return the students of the department who come before a commission, with why some may not."""
    rows = gateway.rows(_LISTABLE, sitting=sitting_id)
    return [
        Listable(row[0], names(row[1]), row[2], row[3], names(row[4]) if row[4] else "", row[5])
        for row in rows
    ]


def save(gateway: Gateway, sitting_id: int, changes: Mapping[Hashable, EntryChange]) -> SheetOutcome:
    """Store the entries of each student for itself: somebody else's value in one of them is a conflict."""

    def store(transaction: Transaction, change: EntryChange) -> None:
        transaction.scalar(
            "select attestation.enter(:sitting, cast(:entries as jsonb))",
            sitting=sitting_id,
            entries=json.dumps([change.message()]),
        )

    return one_by_one(gateway, changes, store)


def _told(key: str, value: Any) -> Any:
    if value is None:
        return EMPTY.get(key)
    if key in POINTED or (key[0] == "m" and key[1:].isdigit()):
        number = Decimal(value)
        return int(number) if number == number.to_integral_value() else float(number)
    return value


def order_of(candidates: Sequence[CandidateRow], moved: int, by: int) -> list[int]:
    """Return the sequence of students after one of them is moved up or down."""
    sequence = [each.id for each in candidates]
    place = sequence.index(moved)
    to = min(max(place + by, 0), len(sequence) - 1)
    sequence.insert(to, sequence.pop(place))
    return sequence
