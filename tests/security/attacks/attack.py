"""What an attack is: an attempt of somebody over a plain connection, its outcome, and the rule that stops it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import psycopg

from server_db.demo.people import PEOPLE

if TYPE_CHECKING:
    from tests.security.attacks.scene import Scene

Who = tuple[str, str]
EVERYONE: tuple[Who, ...] = tuple((person.login, role) for person in PEOPLE for role, _ in person.roles)
#: One of them for each role: what is granted is granted to roles.
EACH_ROLE: tuple[Who, ...] = tuple({role: (login, role) for login, role in reversed(EVERYONE)}.values())
#: The beginnings of what the server says when it refuses: no right, our own rules, constraints, no grant option,
#: a view's check, an identity that is always generated, what the server cannot do.
REFUSALS = ("42501", "HM0", "23", "0LP01", "44000", "428C9", "0A000")


def acting(*roles: str) -> tuple[Who, ...]:
    """The demonstration people in these roles, said without `hemis_`."""
    return tuple(who for who in EVERYONE if who[1].removeprefix("hemis_") in roles)


def not_acting(*roles: str) -> tuple[Who, ...]:
    return tuple(who for who in EVERYONE if who not in acting(*roles))


def refused(error: psycopg.Error) -> bool:
    return (error.sqlstate or "").startswith(REFUSALS)


class Attacker:
    """A person at a plain connection, who knows the source code and whatever the scene tells."""

    def __init__(self, connection: psycopg.Connection[Any], who: Who, scene: Scene) -> None:
        self.connection = connection
        self.login, self.role = who
        self.scene = scene

    def rows(self, query: str, *values: object) -> list[tuple[Any, ...]]:
        cursor = self.connection.execute(query, values)  # type: ignore[arg-type]
        return cursor.fetchall() if cursor.description else [()] * cursor.rowcount

    def column(self, query: str, *values: object) -> list[Any]:
        return [row[0] for row in self.rows(query, *values)]

    def scalar(self, query: str, *values: object) -> Any:
        return next(iter(self.column(query, *values)), None)

    def plan(self, query: str, *values: object) -> str:
        """What EXPLAIN ANALYZE tells, without times."""
        return "\n".join(
            self.column(f"explain (analyze, costs off, timing off, summary off) {query}", *values)
        )

    def may(self, query: str, *values: object) -> bool:
        """Whether a statement goes through; nothing of it stays."""
        try:
            with self.connection.transaction(force_rollback=True):
                self.connection.execute(query, values)  # type: ignore[arg-type]
        except psycopg.Error as error:
            if refused(error):
                return False
            raise
        return True

    def allowed(self, relation: str) -> set[Any]:
        """The keys of the rows that the rights give this person, as the administrator counts them."""
        return self.scene.allowed[self.login, self.role].get(relation, set())


@dataclass(frozen=True)
class Attack:
    """Nothing is gained, unless `residual` says what; with the `broken` rules of this SQL something is."""

    name: str
    attempt: Callable[[Attacker], Any]
    who: tuple[Who, ...]
    broken: tuple[str, ...] = ()
    residual: str = ""

    def gain(self, attacker: Attacker) -> Any:
        """What the attempt brings; None when the server refuses it."""
        try:
            with attacker.connection.transaction(force_rollback=True):
                return self.attempt(attacker) or None
        except psycopg.Error as error:
            if refused(error):
                return None
            raise


def without(function: str, rule: str, instead: str = "true") -> str:
    """SQL that replaces a rule inside a function; an error when the function has no such rule any more."""
    return f"""do $break$
        declare
            whole text := pg_get_functiondef('{function}'::regproc);
            rule constant text := $rule${rule}$rule$;
        begin
            if position(rule in whole) = 0 then
                raise exception 'no such rule in {function}';
            end if;
            execute replace(whole, rule, $rule${instead}$rule$);
        end $break$"""


def no_rows_hidden(relation: str) -> str:
    return f"alter table {relation} disable row level security, no force row level security"
