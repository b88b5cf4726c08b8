"""Where the tables of a database are not what the models say, in plain sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import psycopg
from sqlalchemy import create_engine
from sqlalchemy.pool import NullPool

from server_db import check_rules, install, present_state
from shared.models.everything import metadata

if TYPE_CHECKING:
    from collections.abc import Iterator

#: Alembic's words for what a table consists of, where ours are others.
_KINDS = {"fk": "foreign key", "table_comment": "comment"}


def unlike_the_models(admin: psycopg.Connection[Any]) -> Iterator[str]:
    """Every difference that an administrator has to know of."""

    def connect() -> psycopg.Connection[Any]:
        return psycopg.connect(admin.info.dsn, password=admin.info.password)

    engine = create_engine("postgresql+psycopg://", creator=connect, poolclass=NullPool)
    with engine.connect() as connection:
        for difference in install.differences(connection):
            for step in difference if isinstance(difference, list) else [difference]:
                yield _sentence(step)
    engine.dispose()
    yield from _constraints(admin)


def _sentence(step: tuple[Any, ...]) -> str:
    """Say of what Alembic would do to a table why it would: what is missing, too much or different."""
    verb, _, kind = step[0].partition("_")
    if verb == "modify":
        return _altered(kind, *step[1:4], *step[5:7])
    if kind == "table":
        name = step[1].fullname
        return (
            f"The table {name} is missing."
            if verb == "add"
            else f"The program does not know the table {name}."
        )
    table, thing = _place(step[1:])
    named = f"{_KINDS.get(kind, kind)} {thing}".rstrip()
    if verb == "add":
        return f"The table {table} lacks the {named}."
    return f"The program does not know the {named} of {table}."


def _place(things: tuple[Any, ...]) -> tuple[str, str]:
    """Return the table and the name of the column, index or key that a step is about."""
    if isinstance(things[-1], str) or not hasattr(things[-1], "name"):  # a comment: the table, and the words
        return things[0].fullname, ""
    if isinstance(things[0], str):  # a column: schema, table, column
        return f"{things[0]}.{things[1]}", str(things[2].name)
    return things[0].table.fullname, str(things[0].name)


def _altered(facet: str, schema: str, table: str, column: str, found: Any, meant: Any) -> str:
    named = f"The column {column} of {schema}.{table}"
    if facet == "nullable":
        if found:
            return f"{named} may be left empty, which the program does not expect."
        return f"{named} may not be left empty, although the program does so."
    return f"{named} has the {facet} {found} instead of {meant}."


def _constraints(admin: psycopg.Connection[Any]) -> Iterator[str]:
    """Alembic compares no checks; their names say whether one is missing."""
    found = set(admin.execute(check_rules.CONSTRAINTS, {"ours": list(present_state.OURS)}).fetchall())
    known = {
        (table.fullname, str(constraint.name))
        for table in metadata.tables.values()
        for constraint in table.constraints
    }
    for table, name in sorted(known - found):
        yield f"The table {table} lacks the constraint {name}."
    for table, name in sorted(found - known):
        yield f"The program does not know the constraint {name} of {table}."
