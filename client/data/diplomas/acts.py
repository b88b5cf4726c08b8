"""What offices do to diplomas. The server has the last word."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from psycopg.types.json import Jsonb

from client.data.server.gateway import Gateway

RELATIONS = ("diplomas.diploma", "diplomas.line", "diplomas.printing")
#: Acts that use or free blanks tell their registry too.
WITH_BLANKS = (*RELATIONS, "blanks.blank", "blanks.act", "blanks.entry")
FACULTY, OFFICE, REGISTRAR = "hemis_faculty", "hemis_academic_office", "hemis_registrar"


@dataclass(frozen=True)
class HandingOut:
    """To whom diplomas are given, when, and by what document; nobody named is the holder."""

    day: date
    document: str
    person: str = ""

    def as_given(self) -> Mapping[str, str]:
        return {"day": self.day.isoformat(), "document": self.document, "person": self.person}


def draft(gateway: Gateway, student_ids: Sequence[int]) -> int:
    """Draft diplomas for students whose record is accepted; return how many there are new."""
    return int(gateway.call("diplomas.draft", list(student_ids)))


def refill(gateway: Gateway, ids: Sequence[int]) -> int:
    """Fill drafts anew from the records; what was written by hand is lost."""
    return int(gateway.call("diplomas.refill", list(ids)))


def accept(gateway: Gateway, ids: Sequence[int]) -> int:
    """Accept drafts, all of them or none; return how many."""
    return int(gateway.call("diplomas.accept", list(ids)))


def ask_back(gateway: Gateway, ids: Sequence[int], reason: str) -> int:
    """Ask that accepted or prepared diplomas become drafts again; return how many."""
    return int(gateway.call("diplomas.ask_back", list(ids), reason))


def decide_back(gateway: Gateway, ids: Sequence[int], *, agree: bool) -> int:
    """Let diplomas be drafts again, or leave them as they are; return how many."""
    return int(gateway.call("diplomas.decide_back", list(ids), agree))


def prepare(gateway: Gateway, ids: Sequence[int], day: date) -> int:
    """Give register numbers of a day and the final text; return how many."""
    return len(gateway.table("diplomas.prepare", list(ids), day))


def hand_out(gateway: Gateway, ids: Sequence[int], given: HandingOut) -> int:
    """Hand printed diplomas out; return how many."""
    return int(gateway.call("diplomas.hand_out", list(ids), Jsonb(given.as_given())))


def give_up_print(
    gateway: Gateway, diploma_id: int, form: str, deed: str, document: str, reason: str
) -> None:
    """Write a print off as spoiled or lost, before it is handed out; it is printed again."""
    gateway.call("diplomas.give_up_print", diploma_id, form, deed, document, reason)


def draft_duplicate(gateway: Gateway, diploma_id: int, cause: str, document: str) -> int:
    """Draft a duplicate of an issued diploma; return its id."""
    return int(gateway.call("diplomas.draft_duplicate", diploma_id, cause, document))


def take_in(gateway: Gateway, diploma_id: int, document: str, reason: str) -> int:
    """Take a wrong diploma in by the act of a commission; return the draft of the right one."""
    return int(gateway.call("diplomas.take_in", diploma_id, document, reason))


def discard(gateway: Gateway, ids: Sequence[int], reason: str) -> int:
    """Cancel drafts that nobody needs; return how many."""
    return int(gateway.call("diplomas.discard", list(ids), reason))
