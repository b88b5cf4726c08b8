"""Whoever did something is kept by the login and read by the name, in the script of the interface."""

import re
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Text, func

from client.core.i18n import language, names
from client.data.server.gateway import Verbs
from shared.models.security import LOGIN

CYRILLIC_LANGUAGES = frozenset({"oz", "ru"})
NAMES = "select login, security.name_of(login, :cyrillic) from unnest(cast(:logins as text[])) login"


def name_of(login: ColumnElement[Any] | Any) -> ColumnElement[str]:
    """The name behind a login, which `spelled` writes in its script; the login where the role reads no names."""
    return func.security.name_of(login, language() in CYRILLIC_LANGUAGES, type_=Text)


def spelled(name: str) -> str:
    """Write a name in the script of the interface; a login is no name and stays as it is."""
    return name if re.fullmatch(LOGIN, name) else names(name)


def with_name(row: Sequence[Any], place: int) -> tuple[Any, ...]:
    """Return a row whose name behind a login is written in the script of the interface."""
    before, name, after = row[:place], row[place], row[place + 1 :]
    return (*before, None if name is None else spelled(name), *after)


def names_of(gateway: Verbs, logins: Iterable[str]) -> dict[str, str]:
    """Return what people read instead of logins."""
    wanted = sorted(set(logins))
    if not wanted:
        return {}
    rows = gateway.rows(NAMES, logins=wanted, cyrillic=language() in CYRILLIC_LANGUAGES)
    return {login: spelled(name) for login, name in rows}
