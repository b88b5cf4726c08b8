"""What people write into the cells of a plan: days, weeks, pairs and rooms, in any language of the papers."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from client.core.errors import UserError
from client.core.i18n import LANGUAGES, N_, translation
from client.data.imports.cells import Broken
from client.data.timetable.rows import RoomRow
from reports.timetable.words import WORDS
from shared.identity import Known, identity
from shared.timetabling.model import EVEN, EVERY, ODD

EVERY_WEEK, YES, NO = N_("every week"), N_("yes"), N_("no")
NOT_CALCULATED = N_("A formula stands in “{column}” that was never calculated. Write the value itself.")
NO_DAY = N_("“{text}” is no day of the week.")
NO_WEEKS = N_("“{text}” says not which weeks: every, odd or even.")
NO_PAIR = N_("“{text}” is no pair of the day.")
NO_LOCK = N_("“{text}” is neither yes nor no.")
NEAR_ROOM = N_("There is no room “{text}”. If {near} is meant, write that.")
NO_ROOM = N_("There is no room “{text}” in use.")
TWO_ROOMS = N_("There are several rooms “{text}”. Write the building too: {example}.")
SHORTEST = 2
#: What days are called in short.
SHORT_DAYS = (("пн",), ("вт",), ("ср",), ("чт",), ("пт",), ("сб",))
#: 3, 3-juftlik, 3 para; 1-2; 08:30, 08:30–09:50, with the seconds that Excel adds.
_PAIR = re.compile(r"([0-9]{1,2})(?:[ -]*(?:juftlik|juft|para|pair|жуфтлик|жуфт|пара))?\.?", re.IGNORECASE)
_SPAN = re.compile(r"([0-9]{1,2}) ?[-–] ?([0-9]{1,2})")
_CLOCK = re.compile(r"([0-9]{1,2}):([0-9]{2})(?::00)?")
_CLOCKS = re.compile(rf"{_CLOCK.pattern}(?: ?[-–] ?{_CLOCK.pattern})?")


def text_of(value: Any, column: str) -> str:
    """Return what stands in a cell as a text; raises UserError for a formula without a value."""
    if isinstance(value, Broken):
        raise UserError(NOT_CALCULATED, column=column)
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return "" if value is None else " ".join(str(value).split())


def _word(text: str) -> str:
    """Return a word of the calendar: нечёт. and нечет are one."""
    return identity(text).replace("ё", "е").removesuffix(".")


def day_of(text: str) -> int | None:
    """Return the day of the week counted from 1, None for an empty text."""
    wanted = _word(text)
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
    wanted = _word(text)
    if wanted and wanted not in _PHASES:
        raise UserError(NO_WEEKS, text=text)
    return _PHASES.get(wanted, EVERY)


class Pairs:
    """Finds a pair of the day by its number or by the hour at which its bell rings."""

    def __init__(self, pairs: Iterable[tuple[int, str, str]]) -> None:
        every = tuple(pairs)
        self.numbers = tuple(number for number, _starts, _ends in every)
        self._by_bell = {starts: number for number, starts, _ends in every}
        self._by_bell |= {f"{starts}-{ends}": number for number, starts, ends in every}

    def pair_of(self, text: str, pairs: int = 1) -> int | None:
        """Return the first pair of a lesson that takes so many, None for an empty text; read whole or refused."""
        if not text:
            return None
        number = self._first(text, pairs)
        if number not in self.numbers:
            raise UserError(NO_PAIR, text=text)
        return number

    def _first(self, text: str, pairs: int) -> int | None:
        if found := _PAIR.fullmatch(text):
            return int(found[1])
        if found := _SPAN.fullmatch(text):
            first, last = int(found[1]), int(found[2])
            return first if pairs > 1 and last - first + 1 == pairs else None
        if _CLOCKS.fullmatch(text):
            return self._by_bell.get(
                "-".join(f"{int(hour):02}:{minute}" for hour, minute in _CLOCK.findall(text))
            )
        return None


def locked_of(text: str) -> bool:
    """Tell whether a cell says yes; an empty one says no."""
    wanted = identity(text)
    if not wanted or wanted in _NO:
        return False
    if wanted in _YES:
        return True
    raise UserError(NO_LOCK, text=text)


class Rooms:
    """Finds rooms by “101 (Main building)”, or by “101” where only one is called so."""

    def __init__(self, rows: Sequence[RoomRow]) -> None:
        self.names: Mapping[int, str] = {row.id: f"{row.name} ({row.building})" for row in rows}
        self._known = Known(
            (name, row.id)
            for row in rows
            for name in (
                row.name,
                f"{row.name} {row.building}",
                f"{row.building} {row.name}",
                self.names[row.id],
            )
        )

    def room_of(self, text: str) -> int | None:
        """Return the room, None for an empty text."""
        if not text:
            return None
        found = self._known.find(text)
        if len(found) == 1:
            return next(iter(found))
        if found:
            raise UserError(TWO_ROOMS, text=text, example=self.names[min(found)])
        if near := self._known.near(text):
            raise UserError(NEAR_ROOM, text=text, near=self.names[min(near)])
        raise UserError(NO_ROOM, text=text)


def _days() -> dict[str, int]:
    found = {str(day): day for day in range(1, 7)}
    for words in WORDS.values():
        found |= {_word(name): day for day, name in enumerate(words.days, 1)}
    found |= {_word(name): day for day, short in enumerate(SHORT_DAYS, 1) for name in short}
    return found


def _phases() -> dict[str, int]:
    found = {_word(translation(EVERY_WEEK, code)): EVERY for code in LANGUAGES}
    for words in WORDS.values():
        found |= dict.fromkeys(map(_word, (words.odd, words.odd_short)), ODD)
        found |= dict.fromkeys(map(_word, (words.even, words.even_short)), EVEN)
    return found


_DAYS = _days()
_PHASES = _phases()
_YES = {identity(translation(YES, code)) for code in LANGUAGES} | {"1", "true", "x", "х", "+", "✓"}
_NO = {identity(translation(NO, code)) for code in LANGUAGES} | {"0", "false", "-", "—"}
