"""The forms of a student: the person, the state of study, private data."""

from client.core.i18n import N_
from client.data.students.take_over import settled_name
from client.views.students.programmes import FACULTIES
from client.widgets.record_form import form_of
from shared.models.students import Private, Student

PERSON = form_of(
    Student,
    (N_("Full name"), ("surname", "given_name", "patronymic", "cyrillic_name")),
    (N_("Birth"), ("birth_date", "gender", "citizenship", "nationality")),
    (N_("Number"), ("number", "correspondence")),
    settled=settled_name,
)

STUDY = form_of(
    Student,
    (
        N_("Place of study"),
        ("group_id", "specialty_id", "faculty_id", "education_type", "education_form", "language"),
    ),
    (N_("State"), ("entry_year", "course", "semester", "kind", "payment_form", "status")),
    only={"faculty_id": FACULTIES},
    narrowed={"group_id": ("faculty_id",), "specialty_id": ("faculty_id",)},
    fills={
        "group_id": ("specialty_id", "faculty_id", "education_form", "language", "entry_year"),
        "specialty_id": ("faculty_id", "education_type"),
    },
)

PRIVATE = form_of(
    Private,
    (N_("Documents"), ("pinfl", "passport", "passport_issued_on", "passport_issued_by")),
    (N_("Address"), ("country", "district", "address", "current_address", "accommodation")),
    (N_("Contacts"), ("phone", "parent_phone", "email")),
    (N_("Other"), ("social_category", "health")),
)
