"""Who comes into an order: chosen one by one, a whole group, or the numbers of a list that was copied from Excel."""

import re
from collections.abc import Sequence

from client.core.errors import UserError
from client.core.i18n import N_
from client.data.movement import acts
from client.data.server.gateway import Gateway

UNKNOWN = N_("These numbers are of no student whom you may see: {numbers}. Nobody was added.")
NOT_NUMBERS = N_("“{text}” is no student number: it has 12 digits. Nobody was added.")
NOBODY = N_("Choose at least one student.")
_NUMBER = re.compile(r"[0-9]{12}")
_GROUP = "select s.id from students.student s where s.group_id = :group order by s.sort_key, s.id"
_NUMBERS = "select s.number, s.id from students.student s where s.number = any(:numbers)"


def read_numbers(text: str) -> list[str]:
    """Return the student numbers of a text: one a line, or the first cell of each; what is none is refused."""
    numbers = []
    for line in text.splitlines():
        cell = line.split("\t")[0].strip()
        if not cell:
            continue
        if not _NUMBER.fullmatch(cell):
            raise UserError(NOT_NUMBERS, text=cell)
        numbers.append(cell)
    return list(dict.fromkeys(numbers))


def add(
    gateway: Gateway, decree_id: int, chosen: Sequence[int], group_id: int | None, numbers: Sequence[str]
) -> int:
    """Add all of them; return how many were not in the order yet. A number that is nobody's adds nobody."""
    rows = gateway.rows(_NUMBERS, numbers=list(numbers)) if numbers else ()
    found: dict[str, int] = dict(rows)
    if lost := [each for each in numbers if each not in found]:
        raise UserError(UNKNOWN, numbers=", ".join(lost[:10]))
    of_group = [row[0] for row in gateway.rows(_GROUP, group=group_id)] if group_id is not None else []
    every = list(dict.fromkeys([*chosen, *of_group, *found.values()]))
    if not every:
        raise UserError(NOBODY)
    return acts.put_students(gateway, decree_id, every)
