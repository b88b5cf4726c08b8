"""What tickets say on paper."""

from collections import defaultdict
from dataclasses import dataclass

from client.core import clock
from client.core.i18n import _
from client.data.documents.plain import PlainPapers
from client.data.server.gateway import Gateway
from client.data.topics import tickets
from client.data.topics.tickets import KeptSet, PrintedQuestion
from reports.topics.tickets import PrintedTicket, PrintedTickets, TicketQuestion, render

LETTERS = "ABCD"


@dataclass(frozen=True)
class TicketsOf:
    """Whose tickets they are, in the words of the reader's language."""

    subject: str
    department: str


def papers(
    gateway: Gateway, kept: KeptSet, of: TicketsOf, *, with_answers: bool
) -> PlainPapers[PrintedTickets]:
    """Return approved tickets on paper; the server notes who took them out."""
    by_ticket: dict[int, list[PrintedQuestion]] = defaultdict(list)
    for each in tickets.printed(gateway, kept.id, with_answers=with_answers):
        by_ticket[each.ticket].append(each)
    made = tuple(
        _ticket(number, questions, kept, with_answers=with_answers)
        for number, questions in sorted(by_ticket.items())
    )
    title = f"{of.subject}: {kept.name}"
    printed = PrintedTickets(
        title,
        (of.department, _("Subject: {name}", name=of.subject), kept.name),
        made,
        _("Name ______________________________   Group __________   Date __________")
        if kept.is_test
        else _("Head of department ____________________"),
        _("Key to {name}", name=title),
        f"{title} · {clock.now():%d.%m.%Y %H:%M}",
        kept.is_test,
    )
    return PlainPapers.one(title, printed, render)


def _ticket(
    number: int, questions: list[PrintedQuestion], kept: KeptSet, *, with_answers: bool
) -> PrintedTicket:
    words = _("Variant {number}", number=number) if kept.is_test else _("Ticket {number}", number=number)
    key: tuple[str, ...] = ()
    if with_answers and kept.is_test:
        key = ("   ".join(f"{each.place}-{each.right_answer}" for each in questions),)
    elif with_answers:
        key = tuple(f"{each.place}. {each.expected or '—'}" for each in questions)
    return PrintedTicket(words, tuple(map(_question, questions)), key)


def _question(each: PrintedQuestion) -> TicketQuestion:
    offered = zip(LETTERS, (each.answer_a, each.answer_b, each.answer_c, each.answer_d), strict=True)
    answers = tuple((letter, answer) for letter, answer in offered if answer)
    points = _("{points} points", points=f"{each.weight.normalize():f}".replace(".", ","))
    return TicketQuestion(each.body, points, answers, each.picture)
