"""Marking systems with their marks, and the types of grade sheets."""

from typing import Any

from client.core.i18n import N_
from client.data.records.listing import Sort
from client.views.curriculum.names import BESIDE, NAMES
from client.widgets.panel_tab import Panels
from client.widgets.panels import HistoryPanel, NotesPanel
from client.widgets.record_form import CardSpec, RecordForm, Tab, form_of
from client.widgets.record_grid import RecordGrid
from client.widgets.record_list import list_of
from client.widgets.workplace import Workplace
from shared.models.curriculum import GradeType, MarkingSystem, SheetType

RELATION = "curriculum.marking_system"
SYSTEM = form_of(
    MarkingSystem,
    (N_("Marking system"), ("code", "maximum", "pass_percent", "gpa_limit", "attempts", "active")),
    (N_("Name"), NAMES),
)
GRADE_TYPE = form_of(
    GradeType,
    (N_("Type of grade"), ("marking_system_id", "mark", "lower_bound", "letter", "grade", "passed")),
    (N_("Name"), NAMES),
)
SHEET_TYPE = form_of(SheetType, (N_("Type of grade sheet"), ("code", "active")), (N_("Name"), NAMES))

SYSTEMS = list_of(
    MarkingSystem,
    "code",
    "name_uz",
    "maximum",
    "pass_percent",
    "gpa_limit",
    "attempts",
    "active",
    more=("name_oz", "name_ru", "name_en"),
    search=("name_uz", "code"),
    sort=(Sort("code"),),
    icon="marking",
    card="marking-system-card",
    panels=BESIDE,
)

GRADE_TYPES = list_of(
    GradeType,
    "marking_system",
    "mark",
    "name_uz",
    "lower_bound",
    "letter",
    "grade",
    "passed",
    more=("name_oz", "name_ru", "name_en"),
    search=("name_uz", "mark"),
    sort=(Sort("marking_system"), Sort("lower_bound", descending=True)),
    icon="marking",
    form=GRADE_TYPE,
    panels=BESIDE,
)

SHEET_TYPES = list_of(
    SheetType,
    "code",
    "name_uz",
    "name_ru",
    "active",
    more=("name_oz", "name_en"),
    search=("name_uz", "code"),
    sort=(Sort("code"),),
    icon="documents",
    form=SHEET_TYPE,
    panels=BESIDE,
)


def marks_of(workplace: Workplace, system_id: int) -> RecordGrid:
    """The marks of a system with the lower bounds of their results."""
    columns = ("mark", "name_uz", "name_ru", "lower_bound", "letter", "grade", "passed")
    return RecordGrid(workplace, GradeType, columns, {"marking_system_id": system_id})


SYSTEM_CARD = CardSpec(
    (
        Tab(N_("Marking system"), (SYSTEM,)),
        Tab(N_("Types of grades"), inside=marks_of),
        Tab(N_("History"), inside=Panels(RELATION, HistoryPanel)),
        Tab(N_("Notes"), inside=Panels(RELATION, NotesPanel)),
    )
)


def system_card(workplace: Workplace, **arguments: Any) -> RecordForm:
    """The card of a marking system."""
    return RecordForm(workplace, SYSTEM_CARD, **arguments)
