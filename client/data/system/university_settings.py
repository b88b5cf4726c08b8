"""Reading and writing what the university has chosen."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import insert, select, update

from client.data.server.gateway import Gateway
from shared.models.system import Setting
from shared.settings import SETTINGS

Values = dict[str, int | str]


def read(gateway: Gateway) -> Values:
    """Return the value of every setting, the default where none is stored or it cannot be used."""
    stored: dict[str, Any] = dict(gateway.rows(select(Setting.key, Setting.value)))
    return {
        each.key: stored[each.key] if each.fits(stored.get(each.key)) else each.default for each in SETTINGS
    }


def write(gateway: Gateway, values: Mapping[str, int | str]) -> None:
    """Store the settings that were changed, all or none."""
    with gateway.transaction() as transaction:
        for key, value in values.items():
            changed = transaction.execute(update(Setting).where(Setting.key == key).values(value=value))
            if not changed:
                transaction.execute(insert(Setting).values(key=key, value=value))
