"""The verbs inside one transaction: statements in, tuples out, every trouble a sentence."""

from collections.abc import Generator, Iterator, Sequence
from contextlib import closing, contextmanager
from typing import Any, Protocol

import psycopg
from psycopg.types.json import Jsonb
from sqlalchemy import Connection, Executable, Select, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from client.core.errors import HemisError, Unavailable
from client.core.i18n import N_
from client.data.server.error_messages import translate

Rows = list[tuple[Any, ...]]
CHUNK = 1000
LOST = N_("The connection to the server is lost. Your input is kept; try again in a minute.")


@contextmanager
def sentences() -> Iterator[None]:
    """Say every trouble of the driver and of the pool as a sentence; what has none is a bug of ours."""
    try:
        yield
    except DBAPIError as error:
        if isinstance(error.orig, HemisError):
            raise error.orig from error
        sentence = translate(error.orig) if isinstance(error.orig, psycopg.Error) else None
        if sentence is None and error.connection_invalidated:
            sentence = Unavailable(LOST)
        if sentence is None:
            raise
        raise sentence from error
    except psycopg.Error as error:
        sentence = translate(error)
        if sentence is None:
            raise
        raise sentence from error
    except PoolTimeoutError as error:
        raise Unavailable(
            N_("Earlier questions are still waiting for the server. Try again in a minute.")
        ) from error


class Verbs(Protocol):
    """What a gateway and a transaction have in common."""

    def rows(self, statement: Executable | str, **parameters: Any) -> Rows: ...
    def one(self, statement: Executable | str, **parameters: Any) -> tuple[Any, ...] | None: ...
    def scalar(self, statement: Executable | str, **parameters: Any) -> Any: ...
    def execute(self, statement: Executable | str, **parameters: Any) -> int: ...
    def call(self, function: str, *arguments: Any) -> Any: ...
    def table(self, function: str, *arguments: Any) -> Rows: ...


class Transaction:
    """The verbs inside one transaction: all or nothing."""

    def __init__(self, connection: Connection) -> None:
        #: What it makes; whoever finds out late that it was committed learns it from `OutcomeUnknown`.
        self.made: Any = None
        self._connection = connection

    def rows(self, statement: Executable | str, **parameters: Any) -> Rows:
        """Return every row as a tuple."""
        result = self._run(statement, parameters)
        if not isinstance(statement, Select):
            return [tuple(row) for row in result]
        with closing(result):  # the driver's own rows are tuples already, and pages of a list are many
            found: Rows = result.cursor.fetchall()
            return found

    def one(self, statement: Executable | str, **parameters: Any) -> tuple[Any, ...] | None:
        """Return the first row, None if there is none."""
        row = self._run(statement, parameters).first()
        return None if row is None else tuple(row)

    def scalar(self, statement: Executable | str, **parameters: Any) -> Any:
        """Return the first value of the first row."""
        return self._run(statement, parameters).scalar()

    def execute(self, statement: Executable | str, **parameters: Any) -> int:
        """Run a statement that changes rows; return how many."""
        return int(self._run(statement, parameters).rowcount)

    def call(self, function: str, *arguments: Any) -> Any:
        """Return what a function of the server answers; it is a single value."""
        rows = self._function("select", function, arguments)
        return rows[0][0] if rows else None

    def table(self, function: str, *arguments: Any) -> Rows:
        """Return the rows of a function of the server that answers a table."""
        return self._function("select * from", function, arguments)

    def stream(self, statement: Executable, **parameters: Any) -> Generator[tuple[Any, ...]]:
        """Yield the rows by a cursor on the server: any number in little memory; close what is not read to the end."""
        streaming = self._connection.execution_options(stream_results=True, yield_per=CHUNK)
        with sentences(), streaming.execute(statement, parameters) as result:
            for row in result:
                yield tuple(row)

    def _run(self, statement: Executable | str, parameters: dict[str, Any]) -> Any:
        executable = text(statement) if isinstance(statement, str) else statement
        with sentences():
            return self._connection.execute(executable, parameters)

    def _function(self, select: str, function: str, arguments: Sequence[Any]) -> Rows:
        places = ", ".join(["%s"] * len(arguments))
        given = tuple(adapted(each) for each in arguments)
        with sentences():
            result = self._connection.exec_driver_sql(f"{select} {function}({places})", given)
            return [tuple(row) for row in result]


def adapted(value: Any) -> Any:
    """Return an argument of a function as the driver takes it."""
    if isinstance(value, dict):
        return Jsonb(value)
    if isinstance(value, list | tuple) and value and isinstance(value[0], dict):
        return [Jsonb(each) for each in value]
    return list(value) if isinstance(value, tuple) else value
