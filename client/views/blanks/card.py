"""The cards of a blank, with its life, and of an act with its blanks and its commission."""

from typing import Any

from client.core.i18n import N_
from client.views.blanks.lists import blanks_of, life_of, members_of
from client.widgets.panel_tab import Panels
from client.widgets.panels import AttachmentsPanel, HistoryPanel, NotesPanel
from client.widgets.record_form import CardSpec, RecordForm, Tab, form_of
from client.widgets.workplace import Workplace
from shared.models.blanks import Act, Blank

NOTE = N_("The ledger is written by acts alone and never changed.")
BLANK = CardSpec(
    (
        Tab(N_("Life of the blank"), inside=life_of),
        Tab(
            N_("Blank"),
            (
                form_of(
                    Blank,
                    (
                        "",
                        (
                            "number",
                            "kind_id",
                            "year",
                            "state",
                            "moved_on",
                            "unit_id",
                            "workstation_id",
                            "person",
                            "chosen_id",
                        ),
                    ),
                ),
            ),
            note=NOTE,
        ),
    )
)
RELATION = "blanks.act"
ACT = CardSpec(
    (
        Tab(
            N_("Act on blanks"),
            (
                form_of(
                    Act,
                    (
                        "",
                        (
                            "number",
                            "deed",
                            "state",
                            "day",
                            "blanks",
                            "numbers",
                            "unit_id",
                            "to_unit_id",
                            "workstation_id",
                            "person",
                            "document",
                            "reason",
                            "recorded_by",
                            "recorded_at",
                            "withdrawn_at",
                            "withdraw_reason",
                        ),
                    ),
                ),
            ),
            note=NOTE,
        ),
        Tab(N_("Blanks"), inside=blanks_of),
        Tab(N_("Members of the commission"), inside=members_of),
        Tab(N_("History"), inside=Panels(RELATION, HistoryPanel)),
        Tab(N_("Notes"), inside=Panels(RELATION, NotesPanel)),
        Tab(N_("Attachments"), inside=Panels(RELATION, AttachmentsPanel)),
    )
)


def blank_card(workplace: Workplace, **arguments: Any) -> RecordForm:
    """The card of a blank."""
    return RecordForm(workplace, BLANK, **arguments)


def act_card(workplace: Workplace, **arguments: Any) -> RecordForm:
    """The card of an act on blanks."""
    return RecordForm(workplace, ACT, **arguments)
