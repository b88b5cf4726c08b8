"""Two rows of students side by side: which values are taken, what hangs on each, and the act that makes them one."""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QSplitter

from client.core import actions
from client.core.actions import Command
from client.core.i18n import N_, _
from client.data.merging import acts, sides
from client.data.merging.acts import Pair
from client.data.merging.sides import Sides
from client.widgets.kept_input import ReasonDialog, ReasonedAct
from client.widgets.line_table import LineTable
from client.widgets.reading_window import ReadingWindow
from client.widgets.staleness import Staleness
from client.widgets.workplace import Workplace
from shared.models.merging import AGREED, LINK, MERGE, PROPOSED, STATES

TAKE = Command(N_("Take the other value"), ("Ctrl+Return",), "edit")
TURN = Command(N_("Let the other row stay"), (), "movement")
PROPOSE = Command(N_("Propose to merge …"), (), "check")
PROPOSE_LINK = Command(N_("Propose to link …"), (), "check")
AGREE = Command(N_("Agree"), (), "check")
REFUSE = Command(N_("Refuse …"), (), "cancel")
WITHDRAW = Command(N_("Withdraw the proposal"), (), "undo")
UNDO = Command(N_("Undo the merge …"), (), "undo")
OPEN = Command(N_("Open both cards"), (), "students")
LETTERS, HANGING = (26, 32, 32, 20), (36, 12, 14, 12)
OFFICE, REGISTRAR = "hemis_academic_office", "hemis_registrar"
#: The record before or after another in a list.
Neighbour = Callable[[int | None, int], int | None]
#: Enter goes through these: not said, the row that stays, the other one.
NEXT = {None: "other", "other": "stays", "stays": None}


