"""What is done to clearance sheets and their points. The server has the last word."""

from collections.abc import Sequence

from client.data.server.gateway import Gateway
from client.data.students.chosen_students import ChosenStudents

RELATIONS = ("clearance.sheet", "clearance.line")


def open_sheets(gateway: Gateway, chosen: ChosenStudents, occasion: str) -> int:
    """Open the sheets of these students; return how many had none."""
    return int(gateway.call("clearance.open", chosen.found(gateway), occasion))


def confirm(gateway: Gateway, line_ids: Sequence[int]) -> int:
    """Say that nothing is owed; return how many points were confirmed."""
    return int(gateway.call("clearance.answer", list(line_ids), True))


def object_to(gateway: Gateway, line_ids: Sequence[int], owed: str) -> int:
    """Say what is owed; return on how many points."""
    return int(gateway.call("clearance.answer", list(line_ids), False, owed))


def hand_out(gateway: Gateway, sheet_ids: Sequence[int], handed_to: str) -> int:
    """Record that the personal files were handed out; return how many."""
    return int(gateway.call("clearance.hand_out", list(sheet_ids), handed_to))


def withdraw(gateway: Gateway, sheet_ids: Sequence[int], reason: str) -> int:
    """Withdraw sheets; return how many."""
    return int(gateway.call("clearance.withdraw", list(sheet_ids), reason))
