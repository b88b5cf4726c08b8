"""What people write into the cells of a plan: days, weeks, pairs and rooms, in any language of the papers."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from client.core.errors import UserError
from client.core.i18n import LANGUAGES, N_, translation
from client.data.imports.cells import Broken
from client.data.timetable.rows import RoomRow
from reports.timetable.words import WORDS
from shared.names import fold
from shared.timetabling.model import EVEN, EVERY, ODD

EVERY_WEEK, YES = N_("every week"), N_("yes")
NOT_CALCULATED = N_("A formula stands in “{column}” that was never calculated. Write the value itself.")
NO_DAY = N_("“{text}” is no day of the week.")
NO_WEEKS = N_("“{text}” says not which weeks: every, odd or even.")
NO_PAIR = N_("“{text}” is no pair of the day.")
NO_ROOM = N_("There is no room “{text}” in use.")
TWO_ROOMS = N_("There are several rooms “{text}”. Write the building too: {example}.")
SHORTEST = 2
#: What days are called in short.
SHORT_DAYS = (("пн",), ("вт",), ("ср",), ("чт",), ("пт",), ("сб",))
_NUMBER = re.compile(r"\d+")


def text_of(value: Any, column: str) -> str:
    """Return what stands in a cell as a text; raises UserError for a formula without a value."""
    if isinstance(value, Broken):
        raise UserError(NOT_CALCULATED, column=column)
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return "" if value is None else " ".join(str(value).split())


def day_of(text: str) -> int | None:
    """Return the day of the week counted from 1, None for an empty text."""
    wanted = fold(text)
    if not wanted:
        return None
    found = _DAYS.get(wanted)
    if found is None and len(wanted) >= SHORTEST:
        begun = {day for word, day in _DAYS.items() if word.startswith(wanted)}
        found = begun.pop() if len(begun) == 1 else None
    if found is None:
        raise UserError(NO_DAY, text=text)
    return found


def phase_of(text: str) -> int:
    """Return which weeks are meant; an empty text means every."""
    wanted = fold(text)
    if wanted and wanted not in _PHASES:
        raise UserError(NO_WEEKS, text=text)
    return _PHASES.get(wanted, EVERY)


def pair_of(text: str, known: Sequence[int]) -> int | None:
    """Return the number of the pair, None for an empty text."""
    if not text:
        return None
    found = _NUMBER.match(text)
    if found is None or int(found[0]) not in known:
        raise UserError(NO_PAIR, text=text)
    return int(found[0])


def locked_of(text: str) -> bool:
    """Tell whether a cell says yes."""
    return fold(text) in _YES or text in {"+", "✓"}


class Rooms:
    """Finds rooms by “101 (Main building)”, or by “101” where only one is called so."""

    def __init__(self, rows: Sequence[RoomRow]) -> None:
        self.names: Mapping[int, str] = {row.id: f"{row.name} ({row.building})" for row in rows}
        self._by_name: dict[str, list[int]] = {}
        for row in rows:
            for name in {fold(row.name), fold(f"{row.name} {row.building}"), fold(self.names[row.id])}:
                self._by_name.setdefault(name, []).append(row.id)

    def room_of(self, text: str) -> int | None:
        """Return the room, None for an empty text."""
        if not text:
            return None
        found = self._by_name.get(fold(text), [])
        if not found:
            raise UserError(NO_ROOM, text=text)
        if len(found) > 1:
            raise UserError(TWO_ROOMS, text=text, example=self.names[found[0]])
        return found[0]


def _days() -> dict[str, int]:
    found = {str(day): day for day in range(1, 7)}
    for words in WORDS.values():
        found |= {fold(name): day for day, name in enumerate(words.days, 1)}
    found |= {fold(name): day for day, short in enumerate(SHORT_DAYS, 1) for name in short}
    return found


def _phases() -> dict[str, int]:
    found = {fold(translation(EVERY_WEEK, code)): EVERY for code in LANGUAGES}
    for words in WORDS.values():
        found |= dict.fromkeys(map(fold, (words.odd, words.odd_short)), ODD)
        found |= dict.fromkeys(map(fold, (words.even, words.even_short)), EVEN)
    return found


_DAYS = _days()
_PHASES = _phases()
_YES = {fold(translation(YES, code)) for code in LANGUAGES} | {"1", "true", "x"}
