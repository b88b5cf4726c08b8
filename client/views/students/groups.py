"""The academic groups of a faculty."""

from client.core.i18n import N_
from client.data.records.listing import Sort
from client.views.students.programmes import BESIDE, FACULTIES
from client.widgets.record_form import form_of
from client.widgets.record_list import list_of
from shared.models.students import Group

GROUP = form_of(
    Group,
    (N_("Group"), ("name", "entry_year", "education_form", "language", "active")),
    (N_("Place"), ("specialty_id", "faculty_id")),
    only={"faculty_id": FACULTIES},
    narrowed={"specialty_id": ("faculty_id",)},
    fills={"specialty_id": ("faculty_id",)},
)

GROUPS = list_of(
    Group,
    "name",
    "specialty",
    "entry_year",
    "education_form",
    "language",
    "faculty",
    "active",
    more=("specialty.code", "specialty.education_type"),
    search=("name", "specialty"),
    filters=("name", "specialty", "faculty", "entry_year", "education_form", "language", "active"),
    sort=(Sort("entry_year", descending=True), Sort("name")),
    icon="group",
    title=N_("Academic groups"),
    form=GROUP,
    panels=BESIDE,
)
