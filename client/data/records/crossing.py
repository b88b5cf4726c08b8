"""Records counted by one of their columns, or by two: a chart whose numbers open exactly the rows they count."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from client.core.i18n import N_, _
from client.core.words import classifier_of
from client.data.records.catalogue import Catalogue
from client.data.records.list_filters import Filter
from client.data.records.list_paths import find
from client.data.records.listing import ListQuery
from client.data.records.start_blocks import Opening, Picture
from client.data.server.gateway import Gateway
from shared.charts.chart import MOST_SERIES, Chart, Kind, Series
from shared.models.record import Record
from shared.names import sort_key

UNSAID, OTHERS = N_("not stated"), N_("others")


class Value(NamedTuple):
    """What a column holds, and what it is called."""

    key: Any
    label: str


@dataclass(frozen=True)
class Crossing:
    """A declaration; calling it asks the server under the rights of the reader."""

    title: str
    unit: str
    model: type[Record]
    filters: tuple[Filter, ...]
    window: str
    down: str
    across: str = ""
    kind: Kind = "stacked"

    def __call__(self, gateway: Gateway, catalogue: Catalogue) -> Picture | None:
        """Count, and say what opens each number."""
        paths = tuple(filter(None, (self.down, self.across)))
        rows = ListQuery(self.model, (), self.filters).counts(gateway, paths)
        counted = [
            ([Value(*row[at : at + 2]) for at in range(0, 2 * len(paths), 2)], row[-1]) for row in rows
        ]
        if not counted:
            return None
        numbers: Counter[tuple[Any, Any]] = Counter()
        for values, number in counted:
            numbers[values[0].key, values[-1].key if self.across else ""] += number
        down = self._ordered(catalogue, self.down, {values[0] for values, _number in counted})
        across = [Value("", "")]
        if self.across:
            across = self._ordered(catalogue, self.across, {values[-1] for values, _number in counted})
        return self._picture(numbers, down, _few(across, numbers))

    def _picture(
        self, numbers: Mapping[tuple[Any, Any], int], down: list[Value], across: list[tuple[Value, ...]]
    ) -> Picture:
        series, opens = [], {}
        for place, several in enumerate(across):
            found = [sum(numbers.get((each.key, one.key), 0) for one in several) for each in down]
            name = several[0].label if len(several) == 1 else _(OTHERS)
            series.append(Series(name, tuple(found)))
            for row, each in enumerate(down):
                narrowed = [self._narrowed(self.down, (each,))]
                narrowed += [self._narrowed(self.across, several)] if self.across else []
                opens[row, place] = Opening.rows(self.window, *self.filters, *narrowed)
        categories = tuple(each.label for each in down)
        axis = _(find(self.model, self.down).info["label"])
        return Picture(Chart(self.kind, _(self.title), axis, categories, tuple(series), _(self.unit)), opens)

    def _narrowed(self, path: str, values: tuple[Value, ...]) -> Filter:
        keys = tuple(each.key for each in values)
        if keys == (None,):
            return Filter(path, "empty")
        labels = tuple(each.label for each in values) if find(self.model, path).reference is not None else ()
        return Filter(path, "equals" if len(keys) == 1 else "one_of", keys, labels)

    def _ordered(self, catalogue: Catalogue, path: str, found: set[Value]) -> list[Value]:
        """Return the values with their words: codes in the order of their list, others by what they are called."""
        resolved = find(self.model, path)
        codes = "" if resolved.reference is not None else classifier_of(resolved.column)
        if not codes:
            told = [
                Value(each.key, _(UNSAID) if each.key is None else str(resolved.read(each.label)))
                for each in found
            ]
            return sorted(told, key=lambda each: (each.key is None, sort_key(each.label)))
        order = {item.code: place for place, item in enumerate(catalogue.items(codes))}
        told = [
            Value(each.key, _(UNSAID) if each.key is None else catalogue.label(codes, each.key))
            for each in found
        ]
        return sorted(told, key=lambda each: (each.key is None, order.get(each.key, len(order)), each.label))


def _few(values: list[Value], numbers: Mapping[tuple[Any, Any], int]) -> list[tuple[Value, ...]]:
    """Return each value alone; where there are too many to tell apart, the rarest together."""
    if len(values) <= MOST_SERIES:
        return [(each,) for each in values]
    sums = {each.key: sum(n for (_row, key), n in numbers.items() if key == each.key) for each in values}
    rare = set(
        sorted((key for key in sums if key is not None), key=sums.__getitem__)[
            : len(values) - MOST_SERIES + 1
        ]
    )
    kept = [(each,) for each in values if each.key not in rare]
    return [*kept, tuple(each for each in values if each.key in rare)]
