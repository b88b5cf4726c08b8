"""Reading and writing what the university has chosen."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import select, update
from sqlalchemy.dialects.postgresql import insert

from client.core.errors import Conflict
from client.core.i18n import N_
from client.core.roles import role_title
from client.data.records.actors import names_of
from client.data.server.gateway import Gateway, Rows, Transaction, Verbs
from shared.models.system import Setting
from shared.settings import SETTINGS

Values = dict[str, int | str]
#: Key, value and version of every setting that is stored.
STORED = select(Setting.key, Setting.value, Setting.row_version)
#: Of a setting that is not stored yet.
NOT_STORED = 0
CHANGED = N_(
    "Somebody changed these settings meanwhile. What you typed still stands: look at it and save again."
)


class StoredSettings(NamedTuple):
    """The value of every setting, and the version of each that is stored."""

    values: Values
    versions: Mapping[str, int]


class Change(NamedTuple):
    """When a setting was changed last, by whom, acting as what."""

    at: datetime
    who: str
    role: str


def read(gateway: Verbs) -> StoredSettings:
    """Return the value of every setting, the default where none is stored or it cannot be used."""
    rows = gateway.rows(STORED)
    return StoredSettings(_values(rows), {key: version for key, _value, version in rows})


def last_changes(gateway: Verbs) -> dict[str, Change]:
    """Return who changed each stored setting last, as far as the reader may see its history."""
    latest = """select distinct on (s.key) s.key, h.at, h.login, h.role
                  from system.setting s cross join lateral audit.history('system.setting', s.id) h
                 order by s.key, h.at desc, h.id desc"""
    rows = gateway.rows(latest)
    called = names_of(gateway, (login for _key, _at, login, _role in rows))
    return {key: Change(at, called[login], role_title(role) if role else "") for key, at, login, role in rows}


def numbers(stored: Rows) -> dict[str, int]:
    """Return the settings that are whole numbers, of the rows that `STORED` has answered."""
    return {key: value for key, value in _values(stored).items() if isinstance(value, int)}


def write(gateway: Gateway, values: Mapping[str, int | str], versions: Mapping[str, int]) -> None:
    """Store the settings that were changed, all or none; raises Conflict if one is not as it was at its version."""
    with gateway.transaction() as transaction:
        for key, value in values.items():
            if not _write(transaction, key, value, versions.get(key, NOT_STORED)):
                raise Conflict(CHANGED, relation="system.setting")


def _values(stored: Rows) -> Values:
    found: dict[str, Any] = {key: value for key, value, _version in stored}
    return {
        each.key: found[each.key] if each.fits(found.get(each.key)) else each.default for each in SETTINGS
    }


def _write(transaction: Transaction, key: str, value: int | str, version: int) -> bool:
    if version == NOT_STORED:
        added = insert(Setting).values(key=key, value=value).on_conflict_do_nothing(index_elements=("key",))
        return bool(transaction.rows(added.returning(Setting.id)))
    same = (Setting.key == key, Setting.row_version == version)
    changed = update(Setting).where(*same).values(value=value).returning(Setting.id)
    return bool(transaction.rows(changed))
