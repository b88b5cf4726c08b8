"""Running an import in one transaction: all of it, the good rows, or as a dry run that is rolled back."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass

import psycopg
from sqlalchemy.exc import DBAPIError

from client.core.errors import Conflict, HemisError, Unavailable, UserError
from client.core.i18n import N_
from client.data.imports.admitted import draft_orders
from client.data.imports.checking import CheckedFile
from client.data.imports.current import read_current
from client.data.imports.lookups import Lookups
from client.data.imports.matching import ask_finding, match
from client.data.imports.opening import Book
from client.data.imports.planning import ImportPlan, RowStatus, make_plan
from client.data.imports.reading import Progress, nothing_to_tell
from client.data.imports.writing import Writer
from client.data.server.error_messages import translate
from client.data.server.gateway import Gateway, Transaction

#: Rows written by one round of statements: enough for speed, little enough to show progress and to cancel.
_ROUND = 2_500
#: Refusals by the database that are looked for one by one; more than these have a common cause.
_MOST_REFUSALS = 100
_PATIENCE = 900
_CHANGED_SINCE = N_(
    "Somebody changed these records since you looked. Look at the preview again; nothing was written."
)


@dataclass(frozen=True)
class ImportOutcome:
    """What an import did, or a dry run would have done."""

    plan: ImportPlan
    run_id: int | None
    dry: bool
    #: The drafts of orders of enrolment that were made with those who are new.
    orders: tuple[int, ...] = ()


class _RollBackError(Exception):
    """Ends the transaction of a dry run."""


@dataclass
class Import:
    """One file on its way into the database; the same code tries it and does it."""

    gateway: Gateway
    book: Book
    checked: CheckedFile
    lookups: Lookups
    #: Numbers of rows that a person has said to be other people than their namesakes.
    confirmed: frozenset[int] = frozenset()

    def try_it(self, progress: Progress = nothing_to_tell) -> ImportOutcome:
        """Do everything and roll it back: what comes out is what applying would do."""
        ticket = ask_finding(self.gateway, self.checked)
        with suppress(_RollBackError), self.gateway.transaction(patience=_PATIENCE) as transaction:
            _run_id, plan = self._run(transaction, ticket, progress)
            raise _RollBackError
        return ImportOutcome(plan, None, dry=True)

    def apply(
        self, seen: ImportPlan, *, only_good: bool, progress: Progress = nothing_to_tell
    ) -> ImportOutcome:
        """Do what the person has seen, or nothing if the database has become another one since."""
        if not only_good and (refused := seen.count(RowStatus.REFUSED)):
            raise UserError(
                N_("{count} rows are refused. Correct them, or apply only the good ones."), count=refused
            )
        ticket = ask_finding(self.gateway, self.checked)
        with self.gateway.transaction(patience=_PATIENCE) as transaction:
            run_id, plan = self._run(transaction, ticket, progress)
            if (plan.statuses, plan.changes) != (seen.statuses, seen.changes):
                raise Conflict(_CHANGED_SINCE)
            orders = draft_orders(transaction, plan.made) if self.checked.kind.only_new else ()
        return ImportOutcome(plan, run_id, dry=False, orders=orders)

    def _run(
        self, transaction: Transaction, ticket: int | None, progress: Progress
    ) -> tuple[int, ImportPlan]:
        kind = self.checked.kind.server_kind
        transaction.call("imports.take_turn", kind)
        run_id = transaction.call("imports.begin", kind, self.book.name, self.book.digest)
        matches = match(transaction, self.checked, ticket, self.confirmed)
        current = read_current(transaction, self.gateway, self.checked, matches)
        plan = make_plan(self.checked, matches, current, self.lookups)
        _write_all(transaction, plan, Writer(transaction, plan, run_id), progress)
        counts = (plan.count(status) for status in RowStatus)
        transaction.call("imports.finish", run_id, *counts)
        return int(run_id), plan


def _write_all(transaction: Transaction, plan: ImportPlan, writer: Writer, progress: Progress) -> None:
    """Write round by round, those with a number of their own first: allotted ones must not take it."""
    numbers = plan.checked.column("number")
    rows = [row for row, status in enumerate(plan.statuses) if status in (RowStatus.NEW, RowStatus.CHANGED)]
    rows.sort(key=lambda row: numbers[row] is None)
    refusals = [0]
    for start in range(0, len(rows), _ROUND):
        progress(start, len(rows))
        _write(transaction, plan, writer, rows[start : start + _ROUND], refusals)
    progress(len(rows), len(rows))


def _write(
    transaction: Transaction, plan: ImportPlan, writer: Writer, rows: Sequence[int], refusals: list[int]
) -> None:
    """Write rows; if the database refuses, halve them until the guilty ones are found."""
    error = _refusal(transaction, writer, rows)
    if error is None:
        return
    refusals[0] += len(rows) == 1
    if refusals[0] > _MOST_REFUSALS:
        raise error
    if len(rows) == 1:
        key = error.field if error.field in plan.checked.kind.by_key else ""
        plan.refuse(rows[0], key, error.message, **error.values)
        return
    middle = len(rows) // 2
    _write(transaction, plan, writer, rows[:middle], refusals)
    _write(transaction, plan, writer, rows[middle:], refusals)


def _refusal(transaction: Transaction, writer: Writer, rows: Sequence[int]) -> HemisError | None:
    transaction.execute("savepoint round")
    try:
        with _sentences():
            writer.write(rows)
    except (Conflict, Unavailable):
        raise
    except HemisError as error:
        transaction.execute("rollback to savepoint round")
        return error
    transaction.execute("release savepoint round")
    return None


@contextmanager
def _sentences() -> Iterator[None]:
    try:
        yield
    except DBAPIError as error:
        sentence = translate(error.orig) if isinstance(error.orig, psycopg.Error) else None
        if sentence is None or error.connection_invalidated:
            raise
        raise sentence from error
