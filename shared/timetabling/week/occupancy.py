"""Incremental counts of who and what is taken when, kept up to date lesson by lesson."""

from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from copy import copy

import numpy as np
from numpy.typing import NDArray

from shared.timetabling.model import Place, Problem

Counts = NDArray[np.int16]
Indices = NDArray[np.intp]
NOBODY = -1


class Occupancy:
    """Counts by (person or room, day, slot, week); the last room of a course stands for none."""

    def __init__(self, problem: Problem) -> None:
        grid, people, rooms = problem.grid, len(problem.people), len(problem.rooms)
        week = (grid.days, grid.slots, grid.weeks)
        self._problem = problem
        self.people: list[Indices] = [
            np.array(sorted(set(event.people)), dtype=np.intp) for event in problem.events
        ]
        self.attends: dict[int, list[int]] = defaultdict(list)
        for index, members in enumerate(self.people):
            for person in members.tolist():
                self.attends[person].append(index)
        self.busy: Counts = np.zeros((people, *week), dtype=np.int16)
        self.held: Counts = np.zeros((rooms, *week), dtype=np.int16)
        self.closed = closed_hours(problem)
        self.pattern: NDArray[np.int32] = np.zeros((people, grid.days, grid.weeks), dtype=np.int32)
        self.course_day: Counts = np.zeros((len(problem.courses), grid.days), dtype=np.int16)
        self.course_room: Counts = np.zeros((len(problem.courses), rooms + 1), dtype=np.int16)
        self.in_room: list[set[int]] = [set() for _ in range(rooms)]
        self.places: list[Place | None] = [None] * len(problem.events)
        # The lesson with a room that decides where a person is: the last one, as the judge has it.
        self.at: NDArray[np.int32] = np.full((people, *week), NOBODY, dtype=np.int32)
        # One more than there are lessons: whoever is at none is in no room.
        self.room_of: Indices = np.full(len(problem.events) + 1, rooms, dtype=np.intp)
        self.time_of: Indices = np.full(len(problem.events), NOBODY, dtype=np.intp)
        self._bits = (1 << np.arange(grid.slots, dtype=np.int32))[None, :, None]

    def put(self, event: int, place: Place) -> None:
        self._count(event, place, 1)
        self.places[event] = place
        self.time_of[event] = place.time
        if place.room is not None:
            self.in_room[place.room].add(event)
            self.room_of[event] = place.room
            self._arrive(event, self.people[event], place)

    def lift(self, event: int) -> Place | None:
        """Take the lesson out and say where it stood."""
        place = self.places[event]
        if place is None:
            return None
        self._count(event, place, -1)
        self.places[event] = None
        self.time_of[event] = NOBODY
        if place.room is not None:
            self.in_room[place.room].discard(event)
            self.room_of[event] = len(self.in_room)
            self._leave(event, place)
        return place

    @contextmanager
    def without(self, event: int) -> Iterator[Place | None]:
        """Within it the lesson is in nobody's way; gives where it stood and stands again afterwards."""
        before = self.lift(event)
        try:
            yield before
        finally:
            if before is not None:
                self.put(event, before)

    def rooms_of(self, people: Indices | slice) -> Indices:
        """For (person, day, slot, week) the room where a person is; the room behind the last for none."""
        return self.room_of[self.at[people]]

    def twin(self) -> "Occupancy":
        """The same counts, to be changed apart from these."""
        twin = copy(self)
        twin.busy, twin.held, twin.pattern = self.busy.copy(), self.held.copy(), self.pattern.copy()
        twin.course_day, twin.course_room = self.course_day.copy(), self.course_room.copy()
        twin.at, twin.room_of, twin.time_of = self.at.copy(), self.room_of.copy(), self.time_of.copy()
        twin.in_room, twin.places = [set(lessons) for lessons in self.in_room], self.places.copy()
        return twin

    def there(self, event: int, place: Place) -> tuple[int, slice, slice]:
        """The day, slots and weeks that a lesson fills; what would hang over the end of the day is cut off."""
        grid = self._problem.grid
        day, slot, phase = grid.place(place.time)
        weeks = grid.weeks_of(phase)
        return (
            day,
            slice(slot, slot + self._problem.events[event].duration),
            slice(weeks.start, weeks.stop),
        )

    def meet(self, event: int, place: Place, other: int) -> bool:
        """Whether the other lesson, where it stands, is held at once with this one put there."""
        standing = self.places[other]
        if standing is None:
            return False
        day, slots, weeks = self.there(event, place)
        there, hours, kinds = self.there(other, standing)
        return (
            day == there
            and slots.start < hours.stop
            and hours.start < slots.stop
            and weeks.start < kinds.stop
            and kinds.start < weeks.stop
        )

    def lessons_of(self, person: int, event: int, place: Place) -> Iterator[int]:
        """The other lessons of a person that are held at once with this one put there."""
        return (other for other in self.attends[person] if other != event and self.meet(event, place, other))

    def lessons_in(self, room: int, event: int, place: Place) -> Iterator[int]:
        return (
            other for other in sorted(self.in_room[room]) if other != event and self.meet(event, place, other)
        )

    def _count(self, event: int, place: Place, change: int) -> None:
        people, course = self.people[event], self._problem.events[event].course
        day, slots, weeks = self.there(event, place)
        self.busy[people, day, slots, weeks] += change
        self.pattern[people, day] = ((self.busy[people, day] > 0) * self._bits).sum(axis=1)
        self.course_day[course, day] += change
        self.course_room[course, len(self.in_room) if place.room is None else place.room] += change
        if place.room is not None:
            self.held[place.room, day, slots, weeks] += change

    def _arrive(self, event: int, people: Indices, place: Place) -> None:
        where = people, *self.there(event, place)
        self.at[where] = np.maximum(self.at[where], event)

    def _leave(self, event: int, place: Place) -> None:
        where = self.people[event], *self.there(event, place)
        self.at[where] = np.where(self.at[where] == event, NOBODY, self.at[where])
        if not self.busy[where].any():
            return
        # Only in a plan with clashes: those who are still at another lesson then are in its room.
        for person in self.people[event].tolist():
            for other in self.lessons_of(person, event, place):
                standing = self.places[other]
                if standing is not None and standing.room is not None:
                    self._arrive(other, np.array([person]), standing)


def closed_hours(problem: Problem) -> NDArray[np.bool_]:
    """For (room, day, slot) whether nothing may be held there."""
    grid = problem.grid
    closed = np.zeros((len(problem.rooms), grid.days, grid.slots), dtype=np.bool_)
    for index, room in enumerate(problem.rooms):
        for day, slot in room.closed:
            if 0 <= day < grid.days and 0 <= slot < grid.slots:
                closed[index, day, slot] = True
    return closed
