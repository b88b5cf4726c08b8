"""What a cell answers to the held cards."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Answer:
    """Free, disliked or a clash; the heading says it, the lines say where or with what."""

    status: int
    heading: str
    short: str
    """The heading where there is little room."""
    lines: tuple[str, ...] = ()
