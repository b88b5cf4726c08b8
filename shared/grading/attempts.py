"""Which of several results of a subject counts, and why."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Attempt:
    """A result: after all attempts are used up, the next one is the first of a new round."""

    id: int
    round: int
    number: int
    passed: bool
    recognised: bool = False


@dataclass(frozen=True)
class Chosen:
    """The attempt that counts and the reason."""

    id: int
    why: str


def choose(attempts: Sequence[Attempt]) -> Chosen | None:
    """Return the first attempt that was passed, else the latest one."""
    if not attempts:
        return None
    passed = [each for each in attempts if each.passed]
    if passed:
        best = min(passed, key=lambda each: (each.round, each.number, each.id))
    else:
        best = min(attempts, key=lambda each: (-each.round, -each.number, each.id))
    if best.recognised:
        return Chosen(best.id, "recognised")
    if len(attempts) == 1:
        return Chosen(best.id, "only")
    return Chosen(best.id, "passed" if best.passed else "latest")
