"""Who holds blanks, what is in stock, and what acts offer to choose from."""

from collections.abc import Iterable
from dataclasses import dataclass

from client.core.i18n import N_, _, names
from client.data.server.gateway import Gateway
from shared.codes import StructureType
from shared.models.blanks import IN_STOCK

#: The registrar's own store, where a faculty would have its id.
STORE = 0
REGISTRAR = N_("Registrar")
_FACULTIES = """
select u.id, u.name_uz, u.name_oz, u.name_ru, u.name_en from structure.unit u
 where u.kind = :faculty and u.active order by u.code
"""
_KINDS = """
select k.id, k.name_uz, k.name_oz, k.name_ru, k.name_en, k.series, k.digits, k.active from blanks.kind k order by k.id
"""
_STATIONS = """
select w.id, w.name, w.unit_id, u.name_uz, u.name_oz, u.name_ru, u.name_en
  from blanks.workstation w left join structure.unit u on u.id = w.unit_id
 where w.active order by w.unit_id nulls first, w.name
"""
_STOCK = "select s.kind_id, s.unit_id, s.state, s.blanks from blanks.stock() s"


@dataclass(frozen=True)
class KindOfBlanks:
    """A kind with how its numbers are written."""

    id: int
    name: str
    series: str
    digits: int
    active: bool


@dataclass(frozen=True)
class Offered:
    """What an act offers to choose from."""

    kinds: tuple[KindOfBlanks, ...]
    faculties: tuple[tuple[int, str], ...]
    stations: tuple[tuple[int, str], ...]


@dataclass(frozen=True)
class InStock:
    """How many blanks of a kind are in stock: clean, reserved or printed; and how many spoiled ones lie by."""

    kind_id: int
    name: str
    clean: int
    reserved: int
    printed: int
    spoiled: int


def kinds(gateway: Gateway) -> tuple[KindOfBlanks, ...]:
    """Return the kinds."""
    return tuple(
        KindOfBlanks(number, names(*name), series, digits, active)
        for number, *name, series, digits, active in gateway.rows(_KINDS)
    )


def faculties(gateway: Gateway) -> tuple[tuple[int, str], ...]:
    """Return the faculties that may hold blanks."""
    rows = gateway.rows(_FACULTIES, faculty=StructureType.FACULTY)
    return tuple((number, names(*name)) for number, *name in rows)


def offered(gateway: Gateway) -> Offered:
    """Return all that acts offer."""
    stations = (
        (number, f"{name} ({names(*unit) if unit_id else _(REGISTRAR)})")
        for number, name, unit_id, *unit in gateway.rows(_STATIONS)
    )
    return Offered(kinds(gateway), faculties(gateway), tuple(stations))


def stock(gateway: Gateway) -> tuple[InStock, ...]:
    """Return what there is of each kind now, by the rights of the reader."""
    counts: dict[int, dict[str, int]] = {}
    for kind, _unit, state, blanks in gateway.rows(_STOCK):
        of_kind = counts.setdefault(kind, {})
        of_kind[state] = of_kind.get(state, 0) + blanks
    return tuple(_in_stock(each, counts[each.id]) for each in kinds(gateway) if each.id in counts)


def _in_stock(kind: KindOfBlanks, counts: dict[str, int]) -> InStock:
    clean, reserved, printed = (counts.get(state, 0) for state in IN_STOCK)
    return InStock(kind.id, kind.name, clean, reserved, printed, counts.get("spoiled", 0))


def holding_names(gateway: Gateway) -> dict[int, str]:
    """Return what those who hold blanks are called, the registrar's store first."""
    return dict(_named(faculties(gateway)))


def _named(found: Iterable[tuple[int, str]]) -> Iterable[tuple[int, str]]:
    yield STORE, _(REGISTRAR)
    yield from found
