"""Where every card stands: the week, the state of its cards, and who attends which lesson."""

from collections.abc import Sequence

from client.widgets.week_board.model.card_state import Moves, Stand
from client.widgets.week_board.model.faces import View
from client.widgets.week_board.model.growing import Growth, grown, unlocked
from client.widgets.week_board.model.lesson_index import Attendance
from shared.timetabling.week.week import Week


class Cards:
    """The state that a board, the held cards and the grids share; it knows neither steps nor owners."""

    def __init__(self, week: Week) -> None:
        held = frozenset(week.locked)
        self.week = unlocked(week)
        #: Of an event that was split or doubled: the one it was made after.
        self.origins: dict[int, int] = {}
        self._stands = [Stand(place, event in held) for event, place in enumerate(week.plan)]
        self._attendance = Attendance(week.problem.events, self._stands)

    def stand(self, event: int) -> Stand:
        return self._stands[event]

    def stands(self) -> tuple[Stand, ...]:
        return tuple(self._stands)

    def unplaced(self) -> tuple[int, ...]:
        """The events of the tray."""
        return tuple(
            event for event, stand in enumerate(self._stands) if stand.place is None and not stand.gone
        )

    def within(self, view: View) -> tuple[int, ...]:
        """The placed events that a view shows."""
        return tuple(
            event for event in self._attendance.within(view) if self._stands[event].place is not None
        )

    def grow(self, growth: Growth) -> range:
        """Take in further events, gone until a step brings them in; return their indices."""
        first = len(self._stands)
        self.week = grown(self.week, growth)
        self._stands.extend(growth.stands)
        self._attendance.grow(self.week.problem.events[first:])
        made = range(first, len(self._stands))
        self.origins.update(zip(made, growth.origins, strict=True))
        return made

    def strangers(self, moves: Moves) -> Sequence[int]:
        """The events that do not stand where these moves would take them from."""
        return [move.event for move in moves if self._stands[move.event] != move.before]

    def put(self, moves: Moves) -> None:
        for move in moves:
            self._attendance.move(move.event, self._stands[move.event], move.after)
            self._stands[move.event] = move.after
            (self.week.locked.add if move.after.locked else self.week.locked.discard)(move.event)
        self.week.put_all({move.event: move.after.place for move in moves})
