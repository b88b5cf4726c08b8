"""Exchanging questions of the same weight between tickets, or for spare ones, until difficulty and topics are even."""

from collections import Counter
from collections.abc import Hashable, Iterator
from itertools import islice
from random import Random

from shared.tickets.ticket_set import TOLERANCE, BankQuestion

#: So often the tickets are shaken when no single exchange helps any more.
SHAKES = 12
#: So many exchanges of a ticket are weighed at a time.
WEIGHED = 400
#: A topic that stands once too often in a ticket weighs as much as so much difficulty squared.
CROWDED = 4
Exchange = tuple[int, int, int, int]


class Balance:
    """The tickets on the scales; `settle` changes them in place, the spare questions too."""

    def __init__(self, tickets: list[list[BankQuestion]], spare: list[BankQuestion], random: Random) -> None:
        self._tickets, self._spare, self._random = tickets, spare, random
        every = [each for ticket in (*tickets, spare) for each in ticket]
        topics = len({each.topic for each in every})
        self._share = -(-len(tickets[0]) // max(1, topics))
        self._used = Counter(each.id for ticket in tickets for each in ticket)
        self._sums = [sum(each.difficulty for each in ticket) for ticket in tickets]
        self._mean = sum(self._sums) / len(tickets)
        self._topics = [Counter[Hashable](each.topic for each in ticket) for ticket in tickets]

    def settle(self) -> None:
        """Exchange as long as it helps; shake and try again while the tickets are not even enough."""
        self._improve()
        best = self._cost(), [list(ticket) for ticket in self._tickets]
        for _turn in range(SHAKES):
            if self._is_even() or max(self._sums) - min(self._sums) <= 1:
                break
            self._shake()
            self._improve()
            if (cost := self._cost()) < best[0]:
                best = cost, [list(ticket) for ticket in self._tickets]
        self._tickets[:] = best[1] if self._cost() > best[0] else self._tickets

    def _improve(self) -> None:
        """Let the tickets that lie farthest off exchange with all others, the best exchange first."""
        while (found := self._best_exchange()) is not None:
            self._do(found)

    def _best_exchange(self) -> Exchange | None:
        off = [abs(each - self._mean) + self._crowd(place) for place, each in enumerate(self._sums)]
        for place in sorted(range(len(off)), key=off.__getitem__, reverse=True)[:4]:
            possible = self._exchanges(place)
            while weighed := list(islice(possible, WEIGHED)):
                gain, exchange = max((self._gain(each), each) for each in weighed)
                if gain > 1e-9:  # noqa: PLR2004 - what rounding makes of nothing
                    return exchange
        return None

    def _exchanges(self, one: int) -> Iterator[Exchange]:
        """Give (ticket, its place, other ticket or -1 for the spare ones, place there), beginning anywhere."""
        others = [-1, *(place for place in range(len(self._tickets)) if place != one)]
        self._random.shuffle(others)
        for other in others:
            theirs = self._spare if other < 0 else self._tickets[other]
            for place, mine in enumerate(self._tickets[one]):
                for there, question in enumerate(theirs):
                    if question.weight == mine.weight and self._may(one, mine, other, question):
                        yield one, place, other, there

    def _may(self, one: int, mine: BankQuestion, other: int, theirs: BankQuestion) -> bool:
        """No ticket gets a question twice, and a spare one comes only instead of one that is used more often."""
        if theirs in self._tickets[one]:
            return False
        if other < 0:
            return self._used[mine.id] > self._used[theirs.id]
        return mine not in self._tickets[other]

    def _gain(self, exchange: Exchange) -> float:
        """Return how much an exchange makes the tickets more even."""
        one, place, other, there = exchange
        mine = self._tickets[one][place]
        theirs = (self._spare if other < 0 else self._tickets[other])[there]
        step = theirs.difficulty - mine.difficulty
        gain = self._gain_of(one, step, mine, theirs)
        return gain if other < 0 else gain + self._gain_of(other, -step, theirs, mine)

    def _gain_of(self, ticket: int, step: int, leaves: BankQuestion, comes: BankQuestion) -> float:
        off = self._sums[ticket] - self._mean
        gain = off**2 - (off + step) ** 2
        if leaves.topic != comes.topic:
            counts = self._topics[ticket]
            leaving, coming = counts[leaves.topic], counts[comes.topic]
            gain += self._too_many(leaving) - self._too_many(leaving - 1)
            gain += self._too_many(coming) - self._too_many(coming + 1)
        return gain

    def _too_many(self, count: int) -> int:
        """Return what questions of a topic cost beyond its even share of a ticket."""
        return CROWDED * (count - self._share) ** 2 if count > self._share else 0

    def _crowd(self, ticket: int) -> int:
        return sum(map(self._too_many, self._topics[ticket].values()))

    def _do(self, exchange: Exchange) -> None:
        one, place, other, there = exchange
        theirs = self._spare if other < 0 else self._tickets[other]
        mine, question = self._tickets[one][place], theirs[there]
        self._tickets[one][place], theirs[there] = question, mine
        self._note(one, mine, question)
        if other < 0:
            self._used[mine.id] -= 1
            self._used[question.id] += 1
        else:
            self._note(other, question, mine)

    def _note(self, ticket: int, left: BankQuestion, came: BankQuestion) -> None:
        self._sums[ticket] += came.difficulty - left.difficulty
        self._topics[ticket][left.topic] -= 1
        self._topics[ticket][came.topic] += 1

    def _shake(self) -> None:
        """Do some exchanges by chance."""
        for _turn in range(max(2, len(self._tickets) // 3)):
            possible = list(islice(self._exchanges(self._random.randrange(len(self._tickets))), WEIGHED))
            if possible:
                self._do(self._random.choice(possible))

    def _is_even(self) -> bool:
        sums = self._sums
        return (max(sums) - min(sums)) * len(sums) <= TOLERANCE * sum(sums)

    def _cost(self) -> float:
        return sum((each - self._mean) ** 2 for each in self._sums) + sum(
            map(self._crowd, range(len(self._tickets)))
        )
