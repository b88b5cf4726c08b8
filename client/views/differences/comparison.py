"""A comparison on its card: the subjects of the plan with their decisions, below them what the student has studied."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from client.core import actions
from client.core.actions import Command
from client.core.i18n import N_, _
from client.core.latest import Latest
from client.data.differences import acts, reading
from client.data.differences.reading import Comparison
from client.views.differences.until_dialog import UntilDialog
from client.widgets.cell_grid import Choices, Days, Numbers, Records, Texts
from client.widgets.cell_grid.cells import CellKind
from client.widgets.message_line import MessageLine
from client.widgets.name_label import NameLabel
from client.widgets.record_grid import RecordGrid
from client.widgets.staleness import Staleness
from client.widgets.tool_bar import ToolBar
from client.widgets.workplace import Workplace
from shared.models.differences import DECIDED, DECISIONS, ENTERED, OPEN, STATES, Item, Studied
from shared.numbers import exact

FACULTY = "hemis_faculty"
ITEMS = (
    "semester",
    "subject_id",
    "hours",
    "credits",
    "studied_id",
    "proposed_id",
    "decision",
    "until",
    "note",
)
STUDIED = ("name", "semester", "year", "hours", "credits", "points", "five", "source_document")
PROPOSE = Command(N_("Find pairs"), ("Ctrl+L",), "search")
CONFIRM = Command(N_("Confirm the proposed pairs"), ("Ctrl+Shift+L",), "check")
RECOGNISE = Command(N_("Recognise the pairs"), ("Ctrl+Shift+R",), "check")
MAKE_UP = Command(N_("The rest is to be made up …"), ("Ctrl+Shift+M",), "calendar")
DECIDE = Command(N_("Decide"), (), "check")
ENTER = Command(N_("Enter results and schedule"), (), "marking")
REOPEN = Command(N_("Open it again"), (), "undo")
COMMANDS = (PROPOSE, CONFIRM, RECOGNISE, MAKE_UP, DECIDE, ENTER, REOPEN)


class ComparisonTab(QWidget):
    """What can be done depends on how far the comparison has come; who does not decide looks."""

    def __init__(self, workplace: Workplace, difference_id: int) -> None:
        super().__init__()
        self.title = _("Comparison")
        self.message, self.told, self.bar = MessageLine(), NameLabel(), ToolBar()
        self.items = RecordGrid(workplace, Item, ITEMS)
        self.studied = RecordGrid(workplace, Studied, STUDIED)
        self.found: Comparison | None = None
        self._workplace, self._id = workplace, difference_id
        self._latest = Latest(workplace.tasks, self, self.message.refuse)
        self._acts = {command: actions.action(self, command, act) for command, act in self._commands()}
        self._build()
        self._staleness = Staleness(workplace.changes, acts.RELATIONS, self)
        self._staleness.reload_wanted.connect(self.reload)
        self.reload()

    def reload(self) -> None:
        """Read the head and the choices anew; what was typed stays."""
        self._staleness.refreshed()
        self._latest.read(partial(reading.read, self._workplace.gateway, self._id), self._show)

    def may_close(self) -> bool:
        """Close when neither grid is being saved."""
        return self.items.may_close() and self.studied.may_close()

    def confirm(self) -> None:
        """Make pairs of all that is proposed."""
        gateway = self._workplace.gateway

        def work() -> int:
            return acts.confirm(gateway, self._id, reading.proposals(gateway, self._id))

        self._do(work, N_("Confirmed: {count}."))

    def make_up_rest(self) -> None:
        """Ask until when what is undecided is to be made up."""
        asked = UntilDialog(self._workplace, self._id, self)
        asked.made_up.connect(lambda count: self._done(N_("To be made up: {count}."), count))
        asked.open()

    def _commands(self) -> tuple[tuple[Command, Callable[[], None]], ...]:
        """Return what is done with the comparison as a whole; `{count}` is what the server answers."""
        told = (
            (PROPOSE, acts.propose, N_("Proposed pairs: {count}.")),
            (RECOGNISE, acts.recognise_pairs, N_("Recognised: {count}.")),
            (DECIDE, acts.decide, N_("Decided. Differing subjects: {count}.")),
            (
                ENTER,
                acts.enter,
                N_("Entered: {count} results. Another person at the academic office accepts them."),
            ),
            (REOPEN, acts.reopen, N_("The comparison is open again.")),
        )
        made: dict[Command, Callable[[], None]] = {
            command: partial(self._do, partial(act, self._workplace.gateway, self._id), said)
            for command, act, said in told
        }
        made |= {CONFIRM: self.confirm, MAKE_UP: self.make_up_rest}
        return tuple((each, made[each]) for each in COMMANDS)

    def _show(self, found: Comparison) -> None:
        before, self.found = self.found, found
        head = found.head
        opened = head.state == OPEN and self._workplace.gateway.role == FACULTY
        among, settled = {"difference_id": head.id, "faculty_id": head.faculty_id}, head.state != OPEN
        turned = before is None or before.head.state != head.state
        if turned or (before and (before.subjects, before.studied) != (found.subjects, found.studied)):
            self.items.turn(among, _kinds(found), settled=settled)
        else:
            self.items.reload()
        if turned:
            self.studied.turn(among, settled=settled)
        else:
            self.studied.reload()
        self.told.setText(_said(found))
        offered = set[Command]()
        if self._workplace.gateway.role == FACULTY:
            offered = {DECIDED: {REOPEN, ENTER}, ENTERED: {REOPEN}}.get(
                head.state, {PROPOSE, CONFIRM, RECOGNISE, MAKE_UP, DECIDE}
            )
        for command, action in self._acts.items():
            action.setVisible(command in offered)
        self._acts[CONFIRM].setEnabled(bool(head.proposed))
        self._acts[DECIDE].setEnabled(opened and not head.undecided)

    def _do(self, work: Callable[[], int | None], said: str) -> None:
        if any(each.grid is not None and each.grid.model.unsaved() for each in (self.items, self.studied)):
            self.message.say(_("Save what is typed first (Ctrl+S)."))
            return
        self._workplace.tasks.run(self, work, partial(self._done, said), self.message.refuse)

    def _done(self, said: str, count: int | None) -> None:
        self._workplace.changes.announce(*acts.RELATIONS, *acts.ENTERED)
        self.message.say(_(said, count=count or 0))
        self.reload()

    def _build(self) -> None:
        self.bar.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.bar.addActions(list(self._acts.values()))
        for action in self._acts.values():
            action.setVisible(False)
        self.bar.keep(self._acts[DECIDE], self._acts[ENTER])
        self.told.setContentsMargins(8, 0, 8, 2)
        parts = QSplitter(Qt.Orientation.Vertical)
        for grid, share in ((self.items, 3), (self.studied, 2)):
            parts.addWidget(grid)
            parts.setStretchFactor(parts.count() - 1, share)
            parts.setCollapsible(parts.count() - 1, False)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        for widget in (self.bar, self.message, self.told):
            layout.addWidget(widget)
        layout.addWidget(parts, 1)
        self.setFocusProxy(self.items)


def _kinds(found: Comparison) -> dict[str, tuple[CellKind, int]]:
    """Return how the subjects of the plan are shown, with what was studied to choose from."""
    studied = Records(found.studied)
    return {
        "semester": (Numbers(1, 12), 9),
        "subject_id": (Records(found.subjects), 32),
        "hours": (Numbers(0, 2000), 7),
        "credits": (Numbers(0, 60, 1), 8),
        "studied_id": (studied, 50),
        "proposed_id": (studied, 28),
        "decision": (Choices(tuple((code, _(words)) for code, words in DECISIONS.items())), 16),
        "until": (Days(), 13),
        "note": (Texts(256), 24),
    }


def _said(found: Comparison) -> str:
    """Say who is compared with what, how far it has come, and what the rule is."""
    head = found.head
    told = [
        f"{head.student} → {head.plan}, {_('semester {number}', number=head.semester)}",
        _(STATES[head.state]),
    ]
    if head.state == OPEN:
        told.append(
            _("undecided: {count}, proposed pairs: {proposed}", count=head.undecided, proposed=head.proposed)
        )
    else:
        rule = _(
            "differing subjects: {count}, credits: {credits} (a transfer allows {most}, or more with a GPA of {gpa})",
            count=head.differing, credits=exact(head.credits), most=head.most, gpa=exact(head.gpa),
        )  # fmt: skip
        told.append(rule)
    return " · ".join(told)


def comparison_of(workplace: Workplace, difference_id: int) -> ComparisonTab:
    """Make the tab of the card."""
    return ComparisonTab(workplace, difference_id)
