"""What is done to sheets, appeals, rectifications, results and schedules. The server has the last word."""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal

from client.data.server.gateway import Gateway


def admit(gateway: Gateway, sheet_ids: Sequence[int]) -> int:
    """Decide the admission to the final; return how many are not admitted."""
    return sum(int(gateway.call("grades.admit", each)) for each in sheet_ids)


def sign(gateway: Gateway, sheet_id: int, component_id: int) -> str:
    """Sign the own part of a component; return the state of the sheet."""
    return str(gateway.call("grades.sign", sheet_id, component_id))


def take_over(gateway: Gateway, sheet_id: int) -> tuple[int, int]:
    """Take the current control of the own students over from the rating journal; how many, and who has no points."""
    told = gateway.call("rating_journal.take_over", sheet_id)
    return int(told["taken"]), int(told["without"])


def confirm(gateway: Gateway, sheet_ids: Sequence[int]) -> None:
    """Confirm signed sheets for the department."""
    for each in sheet_ids:
        gateway.call("grades.confirm", each)


def give_back(gateway: Gateway, sheet_ids: Sequence[int], reason: str) -> None:
    """Return sheets to those who signed them."""
    for each in sheet_ids:
        gateway.call("grades.return_sheet", each, reason)


def close(gateway: Gateway, sheet_ids: Sequence[int]) -> None:
    """Close confirmed sheets: their results become lines of the record."""
    for each in sheet_ids:
        gateway.call("grades.close", each)


def move_line(gateway: Gateway, line_id: int, to_sheet_id: int | None, reason: str) -> None:
    """Let a student leave a sheet: for another one, or for none."""
    gateway.call("grades.move_line", line_id, to_sheet_id, reason)


def appoint_grader(
    gateway: Gateway, component_id: int, employee_id: int, instead_of: int | None, reason: str
) -> None:
    """Let a teacher grade a component, in the place of another or beside them."""
    gateway.call("grades.appoint_grader", component_id, employee_id, instead_of, reason)


def ask_rectification(
    gateway: Gateway, line_id: int, component_id: int, kind: str, points: Decimal | None, reason: str
) -> None:
    """Ask for another mark in a closed sheet."""
    gateway.call("grades.ask_rectification", line_id, component_id, kind, points, reason)


def decide_rectification(gateway: Gateway, ids: Sequence[int], answer: str | None, *, agree: bool) -> None:
    """Agree to rectifications or refuse them."""
    for each in ids:
        gateway.call("grades.decide_rectification", each, agree, answer)


def file_appeal(gateway: Gateway, line_id: int, filed_at: datetime, reason: str) -> None:
    """Record the application of a student against the result of the final."""
    gateway.call("grades.file_appeal", line_id, filed_at, reason)


def appoint_commission(gateway: Gateway, appeal_id: int, chair: int, members: Sequence[int]) -> None:
    """Appoint who judges an appeal."""
    gateway.call("grades.appoint_commission", appeal_id, chair, list(members))


def replace_judge(gateway: Gateway, appeal_id: int, instead_of: int, employee_id: int, reason: str) -> None:
    """Let somebody else sit in the place of a member of the commission of an appeal."""
    gateway.call("grades.replace_judge", appeal_id, instead_of, employee_id, reason)


def decide_appeal(
    gateway: Gateway, appeal_id: int, decision: str, points: Decimal | None, conclusion: str
) -> None:
    """Write what the commission has decided."""
    gateway.call("grades.decide_appeal", appeal_id, decision, points, conclusion)


def close_appeals(gateway: Gateway, ids: Sequence[int]) -> None:
    """Close decided appeals."""
    for each in ids:
        gateway.call("grades.close_appeal", each)


def accept_results(gateway: Gateway, ids: Sequence[int]) -> int:
    """Accept results from elsewhere as a second person; return how many lines the record got."""
    return int(gateway.call("grades.accept_results", list(ids)))


def draft_schedules(gateway: Gateway, student_ids: Sequence[int]) -> int:
    """Draft personal schedules of what these students owe; return how many."""
    return int(gateway.call("grades.draft_schedules", list(student_ids), None))


def register_schedules(gateway: Gateway, ids: Sequence[int], number: str, day: date) -> int:
    """Register the order of personal schedules."""
    return int(gateway.call("grades.register_schedules", list(ids), number, day))


def discard_schedules(gateway: Gateway, ids: Sequence[int]) -> int:
    """Throw drafts of personal schedules away."""
    return int(gateway.call("grades.discard_schedules", list(ids)))
