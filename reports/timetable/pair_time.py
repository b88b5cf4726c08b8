"""When a pair of the day is held: by itself, so that who only tells the time needs none of the papers' libraries."""

from dataclasses import dataclass


@dataclass(frozen=True)
class PairTime:
    """A pair of the day with its beginning and end."""

    number: int
    starts_at: str
    ends_at: str
