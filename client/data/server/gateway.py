"""The one door to the server: statements in, tuples out, every trouble a sentence."""

import threading
import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any, TypeVar

import psycopg
from psycopg.pq import TransactionStatus
from sqlalchemy import Connection, Executable, RootTransaction, Select, create_engine, event, text
from sqlalchemy.exc import DBAPIError, DisconnectionError
from sqlalchemy.pool import ConnectionPoolEntry

from client.core.errors import Cancelled, HemisError, Unavailable
from client.core.i18n import N_
from client.data.server import storing
from client.data.server.connection import Deadlines
from client.data.server.ended import explained
from client.data.server.error_messages import translate
from client.data.server.leaving import NOTHING, Left, leave, tell
from client.data.server.transaction import LOST, Rows, Transaction, Verbs, sentences
from client.data.server.work_connection import WorkConnection

#: Whoever speaks to the server imports from here what it needs for it.
__all__ = ["Gateway", "OutcomeUnknown", "Rows", "Transaction", "Verbs"]

Result = TypeVar("Result")
#: A connection that rested longer than this is tried before it is trusted.
RESTED = 20.0
#: So many of our last transactions are known again when others tell of them.
REMEMBERED = 1000
_USUAL = {"isolation_level": "READ COMMITTED"}
_SNAPSHOT = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}


_LOST = N_(
    "The connection was lost just while saving. Your input is kept: save again when the server is back."
)
_UNCONFIRMED = N_(
    "The server has stored this, but its second machine does not confirm it, so it is not safe yet. "
    "Your input is kept: save again in a minute. If it stays so, tell the administrator."
)


class OutcomeUnknown(Unavailable):
    """The connection broke between the commit and its answer, and the server could not be asked since."""

    def __init__(self, receipt: str, made: Any = None, *, unconfirmed: bool = False) -> None:
        super().__init__(_UNCONFIRMED if unconfirmed else _LOST)
        #: What the transaction left to be asked for with; meaningless but to the server.
        self.receipt = receipt
        #: What it made if it was committed: ids and versions, for going on from there.
        self.made = made


