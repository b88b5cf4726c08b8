"""Further kinds of cells: yes or no, and a record chosen by its name or code."""

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from client.core.errors import UserError
from client.core.i18n import N_, _
from shared.identity import Known, identity
from shared.scripts import to_cyrillic, to_latin

Thing = TypeVar("Thing", bound=Hashable)

YES, NO = N_("yes"), N_("no")
#: How people write them beside the word of the interface's language.
ALSO_YES, ALSO_NO = (
    frozenset({"+", "1", "true", "ha", "yes"}),
    frozenset({"-", "0", "false", "yoq", "yo\u02bcq", "no"}),
)


@dataclass(frozen=True)
class Flags:
    """Yes or no, in the words of the interface or as +, -, 1, 0."""

    numeric: bool = field(default=False, init=False)

    def parse(self, text: str) -> bool:
        wanted = identity(text)
        if wanted == identity(_(YES)) or wanted in ALSO_YES:
            return True
        if wanted == identity(_(NO)) or wanted in ALSO_NO:
            return False
        raise UserError(N_("Write yes or no."))

    def show(self, value: Any) -> str:
        return _(YES) if value else _(NO)

    def choices(self) -> tuple[str, ...]:
        return _(YES), _(NO)


class Records:
    """One of many records: typed as its name in either alphabet, its only possible beginning, or its code."""

    numeric = False

    def __init__(self, items: Iterable[tuple[int, str, str]]) -> None:
        """Take (id, name, code); the code may be empty."""
        self._items = tuple(items)
        self._labels = {number: name for number, name, _code in self._items}
        self._known = Known(
            (text, number)
            for number, name, code in self._items
            for text in (code, name, to_latin(name), to_cyrillic(name))
        )

    def __eq__(self, other: object) -> bool:
        """Two lists of the same records are one: the grid that shows them need not be made anew."""
        return isinstance(other, Records) and self._items == other._items

    __hash__ = None  # type: ignore[assignment]  # it is never a key

    def parse(self, text: str) -> int:
        return the_only(self._known, text, self._labels)

    def show(self, value: Any) -> str:
        return self._labels.get(value, str(value))

    def choices(self) -> tuple[str, ...]:
        return tuple(self._labels.values())


def the_only(known: Known[Thing], text: str, labels: Mapping[Thing, str]) -> Thing:
    """Return what a cell names; what a search would take for it is proposed in the sentence, never taken."""
    found = known.find(text) or known.begun(text)
    if len(found) == 1:
        return next(iter(found))
    if found:
        raise UserError(N_("“{text}” fits several records. Write the code instead."), text=text)
    near = {labels[thing] for thing in known.near(text)}
    if near:
        raise UserError(
            N_("“{text}” is not in the list. If {near} is meant, write that."),
            text=text,
            near=", ".join(near),
        )
    raise UserError(N_("“{text}” is not in the list. Choose one of its values."), text=text)
