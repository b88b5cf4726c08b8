"""The specialties of a faculty and the qualifications their graduates receive."""

from client.core.i18n import N_
from client.data.records.list_filters import Filter
from client.data.records.listing import Sort
from client.widgets.panels import AttachmentsPanel, HistoryPanel, NotesPanel
from client.widgets.record_form import form_of
from client.widgets.record_list import list_of
from shared.codes import StructureType
from shared.models.students import Qualification, Specialty

BESIDE = (HistoryPanel, NotesPanel, AttachmentsPanel)
NAMES = ("name_uz", "name_oz", "name_ru", "name_en")
#: The kind of unit that teaches.
FACULTIES = (Filter("kind", "equals", (StructureType.FACULTY,)),)

SPECIALTY = form_of(
    Specialty,
    (N_("Place"), ("faculty_id", "code", "education_type", "bachelor_code", "master_code", "active")),
    (N_("Name"), NAMES),
    only={"faculty_id": FACULTIES},
)

QUALIFICATION = form_of(
    Qualification,
    (N_("Place"), ("specialty_id", "faculty_id", "active")),
    (N_("Name"), NAMES),
    only={"faculty_id": FACULTIES},
    fills={"specialty_id": ("faculty_id",)},
)

SPECIALTIES = list_of(
    Specialty,
    "code",
    "name_uz",
    "education_type",
    "faculty",
    "active",
    more=("bachelor_code", "master_code", "name_oz", "name_ru", "name_en"),
    search=("name_uz", "code"),
    filters=("code", "name_uz", "education_type", "faculty", "active"),
    sort=(Sort("code"),),
    icon="specialty",
    form=SPECIALTY,
    panels=BESIDE,
)

QUALIFICATIONS = list_of(
    Qualification,
    "name_uz",
    "specialty",
    "specialty.code",
    "faculty",
    "active",
    more=("name_oz", "name_ru", "name_en"),
    search=("name_uz", "specialty"),
    filters=("name_uz", "specialty", "faculty", "active"),
    sort=(Sort("specialty.code"), Sort("name_uz")),
    icon="specialty",
    form=QUALIFICATION,
    panels=BESIDE,
)
