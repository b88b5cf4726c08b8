"""A verdict in words: they alone say everything, the sign and its colour only repeat it."""

from dataclasses import dataclass

#: What stands on the paper: label and value.
Fact = tuple[str, str]
GOOD, DOUBTFUL, BAD = "check", "warning", "error"


@dataclass(frozen=True)
class Said:
    """The verdict, what to do, the meaning of its sign, and the facts to compare with the paper."""

    verdict: str
    advice: str
    sign: str
    facts: tuple[Fact, ...] = ()
