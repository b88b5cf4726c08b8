"""Comparing a live server with every promise: what is wrong, in plain sentences."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import psycopg
from sqlalchemy import create_engine
from sqlalchemy.pool import NullPool

from server_db import catalogue, check_rules, check_server, install, present_state
from server_db.roles import GROUPS, OWNERS, PERSON
from shared.models.everything import MODELS, metadata

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(frozen=True)
class Finding:
    """Something that is not as it should be; `serious` when a promise is broken, else a piece of advice."""

    sentence: str
    serious: bool = True


def check(admin: psycopg.Connection[Any], *, deep: bool = False) -> list[Finding]:
    """Everything that is wrong with the database of this connection; `deep` also recomputes the whole history."""
    if install.installed_revision(admin) is None:
        return [Finding("This database has not been installed: run hemis server init.")]
    advice = (Finding(sentence, serious=False) for sentence in check_server.advice(admin))
    sentences = [*_tables(admin), *broken_promises(admin), *(_history(admin) if deep else ())]
    return [*map(Finding, sentences), *advice]


def broken_promises(admin: psycopg.Connection[Any]) -> Iterator[str]:
    """What the catalogue and the data say, within the transaction of the connection."""
    yield from _version(admin)
    yield from _drift(admin)
    for rule in check_rules.RULES:
        yield from breaches(admin, rule)
    yield from check_server.open_doors(admin)
    yield from _orphans(admin)


def _history(admin: psycopg.Connection[Any]) -> Iterator[str]:
    for (batch,) in admin.execute("select audit.broken_batches()"):
        yield f"The history was altered after batch {batch} had been closed."


def breaches(admin: psycopg.Connection[Any], rule: check_rules.Rule) -> Iterator[str]:
    """What breaks one promise."""
    values = {
        "ours": list(present_state.OURS),
        "groups": list(GROUPS),
        "people": [PERSON, *GROUPS],
        "owners": list(OWNERS),
        "sensitive": [str(model.__table__) for model in MODELS if model.sensitive],
    }
    for row in admin.execute(rule.query, values):
        yield rule.sentence.format(*row)


def _version(admin: psycopg.Connection[Any]) -> Iterator[str]:
    installed, offered = install.installed_revision(admin), install.offered_revision()
    if installed != offered:
        yield f"The tables have revision {installed}, this program needs {offered}: run hemis server upgrade."


def _drift(admin: psycopg.Connection[Any]) -> Iterator[str]:
    """What was altered by hand since the installation."""
    left, found = catalogue.remembered(admin), catalogue.describe(admin)
    if left.pop("source", None) != catalogue.source_digest():
        yield "The rules on the server are not those of this program: run hemis server upgrade."
    for name in sorted(left.keys() - found.keys()):
        yield f"Since the installation somebody removed: {name}."
    for name in sorted(found.keys() - left.keys()):
        yield f"Since the installation somebody added: {name}."
    for name in sorted(name for name in left.keys() & found.keys() if left[name] != found[name]):
        yield f"Since the installation somebody changed: {name}."


def _tables(admin: psycopg.Connection[Any]) -> Iterator[str]:
    """Where the tables are not what the models say."""

    def connect() -> psycopg.Connection[Any]:
        return psycopg.connect(admin.info.dsn, password=admin.info.password)

    engine = create_engine("postgresql+psycopg://", creator=connect, poolclass=NullPool)
    with engine.connect() as connection:
        for difference in install.differences(connection):
            for step in difference if isinstance(difference, list) else [difference]:
                yield f"The tables are not what the program says: {_step(step)}."
    engine.dispose()
    yield from _constraints(admin)


def _step(step: tuple[Any, ...]) -> str:
    """What would have to be done to a table, such as `add index student_name_idx (students.student)`."""
    verb, *things = step
    named = [thing if isinstance(thing, str) else getattr(thing, "name", None) for thing in things]
    table = next((t.table.fullname for t in things if getattr(t, "table", None) is not None), "")
    words = " ".join(str(name) for name in named if name)
    return f"{verb.replace('_', ' ')} {words}" + (f" ({table})" if table else "")


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


def _orphans(admin: psycopg.Connection[Any]) -> Iterator[str]:
    """Rows that refer to nothing: possible after data was loaded or keys were added as somebody who sees no rows."""
    for name, query in admin.execute(check_rules.FOREIGN_KEYS, {"ours": list(present_state.OURS)}).fetchall():
        row = admin.execute(query).fetchone()
        if row and row[0]:
            yield f"{row[0]} rows break the key {name}: they refer to records that do not exist."
