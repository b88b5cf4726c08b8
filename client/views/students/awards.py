"""Scholarships, prizes and contests won by students."""

from client.core.i18n import N_
from client.data.records.listing import Sort
from client.views.students.programmes import BESIDE
from client.widgets.record_form import form_of
from client.widgets.record_list import list_of
from shared.models.students import Award

AWARD = form_of(
    Award,
    ("", ("student_id", "kind", "awarded_on", "document_number", "note", "faculty_id")),
    fills={"student_id": ("faculty_id",)},
)

#: On a card the student is known.
OWN_AWARD = form_of(Award, ("", ("kind", "awarded_on", "document_number", "note")))

AWARDS = list_of(
    Award,
    "student",
    "student.number",
    "student.group",
    "kind",
    "awarded_on",
    "document_number",
    more=("note", "faculty"),
    search=("student",),
    filters=("student", "kind", "awarded_on"),
    sort=(Sort("awarded_on", descending=True), Sort("student")),
    icon="award",
    title=N_("Awards of students"),
    form=AWARD,
    panels=BESIDE,
)

OWN_AWARDS = list_of(
    Award,
    "kind",
    "awarded_on",
    "document_number",
    "note",
    sort=(Sort("awarded_on", descending=True),),
    icon="award",
    key="students.card.award",
    form=OWN_AWARD,
)
