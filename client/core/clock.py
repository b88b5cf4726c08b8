"""The hour and the day of the university: the server's, in Tashkent, whatever the clock of this computer says.

`go_by` is told the server's clock at sign-in; from then on only the time that has passed is measured here, so that a
clock or a time zone set wrong, or moved meanwhile, changes nothing. Before sign-in it is this computer's own clock.
"""

import time
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Asia/Tashkent")

#: When this computer started, by the server's clock; None before sign-in.
_started: datetime | None = None


def go_by(server: datetime) -> None:
    """Count on from what the server's clock says now."""
    global _started  # noqa: PLW0603 - the one clock of the program, like its language
    _started = server.astimezone(ZONE) - _passed()


def now() -> datetime:
    """Return the moment, in Tashkent."""
    if _started is None:
        return datetime.now(ZONE)  # noqa: TID251 - nobody else to ask before sign-in
    return _started + _passed()


def today() -> date:
    """Return the day."""
    return now().date()


def _passed() -> timedelta:
    """Return the time since this computer started, which nobody can set; asleep it goes on."""
    if hasattr(time, "CLOCK_BOOTTIME"):
        return timedelta(seconds=time.clock_gettime(time.CLOCK_BOOTTIME))
    return timedelta(seconds=time.monotonic())  # counts sleep on Windows, not on Linux
