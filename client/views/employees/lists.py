"""The lists of employees."""

from functools import partial

from PySide6.QtWidgets import QWidget

from client.core import actions
from client.core.i18n import N_
from client.data.records import records
from client.data.records.list_filters import Filter
from client.data.records.listing import Sort
from client.data.records.records import StoredRecord
from client.views.employees.forms import POSITION, QUALIFICATION, STATUS
from client.widgets.panels import AttachmentsPanel, HistoryPanel, NotesPanel
from client.widgets.record_list import ListAction, list_of
from client.widgets.workplace import Workplace
from shared.codes import EmployeeType
from shared.models.employees import Card, Employee, Position, Qualification
from shared.models.record import Record

BESIDE = (HistoryPanel, NotesPanel, AttachmentsPanel)
BASE_FILTERS = (
    "full_name",
    "number",
    "active",
    "card.kind",
    "card.status",
    "card.degree",
    "card.rank",
    "card.gender",
    "card.birth_date",
    "card.hired_on",
)

EMPLOYEES = list_of(
    Employee,
    "full_name",
    "number",
    "card.kind",
    "card.status",
    "card.degree",
    "card.rank",
    "card.birth_date",
    "card.hired_on",
    "active",
    more=(
        "card.gender",
        "card.nationality",
        "card.citizenship",
        "card.speciality",
        "card.left_on",
        "cyrillic_name",
    ),
    search=("full_name",),
    filters=BASE_FILTERS,
    sort=(Sort("full_name"),),
    icon="employees",
    title=N_("Base of employees"),
    card="employee-card",
    panels=BESIDE,
)

TEACHERS = list_of(
    Employee,
    "full_name",
    "number",
    "card.degree",
    "card.rank",
    "card.speciality",
    "card.status",
    "card.hired_on",
    more=("card.birth_date", "card.gender", "card.nationality", "active"),
    search=("full_name",),
    filters=BASE_FILTERS,
    only=(Filter("card.kind", "equals", (EmployeeType.TEACHER,)),),
    sort=(Sort("full_name"),),
    icon="employees",
    title=N_("List of teachers"),
    key="employees.teacher",
    card="employee-card",
    panels=BESIDE,
)


def open_cards(model: type[Record], workplace: Workplace, parent: QWidget, ids: list[int]) -> None:
    """Open the card of the employee whom the first of the chosen records is about."""
    work = partial(records.read, workplace.gateway, model, ids[0], ("employee_id",))

    def done(found: StoredRecord | None) -> None:
        if found is not None:
            workplace.navigator.open("employee-card", record_id=found.values["employee_id"])

    workplace.tasks.run(parent, work, done)


STAFF = list_of(
    Position,
    "employee",
    "employee.number",
    "unit",
    "post",
    "form",
    "rate",
    "starts_on",
    "ends_on",
    more=("unit.code", "contract_number", "contract_date", "order_number", "order_date", "employee.active"),
    search=("employee", "unit"),
    filters=("employee", "unit", "post", "form", "rate", "starts_on", "ends_on"),
    sort=(Sort("employee"),),
    icon="employees",
    title=N_("List of employees"),
    form=POSITION,
    actions=(
        ListAction(
            actions.Command(N_("Card of the employee"), (), "employees"), partial(open_cards, Position)
        ),
    ),
    panels=BESIDE,
)

STATUSES = list_of(
    Card,
    "employee",
    "employee.number",
    "kind",
    "status",
    "hired_on",
    "left_on",
    search=("employee",),
    filters=("employee", "kind", "status", "hired_on", "left_on"),
    sort=(Sort("employee"),),
    icon="employees",
    title=N_("Status of teachers"),
    key="employees.status",
    form=STATUS,
    actions=(
        ListAction(actions.Command(N_("Card of the employee"), (), "employees"), partial(open_cards, Card)),
    ),
    panels=BESIDE,
)

DEGREES = list_of(
    Qualification,
    "employee",
    "degree",
    "rank",
    "branch",
    "document_number",
    "awarded_on",
    "council",
    search=("employee",),
    filters=("employee", "degree", "rank", "branch", "awarded_on"),
    sort=(Sort("employee"), Sort("awarded_on")),
    icon="award",
    title=N_("Degrees and ranks"),
    form=QUALIFICATION,
    panels=BESIDE,
)
