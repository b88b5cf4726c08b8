"""Groups of subjects, and the subjects with the departments that teach them."""

from client.core.i18n import N_
from client.data.records.list_filters import Filter
from client.data.records.listing import Sort
from client.widgets.panels import AttachmentsPanel, HistoryPanel, NotesPanel
from client.widgets.record_form import form_of
from client.widgets.record_list import list_of
from shared.codes import StructureType
from shared.models.subjects import Subject, SubjectGroup

NAMES = ("name_uz", "name_oz", "name_ru", "name_en")
BESIDE = (HistoryPanel, NotesPanel, AttachmentsPanel)
#: The kind of unit that teaches subjects.
DEPARTMENTS = (Filter("kind", "equals", (StructureType.DEPARTMENT,)),)

SUBJECT_GROUP = form_of(SubjectGroup, (N_("Group of subjects"), ("code", "active")), (N_("Name"), NAMES))

SUBJECT = form_of(
    Subject,
    (N_("Place"), ("code", "subject_group_id", "department_id", "active")),
    (N_("Name"), NAMES),
    only={"department_id": DEPARTMENTS},
)

SUBJECT_GROUPS = list_of(
    SubjectGroup,
    "code",
    "name_uz",
    "name_ru",
    "active",
    more=("name_oz", "name_en"),
    search=("name_uz", "code"),
    filters=("code", "name_uz", "active"),
    sort=(Sort("code"),),
    icon="subjects",
    form=SUBJECT_GROUP,
    panels=BESIDE,
)

SUBJECTS = list_of(
    Subject,
    "code",
    "name_uz",
    "subject_group",
    "department",
    "active",
    more=("name_oz", "name_ru", "name_en", "department.code"),
    search=("name_uz", "code"),
    filters=("code", "name_uz", "subject_group", "department", "active"),
    sort=(Sort("name_uz"),),
    icon="subject",
    title=N_("List of subjects"),
    form=SUBJECT,
    panels=BESIDE,
)
