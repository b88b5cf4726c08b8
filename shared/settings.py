"""What a university chooses for all its people: each setting knows its default, its bounds and what it is for."""

from dataclasses import dataclass
from typing import Any

from shared.text import N_


@dataclass(frozen=True)
class UniversitySetting:
    """A whole number or a text that the university may choose."""

    key: str
    label: str
    help: str
    default: int | str
    minimum: int = 0
    maximum: int = 0

    def fits(self, value: Any) -> bool:
        """Tell whether a stored value can be used; another counts as absent."""
        if isinstance(self.default, int):
            return type(value) is int and self.minimum <= value <= self.maximum
        return isinstance(value, str)


LOCK_AT_MOST = UniversitySetting(
    "lock.minutes_at_most",
    N_("Lock after minutes without work, at most"),
    N_("Nobody's window stays open longer than this when nobody works in it; 0 leaves it to each person."),
    60,
    maximum=240,
)
DAYS_BACK = UniversitySetting(
    "timetable.days_back",
    N_("Days in which a past lesson is still corrected"),
    N_("So long after a lesson the dean's office may cancel, restore or substitute it, and has to say why."),
    7,
    maximum=60,
)
LESSONS_AT_ONCE = UniversitySetting(
    "timetable.lessons_at_once",
    N_("Lessons of a faculty at the same time, at most"),
    N_("A faculty takes no more places on the common board for one pair of a day than this."),
    150,
    minimum=1,
    maximum=2000,
)
NUMBERS_A_DAY = UniversitySetting(
    "imports.numbers_a_day",
    N_("PINFL that a person looks for in a day, at most"),
    N_("An import looks for the PINFL of its file; nobody looks for more of them in one day than this."),
    20_000,
    minimum=100,
    maximum=100_000,
)
SETTINGS = (LOCK_AT_MOST, DAYS_BACK, LESSONS_AT_ONCE, NUMBERS_A_DAY)
