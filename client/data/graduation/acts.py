"""What offices do to the accreditation of graduates. The server has the last word."""

from collections.abc import Sequence

from client.data.server.gateway import Gateway

RELATIONS = ("graduation.acceptance",)


def accept(gateway: Gateway, student_ids: Sequence[int]) -> int:
    """Accept the records of these students, all of them or none; return how many."""
    return int(gateway.call("graduation.accept", list(student_ids)))


def ask_back(gateway: Gateway, acceptance_ids: Sequence[int], reason: str) -> int:
    """Ask that acceptances be taken back; return how many."""
    return int(gateway.call("graduation.ask_back", list(acceptance_ids), reason))


def decide_back(gateway: Gateway, acceptance_ids: Sequence[int], *, agree: bool) -> int:
    """Take acceptances back, or leave them as they are; return how many."""
    return int(gateway.call("graduation.decide_back", list(acceptance_ids), agree))
