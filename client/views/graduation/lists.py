"""What was accepted: the graduates of a university, and the acceptances on the card of a student."""

from client.core.i18n import N_
from client.data.records.list_filters import Filter
from client.data.records.listing import Sort
from client.widgets.panels import HistoryPanel, NotesPanel
from client.widgets.record_list import RecordList, list_of
from client.widgets.workplace import Workplace
from shared.models.graduation import Acceptance

ACCEPTANCES = list_of(
    Acceptance,
    "student_name",
    "student_number",
    "group_name",
    "state",
    "credits",
    "gpa",
    "honours",
    "accepted_at",
    "decree.number",
    more=("faculty", "curriculum", "subjects", "fives", "fours", "marked", "accepted_by", "ask_reason", "asked_by",
          "asked_at", "decided_by", "decided_at", "digest"),
    search=("student_name", "student_number", "group_name"),
    filters=("state", "honours", "group_name", "accepted_at", "faculty"),
    sort=(Sort("accepted_at", descending=True), Sort("student_name")),
    icon="award",
    title=N_("Accepted graduates"),
    panels=(HistoryPanel, NotesPanel),
)  # fmt: skip
OWN_ACCEPTANCES = list_of(
    Acceptance,
    "state",
    "accepted_at",
    "accepted_by",
    "credits",
    "gpa",
    "honours",
    "decree.number",
    "ask_reason",
    more=("fives", "fours", "marked", "digest", "asked_by", "decided_by", "decided_at"),
    sort=(Sort("accepted_at", descending=True),),
    icon="award",
    key="graduation.card.acceptance",
)


def acceptances_of(workplace: Workplace, student_id: int) -> RecordList:
    """The acceptances of a student: the standing one and those that were taken back."""
    return RecordList(workplace, OWN_ACCEPTANCES, (Filter("student_id", "equals", (student_id,)),))
