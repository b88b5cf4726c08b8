"""The geometry of a grid: the week of one view (pairs × days), or many views (views × days and pairs)."""

from dataclasses import dataclass
from typing import Protocol

from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtGui import QFontMetrics

from client.widgets.week_board.model.arranging import Slip
from shared.timetabling.model import EVERY, ODD, Grid

GAP = 1


@dataclass(frozen=True, slots=True)
class Spot:
    """A cell of a grid: which view, which day, which slot."""

    view: int
    day: int
    slot: int


class Sheet(Protocol):
    """Where things stand, in the coordinates of the whole content without its heads."""

    head: QSize
    """Width of the head at the left, height of the head above."""

    def size(self) -> QSize: ...

    def cell(self, spot: Spot) -> QRect: ...

    def part(self, spot: Spot, phase: int, duration: int = 1) -> QRect: ...

    def card(self, view: int, slip: Slip) -> QRect: ...

    def at(self, point: QPoint) -> Spot | None: ...

    def phase_at(self, point: QPoint) -> int: ...

    def beside(self, spot: Spot, right: int, down: int) -> Spot: ...

    def seen(self, box: QRect) -> list[Spot]: ...

    def block(self, one: Spot, other: Spot) -> list[Spot]: ...


class WeekSheet:
    """Days beside each other, pairs below each other."""

    def __init__(self, grid: Grid, room: QSize, metrics: QFontMetrics, head: QSize) -> None:
        self._grid, self.head = grid, head
        width = max(metrics.averageCharWidth() * 9, (room.width() - head.width()) // grid.days)
        height = max(metrics.lineSpacing() * 3 + 6, (room.height() - head.height()) // grid.slots)
        self._step = QSize(width, height)

    def size(self) -> QSize:
        return QSize(self._step.width() * self._grid.days, self._step.height() * self._grid.slots)

    def cell(self, spot: Spot) -> QRect:
        return self._span(spot, 1)

    def part(self, spot: Spot, phase: int, duration: int = 1) -> QRect:
        return _side(self._span(spot, duration), phase)

    def card(self, view: int, slip: Slip) -> QRect:
        box = self._span(Spot(view, slip.day, slip.slot), slip.duration)
        lane = _share(box, slip.lane, slip.lanes, down=not slip.tall)
        return _side(lane, EVERY if slip.alone else slip.phase).adjusted(GAP, GAP, -GAP, -GAP)

    def at(self, point: QPoint) -> Spot | None:
        day, slot = point.x() // self._step.width(), point.y() // self._step.height()
        inside = 0 <= day < self._grid.days and 0 <= slot < self._grid.slots
        return Spot(0, day, slot) if inside else None

    def phase_at(self, point: QPoint) -> int:
        """Odd weeks at the left, even ones at the right."""
        return ODD + (point.x() % self._step.width() >= self._step.width() // 2)

    def beside(self, spot: Spot, right: int, down: int) -> Spot:
        return Spot(
            0,
            min(max(spot.day + right, 0), self._grid.days - 1),
            min(max(spot.slot + down, 0), self._grid.slots - 1),
        )

    def seen(self, box: QRect) -> list[Spot]:
        """The cells that a part of the sheet shows."""
        days = _between(box.left(), box.right(), self._step.width(), self._grid.days)
        slots = _between(box.top(), box.bottom(), self._step.height(), self._grid.slots)
        return [Spot(0, day, slot) for day in days for slot in slots]

    def block(self, one: Spot, other: Spot) -> list[Spot]:
        """The cells between two corners."""
        slots = _from_to(one.slot, other.slot)
        return [Spot(0, day, slot) for day in _from_to(one.day, other.day) for slot in slots]

    def _span(self, spot: Spot, duration: int) -> QRect:
        width, height = self._step.width(), self._step.height()
        slots = min(duration, self._grid.slots - spot.slot)
        return QRect(spot.day * width, spot.slot * height, width - GAP, height * slots - GAP)


class ManySheet:
    """A row for each view; the pairs of all days beside each other."""

    def __init__(self, grid: Grid, views: int, room: QSize, metrics: QFontMetrics, head: QSize) -> None:
        self._grid, self._views, self.head = grid, views, head
        columns = grid.days * grid.slots
        width = max(metrics.averageCharWidth() * 5, (room.width() - head.width()) // columns)
        self._step = QSize(width, metrics.lineSpacing() * 2 - 4)

    def size(self) -> QSize:
        columns = self._grid.days * self._grid.slots
        return QSize(self._step.width() * columns, self._step.height() * self._views)

    def cell(self, spot: Spot) -> QRect:
        return self._span(spot, 1)

    def part(self, spot: Spot, phase: int, duration: int = 1) -> QRect:
        return _above(self._span(spot, duration), phase)

    def card(self, view: int, slip: Slip) -> QRect:
        box = self._span(Spot(view, slip.day, slip.slot), slip.duration)
        return _above(_share(box, slip.lane, slip.lanes, down=True), slip.phase)

    def at(self, point: QPoint) -> Spot | None:
        column, view = point.x() // self._step.width(), point.y() // self._step.height()
        if not (0 <= column < self._grid.days * self._grid.slots and 0 <= view < self._views):
            return None
        day, slot = divmod(column, self._grid.slots)
        return Spot(view, day, slot)

    def phase_at(self, point: QPoint) -> int:
        """Odd weeks above, even ones below: the columns are too narrow to stand side by side."""
        return ODD + (point.y() % self._step.height() >= self._step.height() // 2)

    def beside(self, spot: Spot, right: int, down: int) -> Spot:
        column = spot.day * self._grid.slots + spot.slot + right
        day, slot = divmod(min(max(column, 0), self._grid.days * self._grid.slots - 1), self._grid.slots)
        return Spot(min(max(spot.view + down, 0), self._views - 1), day, slot)

    def seen(self, box: QRect) -> list[Spot]:
        """The cells that a part of the sheet shows."""
        columns = _between(box.left(), box.right(), self._step.width(), self._grid.days * self._grid.slots)
        views = _between(box.top(), box.bottom(), self._step.height(), self._views)
        return [Spot(view, *divmod(column, self._grid.slots)) for view in views for column in columns]

    def block(self, one: Spot, other: Spot) -> list[Spot]:
        """The cells between two corners."""
        columns = _from_to(*(spot.day * self._grid.slots + spot.slot for spot in (one, other)))
        views = _from_to(one.view, other.view)
        return [Spot(view, *divmod(column, self._grid.slots)) for view in views for column in columns]

    def _span(self, spot: Spot, duration: int) -> QRect:
        width, height = self._step.width(), self._step.height()
        column = spot.day * self._grid.slots + spot.slot
        slots = min(duration, self._grid.slots - spot.slot)
        return QRect(column * width, spot.view * height, width * slots - GAP, height - GAP)


def _between(first: int, last: int, step: int, count: int) -> range:
    """Which of so many steps lie between two points."""
    return range(max(0, first // step), min(count, last // step + 1))


def _from_to(one: int, other: int) -> range:
    return range(min(one, other), max(one, other) + 1)


def _share(box: QRect, lane: int, lanes: int, *, down: bool) -> QRect:
    """The box of one lane; the lanes fill the whole without a gap."""
    if down:
        top, bottom = (box.height() * n // lanes for n in (lane, lane + 1))
        return QRect(box.left(), box.top() + top, box.width(), bottom - top)
    left, right = (box.width() * n // lanes for n in (lane, lane + 1))
    return QRect(box.left() + left, box.top(), right - left, box.height())


def _side(box: QRect, phase: int) -> QRect:
    return box if phase == EVERY else _share(box, phase - ODD, 2, down=False)


def _above(box: QRect, phase: int) -> QRect:
    return box if phase == EVERY else _share(box, phase - ODD, 2, down=True)
