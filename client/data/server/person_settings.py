"""What a person's windows remember: column layouts, saved filters, open tabs; the same on every workstation."""

import threading
from collections.abc import Callable
from typing import Any

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert

from client.core.errors import HemisError
from client.data.server.gateway import Gateway
from shared.models.system import PersonSetting


class PersonSettings:
    """Read once at sign-in; `get` never waits, `put` hands the storing to `later`.

    A window that forgets its columns is no reason to disturb anybody: what cannot be stored is tried again
    with the next value.
    """

    def __init__(
        self,
        gateway: Gateway,
        login: str,
        later: Callable[[Callable[[], object]], object] = lambda call: call(),
    ) -> None:
        self._gateway = gateway
        self._login = login
        self._later = later
        self._lock = threading.Lock()
        self._values: dict[str, Any] = {}
        self._unsaved: set[str] = set()

    def load(self) -> None:
        """Read everything the person's windows remember."""
        statement = select(PersonSetting.key, PersonSetting.value).where(PersonSetting.login == self._login)
        rows = self._gateway.rows(statement)
        with self._lock:
            self._values = {key: value for key, value in rows}  # noqa: C416 - rows are tuples of any length

    def get(self, key: str, default: Any = None) -> Any:
        """Return what is remembered under a key."""
        return self._values.get(key, default)

    def put(self, key: str, value: Any) -> None:
        """Remember a JSON value."""
        with self._lock:
            if self._values.get(key) == value and key not in self._unsaved:
                return
            self._values[key] = value
            self._unsaved.add(key)
        self._later(self.save)

    def save(self) -> None:
        """Store what has not been stored yet."""
        with self._lock:
            waiting = {key: self._values[key] for key in self._unsaved}
            self._unsaved.clear()
        for key, value in waiting.items():
            statement = insert(PersonSetting).values(login=self._login, key=key, value=value)
            merged = statement.on_conflict_do_update(
                index_elements=["login", "key"], set_={"value": statement.excluded.value}
            )
            try:
                self._gateway.execute(merged)
            except HemisError:
                with self._lock:
                    self._unsaved.add(key)
