"""What can go wrong before a connection stands, as sentences that say what to do."""

import psycopg

from client.core.errors import HemisError, Unavailable, UserError
from client.core.i18n import N_
from client.data.server.hosts import ChangingOver


def sentence_of(error: psycopg.Error, server: str) -> HemisError:
    """The sentence for what the driver says of a connection that it could not open."""
    reason = str(error).strip()
    if any(word in reason for word in _CHANGING):
        sentence: HemisError = ChangingOver()
    else:
        found = next((make for words, make in _REASONS if any(word in reason for word in words)), None)
        kind, message = found or (
            Unavailable,
            N_("The server {server} does not answer. Check the network and try again."),
        )
        sentence = kind(message, server=server)
    sentence.details = reason
    return sentence


#: A standby that may take over, and a server that comes back.
_CHANGING = ("session is read-only", "not accepting connections", "hot standby")

_REASONS: tuple[tuple[tuple[str, ...], tuple[type[HemisError], str]], ...] = (
    (
        ("authentication failed", "no password supplied"),
        (UserError, N_("The login or the password is wrong.")),
    ),
    (
        ("not permitted to log in",),
        (UserError, N_("This account is closed. Ask the personnel office to open it again.")),
    ),
    (
        ("permission denied for database", "no pg_hba.conf entry"),
        (UserError, N_("This login may not use the server {server}. Ask the administrator for the right.")),
    ),
    (
        ("certificate verify failed",),  # the driver does not tell why
        (
            Unavailable,
            N_(
                "The certificate of the server {server} is not valid: it has expired, comes from another "
                "authority, or the date of this computer is wrong. Nothing was sent. Look at the date, then tell "
                "the administrator."
            ),
        ),
    ),
    (
        ("does not match host name",),
        (
            Unavailable,
            N_(
                "The server {server} shows the certificate of another one, so nothing was sent. "
                "Write the address as the administrator gave it."
            ),
        ),
    ),
    (
        ("unexpected eof", "SSL SYSCALL"),
        (Unavailable, N_("The server {server} does not answer. Check the network and try again.")),
    ),
    (
        ("root certificate file",),
        (
            Unavailable,
            N_("This computer lacks the certificate that proves {server}. Ask the administrator for it."),
        ),
    ),
    (
        ("does not exist",),
        (Unavailable, N_("There is no HEMIS database at {server}. Check the address.")),
    ),
    (
        ("certificate", "SSL", "TLS", "channel binding"),
        (
            Unavailable,
            N_(
                "The server {server} cannot prove that it is yours, so nothing was sent. Tell the administrator."
            ),
        ),
    ),
    (
        ("could not translate host name", "Name or service not known", "resolve host", "failed to resolve"),
        (Unavailable, N_("There is no server called {server}. Check how its name is written.")),
    ),
    (
        ("definition of service",),
        (
            UserError,
            N_(
                "The connection “{server}” is not described on this computer. Ask the administrator for its file."
            ),
        ),
    ),
    (
        ("too many connections", "remaining connection slots"),
        (Unavailable, N_("The server has no free connections. Close other windows of the program or wait.")),
    ),
    (
        ("starting up", "shutting down", "recovery"),
        (Unavailable, N_("The server {server} is starting. Try again in a minute.")),
    ),
    (
        ("refused",),
        (
            Unavailable,
            N_("At {server} no database server is running now. Check the address or tell the administrator."),
        ),
    ),
)
