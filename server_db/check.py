"""Comparing a live server with every promise: what is wrong, in plain sentences."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import psycopg

from server_db import catalogue, check_rules, check_server, install, present_state, server_settings
from server_db.check_tables import unlike_the_models
from server_db.roles import GROUPS, OWNERS, PERSON
from shared.models.everything import MODELS

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
    if other := list(_version(admin)):
        return [*map(Finding, other)]  # the promises are those of another program
    advice = (Finding(sentence, serious=False) for sentence in check_server.advice(admin))
    sentences = [*unlike_the_models(admin), *broken_promises(admin), *(_history(admin) if deep else ())]
    return [*map(Finding, sentences), *advice]


def broken_promises(admin: psycopg.Connection[Any]) -> Iterator[str]:
    """What the catalogue and the data say, within the transaction of the connection."""
    yield from _version(admin)
    yield from _drift(admin)
    for rule in check_rules.RULES:
        yield from breaches(admin, rule)
    yield from check_server.open_doors(admin)
    yield from server_settings.broken(admin)
    yield from _orphans(admin)


def _history(admin: psycopg.Connection[Any]) -> Iterator[str]:
    for (batch,) in admin.execute("select audit.broken_batches()"):
        yield f"The history was altered after batch {batch} had been closed."
    for act, number in admin.execute("select act, number from blanks.broken()"):
        told = f"the act {act}" if act else f"the blank {number}"
        yield f"The ledger of blanks does not agree with {told} any more."


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


def _orphans(admin: psycopg.Connection[Any]) -> Iterator[str]:
    """Rows that refer to nothing: possible after data was loaded or keys were added as somebody who sees no rows."""
    for name, query in admin.execute(check_rules.FOREIGN_KEYS, {"ours": list(present_state.OURS)}).fetchall():
        row = admin.execute(query).fetchone()
        if row and row[0]:
            yield f"{row[0]} rows break the key {name}: they refer to records that do not exist."
