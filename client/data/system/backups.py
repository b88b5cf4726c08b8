"""How old the last good backup is, and when the server's guard was last seen."""

from datetime import datetime, timedelta

from sqlalchemy import func, select

from client.data.server.gateway import Gateway
from shared.models.system import Backup, Watch

#: A backup is to be made every night; the guard says every few seconds that it is there.
OLD = timedelta(hours=26)
ASLEEP = timedelta(minutes=1)


def last_good(gateway: Gateway) -> datetime | None:
    """Return when the last backup that succeeded was finished."""
    found: datetime | None = gateway.scalar(select(func.max(Backup.finished_at)).where(Backup.succeeded))
    return found


def guard_seen(gateway: Gateway) -> datetime | None:
    """Return when the guard last said that it is at work."""
    found: datetime | None = gateway.scalar(select(Watch.seen_at).where(Watch.name == "guard"))
    return found
