"""Names in one column: which word is the surname, and the Cyrillic spelling that the rule would not give back."""

from typing import Any

from client.core.i18n import N_
from client.data.imports.checking import CheckedFile, doubt_of, raw
from client.data.imports.doubts import Doubtful
from client.data.imports.fields import FULL_NAME
from client.data.imports.name_order import order_of
from shared.identifiers import InvalidValue
from shared.person_names import (
    SURNAME_FIRST,
    apparent_order,
    cyrillic_exception,
    is_cyrillic,
    patronymic,
    split_full_name,
)

NAME_KEYS = ("surname", "given_name", "patronymic")


def check_names(checked: CheckedFile) -> None:
    """Split full names, and keep a Cyrillic spelling that the rule would not give back."""
    orders = [SURNAME_FIRST] * checked.count
    if full := checked.values.pop(FULL_NAME, None):
        orders = [_order(checked, row, name) if name else SURNAME_FIRST for row, name in enumerate(full)]
        parts = [
            _parts(checked, row, name, order) if name else (None, None, None)
            for row, (name, order) in enumerate(zip(full, orders, strict=True))
        ]
        for key, values in zip(NAME_KEYS, zip(*parts, strict=True), strict=True):
            checked.values.setdefault(key, list(values))
        checked.said.update(NAME_KEYS)
    checked.cyrillic = _as_they_stand(checked, orders)
    if "cyrillic_name" not in checked.values and (kept := _cyrillic_names(checked, orders)):
        checked.values["cyrillic_name"] = kept
        checked.said.add("cyrillic_name")


def _as_they_stand(checked: CheckedFile, orders: list[str]) -> dict[tuple[int, str], str]:
    """Return the names that stand in Cyrillic; a column of its own goes before a part of the full name."""
    written: dict[tuple[int, str], str | None] = {}
    for row, (cell, order) in enumerate(
        zip(raw(checked.sheet, checked.choice, FULL_NAME), orders, strict=True)
    ):
        if isinstance(cell, str) and cell.strip():
            written |= {
                (row, key): part for key, part in zip(NAME_KEYS, split_full_name(cell, order), strict=True)
            }
    for key in filter(checked.choice.fills, NAME_KEYS):
        cells = enumerate(raw(checked.sheet, checked.choice, key))
        written |= {(row, key): cell if isinstance(cell, str) else None for row, cell in cells}
    return {place: text for place, text in written.items() if text and is_cyrillic(text)}


def _order(checked: CheckedFile, row: int, name: str) -> str:
    """Return the order that the header tells; where the name looks like the other one, somebody is asked."""
    place = checked.choice.columns.get(FULL_NAME)
    told = "" if place is None else order_of(checked.sheet.titles[place])
    looks = apparent_order(name)
    if not looks or looks == (told or SURNAME_FIRST):
        return told or SURNAME_FIRST
    surname, given, _patronymic = split_full_name(name, looks)
    cell = raw(checked.sheet, checked.choice, FULL_NAME)[row]
    if doubt_of(FULL_NAME, cell) not in checked.choice.answers.meant:
        asked = Doubtful(
            N_("Is {surname} the surname and {given} the given name?"), looks, surname=surname, given=given
        )
        checked.refuse_cell(row, FULL_NAME, cell, asked)
    return looks


def _parts(
    checked: CheckedFile, row: int, name: str, order: str
) -> tuple[str | None, str | None, str | None]:
    surname, given, rest = split_full_name(name, order)
    try:
        return surname, given, patronymic(rest) if rest else None
    except InvalidValue as error:
        checked.refuse(row, FULL_NAME, error.msgid, **error.params)
        return surname, given, None


def _cyrillic_names(checked: CheckedFile, orders: list[str]) -> list[str | None] | None:
    written = [key for key in (FULL_NAME, *NAME_KEYS) if key in checked.choice.columns]
    columns = [raw(checked.sheet, checked.choice, key) for key in written]
    if not any(isinstance(cell, str) and is_cyrillic(cell) for column in columns for cell in column):
        return None
    latin = zip(*(checked.column(key) for key in NAME_KEYS), strict=True)
    return [
        _cyrillic_name(cells, order, " ".join(filter(None, names)))
        for cells, order, names in zip(zip(*columns, strict=True), orders, latin, strict=True)
    ]


def _cyrillic_name(cells: tuple[Any, ...], order: str, latin: str) -> str | None:
    original = " ".join(" ".join(cell.split()) for cell in cells if isinstance(cell, str))
    if not latin or not is_cyrillic(original):
        return None
    try:
        return cyrillic_exception(" ".join(filter(None, split_full_name(original, order))), latin)
    except InvalidValue:
        return None  # the cell itself has been refused already
