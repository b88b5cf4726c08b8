"""Both sides of an event in quarantine: what the workstation says, and what the server says."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout

from client.core.i18n import N_, _
from client.data.offline import disputes
from client.data.offline.disputes import Sides
from client.widgets.line_table import LineTable
from client.widgets.panels.panel import Panel
from shared.models.offline import DECISIONS

COLUMNS = ((N_("What"), 18), (N_("At the workstation"), 24), (N_("At the server"), 24))


class SidesPanel(Panel):
    """A line a fact; above it why the event was not taken, below it what is proposed."""

    TITLE, ICON, RELATIONS = N_("Both sides"), "compare", disputes.RELATIONS

    def build(self, page: QVBoxLayout) -> None:
        self.why, self.proposed = QLabel(), QLabel()
        self.table = LineTable(_("Both sides"), COLUMNS, grows=(1, 2))
        for label in (self.why, self.proposed):
            label.setWordWrap(True)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.why.setProperty("bad", True)
        page.addWidget(self.why)
        page.addWidget(self.table, 1)
        page.addWidget(self.proposed)

    def read(self, relation: str, record_id: int) -> Sides | None:
        return disputes.read(self.workplace.gateway, record_id)

    def show_answer(self, answer: Any) -> None:
        sides: Sides | None = answer
        self.why.setText(sides.why if sides else "")
        self.table.show_lines(sides.lines if sides else ())
        self.proposed.setText(
            _(
                "{person} proposes: {decision}. {reason}",
                person=sides.proposed_by,
                decision=_(DECISIONS[sides.decision]).lower(),
                reason=sides.reason,
            )
            if sides and sides.decision
            else ""
        )

    def clear(self) -> None:
        self.show_answer(None)
