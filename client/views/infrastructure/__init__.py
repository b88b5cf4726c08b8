"""Buildings and rooms."""

from client.core.i18n import N_
from client.views.infrastructure.buildings import BUILDINGS
from client.views.infrastructure.rooms import ROOMS, room_card
from client.widgets.list_window import listed
from client.widgets.windows import Window

KEEPERS = ("academic_office",)
READERS = (*KEEPERS, "faculty", "management")

WINDOWS = (
    Window("building", N_("Buildings"), KEEPERS, listed(BUILDINGS), "infrastructure"),
    Window("auditorium", N_("Rooms"), READERS, listed(ROOMS), "room"),
    Window("room", N_("Room"), READERS, room_card, "room", listed=False),
)
