"""Acts that may be sent again without doing anything twice: one exchange with the server, straight through the driver.

What SQLAlchemy and the driver's own lists do around such a statement took half as long as the statement itself. Nobody
but whoever lends the connection sees that it broke here: `Gateway` gives it up then.
"""

import logging
from collections.abc import Sequence
from typing import Any

import psycopg

from client.data.server.leaving import LEAVING, Left, notice_of
from client.data.server.transaction import adapted
from client.data.server.work_connection import WorkConnection

log = logging.getLogger(__name__)


def store(driver: WorkConnection, function: str, arguments: Sequence[Any]) -> tuple[Any, Left]:
    """Return the single value of a function with what is left behind; the statement is the transaction."""
    places = ", ".join(["%s"] * len(arguments))
    statement = f"select {function}({places}){LEAVING}".encode()
    cursor = driver.execute(statement, [_written(each) for each in arguments], prepare=True)
    answer, receipt, untold = cursor.fetchone() or (None, None, ())
    return answer, Left(receipt, tuple(untold))


def tell(driver: WorkConnection, left: Left) -> None:
    """Say what has changed. What was saved is saved: trouble here is nobody's, others see it when they look again."""
    if not left.untold:
        return
    try:
        driver.execute(notice_of(left).encode())
    except psycopg.Error as error:
        log.info("A change was not told: %s", error)


def _written(value: Any) -> Any:
    """Return a list of whole numbers or of words as the server writes an array."""
    kinds = set(map(type, value)) if isinstance(value, list | tuple) else {object}
    if kinds == {int}:
        return f"{{{','.join(map(str, value))}}}"
    if kinds == {str}:
        return f"{{{','.join(map(_quoted, value))}}}"
    return adapted(value)


def _quoted(word: str) -> str:
    escaped = word.replace("\\", "\\\\").replace('"', '\\"') if "\\" in word or '"' in word else word
    return f'"{escaped}"'
