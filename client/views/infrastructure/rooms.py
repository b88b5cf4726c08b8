"""The rooms with what stands in them."""

from typing import Any

from client.core.i18n import N_
from client.data.records.listing import Sort
from client.widgets.panel_tab import Panels
from client.widgets.panels import AttachmentsPanel, HistoryPanel, NotesPanel
from client.widgets.record_form import CardSpec, RecordForm, Tab, form_of
from client.widgets.record_grid import RecordGrid
from client.widgets.record_list import list_of
from client.widgets.workplace import Workplace
from shared.models.infrastructure import Room, RoomEquipment

ROOM = form_of(
    Room,
    (N_("Place"), ("building_id", "name", "floor")),
    (N_("Room"), ("kind", "capacity", "area", "active")),
)

ROOMS = list_of(
    Room,
    "building",
    "name",
    "floor",
    "kind",
    "capacity",
    "area",
    "active",
    search=("name", "building"),
    filters=("building", "floor", "kind", "capacity", "active"),
    sort=(Sort("building"), Sort("name")),
    icon="room",
    card="room",
    panels=(HistoryPanel, NotesPanel),
)


def equipment_of(workplace: Workplace, room_id: int) -> RecordGrid:
    """What stands in a room, typed as in a spreadsheet."""
    return RecordGrid(workplace, RoomEquipment, ("device", "quantity", "note"), {"room_id": room_id})


ROOM_CARD = CardSpec(
    (
        Tab(N_("Room"), (ROOM,)),
        Tab(N_("Equipment"), inside=equipment_of),
        Tab(N_("History"), inside=Panels("infrastructure.room", HistoryPanel)),
        Tab(N_("Notes"), inside=Panels("infrastructure.room", NotesPanel)),
        Tab(N_("Attachments"), inside=Panels("infrastructure.room", AttachmentsPanel)),
    )
)


def room_card(workplace: Workplace, **arguments: Any) -> RecordForm:
    """The card of a room."""
    return RecordForm(workplace, ROOM_CARD, **arguments)