class Gateway:
    """At most two connections that act in one role, opened when needed and again after a loss.

    `connect` opens a connection of the person; the role is set before anything else runs on it.
    """

    def __init__(
        self,
        connect: Callable[[], WorkConnection],
        role: str | None = None,
        deadlines: Deadlines | None = None,
        unit: int | None = None,
    ) -> None:
        self.role = role
        #: The only faculty that a dean's office is held for, said in questions so that the planner may use an index.
        self.unit = unit
        self._connect = connect
        self._deadlines = deadlines or Deadlines()
        self._lock = threading.Lock()
        self._long: dict[psycopg.Connection[Any], bool] = {}
        self._numbers: deque[str] = deque(maxlen=REMEMBERED)
        #: Called when a connection was opened again: the server is there, and others may want to know.
        self.on_opened: Callable[[], object] = lambda: None
        self._engine = create_engine(
            "postgresql+psycopg://",
            creator=self._open,
            pool_size=2,
            max_overflow=0,
            pool_timeout=self._deadlines.statement + self._deadlines.slack,
            pool_reset_on_return=None,  # a transaction always ends in its own block
            isolation_level="AUTOCOMMIT",
            use_native_hstore=False,
        )
        #: Connections of an earlier one are in use while the gateway is closed; they end when they come back.
        self._generation = 0
        event.listen(self._engine, "connect", self._note_generation)
        event.listen(self._engine, "checkout", self._try)
        event.listen(self._engine, "checkin", self._take_back)

    def rows(self, statement: Executable | str, **parameters: Any) -> Rows:
        """Return every row as a tuple."""
        return self._reading(statement, lambda verbs: verbs.rows(statement, **parameters))

    def one(self, statement: Executable | str, **parameters: Any) -> tuple[Any, ...] | None:
        """Return the first row, None if there is none."""
        return self._reading(statement, lambda verbs: verbs.one(statement, **parameters))

    def scalar(self, statement: Executable | str, **parameters: Any) -> Any:
        """Return the first value of the first row."""
        return self._reading(statement, lambda verbs: verbs.scalar(statement, **parameters))

    def execute(self, statement: Executable | str, **parameters: Any) -> int:
        """Run a statement that changes rows, in a transaction of its own; return how many."""
        with self.transaction() as transaction:
            return transaction.execute(statement, **parameters)

    def call(self, function: str, *arguments: Any) -> Any:
        """Return what a function of the server answers, in a transaction of its own."""
        with self.transaction() as transaction:
            return transaction.call(function, *arguments)

    def store(self, function: str, *arguments: Any) -> Any:
        """Return what a function of the server answers that may be called again without doing anything twice.

        One exchange with its commit, where `call` takes four. An answer that was lost is not looked up: the caller is
        told so and sends the act again, and whichever server is the rightful one then answers it. So the act has to
        write, or to lock with `for update`, also where all is done already: only a commit that waits for the standby
        proves what stands there.
        """
        with self._explained(), sentences(), self._lent() as driver:
            driver.warned = False
            answer, left = storing.store(driver, function, arguments)
            self._remember(left)
            if driver.warned and left.receipt is not None:
                raise OutcomeUnknown(left.receipt, unconfirmed=True)
            storing.tell(driver, left)
            return answer

    def table(self, function: str, *arguments: Any) -> Rows:
        """Return the rows of a function of the server, in a transaction of its own."""
        with self.transaction() as transaction:
            return transaction.table(function, *arguments)

    @contextmanager
    def transaction(self, *, patience: int | None = None, snapshot: bool = False) -> Iterator[Transaction]:
        """Open a transaction: committed at the end of the block, rolled back when it raises.

        `patience` are seconds for each statement of long work; `snapshot` sees all as of one moment and only reads.
        A commit whose answer is lost is looked up, so that nobody is told "saved" wrongly or saves twice.
        """
        with self._explained(), sentences(), self._engine.connect() as bare:
            connection = bare.execution_options(**(_SNAPSHOT if snapshot else _USUAL))
            begun = connection.begin()
            with self._interruptible(connection):
                try:
                    self._allow(connection, patience)
                    transaction = Transaction(connection)
                    yield transaction
                    left = NOTHING if snapshot else leave(connection)
                    self._remember(left)
                except BaseException:
                    begun.rollback()
                    raise
            # Not to be cancelled from here on: stopping a commit that waits would call "done" what is not safe.
            doubt = self._commit(connection, begun, left)
            if doubt is None:
                tell(connection, left)
                return
        doubt.made = transaction.made
        self._settle(doubt)
        with suppress(HemisError), sentences(), self._engine.connect() as connection:
            tell(connection, left)

    def outcome(self, unknown: OutcomeUnknown) -> bool:
        """Tell whether a transaction was committed; raises it again while that cannot be known."""
        ends = time.monotonic() + self._deadlines.connect
        while True:
            known = self._was_committed(unknown.receipt)
            if known is not None:
                return known
            if time.monotonic() > ends:
                raise unknown
            time.sleep(0.2)  # the server is not back, or has not noticed yet that the connection broke

    def cancel(self) -> None:
        """Stop the statements of running transactions; callable from any thread. Single reads are left to end."""
        with self._lock:
            running = list(self._long)
            for connection in running:
                self._long[connection] = True
        for connection in running:
            try:
                connection.cancel_safe(timeout=self._deadlines.connect)
            except psycopg.Error:
                continue  # it ended by itself meanwhile

    def ping(self) -> float:
        """Return the milliseconds of one question and its answer."""
        started = time.perf_counter()
        self.scalar("select 1")
        return (time.perf_counter() - started) * 1000

    def is_own(self, number: str) -> bool:
        """Tell whether the transaction of this number was ours."""
        return number in self._numbers

    def close(self) -> None:
        """Close the connections, those in use when they come back; the next statement would open new ones."""
        self._engine.dispose()
        self._generation += 1  # afterwards: what is opened meanwhile in the former pool is not to outlive it

    def _open(self) -> WorkConnection:
        connection = self._connect()
        try:
            connection.autocommit = True
            if self.role is not None:
                connection.execute(psycopg.sql.SQL("set role {}").format(psycopg.sql.Identifier(self.role)))
        except BaseException:
            connection.close()
            raise
        self.on_opened()
        return connection

    @contextmanager
    def _lent(self) -> Iterator[WorkConnection]:
        """A connection with nothing around it, outside of a transaction.

        One that broke, or that is left within something, goes back to nobody, and those that may have broken with it
        are opened anew: SQLAlchemy sees none of that here.
        """
        lent = self._engine.raw_connection()
        driver = _worker(lent.dbapi_connection)
        try:
            yield driver
        except psycopg.Error as error:
            if driver.closed and translate(error) is None:
                raise Unavailable(LOST) from error
            raise
        finally:
            if driver.pgconn.transaction_status == TransactionStatus.IDLE:
                lent.close()
            else:
                self._generation += 1
                lent.invalidate()

    def _note_generation(self, _connection: object, entry: ConnectionPoolEntry) -> None:
        entry.info["generation"] = self._generation

    def _try(self, connection: WorkConnection, entry: ConnectionPoolEntry, _proxy: object) -> None:
        if connection.left_behind:
            raise DisconnectionError("another server has taken over")
        if connection.closed:
            raise DisconnectionError("lost while nobody used it")
        if entry.info.get("generation") != self._generation:
            raise DisconnectionError("another connection was lost")
        rested = time.monotonic() - entry.info.get("rests_since", time.monotonic())
        if rested < RESTED:
            return
        try:
            connection.execute("select 1")
        except psycopg.Error as error:
            raise DisconnectionError("rested too long") from error

    def _take_back(self, connection: WorkConnection | None, entry: ConnectionPoolEntry) -> None:
        if connection is not None:
            connection.deadline = self._deadlines.statement + self._deadlines.slack
        entry.info["rests_since"] = time.monotonic()
        if entry.info.get("generation") != self._generation:
            entry.close()

    def _reading(self, statement: Executable | str, read: Callable[[Transaction], Result]) -> Result:
        try:
            with sentences(), self._engine.connect() as connection:
                return read(Transaction(connection))
        except Unavailable:
            # The server may have been restarted: what only reads is simply asked again, once, on a new connection.
            if not isinstance(statement, Select):
                raise
        with sentences(), self._engine.connect() as connection:
            return read(Transaction(connection))

    @contextmanager
    def _interruptible(self, connection: Connection) -> Iterator[None]:
        driver = _driver(connection)
        with self._lock:
            self._long[driver] = False
        try:
            yield
        except (DBAPIError, HemisError) as error:
            cause = error if isinstance(error, DBAPIError) else error.__cause__
            state = getattr(getattr(cause, "orig", None), "sqlstate", "")
            if self._long[driver] and state == "57014":  # stopped by a request, and it was ours
                raise Cancelled from error
            raise
        finally:
            with self._lock:
                del self._long[driver]

    @contextmanager
    def _explained(self) -> Iterator[None]:
        """Whoever loses work with a session that the server's guard ended is told why."""
        try:
            yield
        except Unavailable as error:
            told = explained(error, self)
            if told is error:
                raise
            raise told from error

    def _allow(self, connection: Connection, patience: int | None) -> None:
        """Give a long transaction its own deadline; the connection's returns with it."""
        driver = _driver(connection)
        seconds = patience or self._deadlines.statement
        driver.deadline = seconds + self._deadlines.slack
        if patience is not None:
            connection.execute(text(f"set local statement_timeout = {patience * 1000}"))

    def _remember(self, left: Left) -> None:
        """Before the commit: others may tell of it sooner than its answer comes."""
        if left.receipt is not None:
            self._numbers.append(left.number)

    def _commit(self, connection: Connection, begun: RootTransaction, left: Left) -> OutcomeUnknown | None:
        """Commit; an error to be settled if nobody knows whether it happened, or whether it will stay."""
        driver = _driver(connection)
        driver.warned = False
        try:
            begun.commit()
        except DBAPIError as error:
            if left.receipt is None or not error.connection_invalidated:
                raise
            late = isinstance(error.orig, psycopg.errors.ConnectionTimeout)
            return OutcomeUnknown(left.receipt, unconfirmed=late)
        unsafe = driver.warned and left.receipt is not None
        return OutcomeUnknown(left.receipt or "", unconfirmed=True) if unsafe else None

    def _was_committed(self, receipt: str) -> bool | None:
        """Ask the server; None while it is away, the transaction still runs, or the answer is not safe itself."""
        try:
            with sentences(), self._engine.connect() as connection:
                driver = _driver(connection)
                driver.deadline, driver.warned = self._deadlines.connect, False
                known: bool | None = Transaction(connection).call("security.was_committed", receipt)
                return None if driver.warned else known
        except Unavailable:
            return None

    def _settle(self, unknown: OutcomeUnknown) -> None:
        """Find out what became of a commit whose answer never came."""
        if not self.outcome(unknown):
            raise Unavailable(
                N_("The connection was lost and nothing was saved. Your input is kept: save again.")
            )


def _driver(connection: Connection) -> WorkConnection:
    return _worker(connection.connection.dbapi_connection)


def _worker(driver: object) -> WorkConnection:
    assert isinstance(driver, WorkConnection)  # noqa: S101 - it tells the type
    return driver
