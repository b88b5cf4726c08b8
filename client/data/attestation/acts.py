"""What is done to theses, commissions and sessions. The server has the last word."""

from collections.abc import Sequence

from client.core.i18n import N_
from client.data.server.gateway import Gateway

THESES = ("attestation.thesis", "attestation.offer", "attestation.ordered_topic")
COMMISSIONS = ("attestation.commission", "attestation.member")
SITTINGS = ("attestation.sitting", "attestation.candidate", "attestation.presence", "attestation.vote")
#: What closing a session writes besides.
RECORDED = ("grades.sheet", "grades.line", "grades.record")


def take_offer(
    gateway: Gateway, offer_id: int, student_id: int, department_id: int, year: int, version: int
) -> None:
    """Give a student a free topic."""
    gateway.call("attestation.take_offer", offer_id, student_id, department_id, year, version)


def begin_change(gateway: Gateway, thesis_ids: Sequence[int]) -> int:
    """Let approved topics be written anew; return how many."""
    return int(gateway.call("attestation.begin_change", list(thesis_ids)))


def drop_change(gateway: Gateway, thesis_ids: Sequence[int]) -> int:
    """Let theses say again what their order approved; return how many."""
    return int(gateway.call("attestation.drop_change", list(thesis_ids)))


def move_theses(gateway: Gateway, student_ids: Sequence[int], from_id: int, to_id: int, year: int) -> int:
    """Let students write their theses at another department; return how many."""
    return int(gateway.call("attestation.move_theses", list(student_ids), from_id, to_id, year))


def approve_commission(gateway: Gateway, commission_id: int) -> None:
    """Approve a commission."""
    gateway.call("attestation.approve_commission", commission_id)


def reopen_commission(gateway: Gateway, commission_id: int) -> None:
    """Take the approval of a commission back."""
    gateway.call("attestation.reopen_commission", commission_id)


def list_students(gateway: Gateway, sitting_id: int, student_ids: Sequence[int]) -> int:
    """Put students into the list of a session; return how many came."""
    return int(gateway.call("attestation.list_students", sitting_id, list(student_ids)))


def unlist_students(gateway: Gateway, sitting_id: int, candidate_ids: Sequence[int]) -> int:
    """Take students out of the list of a session; return how many."""
    return int(gateway.call("attestation.unlist_students", sitting_id, list(candidate_ids)))


def arrange_students(gateway: Gateway, sitting_id: int, candidate_ids: Sequence[int]) -> None:
    """Put the students of a session into this sequence."""
    gateway.call("attestation.arrange_students", sitting_id, list(candidate_ids))


def open_sitting(gateway: Gateway, sitting_id: int, member_ids: Sequence[int]) -> None:
    """Open a session with the members who are there."""
    gateway.call("attestation.open_sitting", sitting_id, list(member_ids))


def set_present(gateway: Gateway, sitting_id: int, member_id: int, *, present: bool) -> None:
    """Say that a member has come, or has left."""
    gateway.call("attestation.set_present", sitting_id, member_id, present)


def close_sitting(gateway: Gateway, sitting_id: int) -> int:
    """Close a session for good; return how many results were written."""
    return int(gateway.call("attestation.close_sitting", sitting_id))


#: What the server says of students who may not come, and of sessions in another state, for the translators.
SENTENCES = (
    N_("{student} has passed already."),
    N_("{student} does not study now."),
    N_("The semester of the attestation of {student} has not begun."),
    N_("No order has approved the topic of {student}."),
    N_("The topic of {student} is being changed. An order approves the change first."),
    N_("{student} has used all attempts."),
    N_("{student} is in the list of a session already."),
    N_("This session is not open yet. Open it when the commission has come together."),
    N_("This session is running. Its list stays as it is."),
    N_("This session is closed. A rectification of the grade sheet changes a result."),
    N_("Choose the subject of the examination."),
    N_("A session of defences has no subject. Leave it empty."),
    N_("{student} has passed with {score}: another decision does not fit."),
    N_("{student} has not passed with {score}: the decision does not fit."),
)
