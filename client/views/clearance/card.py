"""The card of a clearance sheet: its points, the sheet itself, its history."""

from typing import Any

from client.core.i18n import N_
from client.views.clearance.lists import points_of
from client.widgets.panel_tab import Panels
from client.widgets.panels import AttachmentsPanel, HistoryPanel, NotesPanel
from client.widgets.record_form import CardSpec, RecordForm, Tab, form_of
from client.widgets.workplace import Workplace
from shared.models.clearance import Sheet

RELATION = "clearance.sheet"
SHEET = form_of(
    Sheet,
    (
        "",
        (
            "student_name",
            "student_number",
            "group_name",
            "occasion",
            "decree_id",
            "opened_at",
            "opened_by",
            "open_points",
        ),
    ),
    (N_("The personal file"), ("handed_at", "handed_to", "handed_by")),
    (N_("Withdrawn sheet"), ("withdrawn_at", "withdraw_reason", "withdrawn_by")),
)
CLEARANCE_SHEET = CardSpec(
    (
        Tab(N_("Points to confirm"), inside=points_of),
        Tab(
            N_("Clearance sheet"),
            (SHEET,),
            note=N_("A sheet is changed by its acts alone, in the list of sheets."),
        ),
        Tab(N_("History"), inside=Panels(RELATION, HistoryPanel)),
        Tab(N_("Notes"), inside=Panels(RELATION, NotesPanel)),
        Tab(N_("Attachments"), inside=Panels(RELATION, AttachmentsPanel)),
    )
)


def clearance_card(workplace: Workplace, **arguments: Any) -> RecordForm:
    """The card of a clearance sheet."""
    return RecordForm(workplace, CLEARANCE_SHEET, **arguments)
