"""Records counted by the day or the month of a moment: a line whose points open the rows of that time."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from sqlalchemy import Date, func, select

from client.core import clock
from client.core.i18n import _
from client.data.records.catalogue import Catalogue
from client.data.records.list_filters import Filter, condition
from client.data.records.list_paths import Paths
from client.data.records.start_blocks import Opening, Picture
from client.data.server.gateway import Gateway
from shared.charts.chart import Chart, Series
from shared.models.record import Table

#: So many points are looked back.
DAYS, MONTHS = 14, 12


@dataclass(frozen=True)
class Timeline:
    """A declaration; calling it asks the server under the rights of the reader."""

    title: str
    unit: str
    axis: str
    model: type[Table]
    column: str
    window: str
    step: Literal["day", "month"]

    def __call__(self, gateway: Gateway, _catalogue: Catalogue) -> Picture | None:
        """Count the last two weeks, or the last year."""
        begins = _days() if self.step == "day" else _months()
        ends = [each - timedelta(days=1) for each in begins[1:]]
        since = Filter(self.column, "between", (begins[0].isoformat(), ends[-1].isoformat()))
        paths = Paths(self.model)
        when = func.date_trunc(self.step, func.timezone(clock.ZONE.key, paths.stored(self.column))).cast(Date)
        statement = select(when, func.count()).select_from(self.model).where(condition(paths, since))
        found = dict(map(tuple, gateway.rows(statement.group_by(when))))
        if not found:
            return None
        opens = {
            (place, 0): Opening.rows(
                self.window, Filter(self.column, "between", (first.isoformat(), last.isoformat()))
            )
            for place, (first, last) in enumerate(zip(begins, ends, strict=False))
        }
        words = "%d.%m" if self.step == "day" else "%m.%Y"
        categories = tuple(each.strftime(words) for each in begins[:-1])
        numbers = tuple(found.get(each, 0) for each in begins[:-1])
        chart = Chart("lines", _(self.title), _(self.axis), categories, (Series("", numbers),), _(self.unit))
        return Picture(chart, opens)


def _days() -> list[date]:
    """Return the last days, today and tomorrow."""
    today = clock.today()
    return [today + timedelta(days=each) for each in range(1 - DAYS, 2)]


def _months() -> list[date]:
    """Return the first days of the last months, of this one and of the next."""
    today = clock.today()
    number = today.year * 12 + today.month - 1
    return [date(each // 12, each % 12 + 1, 1) for each in range(number + 1 - MONTHS, number + 2)]
