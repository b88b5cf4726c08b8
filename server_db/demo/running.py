"""Which term the demonstration is in: the one that runs today or, between two, the one that comes next."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from shared.codes import SemestrType

AUTUMN, SPRING = SemestrType.AUTUMN, SemestrType.SPRING
TEACHING_WEEKS, WEEKS = 15, 18
_MONTHS = {AUTUMN: 9, SPRING: 2}


def first_monday(year: int, season: str) -> date:
    """Return the day a term begins on: the first Monday of September or February."""
    seventh = date(year, _MONTHS[season], 7)
    return seventh - timedelta(seventh.weekday())


def term_days(year: int, season: str) -> tuple[date, date]:
    """Return the first and the last day of a term of an academic year."""
    begins = first_monday(year + (season == SPRING), season)
    return begins, begins + timedelta(7 * WEEKS - 2)


def running_term(today: date) -> tuple[int, str]:
    """Return academic year and season of the first term that is not over."""
    years = (today.year - 1, today.year)
    terms = [(year, season) for year in years for season in (AUTUMN, SPRING)]
    return next(term for term in terms if term_days(*term)[1] >= today)


TODAY = datetime.now(ZoneInfo("Asia/Tashkent")).date()
YEAR, SEASON = running_term(TODAY)
#: The day on which the demonstration's people were counted.
COUNTED = date(YEAR, 11, 2)
