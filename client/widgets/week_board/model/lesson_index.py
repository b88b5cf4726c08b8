"""An index of lessons by person and by room, so that the lessons of a view are found without looking at all."""

from collections import defaultdict
from collections.abc import Iterable

from client.widgets.week_board.model.card_state import Stand
from client.widgets.week_board.model.faces import View
from shared.timetabling.model import Event


class Attendance:
    """People attend a lesson whether or not it has a place; a room holds what stands in it."""

    def __init__(self, events: Iterable[Event], stands: Iterable[Stand]) -> None:
        self._events: list[tuple[int, ...]] = []
        self._of_person: dict[int, list[int]] = defaultdict(list)
        self._in_room: dict[int, set[int]] = defaultdict(set)
        self.grow(events)
        for event, stand in enumerate(stands):
            self.move(event, Stand(), stand)

    def grow(self, events: Iterable[Event]) -> None:
        """There are further lessons."""
        for event in events:
            for person in event.people:
                self._of_person[person].append(len(self._events))
            self._events.append(event.people)

    def move(self, event: int, before: Stand, after: Stand) -> None:
        for stand, put in ((before, False), (after, True)):
            if stand.place is not None and stand.place.room is not None:
                held = self._in_room[stand.place.room]
                (held.add if put else held.discard)(event)

    def within(self, view: View) -> list[int]:
        """The lessons of a view in the order of their numbers; those of people may have no place."""
        if view.room is not None:
            return sorted(self._in_room[view.room])
        return sorted({event for person in view.people for event in self._of_person[person]})
