"""Where what keeps a student from graduation is mended."""

from client.core.i18n import N_
from client.data.graduation.candidates import Finding
from client.data.records.list_filters import Filter
from client.widgets.workplace import Workplace

#: The window that mends a kind of finding; what is not named is mended on the student's card.
RECORD, RESULTS, CLEARANCE, PLANS = "academic-record", "earlier-results", "clearance", "group-curriculum"
SHEETS, APPEALS, SUBJECTS = "performance", "appeals", "subject"
CURES = {
    "no_plan": PLANS,
    "missing": RECORD,
    "debt": RECORD,
    "credits": RECORD,
    "attestation": RECORD,
    "open_sheet": SHEETS,
    "open_appeal": APPEALS,
    "unaccepted": RESULTS,
    "clearance": CLEARANCE,
    "english_title": SUBJECTS,
}
#: The tab of the student's card, where it is not the first one.
TABS = {"prior_education": N_("Previous education"), "passport": N_("Private data")}
#: These lists show one student.
OF_STUDENT = (RECORD, RESULTS, CLEARANCE)


def open_cure(workplace: Workplace, student_id: int, found: Finding) -> None:
    """Open the window in which a finding is mended, at the student where it can be."""
    window = CURES.get(found.kind, "")
    if not workplace.navigator.has(window):
        workplace.navigator.open("student-card", record_id=student_id, **_tab(found.kind))
    elif window in OF_STUDENT:
        only = Filter("student_id", "equals", (student_id,))
        workplace.navigator.open(window, filters=[only.to_json()])
    elif window == SUBJECTS:
        workplace.navigator.open(window, filters=[Filter("name_en", "empty").to_json()])
    else:
        workplace.navigator.open(window)


def _tab(kind: str) -> dict[str, str]:
    return {"tab": TABS[kind]} if kind in TABS else {}
