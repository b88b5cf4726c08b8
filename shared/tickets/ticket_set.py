"""What is asked for, and what came out: questions, an order for tickets, and the set with what is to be told of it."""

from collections import Counter
from collections.abc import Hashable
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction

#: How far the sums of difficulty of two tickets may lie apart, as a share of their mean.
TOLERANCE = Fraction(5, 100)


@dataclass(frozen=True)
class BankQuestion:
    """A question of the bank: what it counts, how hard it is, and its topic."""

    id: int
    topic: Hashable
    weight: Decimal
    difficulty: int


@dataclass(frozen=True)
class TicketOrder:
    """So many tickets of so many questions, from a seed."""

    tickets: int
    questions: int
    seed: int


class TooFewQuestions(Exception):
    """A ticket cannot be made without the same question twice in it."""

    def __init__(self, wanted: int, there: int) -> None:
        super().__init__(f"{wanted} of {there}")
        self.wanted, self.there = wanted, there


@dataclass(frozen=True)
class TicketSet:
    """The tickets: each a tuple of questions in their order."""

    tickets: tuple[tuple[BankQuestion, ...], ...]
    #: How many questions stand in more tickets than one, because the bank was used up.
    repeated: int = field(default=0)

    @property
    def weight(self) -> Decimal:
        """What every ticket counts."""
        return sum((each.weight for each in self.tickets[0]), Decimal(0)) if self.tickets else Decimal(0)

    @property
    def difficulties(self) -> tuple[int, ...]:
        """The sum of difficulty of every ticket."""
        return tuple(sum(each.difficulty for each in ticket) for ticket in self.tickets)

    @property
    def spread(self) -> Fraction:
        """How far the hardest and the easiest ticket lie apart, as a share of the mean."""
        sums = self.difficulties
        return Fraction(max(sums) - min(sums)) * len(sums) / sum(sums) if sums else Fraction(0)

    @property
    def is_balanced(self) -> bool:
        return self.spread <= TOLERANCE

    @property
    def crowded(self) -> int:
        """The most questions of one topic that stand in a ticket."""
        return max(
            (max(Counter(each.topic for each in ticket).values()) for ticket in self.tickets), default=0
        )
