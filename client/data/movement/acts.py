"""What is done to orders and their students. The server has the last word."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from psycopg.types.json import Jsonb

from client.data.server.gateway import Gateway
from client.data.students.chosen_students import ChosenStudents

RELATIONS = ("movement.decree", "movement.line", "movement.agreement")
#: What an applied order changes besides.
MOVED = ("students.student", "students.period", "teaching.member")


@dataclass(frozen=True)
class NewOrder:
    """The head of a draft; what all of its lines have alike is `given`."""

    act: str
    effective_on: date
    language: str
    faculty_id: int | None
    basis: str
    given: Mapping[str, Any]


@dataclass(frozen=True)
class Visa:
    """That somebody has agreed to an order on its paper, and in what capacity."""

    capacity: str
    employee_id: int
    day: date


def draft(gateway: Gateway, order: NewOrder, student_ids: Sequence[int]) -> int:
    """Draft an order with these students; return its id."""
    return int(
        gateway.call(
            "movement.draft", order.act, order.effective_on, order.language, order.faculty_id, order.basis,
            list(student_ids), _plain(order.given),
        )
    )  # fmt: skip


def put_students(gateway: Gateway, decree_id: int, student_ids: Sequence[int]) -> int:
    """Add students to a draft; return how many were not in it yet."""
    return int(gateway.call("movement.put_students", decree_id, list(student_ids), {}))


def add_students(gateway: Gateway, decree_id: int, chosen: ChosenStudents) -> int:
    """Add all of them to a draft or nobody; return how many were not in it yet."""
    return put_students(gateway, decree_id, chosen.found(gateway))


def change_lines(gateway: Gateway, line_ids: Sequence[int], given: Mapping[str, Any]) -> int:
    """Write what these lines have alike."""
    return int(gateway.call("movement.change_lines", list(line_ids), _plain(given)))


def remove_lines(gateway: Gateway, line_ids: Sequence[int]) -> int:
    """Take students out of a draft; return how many."""
    return int(gateway.call("movement.remove_lines", list(line_ids)))


def discard(gateway: Gateway, decree_id: int) -> None:
    """Throw a draft away."""
    gateway.call("movement.discard", decree_id)


def send(gateway: Gateway, decree_id: int) -> int:
    """Send a draft to be signed; return how many offices are asked to agree."""
    return int(gateway.call("movement.send", decree_id))


def give_back(gateway: Gateway, decree_id: int, reason: str) -> None:
    """Make a draft again of an order that is not signed."""
    gateway.call("movement.give_back", decree_id, reason)


def answer(gateway: Gateway, agreement_ids: Sequence[int], reason: str | None = None, *, agree: bool) -> None:
    """Agree to an order for the own office, or refuse with a reason."""
    for each in agreement_ids:
        gateway.call("movement.answer", each, agree, reason)


def sign(
    gateway: Gateway, decree_id: int, signatory_id: int, day: date, number: str, visas: Sequence[Visa] = ()
) -> str:
    """Record the signature with the visas before it; return the number of the order."""
    agreed = [_plain(asdict(each)) for each in visas]
    return str(gateway.call("movement.sign", decree_id, signatory_id, day, number or None, Jsonb(agreed)))


def apply(gateway: Gateway, decree_id: int) -> int:
    """Apply a signed order; return how many students it changed."""
    return int(gateway.call("movement.apply", decree_id))


def ask_cancel(gateway: Gateway, decree_id: int, reason: str) -> None:
    """Ask that an order be cancelled; another person decides."""
    gateway.call("movement.ask_cancel", decree_id, reason)


def decide_cancel(gateway: Gateway, decree_id: int, *, agree: bool) -> None:
    """Cancel an order, or let it stand."""
    gateway.call("movement.decide_cancel", decree_id, agree)


def _plain(given: Mapping[str, Any]) -> dict[str, Any]:
    """Days as the server reads them in JSON."""
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in given.items()}
