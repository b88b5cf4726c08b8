"""Further kinds of cells: yes or no, and a record chosen by its name or code."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from client.core.errors import UserError
from client.core.i18n import N_, _
from shared.names import fold

YES, NO = N_("yes"), N_("no")
#: How people write them beside the word of the interface's language.
ALSO_YES, ALSO_NO = frozenset({"+", "1", "true", "ha", "yes"}), frozenset({"-", "0", "false", "yoq", "no"})


@dataclass(frozen=True)
class Flags:
    """Yes or no, in the words of the interface or as +, -, 1, 0."""

    numeric: bool = field(default=False, init=False)

    def parse(self, text: str) -> bool:
        wanted = fold(text)
        if wanted == fold(_(YES)) or text.strip().lower() in ALSO_YES:
            return True
        if wanted == fold(_(NO)) or text.strip().lower() in ALSO_NO:
            return False
        raise UserError(N_("Write yes or no."))

    def show(self, value: Any) -> str:
        return _(YES) if value else _(NO)

    def choices(self) -> tuple[str, ...]:
        return _(YES), _(NO)


class Records:
    """One of many records: typed as its name, its only possible beginning, or its code; the value is the id."""

    numeric = False

    def __init__(self, items: Iterable[tuple[int, str, str]]) -> None:
        """Take (id, name, code); the code may be empty."""
        self._labels: dict[int, str] = {}
        self._by_name: dict[str, list[int]] = {}
        self._by_code: dict[str, int] = {}
        for number, name, code in items:
            self._labels[number] = name
            self._by_name.setdefault(fold(name), []).append(number)
            if code:
                self._by_code[fold(code)] = number

    def __eq__(self, other: object) -> bool:
        """Two lists of the same records are one: the grid that shows them need not be made anew."""
        return (
            isinstance(other, Records) and self._labels == other._labels and self._by_code == other._by_code
        )

    __hash__ = None  # type: ignore[assignment]  # it is never a key

    def parse(self, text: str) -> int:
        wanted = fold(text)
        if wanted in self._by_code:
            return self._by_code[wanted]
        found = self._by_name.get(wanted) or [
            number for name, numbers in self._by_name.items() if name.startswith(wanted) for number in numbers
        ]
        if not found:
            raise UserError(N_("“{text}” is not in the list. Choose one of its values."), text=text)
        if len(found) > 1:
            raise UserError(N_("“{text}” fits several records. Write the code instead."), text=text)
        return found[0]

    def show(self, value: Any) -> str:
        return self._labels.get(value, str(value))

    def choices(self) -> tuple[str, ...]:
        return tuple(self._labels.values())
