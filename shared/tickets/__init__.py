"""Tickets and test variants out of a bank of questions: balanced, and the same again from the same seed."""

from shared.tickets.compose import compose
from shared.tickets.ticket_set import TOLERANCE, BankQuestion, TicketOrder, TicketSet, TooFewQuestions

__all__ = ["TOLERANCE", "BankQuestion", "TicketOrder", "TicketSet", "TooFewQuestions", "compose"]
