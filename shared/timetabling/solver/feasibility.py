"""Construction of a feasible plan: free of clashes, whatever it costs otherwise, before the search proper."""

from shared.timetabling.solver.anneal import anneal
from shared.timetabling.solver.search import Search
from shared.timetabling.solver.state import State
from shared.timetabling.solver.tables import Tables, priced

DEAR, HOT, COLD = 400, 60.0, 8.0
STEPS = 40
SHORTEST_ATTEMPT = 200_000
TOILSOME = 4 * SHORTEST_ATTEMPT


class FreeFirst:
    """Anneals quickly with dear clashes; each attempt is twice as long as the one before."""

    def __init__(self, tables: Tables) -> None:
        self._tables = priced(tables, DEAR)
        self._attempt, self._step = SHORTEST_ATTEMPT, 0

    @property
    def toilsome(self) -> bool:
        """Whether the problem is one of those whose clashes do not go away by themselves."""
        return self._attempt > TOILSOME

    def work(self, state: State, search: Search, most: int) -> int:
        """Make one step of the attempt, of at most so many moves; return how many were made."""
        hot, cold = (HOT * (COLD / HOT) ** ((self._step + part) / STEPS) for part in (0, 1))
        moves = min(most, self._attempt // STEPS)
        anneal(self._tables, state, search, moves, hot, cold)
        self._step += 1
        if self._step == STEPS:
            self._attempt, self._step = 2 * self._attempt, 0
        return moves
