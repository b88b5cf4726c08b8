"""The buildings of the university."""

from client.core.i18n import N_
from client.data.records.listing import Sort
from client.widgets.panels import AttachmentsPanel, HistoryPanel, NotesPanel
from client.widgets.record_form import form_of
from client.widgets.record_list import list_of
from shared.models.infrastructure import Building

BUILDING = form_of(Building, (N_("Building"), ("name", "address", "floors", "active")))

BUILDINGS = list_of(
    Building,
    "name",
    "address",
    "floors",
    "active",
    search=("name", "address"),
    filters=("name", "floors", "active"),
    sort=(Sort("name"),),
    icon="infrastructure",
    form=BUILDING,
    panels=(HistoryPanel, NotesPanel, AttachmentsPanel),
)
