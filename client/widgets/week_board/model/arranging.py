"""Layout of cards within a cell: lanes for lessons held at once, halves for odd and even weeks."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from shared.timetabling.model import EVERY, Grid, Place


@dataclass(frozen=True, slots=True)
class Slip:
    """A card in the week of one view; `lane` of `lanes`, counted among lessons that meet in time."""

    event: int
    day: int
    slot: int
    duration: int
    phase: int = EVERY
    lane: int = 0
    lanes: int = 1
    tall: bool = False
    """Whether a lesson of several slots is among those that meet: then lanes stand side by side."""
    alone: bool = False
    """Whether nothing stands in the other weeks: the card may be written over the whole of its cell."""

    @property
    def end(self) -> int:
        return self.slot + self.duration

    def leaves_free(self, other: "Slip") -> bool:
        """Whether the other one leaves the weeks free in which this one is not held."""
        in_hours = self.slot < other.end and other.slot < self.end
        return not in_hours or self.phase == other.phase

    def meets(self, other: "Slip") -> bool:
        """Whether both are held in a same hour of a same week."""
        in_hours = self.slot < other.end and other.slot < self.end
        return in_hours and (EVERY in (self.phase, other.phase) or self.phase == other.phase)


def arrange(grid: Grid, placed: Mapping[int, Place], durations: Mapping[int, int]) -> tuple[Slip, ...]:
    """Lay out the lessons of one view; the order is that of reading: day, slot, odd before even."""
    slips = sorted(
        (
            Slip(event, *_day_slot(grid, place), durations[event], _phase(grid, place))
            for event, place in placed.items()
        ),
        key=lambda slip: (slip.day, slip.slot, -slip.duration, slip.phase, slip.event),
    )
    return tuple(laid for cluster in _clusters(slips) for laid in _lanes(cluster))


def _day_slot(grid: Grid, place: Place) -> tuple[int, int]:
    day, slot, _phase_of = grid.place(place.time)
    return day, slot


def _phase(grid: Grid, place: Place) -> int:
    return grid.place(place.time)[2]


def _clusters(slips: Iterable[Slip]) -> Iterator[list[Slip]]:
    """Runs of lessons of a day that share slots."""
    cluster: list[Slip] = []
    end = 0
    for slip in slips:
        if cluster and (slip.day != cluster[0].day or slip.slot >= end):
            yield cluster
            cluster, end = [], 0
        cluster.append(slip)
        end = max(end, slip.end)
    if cluster:
        yield cluster


def _lanes(cluster: list[Slip]) -> Iterator[Slip]:
    lanes: list[list[Slip]] = []
    chosen: list[int] = []
    for slip in cluster:
        lane = next((n for n, taken in enumerate(lanes) if not any(map(slip.meets, taken))), len(lanes))
        if lane == len(lanes):
            lanes.append([])
        lanes[lane].append(slip)
        chosen.append(lane)
    tall = any(slip.duration > 1 for slip in cluster)
    for slip, lane in zip(cluster, chosen, strict=True):
        alone = slip.phase != EVERY and all(map(slip.leaves_free, cluster))
        yield replace(slip, lane=lane, lanes=len(lanes), tall=tall, alone=alone)
