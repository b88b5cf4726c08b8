"""The card of an order: its students, its text, who agrees, its history."""

from typing import Any

from client.core.i18n import N_
from client.data.movement.settled import settled_words
from client.views.movement.files import OrderFiles
from client.views.movement.students_tab import students_of
from client.widgets.panel_tab import Panels
from client.widgets.panels import HistoryPanel, NotesPanel
from client.widgets.record_form import CardSpec, RecordForm, Tab, form_of
from client.widgets.workplace import Workplace
from shared.models.movement import Decree

RELATION = "movement.decree"
TEXT = form_of(
    Decree,
    ("", ("heading", "effective_on", "language", "basis")),
    (N_("Text"), ("preamble", "body", "closing")),
    (
        N_("How far it has come"),
        ("state", "number", "signed_on", "signatory_id", "made_by", "sent_at", "applied_at", "applied_by"),
    ),
    settled=settled_words,
)
ORDER = CardSpec(
    (
        Tab(N_("Students"), inside=students_of),
        Tab(N_("Text of the order"), (TEXT,), note=N_("The text is changed while the order is a draft.")),
        Tab(N_("History"), inside=Panels(RELATION, HistoryPanel)),
        Tab(N_("Notes"), inside=Panels(RELATION, NotesPanel)),
        Tab(N_("Attachments"), inside=Panels(RELATION, OrderFiles)),
    )
)


def order_card(workplace: Workplace, **arguments: Any) -> RecordForm:
    """The card of an order."""
    return RecordForm(workplace, ORDER, **arguments)
