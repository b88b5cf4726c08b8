"""Buildings and rooms."""

from client.core.i18n import N_
from client.data.records.quick_search import Search
from client.widgets.contribution import Module
from client.widgets.list_window import listed
from client.widgets.windows import Make, Window
from shared.models.infrastructure import Room

HEADING = "infrastructure"
KEEPERS = ("academic_office",)
READERS = (*KEEPERS, "faculty", "management")


def building() -> Make:
    from client.views.infrastructure.buildings import BUILDINGS

    return listed(BUILDINGS)


def auditorium() -> Make:
    from client.views.infrastructure.rooms import ROOMS

    return listed(ROOMS)


def room() -> Make:
    from client.views.infrastructure.rooms import room_card

    return room_card


MODULE = Module(
    windows=(
        Window("building", N_("Buildings"), HEADING, KEEPERS, building, "infrastructure"),
        Window("auditorium", N_("Rooms"), HEADING, READERS, auditorium, "room"),
        Window("room", N_("Room"), HEADING, READERS, room, "room", listed=False),
    ),
    searches=(Search(Room, ("name", "building"), ("name",), N_("room"), "room", "room"),),
)
