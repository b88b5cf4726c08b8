"""Issued balances of movement: the list, the numbers of one beside what is known now, and who makes the difference."""

import json
from collections.abc import Sequence
from functools import partial

from client.core.i18n import _, language
from client.data.movement import issued
from client.data.movement.issued import Change, Issued, NumberKey
from client.widgets.preview.printout import present
from client.widgets.reading_window import ReadingWindow
from client.widgets.staleness import Staleness
from client.widgets.workplace import Workplace
from reports.common.table import Table
from shared.models.movement_papers import BALANCE

NUMBERS, CHANGES = "issued-balance-numbers", "issued-balance-changes"


class IssuedBalances(ReadingWindow):
    """Enter opens one."""

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(workplace, _("Issued balances of movement"))
        self.lay_out()
        self._staleness = Staleness(workplace.changes, (issued.RELATION, "documents.paper"), self)
        self._staleness.reload_wanted.connect(self.reload)
        self.reload()

    def reload(self) -> None:
        self._staleness.refreshed()
        self.read(partial(issued.issued, self._workplace.gateway, language()), self._show)

    def activated(self, key: int) -> None:
        """Open the numbers of a balance."""
        self._workplace.navigator.open(NUMBERS, balance_id=key)

    def _show(self, found: Sequence[Issued]) -> None:
        letters = (26, 11, 11, 16, 34, 20, 28)
        self.show_rows(issued.list_table(found), [each.id for each in found], letters, (4, 6))


class IssuedNumbers(ReadingWindow):
    """What stands there is what was issued; Enter on a number shows who makes the difference."""

    def __init__(self, workplace: Workplace, *, balance_id: int) -> None:
        super().__init__(workplace, _("Issued balance of movement"))
        self._balance_id = balance_id
        self._numbers: Sequence[NumberKey] = ()
        self.lay_out()
        self._staleness = Staleness(workplace.changes, ("movement.decree",), self)
        self._staleness.reload_wanted.connect(self.reload)
        self.reload()

    def reload(self) -> None:
        workplace, number = self._workplace, self._balance_id
        self._staleness.refreshed()

        def work() -> tuple[Table, list[NumberKey]]:
            which = issued.one(workplace.gateway, number, language())
            return issued.numbers_table(workplace.gateway, workplace.catalogue, which)

        self.read(work, lambda answer: self._show(*answer))

    def activated(self, key: int) -> None:
        """Show the students who make a number differ."""
        if self.shown is not None and not self.shown.rows[key][-1]:
            self.message.say(_("This number is what it was."))
            return
        number = json.dumps(self._numbers[key])
        self._workplace.navigator.open(CHANGES, balance_id=self._balance_id, number=number)

    def _show(self, made: Table, numbers: list[NumberKey]) -> None:
        self._numbers = numbers
        self.show_rows(made, range(len(numbers)), (34, 44, 12, 12, 12), (0, 1))

    def print_it(self) -> None:
        """Show the registered paper; whoever issues none gets the table."""
        workplace = self._workplace
        if workplace.gateway.role not in BALANCE.issuers:
            super().print_it()
            return
        work = partial(
            issued.printed,
            workplace.gateway,
            self._balance_id,
            issued.FORM.written,
            workplace.session.person.name,
        )
        workplace.tasks.run(self, work, partial(present, workplace), self.message.refuse)


class IssuedChanges(ReadingWindow):
    """Enter opens the order that was entered or cancelled since, else the student."""

    def __init__(self, workplace: Workplace, *, balance_id: int, number: str) -> None:
        super().__init__(workplace, _("What was entered later"))
        self._balance_id = balance_id
        key, side, act = json.loads(number)
        self._number = key, side, act
        self._changes: Sequence[Change] = ()
        self.lay_out()
        self.reload()

    def reload(self) -> None:
        workplace, balance_id, number = self._workplace, self._balance_id, self._number

        def work() -> tuple[Table, list[Change]]:
            which = issued.one(workplace.gateway, balance_id, language())
            return issued.changes(workplace.gateway, workplace.catalogue, which, number)

        self.read(work, lambda answer: self._show(*answer))

    def activated(self, key: int) -> None:
        """Open what is behind a line."""
        change, navigator = self._changes[key], self._workplace.navigator
        if change.decree_id is not None:
            navigator.open("order", record_id=change.decree_id)
        elif navigator.has("student-card"):
            navigator.open("student-card", record_id=change.student_id)

    def _show(self, made: Table, changes: list[Change]) -> None:
        self._changes = changes
        self.show_rows(made, range(len(changes)), (28, 34, 11, 34, 15, 40, 20), (0, 3, 5))
        self.sum.setText(f"{made.title}. {made.footer}")
