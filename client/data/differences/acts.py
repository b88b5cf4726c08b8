"""What is done to a comparison with a plan. The server has the last word."""

from collections.abc import Sequence
from datetime import date

from client.data.server.gateway import Gateway

RELATIONS = ("differences.difference", "differences.item", "differences.studied")
#: What is entered for the student when it is decided.
ENTERED = ("grades.result", "grades.schedule")


def begin(gateway: Gateway, student_id: int, plan_id: int | None, semester: int, elsewhere: str) -> int:
    """Begin the comparison of a student with a plan, or return the one that is there."""
    return int(gateway.call("differences.begin", student_id, plan_id, semester, elsewhere or None))


def propose(gateway: Gateway, difference_id: int) -> int:
    """Pair equal subjects anew; return how many pairs are only proposed."""
    return int(gateway.call("differences.propose", difference_id))


def confirm(gateway: Gateway, difference_id: int, item_ids: Sequence[int]) -> int:
    """Make pairs of what is proposed; return how many."""
    return int(gateway.call("differences.confirm", difference_id, list(item_ids)))


def recognise_pairs(gateway: Gateway, difference_id: int) -> int:
    """Recognise whatever is paired and undecided; return how many."""
    return int(gateway.call("differences.recognise_pairs", difference_id))


def make_up_rest(gateway: Gateway, difference_id: int, until: date) -> int:
    """Have whatever is undecided made up until a day; return how many."""
    return int(gateway.call("differences.make_up_rest", difference_id, until))


def decide(gateway: Gateway, difference_id: int) -> int:
    """Decide the comparison; return how many subjects differ."""
    return int(gateway.call("differences.decide", difference_id))


def reopen(gateway: Gateway, difference_id: int) -> None:
    """Open a decided comparison again; what was entered is taken back."""
    gateway.call("differences.reopen", difference_id)


def enter(gateway: Gateway, difference_id: int) -> int:
    """Enter results and the personal schedule; return how many results wait to be accepted."""
    return int(gateway.call("differences.enter", difference_id))
