"""The forms of an employee: names, the personnel card, positions, degrees and private data."""

from client.core.i18n import N_
from client.widgets.record_form import form_of
from shared.models.employees import Card, Employee, Position, Private, Qualification

EMPLOYEE = form_of(
    Employee,
    (N_("Full name"), ("surname", "given_name", "patronymic", "cyrillic_name", "active")),
    (N_("Number"), ("number",)),
)

CARD = form_of(
    Card,
    (N_("Birth"), ("birth_date", "gender", "citizenship", "nationality")),
    (N_("Work"), ("kind", "status", "hired_on", "left_on")),
    (N_("Education"), ("degree", "rank", "speciality")),
)

STATUS = form_of(Card, (N_("Status"), ("status", "hired_on", "left_on")), title=N_("Status of an employee"))

POSITION = form_of(
    Position,
    (N_("Position"), ("employee_id", "unit_id", "post", "form", "rate", "starts_on", "ends_on")),
    (N_("Contract and order"), ("contract_number", "contract_date", "order_number", "order_date")),
)

#: On a card the employee is known.
OWN_POSITION = form_of(
    Position,
    (N_("Position"), ("unit_id", "post", "form", "rate", "starts_on", "ends_on")),
    (N_("Contract and order"), ("contract_number", "contract_date", "order_number", "order_date")),
)

QUALIFICATION = form_of(
    Qualification,
    ("", ("employee_id", "degree", "rank", "branch", "document_number", "awarded_on", "council")),
)

OWN_QUALIFICATION = form_of(
    Qualification,
    ("", ("degree", "rank", "branch", "document_number", "awarded_on", "council")),
)

PRIVATE = form_of(
    Private,
    (N_("Documents"), ("pinfl", "passport")),
    (N_("Contacts"), ("address", "phone", "email")),
    (N_("Other"), ("health", "salary")),
)
