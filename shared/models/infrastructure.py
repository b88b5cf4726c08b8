"""Buildings, rooms and what stands in them."""

from decimal import Decimal

from sqlalchemy.orm import Mapped

from shared.models.columns import coded, decimal, flag, refers, text, whole
from shared.models.record import Record
from shared.models.rules import key
from shared.text import N_


class Building(Record):
    """A building with lecture rooms."""

    __tablename__, __table_args__ = "building", {"schema": "infrastructure"}
    label, plural, title = N_("Building"), N_("Buildings"), "name"

    name: Mapped[str] = text(128, N_("Name"), unique=True, spelled=True)
    address: Mapped[str | None] = text(256, N_("Address"), optional=True)
    floors: Mapped[int] = whole(N_("Floors"), minimum=1, maximum=60, default=1)
    active: Mapped[bool] = flag(N_("In use"))


class Room(Record):
    """A room where lessons take place (auditoriya)."""

    __tablename__ = "room"
    __table_args__ = (key("building_id", "name"), {"schema": "infrastructure"})
    label, plural, title = N_("Room"), N_("Rooms"), "name"

    building_id: Mapped[int] = refers(Building, N_("Building"))
    name: Mapped[str] = text(32, N_("Number or name"), spelled=True)
    floor: Mapped[int] = whole(N_("Floor"), minimum=-5, maximum=60, default=1)
    kind: Mapped[str] = coded("h_auditorium_type", N_("Type"))
    capacity: Mapped[int] = whole(N_("Capacity"), minimum=1, maximum=5000)
    area: Mapped[Decimal | None] = decimal(N_("Area, m²"), 7, 2, minimum=Decimal(0), optional=True)
    active: Mapped[bool] = flag(N_("In use"))


class RoomEquipment(Record):
    """How many devices of a kind a room has."""

    __tablename__ = "room_equipment"
    __table_args__ = (key("room_id", "device"), {"schema": "infrastructure"})
    label, plural, title = N_("Equipment"), N_("Equipment"), "device"

    room_id: Mapped[int] = refers(Room, N_("Room"))
    device: Mapped[str] = coded("h_device_type", N_("Device"))
    quantity: Mapped[int] = whole(N_("Quantity"), minimum=1, maximum=10000, default=1)
    note: Mapped[str | None] = text(256, N_("Note"), optional=True)
