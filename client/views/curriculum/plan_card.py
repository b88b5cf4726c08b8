"""The card of a curriculum: its head, the editor of its courses, weeks, blocks, groups and history."""

from typing import Any

from client.core.i18n import N_
from client.data.records.list_filters import Filter
from client.data.records.listing import Sort
from client.views.curriculum.editor import PlanEditor
from client.views.curriculum.parts import OWN_GROUP
from client.views.curriculum.plans import PLAN
from client.views.curriculum.weeks import WeeksGrid
from client.widgets.panel_tab import Panels
from client.widgets.panels import AttachmentsPanel, HistoryPanel, NotesPanel
from client.widgets.record_form import CardSpec, RecordForm, Tab
from client.widgets.record_grid import RecordGrid
from client.widgets.record_list import RecordList, list_of
from client.widgets.workplace import Workplace
from shared.models.curriculum import Block, GroupCurriculum

RELATION = "curriculum.curriculum"

OWN_GROUPS = list_of(
    GroupCurriculum,
    "group",
    "group.entry_year",
    sort=(Sort("group"),),
    icon="group",
    key="curriculum.card.group",
    form=OWN_GROUP,
)


def blocks_of(workplace: Workplace, curriculum_id: int, faculty_id: int) -> RecordGrid:
    """The blocks of subjects with the credits planned for them."""
    among = {"faculty_id": faculty_id, "curriculum_id": curriculum_id}
    return RecordGrid(workplace, Block, ("kind", "credits"), among)


def groups_of(workplace: Workplace, curriculum_id: int, faculty_id: int) -> RecordList:
    """The groups that follow the plan."""
    fixed = (Filter("curriculum_id", "equals", (curriculum_id,)),)
    return RecordList(workplace, OWN_GROUPS, fixed, curriculum_id=curriculum_id, faculty_id=faculty_id)


PLAN_CARD = CardSpec(
    (
        Tab(N_("Plan"), (PLAN,)),
        Tab(N_("Subjects and hours"), inside=PlanEditor),
        Tab(N_("Weeks"), inside=WeeksGrid),
        Tab(N_("Blocks of subjects"), inside=blocks_of, passes=("faculty_id",)),
        Tab(N_("Groups"), inside=groups_of, passes=("faculty_id",)),
        Tab(N_("History"), inside=Panels(RELATION, HistoryPanel)),
        Tab(N_("Notes"), inside=Panels(RELATION, NotesPanel)),
        Tab(N_("Attachments"), inside=Panels(RELATION, AttachmentsPanel)),
    )
)
#: A stored plan is opened for its courses.
FIRST_LOOK = 1


def plan_card(workplace: Workplace, **arguments: Any) -> RecordForm:
    """The card of a curriculum, opened at its courses; a new one at its head."""
    card = RecordForm(workplace, PLAN_CARD, **arguments)
    if card.record_id is not None:
        card.tabs.setCurrentIndex(FIRST_LOOK)
    return card
