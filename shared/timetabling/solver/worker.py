"""A worker of the search, in this process or in one of its own: it anneals a share of the schedule when told to."""

import signal
import time
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection
from typing import Protocol

import numpy as np

from shared.timetabling.model import Problem, Unusable
from shared.timetabling.solver.anneal import anneal
from shared.timetabling.solver.feasibility import FreeFirst
from shared.timetabling.solver.initial_plan import begin, state_of
from shared.timetabling.solver.search import new_search
from shared.timetabling.solver.tables import Ints, compile_tables, priced

COLD = 0.12
HOTTEST = 64.0
LIVELY = 0.1
"""The search begins at the temperature where this share of moves is accepted."""
PROBE = 20
SHORTEST = 8192
PATIENCE = 2.0
SETTLING = 0.3
"""For this part of the schedule at most, a plan free of clashes is sought before anything else."""
STRICTER = 0.3
"""From this part on clashes become dearer as long as there are any."""
DEAREST = 400
MILD = 6.0
"""The temperature to go on from when a plan free of clashes was hard to find, or was lost again."""
RETURN = 0.55
"""From this part on a plan with clashes is left for the best one without any."""
LARGE = 1 << 40


@dataclass(frozen=True, slots=True)
class Order:
    """From which part of the schedule to which, within so many moves or seconds, from whose plan."""

    begin: float
    end: float
    moves: int = 0
    seconds: float = 0.0
    adopt: tuple[Ints, Ints] | None = None


@dataclass(frozen=True, slots=True)
class Report:
    moves: int
    now: tuple[int, int]
    """Hard breaches and soft cost of the plan in work."""
    best: tuple[int, int]
    current: tuple[Ints, Ints]
    found: tuple[Ints, Ints]
    """Times and rooms of the plan in work, and of the best."""


class Searcher(Protocol):
    def start(self, order: Order) -> None: ...
    def report(self) -> Report: ...
    def close(self) -> None: ...


