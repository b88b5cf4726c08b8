"""How many rooms of each building are in use at each pair of the day."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from client.core import clock
from client.core.i18n import _, names
from client.data.records.catalogue import Catalogue
from client.data.records.list_filters import Filter
from client.data.records.start_blocks import Opening, Picture
from client.data.server.gateway import Gateway
from client.data.timetable.lessons import pairs
from client.data.timetable.statistics import day_words
from reports.timetable.pair_time import PairTime
from shared.charts.chart import Chart, Series

ROOMS = "auditorium"
#: The rooms of today, or of the next day with lessons.
_IN_USE = """
with day as (
    select min(l.day) as day from timetable.lesson l
     where l.day between :today and :last and l.live and l.room_id is not null
)
select d.day, b.id, b.name, l.pair, array_agg(distinct r.name order by r.name)
  from day d
  join timetable.lesson l on l.day = d.day and l.live
  join infrastructure.room r on r.id = l.room_id
  join infrastructure.building b on b.id = r.building_id
 group by d.day, b.id, b.name, l.pair
 order by b.name, l.pair
"""


def rooms_in_use(gateway: Gateway, _catalogue: Catalogue) -> Picture | None:
    """A heat map: buildings down, pairs across; a number opens its rooms."""
    today = clock.today()
    rows = gateway.rows(_IN_USE, today=today, last=today + timedelta(days=6))
    if not rows:
        return None
    day, times = rows[0][0], pairs(gateway)
    last = max(row[3] for row in rows)
    shown = [each for each in times if each.number <= max(6, last)]
    places = {each.number: place for place, each in enumerate(shown)}
    used: dict[tuple[int, str], dict[int, list[str]]] = defaultdict(dict)
    for _day, building, name, pair, rooms in rows:
        if pair in places:
            used[building, name][places[pair]] = rooms
    series, opens = [], {}
    for number, ((building, name), rooms_at) in enumerate(used.items()):
        found = tuple(len(rooms_at.get(place, ())) or None for place in range(len(shown)))
        series.append(Series(names(name), found))
        for place, rooms in rooms_at.items():
            here = Filter("building", "equals", (building,), (names(name),))
            opens[place, number] = Opening.rows(ROOMS, here, Filter("name", "one_of", tuple(rooms)))
    now, until = _now(day, shown)
    title = _("Rooms in use: {day}", day=day_words(day))
    hours = tuple(each.starts_at for each in shown)
    return Picture(Chart("heat", title, _("Pair"), hours, tuple(series), _("rooms"), now), opens, until)


def _now(day: date, shown: Sequence[PairTime]) -> tuple[int | None, datetime | None]:
    """Return which pair is held now, and when that changes."""
    now = clock.now()
    if day != now.date():
        return None, None
    clocks = [(_at(day, each.starts_at), _at(day, each.ends_at)) for each in shown]
    held = next((place for place, (begins, ends) in enumerate(clocks) if begins <= now < ends), None)
    return held, min((each for both in clocks for each in both if each > now), default=None)


def _at(day: date, text: str) -> datetime:
    return datetime.combine(day, time.fromisoformat(text), clock.ZONE)
