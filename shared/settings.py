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
SETTINGS = (LOCK_AT_MOST,)
