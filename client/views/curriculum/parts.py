"""What belongs to curricula, as lists over all of them: semesters, blocks of subjects, curricula of groups."""

from typing import Any

from client.core.i18n import N_
from client.data.records.listing import Sort
from client.views.curriculum.names import BESIDE
from client.widgets.panel_tab import Panels
from client.widgets.panels import HistoryPanel
from client.widgets.record_form import CardSpec, RecordForm, Tab, form_of
from client.widgets.record_grid import RecordGrid
from client.widgets.record_list import list_of
from client.widgets.workplace import Workplace
from shared.models.curriculum import Block, CurriculumSubject, GroupCurriculum, Semester, Week

OF_A_PLAN = {"curriculum_id": ("faculty_id",)}

SEMESTER = form_of(
    Semester,
    (N_("Semester"), ("curriculum_id", "number", "term_id", "starts_on", "ends_on", "faculty_id")),
    fills=OF_A_PLAN,
)
BLOCK = form_of(
    Block, (N_("Block of subjects"), ("curriculum_id", "kind", "credits", "faculty_id")), fills=OF_A_PLAN
)
GROUP = form_of(
    GroupCurriculum,
    (N_("Curriculum of a group"), ("group_id", "curriculum_id", "faculty_id")),
    fills={"group_id": ("faculty_id",)},
    narrowed={"curriculum_id": ("faculty_id",)},
)

#: On the card of a plan the plan is known.
OWN_GROUP = form_of(GroupCurriculum, ("", ("group_id",)), narrowed={"group_id": ("faculty_id",)})

SEMESTERS = list_of(
    Semester,
    "curriculum",
    "number",
    "term",
    "starts_on",
    "ends_on",
    more=("faculty", "curriculum.specialty", "curriculum.entry_year"),
    search=("curriculum",),
    filters=("curriculum", "number", "term", "starts_on", "faculty"),
    sort=(Sort("curriculum"), Sort("number")),
    icon="calendar",
    card="semester-card",
    panels=BESIDE,
)

BLOCKS = list_of(
    Block,
    "curriculum",
    "kind",
    "credits",
    more=("faculty",),
    search=("curriculum",),
    filters=("curriculum", "kind", "faculty"),
    sort=(Sort("curriculum"), Sort("kind")),
    icon="subjects",
    form=BLOCK,
    panels=BESIDE,
)

COURSES = list_of(
    CurriculumSubject,
    "subject",
    "curriculum",
    "semester",
    "credits",
    "kind",
    "ending",
    "department",
    more=("block", "choice", "seats", "sheet_type", "faculty", "subject.code"),
    search=("subject", "curriculum"),
    filters=("subject", "curriculum", "semester", "kind", "block", "department", "faculty"),
    sort=(Sort("subject"), Sort("curriculum"), Sort("semester")),
    icon="subject",
)

GROUPS = list_of(
    GroupCurriculum,
    "group",
    "curriculum",
    "curriculum.specialty",
    more=("faculty", "group.entry_year"),
    search=("group", "curriculum"),
    filters=("group", "curriculum", "faculty"),
    sort=(Sort("group"),),
    icon="group",
    form=GROUP,
    panels=BESIDE,
)


def weeks_of(workplace: Workplace, semester_id: int, curriculum_id: int, faculty_id: int) -> RecordGrid:
    """The weeks of a semester and what each is for."""
    among = {"faculty_id": faculty_id, "curriculum_id": curriculum_id, "semester_id": semester_id}
    return RecordGrid(workplace, Week, ("number", "starts_on", "kind"), among)


SEMESTER_CARD = CardSpec(
    (
        Tab(N_("Semester"), (SEMESTER,)),
        Tab(N_("Weeks"), inside=weeks_of, passes=("curriculum_id", "faculty_id")),
        Tab(N_("History"), inside=Panels("curriculum.semester", HistoryPanel)),
    )
)


def semester_card(workplace: Workplace, **arguments: Any) -> RecordForm:
    """The card of a semester."""
    return RecordForm(workplace, SEMESTER_CARD, **arguments)
