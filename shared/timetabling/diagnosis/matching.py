"""Bipartite matching of lessons and hours, and the group of lessons that is too many when there is none.

Can lessons find hours of their own?
"""

from collections.abc import Mapping

Place = tuple[int, int]


def crowded(open_to: Mapping[int, set[Place]], hours: Mapping[int, int]) -> tuple[list[int], set[Place]]:
    """Some lessons that need more hours than are open to them together, and those hours; nothing if none do."""
    holder: dict[Place, int] = {}
    for lesson, needed in hours.items():
        for _ in range(needed):
            reached: set[Place] = set()
            if not _settle(lesson, open_to, holder, reached):
                group = {lesson} | {holder[place] for place in reached}
                return sorted(group), reached
    return [], set()


def _settle(
    lesson: int, open_to: Mapping[int, set[Place]], holder: dict[Place, int], reached: set[Place]
) -> bool:
    """Give the lesson one more hour, moving others along if they can go elsewhere."""
    came_from: dict[Place, Place | None] = {}
    waiting: list[tuple[int, Place | None]] = [(lesson, None)]
    while waiting:
        seeker, left = waiting.pop()
        for place in sorted(open_to[seeker] - reached):
            reached.add(place)
            came_from[place] = left
            if place not in holder:
                _shift(lesson, place, came_from, holder)
                return True
            waiting.append((holder[place], place))
    return False


def _shift(lesson: int, place: Place, came_from: dict[Place, Place | None], holder: dict[Place, int]) -> None:
    """Move everybody one place along the way that was found."""
    while (left := came_from[place]) is not None:
        holder[place] = holder[left]
        place = left
    holder[place] = lesson
