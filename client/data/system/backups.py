"""How old the last good backup is."""

from datetime import datetime

from sqlalchemy import func, select

from client.data.server.gateway import Gateway
from shared.models.system import Backup


def last_good(gateway: Gateway) -> datetime | None:
    """Return when the last backup that succeeded was finished."""
    found: datetime | None = gateway.scalar(select(func.max(Backup.finished_at)).where(Backup.succeeded))
    return found