class SidesWindow(ReadingWindow):
    """Enter on a field says from which row its value is taken; a proposal shows what was chosen."""

    def __init__(
        self, workplace: Workplace, *, record_id: int | None = None, student_id: int = 0, other_id: int = 0,
        neighbour: Neighbour | None = None,
    ) -> None:  # fmt: skip
        super().__init__(workplace, _("Two rows side by side"))
        if neighbour is not None:
            actions.action(self, actions.NEXT_RECORD, partial(self.step, neighbour, 1))
            actions.action(self, actions.PREVIOUS_RECORD, partial(self.step, neighbour, -1))
        self._proposal, self._pair = record_id, Pair(student_id, other_id, {})
        self._sides: Sides | None = None
        self.hanging = LineTable(_("What hangs on the other row"))
        self._act: dict[Command, QAction] = {}
        for command, act in (
            (TAKE, self.take), (TURN, self.turn), (PROPOSE, partial(self.propose, MERGE)),
            (PROPOSE_LINK, partial(self.propose, LINK)), (AGREE, self.agree), (REFUSE, self.refuse),
            (WITHDRAW, self.withdraw), (UNDO, self.undo), (OPEN, self.open_cards),
        ):  # fmt: skip
            self._act[command] = actions.action(self, command, act)
            self._act[command].setVisible(False)
            self.bar.addAction(self._act[command])
        self._act[OPEN].setVisible(True)
        parts = QSplitter(Qt.Orientation.Vertical)
        parts.setChildrenCollapsible(False)
        for widget, share in ((self.table, 3), (self.hanging, 2)):
            parts.addWidget(widget)
            parts.setStretchFactor(parts.count() - 1, share)
        self.lay_out(beside=parts)
        self.bar.keep(self._act[PROPOSE], self._act[AGREE])
        self._staleness = Staleness(workplace.changes, ("merging.proposal",), self)
        self._staleness.reload_wanted.connect(self.reload)
        self.reload()

    def reload(self) -> None:
        gateway, catalogue = self._workplace.gateway, self._workplace.catalogue
        self._staleness.refreshed()
        if self._proposal is not None:
            self.read(partial(sides.of_proposal, gateway, catalogue, self._proposal), self._show)
        elif self._pair.stays:
            self.read(partial(sides.sides, gateway, catalogue, self._pair), self._show)

    def step(self, neighbour: Neighbour, direction: int) -> None:
        """Show the proposal before or after this one in the list it was opened from."""
        if (found := neighbour(self._proposal, direction)) is not None:
            self._proposal = found
            self.reload()

    def state(self) -> dict[str, Any]:
        return {
            "proposal": self._proposal, "stays": self._pair.stays, "goes": self._pair.goes,
            "choices": dict(self._pair.choices),
        }  # fmt: skip

    def restore(self, state: dict[str, Any]) -> None:
        """Come back to the two rows and what was chosen of them."""
        self._proposal = state.get("proposal")
        self._pair = Pair(state.get("stays") or 0, state.get("goes") or 0, state.get("choices") or {})
        self.reload()

    def activated(self, key: int) -> None:
        """Say from which row the value of a line is taken."""
        chosen = self._sides.keys[key] if self._sides and not self._sides.proposal else ""
        if not chosen:
            return
        choices = dict(self._pair.choices)
        wanted = NEXT[choices.pop(chosen, None)]
        if wanted:
            choices[chosen] = wanted
        self._pair = Pair(self._pair.stays, self._pair.goes, choices)
        self.reload()

    def take(self) -> None:
        """Choose the value of the line of the cursor."""
        if (key := self.current()) is not None:
            self.activated(key)

    def turn(self) -> None:
        """Let the other row stay; what was chosen is chosen anew."""
        self._pair = Pair(self._pair.goes, self._pair.stays, {})
        self.reload()

    def propose(self, kind: str) -> None:
        """Ask why, then propose what is shown."""
        pair = self._pair
        question = _("Another person of the academic office decides. Why are these two rows one?")
        title = _("Propose to merge") if kind == MERGE else _("Propose to link")
        self._ask(f"propose-{kind}", title, question, partial(self._propose, kind, pair))

    def agree(self) -> None:
        """Agree to the proposal; the rows become one at once."""
        self._do(partial(acts.agree, self._workplace.gateway, self._number()))

    def withdraw(self) -> None:
        """Take the own proposal back."""
        self._do(partial(acts.withdraw, self._workplace.gateway, self._number()))

    def refuse(self) -> None:
        """Ask why, then refuse the proposal."""
        work = partial(acts.refuse, self._workplace.gateway, self._number())
        self._ask(
            "refuse",
            _("Refuse"),
            _("Why are these two rows not one? The one who proposed it reads this."),
            work,
        )

    def undo(self) -> None:
        """Ask why, then take the merge back."""
        work = partial(acts.undo, self._workplace.gateway, self._number())
        self._ask("undo", _("Undo the merge"), _("Both rows come back as they were. Why?"), work)

    def open_cards(self) -> None:
        """Open the cards of both students."""
        for key in (self._pair.goes, self._pair.stays):
            self._workplace.navigator.open("student-card", record_id=key)

    def _number(self) -> int:
        return self._proposal or 0

    def _propose(self, kind: str, pair: Pair, reason: str) -> None:
        self._proposal = acts.propose(self._workplace.gateway, kind, pair, reason)

    def _ask(self, name: str, title: str, question: str, work: Callable[[str], object]) -> None:
        key = f"merging/{name}/{self._pair.stays}/{self._pair.goes}"
        ReasonDialog(self._workplace, ReasonedAct(key, title, question, work, self._done), self).open()

    def _do(self, work: Callable[[], object]) -> None:
        self._workplace.tasks.run(self, work, lambda _nothing: self._done(), self.message.refuse)

    def _done(self) -> None:
        self._workplace.changes.announce(*acts.RELATIONS)
        self.message.say(_("Done."))
        self.reload()

    def _show(self, found: Sides) -> None:
        self._sides, self._pair = found, found.pair
        self.show_rows(found.table, range(len(found.keys)), LETTERS, (1, 2))
        numbers = [place for place, each in enumerate(found.hanging.columns) if each.numeric]
        heads = [each.label for each in found.hanging.columns]
        self.hanging.show_table(heads, numbers, found.hanging.rows, HANGING, (0,))
        self.sum.setText(_standing(found))
        self._allow(found)

    def _allow(self, found: Sides) -> None:
        """Offer what the state of the proposal and the role allow."""
        made, role = found.proposal, self._workplace.gateway.role
        waits = made is not None and made.state == PROPOSED
        own = made is not None and self._workplace.session.person.login == made.proposed_by
        free = made is None and role != REGISTRAR
        shown = {
            TAKE: free, TURN: free,
            PROPOSE: free and not found.objections.get(MERGE), PROPOSE_LINK: free and not found.objections.get(LINK),
            AGREE: waits and role == OFFICE and not own, REFUSE: waits and role == OFFICE and not own,
            WITHDRAW: waits and own, UNDO: made is not None and made.state == AGREED and role == OFFICE,
        }  # fmt: skip
        for command, allowed in shown.items():
            self._act[command].setVisible(allowed)


def _standing(found: Sides) -> str:
    """Return the state of the proposal and why it was made, or what is in the way of one."""
    if (made := found.proposal) is not None:
        return " — ".join(each for each in (_(STATES[made.state]), made.reason, made.answer) if each)
    merge, link = (found.objections.get(kind, ()) for kind in (MERGE, LINK))
    if not merge or not link:
        return _(
            "Enter says from which row a value is taken. What is open comes over; what was closed, applied or issued"
            " stays."
        )
    return "\n".join(error.text() for error in merge)
