"""What is done to blanks. The server has the last word, and says beforehand which it would refuse."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from psycopg.types.json import Jsonb

from client.core.errors import UserError
from client.core.i18n import N_, _
from client.data.server.gateway import Gateway
from shared.blank_numbers import NamedBlanks, NoBlankNumber, read_numbers

RELATIONS = ("blanks.blank", "blanks.act", "blanks.entry", "blanks.member", "blanks.batch", "blanks.report")
UNREADABLE = N_("“{number}” is no number of a blank. Write it as B0001201, or a range as B0001201-B0001450.")
EMPTY = N_("Write the numbers of the blanks.")
#: What the preview says of a blank (`rules.sql`), for the translators.
SENTENCES = (
    N_("The blank {number} is in the registry already."),
    N_("The blank {number} is not in the registry."),
    N_("The blank {number} is not in your holding."),
    N_("The blank {number} is with the registrar already."),
    N_("The blank {number} is held by {unit}. It is given back first."),
    N_("The blank {number} is to be destroyed by the act {act}."),
    N_("The blank {number} is in stock and not printed yet."),
    N_("The blank {number} is in stock."),
    N_("The blank {number} is reserved for {workstation}."),
    N_("The blank {number} is printed already."),
    N_("The blank {number} was issued on {since} to {person}."),
    N_("The blank {number} was spoiled on {since}."),
    N_("The blank {number} was lost on {since}."),
    N_("The blank {number} was destroyed on {since}."),
    N_("The blank {number} was returned to the supplier on {since}."),
    N_("The blank {number} is printed with a diploma: “{kind}” is not printed and issued by hand."),
    N_("The state of the blank {number} has held since {since}; {day} is before that."),
)
_NUMBERS = "select blanks.told(array_agg(b.number), 1000000) from blanks.blank b where b.id = any (:ids)"


@dataclass(frozen=True)
class Preview:
    """What an act would do: how many blanks are named, how many of them it refuses, and why."""

    blanks: int
    refused: int
    reasons: tuple[str, ...]

    def told(self) -> str:
        """Return it as a sentence."""
        if not self.refused:
            return _("{count} blanks; none is refused.", count=self.blanks)
        return _("{count} blanks, {refused} of them refused:", count=self.blanks, refused=self.refused)


def named(text: str) -> NamedBlanks:
    """Return the blanks that a text names."""
    try:
        found = read_numbers(text)
    except NoBlankNumber as wrong:
        raise UserError(UNREADABLE, number=str(wrong)) from None
    if not found.items:
        raise UserError(EMPTY)
    return found


def numbers_of(gateway: Gateway, ids: Sequence[int]) -> str:
    """Return the numbers of chosen rows as one types them."""
    return str(gateway.scalar(_NUMBERS, ids=list(ids)) or "") if ids else ""


def preview(gateway: Gateway, deed: str, text: str, day: date) -> Preview:
    """Ask what an act would do to the blanks that a text names."""
    rows = gateway.table("blanks.preview", deed, list(named(text).items), day)
    blanks, refused = rows[0][:2]
    reasons = tuple(_(message, **details) for *_head, message, details in rows if message)
    return Preview(blanks, refused, reasons)


def enter(gateway: Gateway, deed: str, text: str, given: Mapping[str, Any]) -> int:
    """Do it to the blanks that a text names; return the act."""
    found = named(text)
    values = {**given, "people": found.people}
    return int(gateway.call("blanks.enter", deed, list(found.items), Jsonb(values)))


def receive(gateway: Gateway, kind_id: int, text: str, given: Mapping[str, Any]) -> int:
    """Receive a batch; return its act."""
    return int(gateway.call("blanks.receive", kind_id, list(named(text).items), Jsonb(dict(given))))


def propose(
    gateway: Gateway, text: str, given: Mapping[str, Any], members: Sequence[int], chair: int | None
) -> int:
    """Draw up an act of destruction, which its commission signs; return it."""
    items = list(named(text).items)
    return int(gateway.call("blanks.propose", items, Jsonb(dict(given)), list(members), chair))


def sign(gateway: Gateway, act_id: int) -> bool:
    """Sign an act as its member; tell whether that was the last signature."""
    return bool(gateway.call("blanks.sign", act_id))


def withdraw(gateway: Gateway, act_id: int, reason: str) -> None:
    """Withdraw an act that waits for signatures."""
    gateway.call("blanks.withdraw", act_id, reason)
