"""The first copy of everything: an encrypted file, on the disk when a verb returns."""

import json
import time
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2 as sqlcipher

from client.core.errors import UserError
from client.core.i18n import N_
from shared.offline.event import Event

NO_DISK = N_(
    "This computer's disk is full or does not take anything: nothing was recorded. Free some space before you go on."
)
EVENT = (
    "create table if not exists event (sequence integer primary key, uuid text not null unique,"
    " before text not null, payload text not null, digest text not null)"
)
FACT = "create table if not exists fact (key text primary key, value text not null)"
#: How this program writes its store; a later one brings an earlier store up to its own.
FORMAT = 1
NEWER = N_("The store was written by a newer version of the program. Install that version on this computer.")
_COLUMNS = "sequence, uuid, before, payload, digest"


class DamagedStoreError(Exception):
    """The file cannot be read, or not all of it."""


class Store:
    """Events and facts; every change is one transaction."""

    def __init__(self, path: Path, key: bytes) -> None:
        self.path = path
        self._connection = _connect(path, key)
        if int(self.fact("format", FORMAT)) > FORMAT:
            self.close()
            raise UserError(NEWER)
        self.keep(format=FORMAT)

    def close(self) -> None:
        self._connection.close()

    def add(self, events: Iterable[Event], **facts: Any) -> None:
        """Add events, with facts that change with them; raises if the disk does not take them."""
        rows = [(each.sequence, each.uuid, each.before, each.payload, each.digest) for each in events]
        self._change(
            ("insert into event values (?, ?, ?, ?, ?)", rows),
            ("insert or replace into fact values (?, ?)", _texts(facts)),
        )

    def mend(self, events: Iterable[Event], **facts: Any) -> None:
        """Put events where none can be read, or where another stood."""
        rows = [(each.sequence, each.uuid, each.before, each.payload, each.digest) for each in events]
        self._change(
            ("delete from event where sequence = ?", [row[:1] for row in rows]),
            ("insert into event values (?, ?, ?, ?, ?)", rows),
            ("insert or replace into fact values (?, ?)", _texts(facts)),
        )

    def keep(self, **facts: Any) -> None:
        """Remember facts."""
        known = {name: value for name, value in facts.items() if self.fact(name) != value}
        if known:
            self._change(("insert or replace into fact values (?, ?)", _texts(known)))

    def fact(self, name: str, default: Any = None) -> Any:
        """Return what is remembered under a name."""
        row = self._rows("select value from fact where key = ?", name)
        return json.loads(row[0][0]) if row else default

    def events(self) -> list[Event]:
        """Return all events in their order."""
        return [Event(*row) for row in self._rows(f"select {_COLUMNS} from event order by sequence")]  # noqa: S608 - constants

    def salvage(self, most: int) -> dict[int, Event]:
        """Return the events of a damaged file that can still be read, one by one."""
        found = {}
        for sequence in range(1, most + 1):
            with suppress(DamagedStoreError):
                for row in self._rows(f"select {_COLUMNS} from event where sequence = ?", sequence):  # noqa: S608 - as above
                    found[sequence] = Event(*row)
        return found

    def check(self) -> None:
        """Raise if a page of the file is not what was written."""
        if self._rows("pragma cipher_integrity_check"):
            raise DamagedStoreError

    def _change(self, *statements: tuple[str, list[tuple[Any, ...]]]) -> None:
        try:
            self._connection.execute("begin immediate")
            for statement, rows in statements:
                self._connection.executemany(statement, rows)
            self._connection.execute("commit")
        except sqlcipher.Error as error:
            with suppress(sqlcipher.Error):
                self._connection.execute("rollback")
            if isinstance(error, sqlcipher.OperationalError):
                raise UserError(NO_DISK) from error
            raise DamagedStoreError(str(error)) from error

    def _rows(self, statement: str, *values: object) -> list[tuple[Any, ...]]:
        try:
            return self._connection.execute(statement, values).fetchall()  # type: ignore[no-any-return]
        except sqlcipher.Error as error:
            raise DamagedStoreError(str(error)) from error


def put_aside(path: Path) -> Path:
    """Keep a damaged file under another name, and return it."""
    aside = path.with_suffix(f".{time.time_ns()}.damaged")
    path.rename(aside)
    journal = path.with_name(f"{path.name}-journal")
    if journal.exists():
        journal.rename(aside.with_name(f"{aside.name}-journal"))
    return aside


def _texts(facts: dict[str, Any]) -> list[tuple[Any, ...]]:
    return [(name, json.dumps(value, ensure_ascii=False)) for name, value in facts.items()]


def _connect(path: Path, key: bytes) -> sqlcipher.Connection:
    connection = sqlcipher.connect(str(path), timeout=10, isolation_level=None, check_same_thread=False)
    try:
        connection.execute(f"pragma key = \"x'{key.hex()}'\"")
        connection.execute("pragma journal_mode = delete")
        connection.execute("pragma synchronous = extra")
        for table in (EVENT, FACT):
            connection.execute(table)
    except sqlcipher.OperationalError as error:
        connection.close()
        raise UserError(NO_DISK) from error
    except sqlcipher.DatabaseError as error:
        connection.close()
        raise DamagedStoreError(str(error)) from error
    return connection
