"""Rows on their way to the tables: collected with their ids, digested, and sent by COPY."""

import hashlib
from collections.abc import Iterator
from typing import Any

import psycopg
from psycopg import sql

from shared.models.everything import metadata


class Sheet:
    """The rows of one table; the first row says which columns there are."""

    def __init__(self, relation: str) -> None:
        self.relation = relation
        self.columns: tuple[str, ...] = ()
        self.rows: list[tuple[object, ...]] = []

    def add(self, **values: object) -> int:
        """Take a row and return the id it will have."""
        if not self.columns:
            self.columns = tuple(values)
        elif tuple(values) != self.columns:
            raise ValueError(f"{self.relation} has the columns {self.columns}, not {tuple(values)}")
        self.rows.append(tuple(values.values()))
        return len(self.rows)


class Sheets:
    """All rows of the demonstration, a sheet a table."""

    def __init__(self) -> None:
        self._sheets: dict[str, Sheet] = {}

    def __getitem__(self, relation: str) -> Sheet:
        return self._sheets.setdefault(relation, Sheet(relation))

    def __iter__(self) -> Iterator[Sheet]:
        """The sheets in the order of the tables' references."""
        order = {table.fullname: place for place, table in enumerate(metadata.sorted_tables)}
        return iter(sorted(self._sheets.values(), key=lambda sheet: order[sheet.relation]))

    def digest(self) -> str:
        """Return one number for all that the sheets hold: the same seed gives the same."""
        digest = hashlib.sha256()
        for sheet in self:
            digest.update(repr((sheet.relation, sheet.columns)).encode())
            for row in sheet.rows:
                digest.update(repr(row).encode())
        return digest.hexdigest()


def copy(connection: psycopg.Connection[Any], sheet: Sheet) -> None:
    """Send a sheet; its ids are 1, 2, 3 … and the table's own numbers go on behind them."""
    table = sql.Identifier(*sheet.relation.split("."))
    columns = sql.SQL(", ").join(map(sql.Identifier, ("id", *sheet.columns)))
    into = sql.SQL("copy {} ({}) from stdin").format(table, columns)
    with connection.cursor() as cursor, cursor.copy(into) as target:
        for number, row in enumerate(sheet.rows, 1):
            target.write_row((number, *row))
    connection.execute(
        "select setval(pg_get_serial_sequence(%s, 'id'), %s)",
        [table.as_string(connection), len(sheet.rows)],
    )
