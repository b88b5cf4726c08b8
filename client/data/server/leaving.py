"""The last act of a transaction: what to ask for later, and which changes nobody else will tell others of."""

import logging
from dataclasses import dataclass

from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError

log = logging.getLogger(__name__)
_LEAVE = text("select security.leave_receipt(), security.untold()")
#: Behind an act that is a transaction by itself: what stands further left in a list is done first.
LEAVING = ", security.leave_receipt(), security.untold()"


@dataclass(frozen=True)
class Left:
    """What a transaction leaves behind just before its commit."""

    #: None if it wrote nothing.
    receipt: str | None
    #: Tables whose change is still to be told.
    untold: tuple[str, ...]

    @property
    def number(self) -> str:
        """The number of the transaction, by which others tell of it."""
        return (self.receipt or "").rpartition("/")[2]


#: Of a transaction that only read.
NOTHING = Left(None, ())


def leave(connection: Connection) -> Left:
    """Leave a receipt as the last act of the transaction."""
    receipt, untold = connection.execute(_LEAVE).one()
    return Left(receipt, tuple(untold))


def notice_of(left: Left) -> str:
    """Write what tells of the changed tables."""
    names = (relation.replace("'", "''") for relation in left.untold)
    return "; ".join(f"notify hemis, '{name} {left.number}'" for name in names)


def tell(connection: Connection, left: Left) -> None:
    """Say in a transaction of its own what has changed: within the saving one all commits would wait for each other.

    Through SQLAlchemy, and not past it: it has to see that the connection broke. Else it sets the connection back for
    the next user, fails there, and what is saved is told as lost.
    """
    if not left.untold:
        return
    try:
        connection.exec_driver_sql(notice_of(left))
        connection.commit()
    except DBAPIError as error:  # what was saved is saved; others see it when they look again
        log.info("A change was not told: %s", error.orig)
