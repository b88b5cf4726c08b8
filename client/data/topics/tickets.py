"""Tickets out of the bank: composed here by the engine, judged and kept by the server, printed and graded."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from functools import partial
from typing import Any, NamedTuple

from client.core.errors import UserError
from client.core.i18n import N_, names
from client.data.records import saving
from client.data.records.sheet_saving import SheetOutcome, one_by_one
from client.data.server.gateway import Gateway, Transaction
from client.data.topics.topic_lists import Taught
from shared.models.topics import APPROVED, CHOICE, TestAnswers
from shared.names import sort_key
from shared.tickets import BankQuestion, TicketOrder, TicketSet, TooFewQuestions, compose

TOO_FEW = N_(
    "A ticket would have {wanted} questions; the bank has {there} of this kind. Add questions first."
)


class KeptSet(NamedTuple):
    """A set of tickets with its state."""

    id: int
    version: int
    name: str
    kind: str
    tickets: int
    questions: int
    seed: int
    state: str
    reason: str | None
    decided_at: datetime | None
    printed: int

    @property
    def approved(self) -> bool:
        return self.state == APPROVED

    @property
    def is_test(self) -> bool:
        return self.kind == CHOICE


class PrintedQuestion(NamedTuple):
    """A question of a ticket as it is printed."""

    ticket: int
    place: int
    topic: str
    body: str
    weight: Decimal
    answer_a: str | None
    answer_b: str | None
    answer_c: str | None
    answer_d: str | None
    right_answer: str | None
    expected: str | None
    picture: bytes | None


@dataclass(frozen=True)
class Answering:
    """A student with the answers to a test, if they were entered."""

    student_id: int
    student: str
    id: int | None = None
    version: int = 0
    ticket: int | None = None
    answers: str | None = None
    right_ones: int | None = None
    points: Decimal | None = None


@dataclass(frozen=True)
class AnswersChange:
    """What was typed for a student."""

    known: Answering
    values: Mapping[str, Any]


_SETS = """
select s.id, s.row_version, s.name, s.kind, s.tickets, s.questions, s.seed, s.state, s.reason, s.decided_at,
       (select count(*) from topics.ticket_printing p where p.ticket_set_id = s.id)
  from topics.ticket_set s
 where s.subject_id = :subject_id and s.department_id = :department_id
 order by s.id desc
"""
#: A dean's office reads the sets it prints, not the bank and not who printed.
_SETS_OF_DEAN = _SETS.replace(
    "(select count(*) from topics.ticket_printing p where p.ticket_set_id = s.id)", "0"
)
_BANK = """
select q.id, q.topic_id, q.weight, q.difficulty
  from topics.question q
 where q.subject_id = :subject_id and q.department_id = :department_id and q.kind = :kind and q.active
 order by q.id
"""
_PRINTED = "select * from topics.print_tickets(:set_id, :with_answers)"
_ANSWERING = """
select s.id, s.full_name, a.id, coalesce(a.row_version, 0), a.ticket, a.answers, a.right_ones, a.points
  from topics.ticket_set t
  join students.student s on s.id in (
        select m.student_id
          from teaching.member m
          join teaching.class k on k.id = m.class_id
          join curriculum.course o on o.id = k.course_id
          join curriculum.term w on w.id = k.term_id
         where o.subject_id = t.subject_id and k.department_id = t.department_id
           and security.today() between w.starts_on and w.ends_on + 60
        union
        select n.student_id from topics.test_answers n where n.ticket_set_id = t.id)
  left join topics.test_answers a on a.ticket_set_id = t.id and a.student_id = s.id
 where t.id = :set_id
"""


def sets(gateway: Gateway, taught: Taught, role: str) -> list[KeptSet]:
    """Return the sets of a subject, the latest first."""
    statement = _SETS_OF_DEAN if role == "hemis_faculty" else _SETS
    of = {"subject_id": taught.subject_id, "department_id": taught.department_id}
    return [KeptSet(*row) for row in gateway.rows(statement, **of)]


def make(gateway: Gateway, taught: Taught, name: str, kind: str, order: TicketOrder) -> tuple[int, TicketSet]:
    """Compose a set and keep it; return its id and what came out."""
    of = {"subject_id": taught.subject_id, "department_id": taught.department_id}
    bank = [BankQuestion(*row) for row in gateway.rows(_BANK, kind=kind, **of)]
    try:
        made = compose(bank, order)
    except TooFewQuestions as few:
        raise UserError(TOO_FEW, wanted=few.wanted, there=few.there) from few
    ids = [each.id for ticket in made.tickets for each in ticket]
    arguments = (name, kind, order.tickets, order.questions, order.seed, ids)
    number = gateway.call("topics.make_tickets", taught.subject_id, taught.department_id, *arguments)
    return int(number), made


def submit(gateway: Gateway, kept: KeptSet) -> None:
    """Hand the set to the head of the department."""
    gateway.call("topics.submit_tickets", kept.id, kept.version)


def approve(gateway: Gateway, kept: KeptSet) -> None:
    """Approve the set: it may be printed."""
    gateway.call("topics.decide_tickets", kept.id, kept.version, True, None)


def send_back(gateway: Gateway, kept: KeptSet, reason: str) -> None:
    """Return the set to its teacher."""
    gateway.call("topics.decide_tickets", kept.id, kept.version, False, reason)


def remove(gateway: Gateway, kept: KeptSet) -> None:
    """Remove a set that is not approved."""
    gateway.call("topics.remove_tickets", kept.id, kept.version)


def printed(gateway: Gateway, set_id: int, *, with_answers: bool) -> list[PrintedQuestion]:
    """Return the tickets to be printed; the server notes that they were given out."""
    with gateway.transaction() as transaction:
        rows = transaction.rows(_PRINTED, set_id=set_id, with_answers=with_answers)
    return [PrintedQuestion(*row) for row in rows]


def answering(gateway: Gateway, set_id: int) -> list[Answering]:
    """Return the students of the subject with their answers, in the order of the alphabet."""
    found = [Answering(row[0], names(row[1]), *row[2:]) for row in gateway.rows(_ANSWERING, set_id=set_id)]
    return sorted(found, key=lambda each: sort_key(each.student))


def save_answers(
    gateway: Gateway, taught: Taught, set_id: int, changes: Mapping[Hashable, AnswersChange]
) -> SheetOutcome:
    """Store the answers of each student for itself; the server counts them."""
    of = {"subject_id": taught.subject_id, "department_id": taught.department_id, "ticket_set_id": set_id}
    return one_by_one(gateway, changes, partial(_store, of))


def _store(of: Mapping[str, int], transaction: Transaction, change: AnswersChange) -> int | None:
    known = change.known
    if known.id is None:
        saving.insert(transaction, TestAnswers, {**of, "student_id": known.student_id, **change.values})
    else:
        saving.update(transaction, TestAnswers, known.id, known.version, change.values)
    return None  # its row is the student, who has an id