class Here:
    """A searcher in this process: it works when asked for its report."""

    def __init__(self, problem: Problem, seed: int) -> None:
        self._problem, self._tables = problem, compile_tables(problem)
        self._state = begin(problem, self._tables, np.random.default_rng(seed))
        self._search = new_search(len(problem.events), len(problem.rooms), seed)
        self._first = FreeFirst(self._tables)
        self._hot, self._cooling_from, self._speed = 0.0, 0.0, 1e6
        self._order = Order(0, 0)
        self._keep()

    def start(self, order: Order) -> None:
        self._order = order

    def report(self) -> Report:
        order, first = self._order, time.perf_counter()
        if order.adopt is not None:
            self._adopt(*order.adopt)
        moves = self._settle(order, first)
        self._return(order.begin)
        if self._hot == 0.0 and (order.seconds or moves < order.moves):
            moves += self._probe(order, moves)
        moves += (
            self._by_clock(order, first)
            if order.seconds
            else self._anneal(order.moves - moves, order.begin, order.end)
        )
        self._raise_price(order.end)
        state, search = self._state, self._search
        return Report(
            moves,
            _pair(state.totals),
            _pair(search.best_totals),
            (state.time.copy(), state.room.copy()),
            (search.best_time.copy(), search.best_room.copy()),
        )

    def close(self) -> None:
        """Nothing is held."""

    def _adopt(self, times: Ints, rooms: Ints) -> None:
        self._state = state_of(self._problem, self._tables, times, rooms)
        self._keep()

    def _keep(self) -> None:
        """Remember the plan in work if it is the best."""
        state, search = self._state, self._search
        if _pair(state.totals) < _pair(search.best_totals):
            search.best_time[:], search.best_room[:], search.best_totals[:] = (
                state.time,
                state.room,
                state.totals,
            )

    def _settle(self, order: Order, first: float) -> int:
        """Seek a plan free of clashes as long as there is none."""
        made = 0
        while order.end <= SETTLING and self._search.best_totals[0] > 0 and len(self._tables.movable):
            left = LARGE if order.seconds else order.moves - made
            if not left or (order.seconds and time.perf_counter() - first >= order.seconds):
                break
            made += self._first.work(self._state, self._search, left)
        if made and self._first.toilsome:  # what was hard to find must not be shaken up again
            self._tables, self._hot = priced(self._tables, DEAREST), MILD
        return made

    def _return(self, part: float) -> None:
        """Late, leave a plan with clashes for the best without any, and cool down from there once more.

        By then a clash costs more than all it could bring: what is left of them is a knot that cooling tightens.
        """
        if part < RETURN or self._state.totals[0] == 0 or self._search.best_totals[0] > 0:
            return
        self._adopt(self._search.best_time, self._search.best_room)
        self._tables, self._hot, self._cooling_from = priced(self._tables, DEAREST), MILD, part

    def _raise_price(self, part: float) -> None:
        """Late, a clash must become dearer than all the wishes it serves."""
        if part >= STRICTER and self._state.totals[0] > 0 and self._tables.price < DEAREST:
            self._tables = priced(self._tables, self._tables.price * 5 // 4)

    def _probe(self, order: Order, gone: int) -> int:
        """Cool down quickly to where the search should begin."""
        size = (
            len(self._tables.movable) * PROBE
            if order.seconds
            else min(len(self._tables.movable) * PROBE, (order.moves - gone) // 16)
        )
        self._hot, made = HOTTEST, 0
        while size and self._hot > 1:
            accepted = anneal(self._tables, self._state, self._search, size, self._hot, self._hot)
            made += size
            if accepted < LIVELY * size:
                break
            self._hot /= 2**0.5
        return made

    def _by_clock(self, order: Order, first: float) -> int:
        """Stretches as long as the clock allows, the temperature following the time that is gone."""
        made, gone = 0, time.perf_counter() - first
        while gone < order.seconds:
            size = max(SHORTEST, int(self._speed * min(0.1, order.seconds - gone)))
            until = min(order.seconds, gone + size / self._speed)
            share = [
                order.begin + (order.end - order.begin) * point / order.seconds for point in (gone, until)
            ]
            made += self._anneal(size, share[0], share[1])
            gone, before = time.perf_counter() - first, gone
            self._speed = size / max(1e-6, gone - before)
        return made

    def _anneal(self, moves: int, first: float, last: float) -> int:
        if moves <= 0 or not len(self._tables.movable):
            return max(0, moves)
        hot, cold = (self._temperature(part) for part in (first, last))
        anneal(self._tables, self._state, self._search, moves, hot, cold)
        return moves

    def _temperature(self, part: float) -> float:
        gone = (part - self._cooling_from) / (1 - self._cooling_from)
        return float(self._hot * (COLD / self._hot) ** gone)


def _pair(totals: "np.ndarray[tuple[int], np.dtype[np.int64]]") -> tuple[int, int]:
    return int(totals[0]), int(totals[1])


class Apart:
    """A searcher in a process of its own."""

    def __init__(self, problem: Problem, seed: int) -> None:
        # Not forked: the client has threads and a window, and Windows knows no fork anyway.
        context = get_context("spawn")
        self._line, theirs = context.Pipe()
        self._process = context.Process(target=_serve, args=(theirs, problem, seed), daemon=True)
        self._process.start()
        theirs.close()

    def start(self, order: Order) -> None:
        self._line.send(order)

    def report(self) -> Report:
        try:
            report: Report = self._line.recv()
        except (EOFError, ConnectionError) as error:
            raise Unusable("A process of the search ended by itself; start the search again.") from error
        return report

    def close(self) -> None:
        self._line.close()
        self._process.join(PATIENCE)
        if self._process.is_alive():  # in the middle of a long order that nobody waits for any more
            self._process.terminate()
            self._process.join()


def _serve(line: Connection, problem: Problem, seed: int) -> None:
    """Answer orders until the other end is closed; Ctrl+C is for the one who gives the orders."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    searcher = Here(problem, seed)
    try:
        while True:
            searcher.start(line.recv())
            line.send(searcher.report())
    except (EOFError, BrokenPipeError):
        line.close()
