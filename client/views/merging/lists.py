"""Proposals to merge or link two rows, as a list; Enter opens the rows side by side."""

from client.core.i18n import N_
from client.data.records.listing import Sort
from client.widgets.panels import HistoryPanel, NotesPanel
from client.widgets.record_list import list_of
from shared.models.merging import Proposal

PROPOSALS = list_of(
    Proposal,
    "state",
    "kind",
    "student_name",
    "student_number",
    "other_name",
    "other_number",
    "proposed_at",
    "proposed_by",
    "reason",
    more=(
        "faculty",
        "other_faculty",
        "decided_at",
        "decided_by",
        "answer",
        "undone_at",
        "undone_by",
        "undo_reason",
    ),
    search=("student_name", "student_number", "other_name", "other_number"),
    filters=(
        "state",
        "kind",
        "student_number",
        "other_number",
        "proposed_at",
        "decided_at",
        "faculty",
        "other_faculty",
    ),
    sort=(Sort("state"), Sort("proposed_at", descending=True)),
    icon="group",
    title=N_("Merge of students"),
    card="merge-sides",
    panels=(HistoryPanel, NotesPanel),
)
