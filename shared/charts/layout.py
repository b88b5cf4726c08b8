"""Where everything of a chart stands in a rectangle, with y downward; drawn by a window's pen and by a paper's."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal

from shared.charts.chart import Chart
from shared.numbers import written

Align = Literal["left", "center", "right"]
#: Steps of 4: between a label and its bar, in a row above and below, of a key.
GAP, PADDING, SWATCH, BETWEEN_KEYS = 8.0, 3.0, 10.0, 16.0
#: At most this share of the width is for the names at the left: in large letters a bar is shortened, not its name.
NAMES = 0.56
#: The least that is seen of a number, and half the size of a point.
LEAST, POINT = 3.0, 4.0
TICKS = 4
ELLIPSIS = "…"


@dataclass(frozen=True)
class Box:
    """A rectangle."""

    x: float
    y: float
    width: float
    height: float

    def holds(self, x: float, y: float) -> bool:
        return self.x <= x <= self.x + self.width and self.y <= y <= self.y + self.height

    @property
    def middle(self) -> tuple[float, float]:
        return self.x + self.width / 2, self.y + self.height / 2


@dataclass(frozen=True)
class Mark:
    """A number's place: the bar, the point, the cell; `share` is what part of the largest it is."""

    category: int
    series: int
    box: Box
    share: float = 0


@dataclass(frozen=True)
class Label:
    """A text that is cut to its box; `full` is what it would say in a wider one."""

    text: str
    box: Box
    align: Align = "left"
    strong: bool = False
    full: str = ""


@dataclass(frozen=True)
class Metrics:
    """What a pen knows of its letters."""

    width: Callable[[str], float]
    line: float

    @property
    def row(self) -> float:
        return self.line + 2 * PADDING

    def cut(self, text: str, room: float) -> str:
        """Return the text, with dots for its end if it is wider than `room`."""
        if self.width(text) <= room:
            return text
        low, high = 0, len(text)
        while low < high:
            middle = (low + high + 1) // 2
            fits = self.width(text[:middle].rstrip() + ELLIPSIS) <= room
            low, high = (middle, high) if fits else (low, middle - 1)
        return text[:low].rstrip() + ELLIPSIS


@dataclass
class Layout:
    """Everything that is drawn."""

    height: float = 0
    marks: list[Mark] = field(default_factory=list)
    labels: list[Label] = field(default_factory=list)
    #: The keys of the series: (series, box).
    keys: list[tuple[int, Box]] = field(default_factory=list)
    #: Thin lines: from, to.
    rules: list[tuple[float, float, float, float]] = field(default_factory=list)


def laid_out(chart: Chart, metrics: Metrics, width: float) -> Layout:
    """Place a chart into a width; its height is what it needs."""
    layout = Layout()
    made = {"bars": _bars, "stacked": _bars, "lines": _lines, "heat": _heat}[chart.kind]
    top = _place_keys(chart, metrics, width, layout)
    layout.height = made(chart, metrics, width, top, layout)
    return layout


def _place_keys(chart: Chart, metrics: Metrics, width: float, layout: Layout) -> float:
    """Name the series above, in as many lines as they need; return where they end."""
    if len(chart.series) < 2 or chart.kind == "heat":  # noqa: PLR2004 - a single one is what the title says
        return 0.0
    x, y = 0.0, 0.0
    for number, each in enumerate(chart.series):
        text = metrics.cut(each.name, width - SWATCH - GAP)
        needs = SWATCH + GAP / 2 + metrics.width(text)
        if x and x + needs > width:
            x, y = 0.0, y + metrics.row
        layout.keys.append((number, Box(x, y + (metrics.row - SWATCH) / 2, SWATCH, SWATCH)))
        box = Box(x + SWATCH + GAP / 2, y, metrics.width(text) + 1, metrics.row)
        layout.labels.append(Label(text, box, full=each.name))
        x += needs + BETWEEN_KEYS
    return y + metrics.row + GAP / 2


def _names(texts: Sequence[str], metrics: Metrics, width: float) -> float:
    """Return the width of the names at the left."""
    return min(max(map(metrics.width, texts), default=0) + 1, width * NAMES)


