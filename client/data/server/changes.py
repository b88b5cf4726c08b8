"""Who else changed what: a connection of its own listens, subscribers hear which tables to read again."""

import random
import threading
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass

import psycopg

from client.core.errors import HemisError
from client.data.server.work_connection import WorkConnection

CHANNEL = "hemis"
#: Seconds between looks whether the program ends, and the longest pause between attempts to connect again.
BREATH = 0.5
LONGEST_PAUSE = 4.0
#: A server that says nothing for so long is asked whether it is there, and has so long to answer.
SILENCE = 15.0
ANSWER = 4.0
#: The same where another host may have taken over: a window in which nobody works, and which therefore asks nothing
#: itself, hears within five seconds after others save there.
SILENCE_OF_ONE = 2.0
ANSWER_OF_ONE = 2.0

Listener = Callable[[str], object]


@dataclass(eq=False)
class Subscription:
    """Somebody's wish to hear of changes; `end()` it when the window closes."""

    relations: frozenset[str]
    callback: Listener
    among: list["Subscription"]

    def end(self) -> None:
        """Hear nothing any more."""
        if self in self.among:
            self.among.remove(self)


class Changes:
    """Tells subscribers the relation that changed; after a lost connection all of them, for nobody knows.

    `deliver` brings a call to the thread of the windows; own changes are announced there at once.
    """

    def __init__(
        self,
        connect: Callable[[], WorkConnection],
        deliver: Callable[[Callable[[], object]], object] = lambda call: call(),
        is_own: Callable[[str], bool] = lambda _transaction: False,
    ) -> None:
        #: Called with True when listening (again) and False when the server is gone.
        self.on_connection: Callable[[bool], object] = lambda _there: None
        #: Called when this program has saved something.
        self.on_saved: Callable[[], object] = lambda: None
        self._connect = connect
        self._deliver = deliver
        self._is_own = is_own
        self._subscriptions: list[Subscription] = []
        self._stop = threading.Event()
        self._awake = threading.Event()
        self._thread: threading.Thread | None = None

    def subscribe(self, relations: Iterable[str], callback: Listener) -> Subscription:
        """Call `callback(relation)` whenever one of the relations changed."""
        subscription = Subscription(frozenset(relations), callback, self._subscriptions)
        self._subscriptions.append(subscription)
        return subscription

    def announce(self, *relations: str) -> None:
        """Say that we have changed these ourselves; called on the thread of the windows."""
        self.on_saved()
        self._tell(*relations)

    def start(self) -> None:
        """Begin to listen, on a thread of its own."""
        self._thread = threading.Thread(target=self._listen, name="changes", daemon=True)
        self._thread.start()

    def wake(self) -> None:
        """Try again at once: somebody has just reached the server."""
        self._awake.set()

    def close(self) -> None:
        """Stop listening; nobody is told any more.

        A listener may be the last that holds a window, and this runs where no window may end: none is let go here.
        """
        self._stop.set()
        self._awake.set()
        if self._thread is not None:
            self._thread.join(timeout=BREATH * 10)

    def _tell(self, *relations: str) -> None:
        for subscription in () if self._stop.is_set() else tuple(self._subscriptions):
            for relation in relations:
                if relation in subscription.relations and subscription in self._subscriptions:
                    subscription.callback(relation)

    def _listen(self) -> None:
        pause = BREATH
        lost = False
        while not self._stop.is_set():
            try:
                with self._connect() as connection:
                    connection.execute(f"listen {CHANNEL}")
                    pause = BREATH
                    self._deliver(lambda: self.on_connection(True))
                    if lost:
                        self._deliver(self._announce_everything)
                    self._hear(connection)
            except (HemisError, psycopg.Error):
                lost = True
                self._deliver(lambda: self.on_connection(False))
                self._rest(pause)
                pause = min(pause * 2, LONGEST_PAUSE)

    def _rest(self, pause: float) -> None:
        """Wait before the next attempt, not as long as all the others, and no longer than until woken."""
        self._awake.wait(pause * random.uniform(0.5, 1.0))  # noqa: S311 - it spreads them
        self._awake.clear()

    def _hear(self, connection: WorkConnection) -> None:
        heard_at = time.monotonic()
        silence, answer = (SILENCE, ANSWER) if connection.alone else (SILENCE_OF_ONE, ANSWER_OF_ONE)
        while not self._stop.is_set() and not connection.left_behind:
            notices = list(connection.notifies(timeout=BREATH))
            if notices:
                heard_at = time.monotonic()
            elif time.monotonic() - heard_at > silence:
                connection.deadline, connection.holds = answer, False
                connection.execute("select 1")
                heard_at = time.monotonic()
            if heard := {relation for each in notices if (relation := self.relation_told(each.payload))}:
                self._deliver(lambda relations=heard: self._tell(*relations))  # type: ignore[misc]
        if connection.left_behind:
            raise psycopg.OperationalError("another server has taken over")

    def relation_told(self, payload: str) -> str:
        """The table a message is about; nothing if all that changed it were transactions of our own."""
        relation, _space, numbers = payload.partition(" ")
        own = numbers != "" and all(map(self._is_own, numbers.split(",")))
        return "" if own else relation

    def _announce_everything(self) -> None:
        self._tell(*{name for each in self._subscriptions for name in each.relations})
