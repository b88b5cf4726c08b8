"""The card of a comparison: the subjects, its history, notes and attachments."""

from typing import Any

from client.core.i18n import N_
from client.data.differences import reading
from client.views.differences.comparison import comparison_of
from client.widgets.panel_tab import Panels
from client.widgets.panels import AttachmentsPanel, HistoryPanel, NotesPanel
from client.widgets.panels.papers import PapersPanel
from client.widgets.record_form import CardSpec, RecordForm, Tab, form_of
from client.widgets.workplace import Workplace
from shared.models.differences import Difference

RELATION = "differences.difference"
HEAD = form_of(
    Difference,
    ("", ("student_name", "student_number", "curriculum_id", "semester", "elsewhere")),
    (
        N_("How far it has come"),
        ("state", "differing", "differing_credits", "made_by", "decided_by", "decided_at", "entered_by", "entered_at",
         "schedule_id"),
    ),
    settled=reading.settled_head,
)  # fmt: skip
DIFFERENCE = CardSpec(
    (
        Tab(N_("Comparison"), inside=comparison_of),
        Tab(N_("Student and plan"), (HEAD,)),
        Tab(N_("Papers"), inside=Panels(RELATION, PapersPanel)),
        Tab(N_("History"), inside=Panels(RELATION, HistoryPanel)),
        Tab(N_("Notes"), inside=Panels(RELATION, NotesPanel)),
        Tab(N_("Attachments"), inside=Panels(RELATION, AttachmentsPanel)),
    )
)


def difference_card(workplace: Workplace, **arguments: Any) -> RecordForm:
    """The card of a comparison."""
    return RecordForm(workplace, DIFFERENCE, **arguments)
