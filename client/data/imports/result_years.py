"""Whether the year of a result fits the student: not to come, and the one in which that semester was."""

from client.core import clock
from client.core.i18n import N_
from client.data.imports.checking import CheckedFile, confirmed
from client.data.imports.doubts import Doubtful
from client.data.imports.lookups import Lookups

EARLIER = "earlier"
_AUTUMN = 9


def check_years(checked: CheckedFile, lookups: Lookups) -> None:
    """Refuse years to come; a year in which the student was not in that semester is asked about."""
    today = clock.today()
    running = today.year if today.month >= _AUTUMN else today.year - 1
    columns = (checked.column(key) for key in ("student_id", "year", "semester", "source"))
    for row, (student, year, semester, source) in enumerate(zip(*columns, strict=True)):
        if year is None:
            continue
        if year > running:
            checked.refuse(row, "year", N_("This year of study has not begun yet."))
        elif student is not None and semester is not None and source in (None, EARLIER):
            _fits(checked, row, year, semester, lookups.student[student].entry_year)


def _fits(checked: CheckedFile, row: int, year: int, semester: int, entry: int) -> None:
    """Recognised results have the years of another university; those of here follow from the year of entry."""
    expected = entry + (semester - 1) // 2
    if year == expected:
        return
    doubt = Doubtful(
        N_(
            "Who entered in {entry} was in semester {semester} in {expected}/{following}. Is {year} meant? A result of "
            "another university has the source “recognised”."
        ),
        year,
        entry=entry,
        semester=semester,
        expected=expected,
        following=expected + 1,
        year=year,
    )
    confirmed(checked, row, "year", f"{entry}: {semester} → {year}", doubt)
