"""Several hosts of one server, all tried at once: the one that writes and is not left behind is taken."""

import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, field

from client.core.errors import HemisError, Unavailable
from client.core.i18n import N_
from client.data.server.fence import Fence
from client.data.server.work_connection import WorkConnection

#: Seconds that a host may answer after another one is found: it may be the rightful one.
GRACE = 1.0
#: Seconds for which a host that did not answer in time is not waited for again.
SHUNNED = 60.0

#: Opens a connection to one host, by its place in the list.
Open = Callable[[int], WorkConnection]
Answer = tuple[int, WorkConnection | HemisError]


class ChangingOver(Unavailable):
    """No server writes now, and one is there that may soon."""

    def __init__(self) -> None:
        super().__init__(N_("The servers are changing over. Your input is kept; try again in half a minute."))


class LeftBehind(Unavailable):
    """The only server that writes is an old primary: what it stores will be thrown away."""

    def __init__(self) -> None:
        super().__init__(
            N_(
                "This server was replaced by another one and must not be used any more; nothing was sent. "
                "Your input is kept. Tell the administrator."
            )
        )


@dataclass
class Hosts:
    """The hosts of an address, and which of them was silent when."""

    count: int
    _silent: dict[int, float] = field(default_factory=dict)

    def connect(self, fence: Fence, open_: Open, patience: float) -> WorkConnection:
        """Open a connection to the rightful host; `patience` is how long one attempt may take."""
        answers = [(0, _tried(open_, 0))] if self.count == 1 else self._all(fence, open_, patience)
        return _rightful(answers, fence)

    def _all(self, fence: Fence, open_: Open, patience: float) -> list[Answer]:
        """What the hosts answer: all of them, or those that are quick once one was found."""
        pool = ThreadPoolExecutor(self.count, "host")
        tries = {pool.submit(_tried, open_, place): place for place in range(self.count)}
        pool.shutdown(wait=False)
        ends, found = time.monotonic() + patience, False
        answers: list[Answer] = []
        waited = set(tries)
        while waited and (left := ends - time.monotonic()) > 0:
            done, waited = wait(waited, left, FIRST_COMPLETED)
            answers += [(tries[each], each.result()) for each in done]
            if not found and any(_is_admitted(answer, fence) for answer in answers):
                found, ends = True, min(ends, time.monotonic() + GRACE)
            if found:
                waited = {each for each in waited if not self._is_shunned(tries[each])}
        self._part_with({each: place for each, place in tries.items() if place not in dict(answers)})
        return answers

    def _part_with(self, late: Mapping[Future[WorkConnection | HemisError], int]) -> None:
        """Remember who was silent; whoever answers now is sent away."""
        self._silent = {place: self._silent.get(place, time.monotonic()) for place in late.values()}
        for each in late:
            each.add_done_callback(_leave)

    def _is_shunned(self, place: int) -> bool:
        return time.monotonic() - self._silent.get(place, -SHUNNED) < SHUNNED


def _leave(late: Future[WorkConnection | HemisError]) -> None:
    if isinstance(answer := late.result(), WorkConnection):
        answer.close()


def _tried(open_: Open, place: int) -> WorkConnection | HemisError:
    try:
        return open_(place)
    except HemisError as error:
        return error


def _is_admitted(answer: Answer, fence: Fence) -> bool:
    connection = answer[1]
    return isinstance(connection, WorkConnection) and fence.admits(connection.place)


def _rightful(answers: Sequence[Answer], fence: Fence) -> WorkConnection:
    """The server on the newest line; the others are left, and if there is none it is said why."""
    in_order = [answer for _place, answer in sorted(answers, key=lambda each: each[0])]
    open_ones = [each for each in in_order if isinstance(each, WorkConnection)]
    admitted = [each for each in open_ones if fence.admits(each.place)]
    best = max(admitted, key=lambda each: (fence.knows(each.place), each.place.timeline), default=None)
    for each in open_ones:
        if each is not best:
            each.close()
    if best is None:
        raise _why_none(answers)
    fence.met(best.place)
    return best


def _why_none(answers: Sequence[Answer]) -> HemisError:
    """What to tell the person: first what waiting cures, then what only others can."""
    errors = [answer for _place, answer in answers if isinstance(answer, HemisError)]
    if changing := next((each for each in errors if isinstance(each, ChangingOver)), None):
        return changing
    if len(errors) < len(answers):
        return LeftBehind()
    definite = [each for each in errors if not isinstance(each, Unavailable)]
    if not errors:
        return Unavailable(N_("The server {server} does not answer. Check the network and try again."))
    return (definite or errors)[0]
