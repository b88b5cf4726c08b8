"""What somebody is told whose session the guard of the server ended; the server says why for a minute."""

from typing import Protocol

from client.core.errors import HemisError, Unavailable
from client.core.i18n import N_

#: SQLSTATE of a session that was ended from outside; a server that is stopped says the same.
STATE = "57P01"
_SENTENCES = {
    "waiting": N_(
        "Your session was ended because it kept others waiting for {seconds} seconds. "
        "Your input is kept; try again in a minute, in smaller parts if you can."
    ),
    "locks": N_(
        "Your session was ended because it held more locks than a person may. "
        "Your input is kept; try again in smaller parts."
    ),
    "notices": N_(
        "Your session was ended because it kept the server's messages from reaching others. "
        "Your input is kept; try again in a minute."
    ),
}


class Asked(Protocol):
    """Whoever can put the question to the server."""

    def scalar(self, statement: str) -> object: ...


def explained(error: Unavailable, server: Asked) -> Unavailable:
    """Return the sentence that says why the guard ended the session, else the error as it is."""
    if not error.details.startswith(STATE):
        return error
    try:
        found = server.scalar("select system.why_ended()")
    except HemisError:
        return error
    if not isinstance(found, dict) or found["reason"] not in _SENTENCES:
        return error
    told = Unavailable(_SENTENCES[found["reason"]], **found)
    told.details = error.details
    return told
