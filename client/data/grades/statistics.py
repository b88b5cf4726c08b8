"""Grade sheets and results counted for start pages."""

from client.core.i18n import N_
from client.data.records.crossing import Crossing
from client.data.records.list_filters import Filter
from shared.models.grades import CLOSED, SHEET_STATES, AcademicRecord, Sheet

SHEETS, RECORD = "performance", "academic-record"
NOT_CLOSED = (Filter("state", "one_of", tuple(each for each in SHEET_STATES if each != CLOSED)),)

BY_DEPARTMENT = Crossing(
    N_("Grade sheets by department and state"),
    N_("grade sheets"),
    Sheet,
    NOT_CLOSED,
    SHEETS,
    "department",
    "state",
)
BY_MARK = Crossing(
    N_("Results by semester and mark"),
    N_("results"),
    AcademicRecord,
    (Filter("counts", "equals", (True,)),),
    RECORD,
    "semester",
    "mark",
)
