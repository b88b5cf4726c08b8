"""The demonstration's buildings, rooms and what stands in them."""

from decimal import Decimal
from random import Random

from server_db.demo.places import BUILDINGS, UNIVERSITY
from server_db.demo.sheets import Sheets

_LECTURE, _LABORATORY, _PRACTICE, _SEMINAR = "11", "12", "13", "14"
_CAPACITIES = {
    _LECTURE: (60, 90, 120, 180),
    _LABORATORY: (15, 20),
    _PRACTICE: (25, 30),
    _SEMINAR: (25, 30, 35),
}
_KINDS = (_LECTURE, _SEMINAR, _SEMINAR, _PRACTICE, _PRACTICE, _LABORATORY)
_COMPUTERS, _PROJECTOR, _PRINTER = "11", "12", "15"
_FLOORS = 4


def add_rooms(sheets: Sheets, random: Random, *, buildings: int, rooms: int) -> None:
    """Write the first buildings, each with `rooms` rooms on four floors."""
    for name in BUILDINGS[:buildings]:
        building_id = sheets["infrastructure.building"].add(
            name=name, address=UNIVERSITY["address"], floors=_FLOORS
        )
        for number in range(rooms):
            _add_room(sheets, random, building_id, floor=number % _FLOORS + 1, door=number // _FLOORS + 1)


def _add_room(sheets: Sheets, random: Random, building_id: int, *, floor: int, door: int) -> None:
    kind = random.choice(_KINDS)
    if kind == _SEMINAR and door % 2:  # exercises need more rooms than seminars do
        kind = _PRACTICE
    capacity = random.choice(_CAPACITIES[kind])
    room_id = sheets["infrastructure.room"].add(
        building_id=building_id,
        name=f"{floor}{door:02}",
        floor=floor,
        kind=kind,
        capacity=capacity,
        area=Decimal(capacity * 16 + random.randrange(100)) / 10,
    )
    devices = {_PROJECTOR: 1}
    if kind == _LABORATORY:
        devices |= {_COMPUTERS: capacity, _PRINTER: 1}
    for device, quantity in devices.items():
        sheets["infrastructure.room_equipment"].add(room_id=room_id, device=device, quantity=quantity)
