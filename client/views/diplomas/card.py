"""The card of a diploma: its texts, its supplement, its prints; those who only look for one see who has it."""

from typing import Any

from client.core.i18n import N_
from client.views.diplomas.lists import lines_of, prints_of
from client.views.diplomas.texts_form import TextsForm
from client.widgets.panel_tab import Panels
from client.widgets.panels import HistoryPanel, NotesPanel
from client.widgets.record_form import CardSpec, RecordForm, Tab, form_of
from client.widgets.workplace import Workplace
from shared.models.diplomas import Diploma

RELATION = "diplomas.diploma"
NOTE = N_("A diploma is changed by the acts of the window of diplomas alone.")
#: Who reads what a diploma says.
READERS = ("hemis_faculty", "hemis_academic_office", "hemis_registrar")
ISSUED = (
    N_("Handing out"),
    ("issued_on", "issued_to", "issue_document", "issued_by"),
)
HOLDER = ("", ("student_name", "student_number", "group_name", "faculty_id", "year", "category", "state"))
NUMBERS = (N_("Numbers"), ("number", "register_number", "registered_on", "uuid"))
PLACE = (N_("Takes the place of"), ("replaces_id", "duplicate_of_id", "cause", "cause_document"))
LOOKED_AT = form_of(Diploma, HOLDER, NUMBERS, ISSUED, PLACE)
WHOLE = form_of(
    Diploma,
    HOLDER,
    NUMBERS,
    ISSUED,
    PLACE,
    (
        N_("Acceptance"),
        ("accepted_at", "accepted_by", "accepted_digest", "ask_reason", "asked_by", "asked_at"),
    ),
    (N_("Preparation"), ("prepared_at", "prepared_by", "digest", "signed_at", "signed_by", "signed_with")),
    (N_("Cancelling"), ("cancelled_at", "cancelled_by", "cancel_reason")),
)
FULL = CardSpec(
    (
        Tab(N_("Texts"), inside=TextsForm),
        Tab(N_("Diploma"), (WHOLE,), note=NOTE),
        Tab(N_("Diploma marks"), inside=lines_of),
        Tab(N_("Prints"), inside=prints_of),
        Tab(N_("History"), inside=Panels(RELATION, HistoryPanel)),
        Tab(N_("Notes"), inside=Panels(RELATION, NotesPanel)),
    )
)
SHORT = CardSpec(
    (Tab(N_("Diploma"), (LOOKED_AT,), note=NOTE), Tab(N_("Notes"), inside=Panels(RELATION, NotesPanel)))
)


def diploma_card(workplace: Workplace, **arguments: Any) -> RecordForm:
    """The card of a diploma, as far as the role reads it."""
    return RecordForm(workplace, FULL if workplace.gateway.role in READERS else SHORT, **arguments)
