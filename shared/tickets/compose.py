"""Composing a set: which questions are used, dealt to tickets by weight, then exchanged until they are balanced.

Every ticket takes the same number of questions of each weight, so that all tickets count the same whatever is
exchanged afterwards. A question comes a second time only when all others of its weight have been used.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from random import Random

from shared.tickets.balance import Balance
from shared.tickets.ticket_set import BankQuestion, TicketOrder, TicketSet, TooFewQuestions

ByWeight = Mapping[Decimal, list[BankQuestion]]


def compose(bank: Iterable[BankQuestion], order: TicketOrder) -> TicketSet:
    """Return the tickets; the same bank, order and seed give the same."""
    random = Random(order.seed)  # noqa: S311 - tickets are repeatable, no secret
    known = sorted(bank, key=lambda each: each.id)
    if order.questions > len(known) or not order.tickets:
        raise TooFewQuestions(order.questions, len(known))
    by_weight: dict[Decimal, list[BankQuestion]] = defaultdict(list)
    for each in known:
        by_weight[each.weight].append(each)
    shares = _shares(by_weight, order)
    tickets: list[list[BankQuestion]] = [[] for _ticket in range(order.tickets)]
    spare: list[BankQuestion] = []
    for weight in sorted(by_weight):
        dealt, rest = _draw(by_weight[weight], shares[weight] * order.tickets, random)
        _deal(dealt, tickets)
        spare += rest
    Balance(tickets, spare, random).settle()
    for ticket in tickets:
        random.shuffle(ticket)
    return TicketSet(tuple(map(tuple, tickets)), _repeated(tickets))


def _shares(by_weight: ByWeight, order: TicketOrder) -> dict[Decimal, int]:
    """Return how many questions of each weight a ticket takes: in proportion, without repeating if that can be."""
    there = {weight: len(questions) for weight, questions in by_weight.items()}
    limits = {weight: count // order.tickets for weight, count in there.items()}
    if sum(limits.values()) < order.questions:  # questions will come twice: no ticket takes one twice
        limits = there
    every = sum(there.values())
    shares = {
        weight: min(limits[weight], order.questions * count // every) for weight, count in there.items()
    }
    while (left := order.questions - sum(shares.values())) > 0:
        open_ones = [weight for weight in sorted(there) if shares[weight] < limits[weight]]
        open_ones.sort(key=lambda weight: shares[weight] * order.tickets - there[weight])
        for weight in open_ones[:left]:
            shares[weight] += 1
    return shares


def _draw(
    questions: Sequence[BankQuestion], count: int, random: Random
) -> tuple[list[BankQuestion], list[BankQuestion]]:
    """Draw so many questions, the topics in turn; a further round begins only when all are used.

    Returns them, and those of the last round that were not needed.
    """
    drawn: list[BankQuestion] = []
    while count - len(drawn) >= len(questions):
        drawn += _in_turn(questions, random)
    last = _in_turn(questions, random)
    rest = count - len(drawn)
    return [*drawn, *last[:rest]], last[rest:]


def _in_turn(questions: Sequence[BankQuestion], random: Random) -> list[BankQuestion]:
    """Return the questions so that topics take turns, each topic's in an order of chance."""
    by_topic: dict[object, list[BankQuestion]] = defaultdict(list)
    for each in questions:
        by_topic[each.topic].append(each)
    topics = list(by_topic.values())
    random.shuffle(topics)
    for topic in topics:
        random.shuffle(topic)
    longest = max(map(len, topics))
    return [topic[turn] for turn in range(longest) for topic in topics if turn < len(topic)]


def _deal(questions: Sequence[BankQuestion], tickets: list[list[BankQuestion]]) -> None:
    """Give the questions out one by one, to the ticket that has fewest and does not have the question yet.

    Copies of a question go out together, those of many first: otherwise the last copy may find only full tickets.
    """
    counts = dict.fromkeys(range(len(tickets)), 0)
    first = {question: -place for place, question in reversed(list(enumerate(questions)))}
    for question in sorted(questions, key=lambda each: (questions.count(each), first[each]), reverse=True):
        free = [place for place in counts if question not in tickets[place]]
        place = min(
            free, key=lambda each: (counts[each], sum(one.topic == question.topic for one in tickets[each]))
        )
        tickets[place].append(question)
        counts[place] += 1


def _repeated(tickets: Sequence[Sequence[BankQuestion]]) -> int:
    seen: dict[int, int] = defaultdict(int)
    for ticket in tickets:
        for each in ticket:
            seen[each.id] += 1
    return sum(count > 1 for count in seen.values())
