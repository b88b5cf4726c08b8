"""Days as cells hold them: Excel's own, its bare numbers, and texts; one with a time of day is asked about."""

import re
from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime, time, timedelta, timezone
from typing import Any

from client.core.clock import ZONE
from client.core.i18n import N_
from client.data.imports.doubts import Doubtful
from shared.identifiers import InvalidValue

#: The day from which Excel counts, unless the workbook comes from an old Mac.
DAY_ZERO = date(1899, 12, 30)
#: Numbers that can only be days as Excel counts them.
_EARLIEST, _LATEST = date(1927, 5, 18), date(2064, 4, 7)
_DAY_FIRST = r"(?P<day>[0-9]{1,2})[./-](?P<month>[0-9]{1,2})[./-](?P<year>[0-9]{4})(?: y\.?| г\.?)?"
_YEAR_FIRST = r"(?P<year>[0-9]{4})[./-](?P<month>[0-9]{1,2})[./-](?P<day>[0-9]{1,2})"
_CLOCK = (
    r"(?:[T ](?P<hour>[0-9]{1,2}):(?P<minute>[0-9]{2})(?::(?P<second>[0-9]{2})(?:\.[0-9]+)?)?"
    r"(?P<zone>Z|[+-][0-9]{2}:?[0-9]{2})?)?"
)
_WRITTEN = tuple(re.compile(form + _CLOCK) for form in (_DAY_FIRST, _YEAR_FIRST))
#: A web program that counts by Greenwich writes a day of Tashkent as an hour of its eve.
_EVENING = time(18)
MONTHS = 12
_AMERICAN, _EITHER = "month first", "either first"


def read(
    cell: Any, plain: Callable[[Any], str], earliest: date, latest: date, day_zero: date = DAY_ZERO
) -> date | None:
    """Return the day of a cell, None for an empty one; `plain` gives the text of any other cell."""
    moment = _moment(cell, plain, day_zero)
    if moment is None:
        return None
    found = moment.date()
    if not earliest <= found <= latest:
        message = (
            N_("The date {day} is what Excel makes of an empty or wrong date. Write the day, month and year.")
            if found.year < earliest.year
            else N_("The date {day} is too far in the future. Look at the year.")
        )
        raise InvalidValue(message, day=_written(found))
    if moment.time() != time():
        _ask(moment)
    return found


def month_first(cells: Iterable[Any]) -> bool:
    """Tell whether some day of a column can only begin with the month, as Americans write it: 11/24/2006."""
    return any(_order(cell) == _AMERICAN for cell in cells)


def refuse_ambiguous(cell: Any) -> None:
    """Refuse a day that is another one in the American order: 04/05/2006."""
    if _order(cell):
        raise InvalidValue(
            N_(
                "Some days of this column begin with the month, so {text} may be two days. Write it as 24.11.2006."
            ),
            text=str(cell).strip(),
        )


def _order(cell: Any) -> str:
    found = _WRITTEN[0].fullmatch(cell.strip()) if isinstance(cell, str) else None
    if found is None or int(found["day"]) > MONTHS:
        return ""
    return _AMERICAN if int(found["month"]) > MONTHS else _EITHER


def _ask(moment: datetime) -> None:
    meant = moment.date() + timedelta(days=moment.time() >= _EVENING)
    raise Doubtful(
        N_("There is a time of day: {moment}. Is {day} meant?"),
        meant,
        moment=f"{_written(moment.date())} {moment:%H:%M:%S}",
        day=_written(meant),
    )


def _written(day: date) -> str:
    return f"{day.day:02}.{day.month:02}.{day.year:04}"


def _moment(cell: Any, plain: Callable[[Any], str], day_zero: date) -> datetime | None:
    if isinstance(cell, datetime):
        return _rounded(cell)
    if isinstance(cell, date):
        return datetime.combine(cell, time())
    if isinstance(cell, time | timedelta):
        raise InvalidValue(
            N_(
                "There is a time of day, or the 1899 that Excel makes of an empty date. Write the day, month and year."
            )
        )
    if type(cell) in (int, float) and (counted := _counted(cell, day_zero)) is not None:
        return counted
    text = plain(cell)
    return _of_text(text) if text else None


def _rounded(moment: datetime) -> datetime:
    """Excel counts days in fractions: what is less than half a second from midnight is midnight."""
    near = moment + timedelta(milliseconds=500)
    return near.replace(microsecond=0) if near.time() < time(0, 0, 1) else moment


def _counted(number: float, day_zero: date) -> datetime | None:
    if not abs(number) < 100_000:  # noqa: PLR2004 - more than any day of a calendar
        return None
    moment = _rounded(datetime.combine(day_zero, time()) + timedelta(days=number))
    return moment if _EARLIEST <= moment.date() <= _LATEST else None


def _of_text(text: str) -> datetime:
    found = next(filter(None, (form.fullmatch(text) for form in _WRITTEN)), None)
    if found is None:
        raise InvalidValue(N_("{text} is not a date. Write it as 24.11.2006."), text=text)
    try:
        day = date(int(found["year"]), int(found["month"]), int(found["day"]))
        clock = time(int(found["hour"] or 0), int(found["minute"] or 0), int(found["second"] or 0))
    except ValueError as error:
        raise InvalidValue(N_("There is no day {text} in the calendar."), text=text) from error
    moment, zone = datetime.combine(day, clock), found["zone"]
    return moment if zone is None or moment.time() == time() else _here(moment, zone)


def _here(moment: datetime, zone: str) -> datetime:
    """Return a moment of another zone by the clock of Tashkent."""
    minutes = 0 if zone == "Z" else int(zone[1:3]) * 60 + int(zone[-2:])
    ahead = timezone(timedelta(minutes=-minutes if zone.startswith("-") else minutes))
    return moment.replace(tzinfo=UTC if zone == "Z" else ahead).astimezone(ZONE).replace(tzinfo=None)
