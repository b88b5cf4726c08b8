"""Private data: the asking is committed before a value is given out, so that no reading escapes the log."""

import json
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import Date, Numeric

from client.data.server.gateway import Gateway, Transaction
from shared.models.record import Record


def read(
    gateway: Gateway, model: type[Record], ids: Sequence[int], reason: str | None = None
) -> list[dict[str, Any]]:
    """Return the private rows of these persons; the server logs who asked for whom and why."""
    table = model.__table__
    ticket = gateway.call("security.ask_reading", f"{table.schema}.{table.name}", list(ids), reason)
    rows = gateway.table(f"{table.schema}.read_private", ticket)
    return [_typed(model, row[0]) for row in rows]


def announce(gateway: Gateway, model: type[Record], values: dict[str, Any]) -> None:
    """Say which PINFL will be written, in a transaction of its own: the server writes none that nobody looked for."""
    if values.get("pinfl"):
        gateway.call("imports.ask_finding", model.__table__.schema, [values["pinfl"]])


def write(
    transaction: Transaction, model: type[Record], person: int, version: int, values: dict[str, Any]
) -> int:
    """Store changed private values; version 0 makes the row. Return the new version."""
    schema = model.__table__.schema
    plain = {name: _plain(value) for name, value in values.items()}
    return int(transaction.call(f"{schema}.write_private", person, version, plain))


def _plain(value: Any) -> Any:
    return (
        value.isoformat() if isinstance(value, date) else str(value) if isinstance(value, Decimal) else value
    )


def _typed(model: type[Record], row: Any) -> dict[str, Any]:
    """Turn the texts of JSON into dates and exact decimals, as the columns say."""
    found: dict[str, Any] = json.loads(row) if isinstance(row, str) else dict(row)
    for column in model.__table__.columns:
        value = found.get(column.name)
        if value is not None and isinstance(column.type, Date):
            found[column.name] = date.fromisoformat(value)
        elif value is not None and isinstance(column.type, Numeric):
            found[column.name] = Decimal(str(value))
    return found
