"""The last act of a transaction: what to ask for later, and which changes nobody else will tell others of."""

import logging
from contextlib import suppress
from dataclasses import dataclass

import psycopg
from sqlalchemy import Connection, text

from client.data.server.work_connection import driver_of

log = logging.getLogger(__name__)
_LEAVE = text("select security.leave_receipt(), security.untold()")
#: Behind an act that is a transaction by itself: what stands further left in a list is done first. It may be sent
#: again, so it leaves no receipt; its number is known while it wrote something.
LEAVING = ", pg_catalog.pg_current_xact_id_if_assigned()::text, security.untold()"


@dataclass(frozen=True)
class Left:
    """What a transaction leaves behind just before its commit."""

    #: The number of the transaction, by which others tell of it; empty if it wrote nothing.
    number: str
    #: Tables whose change is still to be told.
    untold: tuple[str, ...]
    #: What the server is asked with whether it was committed.
    receipt: str | None = None


#: Of a transaction that only read.
NOTHING = Left("", ())


def leave(connection: Connection) -> Left:
    """Leave a receipt as the last act of the transaction."""
    receipt, untold = connection.execute(_LEAVE).one()
    return Left((receipt or "").rpartition("/")[2], tuple(untold), receipt)


def tell(connection: Connection, left: Left) -> None:
    """Say in a transaction of its own what has changed: within the saving one all commits would wait for each other."""
    if not left.untold:
        return
    driver = driver_of(connection)  # what SQLAlchemy does around a statement took longer than the message
    names = (relation.replace("'", "''") for relation in left.untold)
    words = "; ".join(f"notify hemis, '{name} {left.number}'" for name in names)
    try:
        driver.execute(words.encode())
        driver.commit()
    except psycopg.Error as error:  # what was saved is saved; others see it when they look again
        log.info("A change was not told: %s", error)
        with suppress(psycopg.Error):
            driver.rollback()
