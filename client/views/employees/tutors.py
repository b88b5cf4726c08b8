"""Which employee is the tutor of which group, and since when."""

from client.core.i18n import N_
from client.data.records.listing import Sort
from client.widgets.panels import HistoryPanel, NotesPanel
from client.widgets.record_form import form_of
from client.widgets.record_list import list_of
from shared.models.students import TutorGroup

TUTOR_GROUP = form_of(
    TutorGroup,
    ("", ("group_id", "specialty_id", "faculty_id", "employee_id", "starts_on", "ends_on")),
    narrowed={"group_id": ("faculty_id",)},
    fills={"group_id": ("specialty_id", "faculty_id")},
)

TUTORS = list_of(
    TutorGroup,
    "group",
    "employee",
    "specialty",
    "starts_on",
    "ends_on",
    more=("faculty", "group.entry_year", "employee.number"),
    search=("employee", "group"),
    filters=("group", "employee", "specialty", "starts_on", "ends_on"),
    sort=(Sort("group"), Sort("starts_on", descending=True)),
    icon="group",
    title=N_("Groups of tutors"),
    form=TUTOR_GROUP,
    panels=(HistoryPanel, NotesPanel),
)
