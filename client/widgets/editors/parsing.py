"""Reading what people type: days, whole numbers and decimals in their usual spellings."""

import re
from datetime import date
from decimal import Decimal

from client.core import clock
from client.core.i18n import N_
from shared.identifiers import InvalidValue

_SPACES = re.compile(r"[\s\u00a0\u202f]+")
_DAY = re.compile(r"(\d{1,2})[.\-/, ](\d{1,2})[.\-/, ](\d{4}|\d{2})")
_BARE_DAY = re.compile(r"(\d{2})(\d{2})(\d{4}|\d{2})")
_NUMBER = re.compile(r"[+-]?\d{1,20}(\.\d{0,20})?")
_ISO_DAY = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
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


def read_whole(text: str) -> int:
    """Read a whole number, with or without gaps between thousands."""
    try:
        return int(_SPACES.sub("", text))
    except ValueError:
        raise InvalidValue(N_("{text} is not a whole number."), text=text.strip()) from None


def read_decimal(text: str, places: int) -> Decimal:
    """Read an exact decimal with a comma or a point."""
    compact = _SPACES.sub("", text).replace(",", ".")
    if not _NUMBER.fullmatch(compact):
        raise InvalidValue(N_("{text} is not a number. Write it as 1250,50."), text=text.strip())
    value = Decimal(compact)
    if value != round(value, places):
        raise InvalidValue(N_("At most {places} figures after the comma."), places=places)
    return round(value, places)
