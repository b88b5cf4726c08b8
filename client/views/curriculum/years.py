"""Academic years with their terms, and the days without lessons."""

from datetime import date
from typing import Any

from client.core.i18n import N_
from client.data.records.list_filters import Filter
from client.data.records.listing import Sort
from client.views.curriculum.names import BESIDE, NAMES
from client.widgets.panel_tab import Panels
from client.widgets.panels import HistoryPanel, NotesPanel
from client.widgets.record_form import CardSpec, RecordForm, Tab, form_of
from client.widgets.record_grid import RecordGrid
from client.widgets.record_list import RecordList, list_of
from client.widgets.workplace import Workplace
from shared.models.curriculum import AcademicYear, Holiday, Pair, Term

RELATION = "curriculum.academic_year"
YEAR = form_of(AcademicYear, (N_("Academic year"), ("year", "name", "starts_on", "ends_on", "current")))
HOLIDAY = form_of(Holiday, (N_("Day without lessons"), ("day", "moved_to")), (N_("Name"), NAMES))
PAIR = form_of(Pair, (N_("Pair"), ("number", "shift", "starts_at", "ends_at", "active")))

YEARS = list_of(
    AcademicYear,
    "name",
    "starts_on",
    "ends_on",
    "current",
    more=("year",),
    search=("name",),
    sort=(Sort("year", descending=True),),
    icon="calendar",
    card="academic-year",
    panels=BESIDE,
)

HOLIDAYS = list_of(
    Holiday,
    "day",
    "name_uz",
    "moved_to",
    more=("name_oz", "name_ru", "name_en"),
    search=("name_uz",),
    filters=("day", "name_uz", "moved_to"),
    sort=(Sort("day"),),
    icon="holiday",
    form=HOLIDAY,
    panels=BESIDE,
)

PAIRS = list_of(
    Pair,
    "number",
    "shift",
    "starts_at",
    "ends_at",
    "active",
    sort=(Sort("number"),),
    icon="time",
    form=PAIR,
    panels=BESIDE,
)


def terms_of(workplace: Workplace, year_id: int) -> RecordGrid:
    """The autumn and the spring term of a year."""
    return RecordGrid(
        workplace, Term, ("season", "name", "starts_on", "ends_on"), {"academic_year_id": year_id}
    )


def holidays_of(workplace: Workplace, _year_id: int, starts_on: date, ends_on: date) -> RecordList:
    """The days without lessons that lie in a year."""
    return RecordList(workplace, HOLIDAYS, (Filter("day", "between", (starts_on, ends_on)),))


YEAR_CARD = CardSpec(
    (
        Tab(N_("Academic year"), (YEAR,)),
        Tab(N_("Terms"), inside=terms_of),
        Tab(N_("Days without lessons"), inside=holidays_of, passes=("starts_on", "ends_on")),
        Tab(N_("History"), inside=Panels(RELATION, HistoryPanel)),
        Tab(N_("Notes"), inside=Panels(RELATION, NotesPanel)),
    )
)


def year_card(workplace: Workplace, **arguments: Any) -> RecordForm:
    """The card of an academic year."""
    return RecordForm(workplace, YEAR_CARD, **arguments)
