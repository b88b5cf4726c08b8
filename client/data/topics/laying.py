"""Laying topics onto lessons: each takes as many as its hours ask for, in the order of the numbers."""

from collections.abc import Iterable, Sequence

#: A lesson is a pair of academic hours.
HOURS_A_LESSON = 2


def lay(
    topics: Iterable[tuple[int, int]], lessons: int, kept: Sequence[int | None] = ()
) -> tuple[list[int | None], list[int]]:
    """Return the topic of every place, and the topics that found none: pairs (topic, hours) in, places out.

    The places of `kept`, those of lessons already held, stay as they are; their topics have had those hours.
    """
    had: dict[int, int] = {}
    for topic in kept:
        if topic is not None:
            had[topic] = had.get(topic, 0) + HOURS_A_LESSON
    laid: list[int | None] = list(kept)
    reached, left_over = len(kept) * HOURS_A_LESSON, []
    end = reached
    for topic, hours in topics:
        rest = max(0, hours - had.get(topic, 0))
        end += rest
        took = topic in had
        while rest and reached < end and len(laid) < lessons:
            laid.append(topic)
            reached += HOURS_A_LESSON
            took = True
        if not took:
            left_over.append(topic)
    laid += [None] * (lessons - len(laid))
    return laid, left_over


def moved(values: Sequence[int | None], start: int, target: int) -> list[int | None]:
    """Return the topics with the one at `start` moved to `target`; those between give way."""
    found = list(values)
    found.insert(target, found.pop(start))
    return found


def hours_laid(values: Iterable[int | None]) -> dict[int, int]:
    """Return how many hours each topic has."""
    found: dict[int, int] = {}
    for topic in values:
        if topic is not None:
            found[topic] = found.get(topic, 0) + HOURS_A_LESSON
    return found
