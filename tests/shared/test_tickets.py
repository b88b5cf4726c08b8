"""Tickets out of a bank: equal, balanced, without repeating, and the same from the same seed."""

from collections import Counter
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shared.tickets import BankQuestion, TicketOrder, TooFewQuestions, compose

WEIGHTS = st.sampled_from([Decimal(1), Decimal(2), Decimal("2.5")])
BANKS = st.lists(st.tuples(st.integers(1, 6), WEIGHTS, st.integers(1, 5)), min_size=1, max_size=60)


def bank_of(rows):
    return [BankQuestion(number, *row) for number, row in enumerate(rows)]


@settings(max_examples=60)
@given(BANKS, st.integers(1, 8), st.integers(1, 8), st.integers(0, 9))
def test_tickets_keep_what_is_promised(rows, tickets, questions, seed):
    bank, order = bank_of(rows), TicketOrder(tickets, questions, seed)
    if questions > len(bank):
        with pytest.raises(TooFewQuestions):
            compose(bank, order)
        return
    made = compose(bank, order)
    assert len(made.tickets) == tickets
    assert all(len(set(ticket)) == questions for ticket in made.tickets)
    assert len({sum(each.weight for each in ticket) for ticket in made.tickets}) == 1
    used = Counter(each for ticket in made.tickets for each in ticket)
    # A question comes again only when all of its weight have been used, and then none much more often than others.
    for question, count in used.items():
        least = min(used[each] for each in bank if each.weight == question.weight)
        assert count - least <= 1
    assert made.repeated == sum(count > 1 for count in used.values())
    # A topic stands in no ticket more than once oftener than its even share: the server refuses what does.
    topics = Counter(each.topic for ticket in made.tickets for each in ticket)
    for ticket in made.tickets:
        for topic, count in Counter(each.topic for each in ticket).items():
            assert count <= -(-topics[topic] // tickets) + 1
    assert compose(reversed(bank), order) == made


def test_no_ticket_goes_short_when_questions_come_twice():
    bank = bank_of([(1, Decimal(1), 1), (1, Decimal(1), 1), (1, Decimal(2), 1), (2, Decimal(1), 1)])
    assert [len(set(ticket)) for ticket in compose(bank, TicketOrder(3, 3, 0)).tickets] == [3, 3, 3]


def test_another_seed_makes_other_tickets():
    bank = bank_of([(number % 5, Decimal(1), 1 + number % 5) for number in range(60)])
    assert compose(bank, TicketOrder(10, 4, 1)) != compose(bank, TicketOrder(10, 4, 2))


def test_topics_are_spread_and_difficulty_lies_within_five_per_cent():
    rows = [(number % 10, Decimal(1 + number % 2), 1 + number * 7 % 5) for number in range(160)]
    made = compose(bank_of(rows), TicketOrder(20, 5, 7))
    assert made.is_balanced
    assert made.repeated == 0
    assert made.crowded == 1


def test_a_bank_that_is_used_up_is_told():
    bank = bank_of([(number % 4, Decimal(1), 3) for number in range(20)])
    made = compose(bank, TicketOrder(10, 4, 3))
    assert made.repeated == 20
