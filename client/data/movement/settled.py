"""The words of an order that nobody changes any more, or that another office keeps."""

from client.core.i18n import N_
from client.data.records.settled import NOTHING, Settled
from client.data.server.gateway import Gateway

WORDS = frozenset({"heading", "effective_on", "basis", "language", "preamble", "body", "closing"})
#: The tab says itself that the text is changed while the order is a draft.
NO_DRAFT = Settled(WORDS)
ANOTHERS = Settled(WORDS, N_("The words of this order are kept by the office that drafted it."))
FACULTY = "hemis_faculty"
_STANDING = (
    "select d.state = 'draft', d.faculty_id = any ((select security.my_units())::bigint[])"
    " from movement.decree d where d.id = :order"
)


def settled_words(gateway: Gateway, decree_id: int) -> Settled:
    """Return the words of an order that the acting person only reads."""
    found = gateway.one(_STANDING, order=decree_id)
    if found is None:
        return NOTHING
    draft, own = found
    if not draft:
        return NO_DRAFT
    return NOTHING if own or gateway.role != FACULTY else ANOTHERS
