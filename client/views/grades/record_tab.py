"""The academic record on the card of a student."""

from client.data.records.list_filters import Filter
from client.views.grades.lists import OWN_RECORD
from client.widgets.record_list import RecordList
from client.widgets.workplace import Workplace


def record_of(workplace: Workplace, student_id: int) -> RecordList:
    """The lines of a student's record: every attempt, which counts and why."""
    return RecordList(workplace, OWN_RECORD, (Filter("student_id", "equals", (student_id,)),))
