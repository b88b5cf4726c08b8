"""Unsaved input kept on this computer: encrypted, safe against crashes and against a second program.

The key lies in the system's keyring. Without a safe keyring drafts live in memory only, and `warning` says so.
"""

import json
import logging
import secrets
import threading
import time
from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal
from hashlib import sha256
from pathlib import Path
from typing import Any, Protocol

import keyring
from keyring.errors import KeyringError
from sqlcipher3 import dbapi2 as sqlcipher

from client.core.errors import UserError
from client.core.i18n import N_
from client.core.kept_password import can_keep
from shared.file_lock import file_lock

log = logging.getLogger(__name__)
SERVICE = "HEMIS Desktop drafts"

NO_SAFE = N_("This computer has no protected keyring: what is not saved is kept only while the program runs.")
NO_DISK = N_(
    "Unsaved input cannot be written to this computer's disk and is kept only while the program runs. "
    "Free some space and save often."
)
UNREADABLE = N_(
    "The kept input of this computer could not be read and was put aside as “{file}”. New input is kept again."
)


class Safe(Protocol):
    """Where the key lies; None from `find` means that there is none, False from `keep` that it cannot be kept."""

    def find(self, name: str) -> str | None: ...
    def keep(self, name: str, key: str) -> bool: ...


class SystemSafe:
    """The keyring of the system, only if it is a protected one."""

    def find(self, name: str) -> str | None:
        if not can_keep():
            return None
        try:
            return keyring.get_password(SERVICE, name)
        except KeyringError:
            return None

    def keep(self, name: str, key: str) -> bool:
        if not can_keep():
            return False
        try:
            keyring.set_password(SERVICE, name, key)
        except KeyringError:
            return False
        return self.find(name) == key  # some keyrings accept and forget


class Drafts:
    """Drafts of one person at one server, by key; what is kept survives the end of the program in any way."""

    def __init__(self, folder: Path, person: str, safe: Safe | None = None) -> None:
        #: Why drafts are not as safe as they should be; None if they are.
        self.warning: UserError | None = None
        #: Called when something was kept or dropped, on whichever thread that was.
        self.on_changed: Callable[[], object] = lambda: None
        self._told: UserError | None = None
        self._lock = threading.Lock()
        self._memory: dict[str, str] = {}
        self._store: sqlcipher.Connection | None = None
        self._open(
            folder / f"drafts-{sha256(person.encode()).hexdigest()[:16]}.db", person, safe or SystemSafe()
        )

    def keep(self, key: str, values: Mapping[str, Any]) -> None:
        """Remember unsaved input under a key; when this returns, it survives a crash."""
        text = json.dumps(dict(values), default=_tagged, ensure_ascii=False)
        with self._lock:
            self._memory[key] = text
            self._change(
                "insert or replace into draft (key, value, kept_at) values (?, ?, ?)", key, text, time.time()
            )
        self.on_changed()

    def find(self, key: str) -> dict[str, Any] | None:
        """Return the unsaved input under a key, None if there is none."""
        with self._lock:
            rows = self._rows("select value from draft where key = ?", key)
            text = rows[0][0] if rows else None if rows is not None else self._memory.get(key)
        if text is None:
            return None
        values: dict[str, Any] = json.loads(text, object_hook=_untagged)
        return values

    def drop(self, key: str) -> None:
        """Forget the input: it was saved or given up."""
        with self._lock:
            self._memory.pop(key, None)
            self._change("delete from draft where key = ?", key)
        self.on_changed()

    def untold_warning(self) -> UserError | None:
        """Return the warning if nobody was told of it yet; without a store there is none before something is typed."""
        if self._store is None and not self._memory:
            return None
        warning = None if self.warning is self._told else self.warning
        self._told = self.warning
        return warning

    def keys(self, prefix: str = "") -> list[str]:
        """Return the keys of kept input, the latest first."""
        with self._lock:
            rows = self._rows("select key from draft order by kept_at desc, rowid desc")
            known = list(reversed(self._memory)) if rows is None else [row[0] for row in rows]
        return [key for key in known if key.startswith(prefix)]

    def close(self) -> None:
        with self._lock:
            if self._store is not None:
                self._store.close()
                self._store = None

    def _open(self, path: Path, person: str, safe: Safe) -> None:
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            # Two programs that start at once agree on one key and one file.
            with file_lock(path.with_suffix(".lock")):
                key = safe.find(person) or secrets.token_hex(32)
                if not safe.keep(person, key):
                    self.warning = UserError(NO_SAFE)
                    return
                self._store = self._readable(path, key)
        except (OSError, sqlcipher.Error) as error:
            log.warning("Drafts are kept in memory only: %s", error)
            self.warning = UserError(NO_DISK)

    def _readable(self, path: Path, key: str) -> sqlcipher.Connection:
        """Open the store; one that the key does not open, or that is torn, is put aside."""
        try:
            return _connect(path, key)
        except sqlcipher.OperationalError:
            raise
        except sqlcipher.DatabaseError:
            aside = path.with_suffix(f".{time.time_ns()}.unreadable")
            path.rename(aside)
            path.with_name(path.name + "-journal").unlink(missing_ok=True)
            self.warning = UserError(UNREADABLE, file=aside.name)
            return _connect(path, key)

    def _change(self, statement: str, *values: object) -> None:
        if self._store is None:
            return
        try:
            self._store.execute(statement, values)
        except sqlcipher.Error as error:
            self._give_up(error)

    def _rows(self, statement: str, *values: object) -> list[tuple[Any, ...]] | None:
        """Return rows of the store, None if there is no store to ask."""
        if self._store is None:
            return None
        try:
            return self._store.execute(statement, values).fetchall()  # type: ignore[no-any-return]
        except sqlcipher.Error as error:
            self._give_up(error)
            return None

    def _give_up(self, error: Exception) -> None:
        """Go on in memory: a full disk must not stop the work."""
        log.warning("Drafts are kept in memory only: %s", error)
        self.warning = UserError(NO_DISK)
        self._store = None


def _connect(path: Path, key: str) -> sqlcipher.Connection:
    """Open the file with autocommit; every statement is on the disk when it returns."""
    connection = sqlcipher.connect(str(path), timeout=10, isolation_level=None, check_same_thread=False)
    try:
        connection.execute(f"pragma key = \"x'{key}'\"")
        connection.execute("pragma journal_mode = delete")
        connection.execute("pragma synchronous = extra")
        connection.execute(
            "create table if not exists draft (key text primary key, value text not null, kept_at real not null)"
        )
    except BaseException:
        connection.close()
        raise
    return connection


def _tagged(value: object) -> dict[str, str]:
    """Write what JSON does not know with its kind, so that it comes back as what it was."""
    if isinstance(value, datetime):
        return {"$moment": value.isoformat()}
    if isinstance(value, date):
        return {"$day": value.isoformat()}
    if isinstance(value, Decimal):
        return {"$decimal": str(value)}
    if isinstance(value, bytes):
        return {"$bytes": value.hex()}
    message = f"a draft cannot hold {type(value).__name__}"
    raise TypeError(message)


_READ = {
    "$moment": datetime.fromisoformat,
    "$day": date.fromisoformat,
    "$decimal": Decimal,
    "$bytes": bytes.fromhex,
}


def _untagged(found: dict[str, Any]) -> Any:
    if len(found) == 1:
        tag, text = next(iter(found.items()))
        if tag in _READ:
            return _READ[tag](text)  # type: ignore[operator]  # each reads a text
    return found
