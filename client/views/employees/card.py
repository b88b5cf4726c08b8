"""The card of an employee: person, positions, degrees, private data, account, history."""

from typing import Any

from client.core.actions import Command, action
from client.core.i18n import N_
from client.data.records.list_filters import Filter
from client.data.records.listing import Sort
from client.views.employees.forms import CARD, EMPLOYEE, OWN_POSITION, OWN_QUALIFICATION, PRIVATE
from client.widgets.panel_tab import Panels
from client.widgets.panels import AttachmentsPanel, HistoryPanel, NotesPanel
from client.widgets.record_form import OpenCard, PhotoSide, PrivateSide, RecordForm, Side, Slot, Tab
from client.widgets.record_list import RecordList, list_of
from client.widgets.workplace import Workplace
from shared.models.employees import Photo, Position, Qualification

RELATION = "employees.employee"

POSITIONS = list_of(
    Position,
    "unit",
    "post",
    "form",
    "rate",
    "starts_on",
    "ends_on",
    "contract_number",
    "order_number",
    sort=(Sort("starts_on", descending=True),),
    icon="employees",
    key="employees.card.position",
    form=OWN_POSITION,
)

DEGREES = list_of(
    Qualification,
    "degree",
    "rank",
    "branch",
    "document_number",
    "awarded_on",
    "council",
    sort=(Sort("awarded_on", descending=True),),
    icon="award",
    key="employees.card.qualification",
    form=OWN_QUALIFICATION,
)


def positions_of(workplace: Workplace, employee_id: int) -> RecordList:
    """The positions of an employee, the latest first."""
    fixed = (Filter("employee_id", "equals", (employee_id,)),)
    return RecordList(workplace, POSITIONS, fixed, employee_id=employee_id)


def degrees_of(workplace: Workplace, employee_id: int) -> RecordList:
    """The degrees and ranks of an employee."""
    fixed = (Filter("employee_id", "equals", (employee_id,)),)
    return RecordList(workplace, DEGREES, fixed, employee_id=employee_id)


EMPLOYEE_CARD = OpenCard(
    "employee-card",
    (
        Tab(N_("Person"), (EMPLOYEE, Side(CARD, "employee_id"), PhotoSide(Photo, "employee_id"))),
        Tab(N_("Positions"), inside=positions_of),
        Tab(N_("Degrees and ranks"), inside=degrees_of),
        Slot("work"),
        Tab(N_("Private data"), (PrivateSide(PRIVATE, ("hr", "accounting"), ("hr",)),)),
        Slot("documents"),
        Tab(N_("History"), inside=Panels(RELATION, HistoryPanel)),
        Tab(N_("Notes"), inside=Panels(RELATION, NotesPanel)),
        Tab(N_("Attachments"), inside=Panels(RELATION, AttachmentsPanel)),
    ),
)
ACCOUNT = Command(N_("Sign-in account"), (), "key")
KEEPERS = ("hemis_hr", "hemis_admin")


def employee_card(workplace: Workplace, **arguments: Any) -> RecordForm:
    """The card of an employee; the personnel office comes from it to the sign-in account."""
    spec = EMPLOYEE_CARD.with_tabs(workplace.card_tabs, workplace.session.role or "")
    card = RecordForm(workplace, spec, **arguments)
    if workplace.session.role in KEEPERS:
        open_account = action(card, ACCOUNT, lambda: _open_account(workplace, card))
        card.add_action(open_account)
    return card


def _open_account(workplace: Workplace, card: RecordForm) -> None:
    if card.record_id is not None:
        workplace.navigator.open("employee-account", record_id=card.record_id)
