"""Which rows of a sheet would stand in the way of others: refused beforehand, with what stands there."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace

from client.core.errors import UserError
from client.core.i18n import N_, _
from client.data.server.error_messages import WEEKDAYS
from client.data.timetable.plan_lines import LineStatus, SheetLine, SheetPlace
from client.data.timetable.rows import CardRow, Source
from shared.timetabling.model import EVEN, EVERY, ODD

TAKEN = N_("{who} is taken on {day}, pair {pair}: {what}.")
Spot = tuple[str, int, int, int, int, int]
"""Kind and id of a resource, slice of a group, day, pair, and 0 for odd or 1 for even weeks."""
PARITIES = {EVERY: (0, 1), ODD: (0,), EVEN: (1,)}


def clashes(source: Source, lines: tuple[SheetLine, ...]) -> tuple[SheetLine, ...]:
    """Refuse the rows whose place somebody holds; one that is refused stays where it is and may stand in the way."""
    weeks = _Weeks(source)
    while True:
        held = weeks.held(lines)
        checked = tuple(weeks.checked(line, held) for line in lines)
        if checked == lines:
            return lines
        lines = checked


class _Weeks:
    """Knows what a card keeps busy, what other faculties hold, and what everything is called."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._attending: dict[int, list[tuple[str, int, int]]] = defaultdict(list)
        for group in source.groups:
            for class_id, first, last in group.parts:
                self._attending[class_id] += [("group", group.id, each) for each in range(first, last)]
        self._names = {("room", row.id): f"{row.name} ({row.building})" for row in source.rooms}
        self._names |= {
            ("teacher", row.employee_id): row.teacher or "" for row in source.cards if row.employee_id
        }
        self._names |= {("group", group.id): group.name or "?" for group in source.groups}

    def held(self, lines: tuple[SheetLine, ...]) -> dict[Spot, list[tuple[int, str]]]:
        """Return who would hold each hour: (card, what it is called); 0 is another faculty."""
        found: dict[Spot, list[tuple[int, str]]] = defaultdict(list)
        moved = {line.card.id: line.after for line in lines if line.card and line.after and not line.why}
        for card in self._source.cards:
            for spot in self._spots(card, moved.get(card.id)):
                found[spot].append((card.id, f"{card.subject} · {card.students}"))
        for busy in self._source.busy:
            for part in range(12) if busy.kind == "group" else (0,):
                spot = busy.kind, busy.resource_id, part, busy.day, busy.pair, busy.parity
                found[spot].append((0, busy.faculty))
        return found

    def checked(self, line: SheetLine, held: dict[Spot, list[tuple[int, str]]]) -> SheetLine:
        if line.card is None or line.after is None or line.why or line.before == line.after:
            return line
        for spot in self._spots(line.card, line.after):
            other = next((what for card, what in held[spot] if card != line.card.id), None)
            if other is not None:
                kind, number, _part, day, pair, _parity = spot
                who = self._names.get((kind, number), "?")
                reason = UserError(TAKEN, who=who, day=_(WEEKDAYS[day - 1]), pair=pair, what=other)
                return replace(line, status=LineStatus.REFUSED, why=reason.text())
        return line

    def _spots(self, card: CardRow, place: SheetPlace | None) -> Iterator[Spot]:
        day, pair = (place.day, place.pair) if place else (card.day, card.pair)
        if day is None or pair is None:
            return
        room, phase = (place.room_id, place.phase) if place else (card.room_id, card.phase)
        whose = [("room", room, 0)] if room else []
        whose += [("teacher", card.employee_id, 0)] if card.employee_id else []
        whose += self._attending[card.class_id]
        for kind, number, slice_ in whose:
            for hour in range(pair, pair + card.pairs):
                for parity in PARITIES[phase]:
                    yield kind, number, slice_, day, hour, parity
