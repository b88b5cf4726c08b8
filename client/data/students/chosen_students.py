"""Which students were asked for: chosen one by one, a whole group, or numbers that were copied from Excel."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from client.core.errors import UserError
from client.core.i18n import N_
from client.data.server.gateway import Gateway

UNKNOWN = N_("These numbers are of no student whom you may see: {numbers}. Nobody was added.")
NOT_NUMBERS = N_("“{text}” is no student number: it has 12 digits. Nobody was added.")
NOBODY = N_("Choose at least one student.")
_NUMBER = re.compile(r"[0-9]{12}")
_GROUP = "select s.id from students.student s where s.group_id = :group order by s.sort_key, s.id"
_NUMBERS = "select s.number, s.id from students.student s where s.number = any(:numbers)"


def is_number(text: str) -> bool:
    """Tell whether a text is written as student numbers are."""
    return _NUMBER.fullmatch(text) is not None


def read_numbers(text: str) -> list[str]:
    """Return the student numbers of a text: one a line, or the first cell of each; what is none is refused."""
    numbers = []
    for line in text.splitlines():
        cell = line.split("\t")[0].strip()
        if not cell:
            continue
        if not is_number(cell):
            raise UserError(NOT_NUMBERS, text=cell)
        numbers.append(cell)
    return list(dict.fromkeys(numbers))


@dataclass(frozen=True)
class ChosenStudents:
    """Ids, a group, and numbers; a number that is nobody's refuses all."""

    ids: Sequence[int]
    group_id: int | None
    numbers: Sequence[str]

    def found(self, gateway: Gateway) -> list[int]:
        """Return the ids of all of them, each once."""
        rows = gateway.rows(_NUMBERS, numbers=list(self.numbers)) if self.numbers else ()
        known: dict[str, int] = dict(rows)
        if lost := [each for each in self.numbers if each not in known]:
            raise UserError(UNKNOWN, numbers=", ".join(lost[:10]))
        group = self.group_id
        of_group = [row[0] for row in gateway.rows(_GROUP, group=group)] if group is not None else []
        every = list(dict.fromkeys([*self.ids, *of_group, *known.values()]))
        if not every:
            raise UserError(NOBODY)
        return every
