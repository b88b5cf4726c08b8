"""The list of curricula, and what can be done with one from there."""

from client.core.i18n import N_
from client.data.records.listing import Sort
from client.views.curriculum.names import BESIDE
from client.widgets.record_form import form_of
from client.widgets.record_list import list_of
from shared.models.curriculum import Curriculum

PLAN = form_of(
    Curriculum,
    (
        N_("Curriculum"),
        ("name", "specialty_id", "faculty_id", "education_type", "education_form", "entry_year", "variant"),
    ),
    (
        N_("Measure"),
        (
            "marking_system_id",
            "semesters",
            "hours_per_credit",
            "credits_per_semester",
            "weekly_ceiling",
        ),
    ),
    fills={"specialty_id": ("faculty_id", "education_type")},
)

PLANS = list_of(
    Curriculum,
    "name",
    "specialty",
    "education_form",
    "entry_year",
    "accepted_at",
    "semesters",
    more=(
        "specialty.code",
        "faculty",
        "education_type",
        "marking_system",
        "variant",
        "accepted_by",
        "weekly_ceiling",
    ),
    search=("name", "specialty"),
    filters=(
        "name",
        "specialty",
        "faculty",
        "education_type",
        "education_form",
        "entry_year",
        "marking_system",
        "accepted_at",
    ),
    sort=(Sort("entry_year", descending=True), Sort("name")),
    icon="curriculum",
    card="curriculum-card",
    panels=BESIDE,
)
