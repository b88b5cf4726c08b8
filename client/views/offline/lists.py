"""What is in quarantine, and the workstations with what they have not sent, as lists."""

from functools import partial

from PySide6.QtWidgets import QMessageBox, QWidget

from client.core.actions import Command
from client.core.i18n import N_, _
from client.data.offline import disputes
from client.data.offline.disputes import Sides
from client.data.records.listing import Sort
from client.widgets.kept_input import ReasonDialog, ReasonedAct
from client.widgets.panels import HistoryPanel, NotesPanel
from client.widgets.record_list import ListAction, list_of
from client.widgets.workplace import Workplace
from shared.models.offline import ACCEPT, DECISIONS, OPEN, REJECT, Dispute, Station

DECIDERS, ENDERS = ("registrar", "faculty", "admin"), ("registrar", "faculty", "admin")


def decide(decision: str, workplace: Workplace, parent: QWidget, ids: list[int]) -> None:
    """Propose a decision on the event of the cursor, or confirm what another has proposed."""

    def ask(sides: Sides | None) -> None:
        if sides is None:
            return
        if sides.state == OPEN:
            _ask_reason(workplace, parent, ids[0], decision)
        elif _agrees(parent, sides, decision):
            work = partial(disputes.decide, workplace.gateway, ids[0], decision, "")
            workplace.tasks.run(parent, work, partial(_decided, workplace), workplace.navigator.refuse)

    workplace.tasks.run(
        parent, partial(disputes.read, workplace.gateway, ids[0]), ask, workplace.navigator.refuse
    )


def _ask_reason(workplace: Workplace, parent: QWidget, dispute_id: int, decision: str) -> None:
    question = _("{decision}? Another person confirms it. Write why.", decision=_(DECISIONS[decision]))
    asked = ReasonedAct(
        f"offline/decide/{dispute_id}", _("Propose"), question,
        partial(disputes.decide, workplace.gateway, dispute_id, decision), lambda: _decided(workplace, "proposed"),
    )  # fmt: skip
    ReasonDialog(workplace, asked, parent).open()


def _agrees(parent: QWidget, sides: Sides, decision: str) -> bool:
    told = _(
        "{person} proposes: {decision}. {reason}",
        person=sides.proposed_by,
        decision=_(DECISIONS[sides.decision]).lower(),
        reason=sides.reason,
    )
    same = sides.decision == decision
    asked = _("Do you confirm it?") if same else _("You say otherwise: it is open again then. Go on?")
    answer = QMessageBox.question(parent, _("Events in quarantine"), f"{told}\n\n{asked}")
    return answer == QMessageBox.StandardButton.Yes


def _decided(workplace: Workplace, state: str) -> None:
    workplace.changes.announce(*disputes.RELATIONS)
    told = {
        "proposed": _("Proposed. Another person confirms it."),
        "decided": _("Decided by two people."),
        "open": _("It is open again."),
    }
    workplace.navigator.say(told.get(state, ""))


def end(workplace: Workplace, parent: QWidget, ids: list[int]) -> None:
    """Ask why the work of a workstation ends."""

    def done() -> None:
        workplace.changes.announce(*disputes.RELATIONS)
        workplace.navigator.say(_("The work of the workstation has ended."))

    question = _(
        "The computer prints no further diplomas. What it still sends waits for a decision; its blanks can be "
        "released or taken along by another computer. Why?"
    )
    asked = ReasonedAct(
        f"offline/end/{ids[0]}", _("End this workstation"), question,
        partial(disputes.end_station, workplace.gateway, ids[0]), done,
    )  # fmt: skip
    ReasonDialog(workplace, asked, parent).open()


DISPUTES = list_of(
    Dispute,
    "number",
    "kind",
    "student_name",
    "done_at",
    "done_by",
    "workstation_name",
    "state",
    "came_at",
    more=("unit", "message", "decision", "reason", "proposed_by", "proposed_at", "decided_by", "decided_at"),
    search=("number", "student_name", "workstation_name"),
    filters=("state", "kind", "number", "workstation_name", "done_at", "came_at", "unit"),
    sort=(Sort("came_at", descending=True), Sort("number")),
    icon="warning",
    title=N_("Events in quarantine"),
    actions=(
        ListAction(
            Command(N_("Record it as it was done …"), ("Ctrl+Return",), "check"),
            partial(decide, ACCEPT),
            DECIDERS,
        ),
        ListAction(
            Command(N_("Leave it as the server has it …"), ("Ctrl+Del",), "cancel"),
            partial(decide, REJECT),
            DECIDERS,
        ),
    ),
    panels=(HistoryPanel, NotesPanel),
)
STATIONS = list_of(
    Station,
    "workstation_name",
    "state",
    "unsent",
    "unsent_since",
    "blanks_left",
    "disputes",
    "seen_at",
    "seen_by",
    "granted_until",
    more=(
        "unit",
        "epoch",
        "events",
        "taken_at",
        "taken_by",
        "version",
        "forked",
        "ended_at",
        "ended_by",
        "end_reason",
    ),
    search=("workstation_name",),
    filters=("state", "unsent", "disputes", "seen_at", "forked", "unit"),
    sort=(Sort("seen_at", descending=True),),
    icon="system",
    title=N_("Work without the server"),
    actions=(ListAction(Command(N_("End this workstation …"), (), "end"), end, ENDERS),),
    panels=(NotesPanel,),
)
