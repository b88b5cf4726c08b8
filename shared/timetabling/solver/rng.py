"""A pseudo-random number generator: the same numbers on every machine, and a few instructions each."""

import numpy as np
from numpy.typing import NDArray

from shared.timetabling.solver.compiled import inlined


@inlined
def next_random(seed: NDArray[np.uint64]) -> np.uint64:
    """Sixty-four random bits (xorshift64*)."""
    bits = seed[0]
    bits ^= bits >> np.uint64(12)
    bits ^= bits << np.uint64(25)
    bits ^= bits >> np.uint64(27)
    seed[0] = bits
    return np.uint64(bits * np.uint64(0x2545F4914F6CDD1D))


@inlined
def below(dice: np.uint64, limit: int) -> int:
    """A number under the limit, from the lowest twenty bits."""
    # A product and a shift instead of a division, which would be the slowest instruction of a move. Limits are
    # some thousands at most, so that the numbers are as good as even.
    return int(((dice & np.uint64(0xFFFFF)) * np.uint64(limit)) >> np.uint64(20))
