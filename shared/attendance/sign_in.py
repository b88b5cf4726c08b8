"""The sheet on which students sign: where things stand on it, and what its codes say.

All lengths are millimetres from the upper left corner of an upright A4 page.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256
from typing import TypeVar

WIDTH, HEIGHT = 210.0, 297.0
#: The side of a code, and what is free around the page.
CODE, FREE = 16.0, 9.0
#: Upper left corners of the codes: any two of them say where everything else is.
CORNERS = (
    (FREE, FREE),
    (WIDTH - FREE - CODE, FREE),
    (FREE, HEIGHT - FREE - CODE),
    (WIDTH - FREE - CODE, HEIGHT - FREE - CODE),
)
ROWS, ROW, TOP = 28, 7.2, 58.0
BOX_LEFT, BOX_WIDTH, BOX_HEIGHT = 142.0, 48.0, 6.0
_PREFIX = "HSI1"
Listed = TypeVar("Listed")


@dataclass(frozen=True)
class SheetCode:
    """What a code says: the lesson, who was on its list and when it is held, the page and the corner."""

    lesson: int
    digest: str
    page: int
    corner: int

    @property
    def text(self) -> str:
        return f"{_PREFIX}:{self.lesson}:{self.digest}:{self.page}:{self.corner}"

    @property
    def sheet(self) -> "SheetCode":
        """The same for every corner of a page."""
        return replace(self, corner=0)


def parse(text: str) -> SheetCode | None:
    """Return what a code says, None if it is none of ours."""
    parts = text.split(":")
    if len(parts) != 5 or parts[0] != _PREFIX or not all(parts[at].isdigit() for at in (1, 3, 4)):  # noqa: PLR2004 - the parts of `text`
        return None
    corner = int(parts[4])
    return SheetCode(int(parts[1]), parts[2], int(parts[3]), corner) if corner < len(CORNERS) else None


def digest(lesson: int, day: date, pair: int, students: Iterable[int]) -> str:
    """Return what changes when the lesson moves or its list becomes another one."""
    said = "|".join((str(lesson), day.isoformat(), str(pair), ",".join(map(str, students))))
    return sha256(said.encode()).hexdigest()[:12].upper()


def box(row: int) -> tuple[float, float, float, float]:
    """Return left, top, width and height of the box of a row of a page."""
    return BOX_LEFT, TOP + row * ROW + (ROW - BOX_HEIGHT) / 2, BOX_WIDTH, BOX_HEIGHT


def pages(students: Sequence[Listed]) -> list[Sequence[Listed]]:
    """Return the list page by page."""
    return [students[start : start + ROWS] for start in range(0, len(students), ROWS)]
