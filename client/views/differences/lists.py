"""Comparisons with plans as a list, and those of one student on the student's card."""

from client.core.actions import Command
from client.core.i18n import N_
from client.data.records.list_filters import Filter
from client.data.records.listing import Sort
from client.views.differences.begin import begin_for_another, begin_for_student
from client.widgets.panels import AttachmentsPanel, HistoryPanel, NotesPanel
from client.widgets.record_list import ListAction, RecordList, list_of
from client.widgets.workplace import Workplace
from shared.models.differences import Difference

CARD = "difference"
COLUMNS = (
    "student_name", "student_number", "curriculum", "semester", "state", "differing", "differing_credits", "faculty",
    "made_on",
)  # fmt: skip
BEGIN = Command(N_("Compare with a plan …"), ("Ins",), "add")
DIFFERENCES = list_of(
    Difference,
    *COLUMNS,
    more=("made_by", "decided_at", "decided_by", "entered_at", "entered_by", "elsewhere", "schedule"),
    search=("student_name", "student_number", "curriculum"),
    filters=("state", "faculty", "curriculum", "differing", "made_on"),
    sort=(Sort("made_on", descending=True), Sort("student_name")),
    icon="compare",
    title=N_("Differences of curricula"),
    card=CARD,
    actions=(ListAction(BEGIN, begin_for_another, ("faculty",), needs_rows=False),),
    panels=(HistoryPanel, NotesPanel, AttachmentsPanel),
)
OWN = list_of(
    Difference,
    *COLUMNS[2:],
    more=("made_by", "decided_at", "decided_by", "entered_at", "entered_by", "elsewhere", "schedule"),
    sort=(Sort("made_on", descending=True),),
    icon="compare",
    key="differences.card.difference",
    card=CARD,
    actions=(ListAction(BEGIN, begin_for_student, ("faculty",), needs_rows=False),),
)


class OwnDifferences(RecordList):
    """The comparisons of one student."""

    def __init__(self, workplace: Workplace, student_id: int) -> None:
        super().__init__(workplace, OWN, (Filter("student_id", "equals", (student_id,)),))
        self.student_id = student_id


def differences_of(workplace: Workplace, student_id: int) -> OwnDifferences:
    """Make the tab of a student's card."""
    return OwnDifferences(workplace, student_id)