def _bars(chart: Chart, metrics: Metrics, width: float, top: float, layout: Layout) -> float:
    names = _names(chart.categories, metrics, width)
    totals = [written(chart.total(place)) for place in range(len(chart.categories))]
    ends = max(map(metrics.width, totals), default=0) + 1
    room = width - names - ends - 2 * GAP
    largest = max(map(chart.total, range(len(chart.categories))), default=0) or 1
    for place, name in enumerate(chart.categories):
        y = top + place * metrics.row
        strong = place == chart.now
        box = Box(0, y, names, metrics.row)
        layout.labels.append(Label(metrics.cut(name, names), box, "left", strong, name))
        x = names + GAP
        for number, each in enumerate(chart.series):
            value = each.values[place] or 0
            long = max(LEAST, value / largest * room) if value else 0
            if value:
                bar = Box(x, y + PADDING, long, metrics.row - 2 * PADDING)
                layout.marks.append(Mark(place, number, bar, value / largest))
            x += long
        layout.labels.append(Label(totals[place], Box(x + GAP / 2, y, ends, metrics.row), "left", strong))
    return top + len(chart.categories) * metrics.row


def _heat(chart: Chart, metrics: Metrics, width: float, top: float, layout: Layout) -> float:
    names = _names([each.name for each in chart.series], metrics, width)
    wide = (width - names - GAP) / max(1, len(chart.categories))
    layout.labels.extend(_heads(chart, metrics, names + GAP, wide, top))
    largest = max((value or 0 for each in chart.series for value in each.values), default=0) or 1
    for number, each in enumerate(chart.series):
        y = top + (number + 1) * metrics.row
        box = Box(0, y, names, metrics.row)
        layout.labels.append(Label(metrics.cut(each.name, names), box, full=each.name))
        for place, value in enumerate(each.values):
            if value:
                cell = Box(names + GAP + place * wide, y, wide - 1, metrics.row - 1)
                layout.marks.append(Mark(place, number, cell, value / largest))
                text = written(value)
                if metrics.width(text) <= cell.width:  # a number without its end would be another one
                    layout.labels.append(Label(text, cell, "center"))
    return top + (len(chart.series) + 1) * metrics.row


def _lines(chart: Chart, metrics: Metrics, width: float, top: float, layout: Layout) -> float:
    largest = max((value or 0 for each in chart.series for value in each.values), default=0)
    step = _tick(largest)
    ticks = [step * number for number in range(int(-(-largest // step)) + 1)]
    left = max(metrics.width(written(tick)) for tick in ticks) + GAP
    high = metrics.row * max(3, len(ticks))
    base, scale = top + metrics.line / 2 + high, high / (ticks[-1] or 1)
    for tick in ticks:
        y = base - tick * scale
        layout.rules.append((left, y, width, y))
        layout.labels.append(
            Label(written(tick), Box(0, y - metrics.line / 2, left - GAP, metrics.line), "right")
        )
    wide = (width - left) / max(1, len(chart.categories))
    for number, each in enumerate(chart.series):
        for place, value in enumerate(each.values):
            if value is not None:
                x, y = left + (place + 0.5) * wide, base - value * scale
                box = Box(x - POINT, y - POINT, 2 * POINT, 2 * POINT)
                layout.marks.append(Mark(place, number, box, value / (largest or 1)))
    layout.labels.extend(_heads(chart, metrics, left, wide, base + PADDING))
    return base + PADDING + metrics.row


def _heads(chart: Chart, metrics: Metrics, left: float, wide: float, y: float) -> Iterator[Label]:
    """Name the columns: every one, or every second, third …, so that no two names meet."""
    widest = max(map(metrics.width, chart.categories), default=0) + GAP
    stride = max(1, min(int(-(-widest // wide)), len(chart.categories)))
    for place in range(0, len(chart.categories), stride):
        name = chart.categories[place]
        cut = metrics.cut(name, stride * wide - GAP / 2)
        long = metrics.width(cut) + 1
        x = min(max(left, left + (place + 0.5) * wide - long / 2), left + len(chart.categories) * wide - long)
        yield Label(cut, Box(x, y, long, metrics.row), "center", place == chart.now, name)


def _tick(largest: float) -> float:
    """Return a step of 1, 2 or 5 times a power of ten that gives few ticks."""
    step = 1.0
    for factor in _factors():
        step = factor
        if largest / step <= TICKS:
            break
    return step


def _factors() -> Iterator[float]:
    power = 1.0
    while True:
        yield from (power, 2 * power, 5 * power)
        power *= 10
