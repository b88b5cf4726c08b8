"""Reading what people type: days in their usual spellings."""

import re
from datetime import date

from client.core import clock
from client.core.i18n import N_
from shared.identifiers import InvalidValue

_DAY = re.compile(r"([0-9]{1,2})[.\-/, ]([0-9]{1,2})[.\-/, ]([0-9]{4}|[0-9]{2})")
_BARE_DAY = re.compile(r"([0-9]{2})([0-9]{2})([0-9]{4}|[0-9]{2})")
_ISO_DAY = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})")
#: Two figures of a year above this many years ahead mean the former century.
AHEAD = 20


def read_day(text: str) -> date:
    """Read 24.11.2026, 24/11/26, 24112026 or 2026-11-24."""
    text = text.strip()
    if found := _ISO_DAY.fullmatch(text):
        year, month, day = (int(part) for part in found.groups())
    elif found := _DAY.fullmatch(text) or _BARE_DAY.fullmatch(text):
        day, month = int(found[1]), int(found[2])
        year = int(found[3]) if len(found[3]) > 2 else _full_year(int(found[3]))  # noqa: PLR2004 - figures of a year
    else:
        raise InvalidValue(N_("{text} is not a date. Write it as 24.11.2026."), text=text)
    try:
        return date(year, month, day)
    except ValueError:
        raise InvalidValue(N_("There is no day {text}. Look at the day and the month."), text=text) from None


def _full_year(short: int) -> int:
    this = clock.today().year
    century = this - this % 100
    return century + short if century + short <= this + AHEAD else century - 100 + short
