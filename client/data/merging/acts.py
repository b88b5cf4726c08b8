"""What is proposed and decided about two rows. The server has the last word."""

from collections.abc import Mapping
from dataclasses import dataclass

from client.data.server.gateway import Gateway

RELATIONS = ("merging.proposal", "students.student", "students.period")


@dataclass(frozen=True)
class Pair:
    """Which row stays, which other one there is, and the values that are taken from the other."""

    stays: int
    goes: int
    choices: Mapping[str, str]


def propose(gateway: Gateway, kind: str, pair: Pair, reason: str) -> int:
    """Propose to merge or to link two rows; return the proposal."""
    return int(gateway.call("merging.propose", kind, pair.stays, pair.goes, dict(pair.choices), reason))


def agree(gateway: Gateway, proposal: int) -> None:
    """Agree as the second person, which merges or links at once."""
    gateway.call("merging.decide", proposal, True)


def refuse(gateway: Gateway, proposal: int, answer: str) -> None:
    """Refuse a proposal."""
    gateway.call("merging.decide", proposal, False, answer)


def withdraw(gateway: Gateway, proposal: int) -> None:
    """Take the own proposal back."""
    gateway.call("merging.withdraw", proposal)


def undo(gateway: Gateway, proposal: int, reason: str) -> None:
    """Take a merge back, or a link."""
    gateway.call("merging.undo", proposal, reason)
