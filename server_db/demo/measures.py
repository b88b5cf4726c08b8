"""How large a demonstration is, by its scale."""

from dataclasses import dataclass
from typing import Literal

from server_db.demo.posts import Sizes

Scale = Literal["small", "university"]


@dataclass(frozen=True)
class Measure:
    """How large a demonstration is."""

    faculties: int
    students: int
    group_size: int
    sizes: Sizes
    buildings: int
    rooms: int
    share_of_photos: float


MEASURES: dict[Scale, Measure] = {
    "small": Measure(2, 600, 16, Sizes(teachers=6, tutors=2, officers=3), 2, 20, 1.0),
    "university": Measure(10, 50_000, 25, Sizes(teachers=24, tutors=18, officers=9), 12, 72, 0.1),
}
