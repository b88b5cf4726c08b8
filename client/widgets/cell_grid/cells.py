"""What a cell may hold: how typed text becomes a value, how a value is shown, and the marks of its state."""

from collections.abc import Hashable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any, Protocol

from client.core.errors import HemisError, UserError
from client.core.i18n import N_, _
from client.widgets.cell_grid.kinds import the_only
from client.widgets.editors.parsing import read_day
from client.widgets.formatting import shown
from shared import numbers
from shared.identifiers import InvalidValue
from shared.identity import Known
from shared.scripts import normalise_apostrophes, to_cyrillic, to_latin

#: A cell by the keys of its row and its column.
Cell = tuple[Hashable, str]


@dataclass(frozen=True)
class Mark:
    """The state of a cell: a symbol, a shade (a colour of the theme) and what it means in words."""

    symbol: str
    shade: str
    words: str = ""
    locked: bool = False


UNSAVED = Mark("○", "accent", N_("not saved yet"))
NOT_SENT = Mark("↑", "warning", N_("kept here, not sent to the server yet"))
CONFLICT = Mark("!", "bad", N_("somebody else saved another value"))
LOCKED = Mark("lock", "quiet", N_("locked"), locked=True)
WRONG = Mark("×", "bad", N_("not a possible value"))
#: A row that only heads those below it.
HEADING = Mark("", "quiet", locked=True)


@dataclass(frozen=True)
class Wrong:
    """Text that is no possible value, kept as it was typed until it is corrected."""

    text: str
    reason: HemisError


class CellKind(Protocol):
    """How a column's cells are read and shown."""

    @property
    def numeric(self) -> bool:
        """Whether the cells stand to the right."""

    def parse(self, text: str) -> Any:
        """Return the value of a typed or pasted text; a UserError or InvalidValue says why it is none."""

    def show(self, value: Any) -> str:
        """Return the text of a value that is not None."""

    def choices(self) -> tuple[str, ...]:
        """Return the texts to offer while typing."""


@dataclass(frozen=True)
class Texts:
    """Any text up to a length; the marks of oʻ, gʻ and the tutuq are set right."""

    length: int = 1000
    numeric: bool = field(default=False, init=False)

    def parse(self, text: str) -> str:
        return self.fitting(normalise_apostrophes(" ".join(text.split())))

    def fitting(self, text: str) -> str:
        """Return a text that is short enough."""
        if len(text) > self.length:
            raise UserError(N_("This text is too long: at most {length} characters."), length=self.length)
        return text

    def show(self, value: Any) -> str:
        return str(value)

    def choices(self) -> tuple[str, ...]:
        return ()


@dataclass(frozen=True)
class Numbers:
    """A number with so many places after the comma; comma and point, with or without gaps, are read alike."""

    minimum: Decimal | int | None = None
    maximum: Decimal | int | None = None
    places: int = 0
    numeric: bool = field(default=True, init=False)

    def parse(self, text: str) -> Decimal | int:
        number = numbers.decimal(text, self.places) if self.places else numbers.whole(text)
        if self.minimum is not None and number < self.minimum:
            raise UserError(N_("At least {minimum}."), minimum=shown(self.minimum))
        if self.maximum is not None and number > self.maximum:
            raise UserError(N_("At most {maximum}."), maximum=shown(self.maximum))
        return number

    def show(self, value: Any) -> str:
        return shown(value)

    def choices(self) -> tuple[str, ...]:
        return ()


@dataclass(frozen=True)
class Days:
    """A day, written 24.11.2026, 24/11/26 or 2026-11-24."""

    numeric: bool = field(default=False, init=False)

    def parse(self, text: str) -> date:
        return read_day(text)

    def show(self, value: Any) -> str:
        return shown(value)

    def choices(self) -> tuple[str, ...]:
        return ()


@dataclass(frozen=True)
class Choices:
    """One of (code, label); typed as the label or its only possible beginning, or as the code."""

    items: tuple[tuple[str, str], ...]
    numeric: bool = field(default=False, init=False)

    def parse(self, text: str) -> str:
        if any(code == text.strip() for code, _label in self.items):
            return text.strip()
        return the_only(_known(self.items), text, dict(self.items))

    def show(self, value: Any) -> str:
        return next((label for code, label in self.items if code == value), str(value))

    def choices(self) -> tuple[str, ...]:
        return tuple(label for _code, label in self.items)


@lru_cache(maxsize=64)
def _known(items: tuple[tuple[str, str], ...]) -> Known[str]:
    return Known(
        (text, code) for code, label in items for text in (label, to_latin(label), to_cyrillic(label))
    )


@dataclass(frozen=True)
class Column:
    """A column of a grid; `title` is already in the language of the interface."""

    key: str
    title: str
    kind: CellKind = Texts()
    #: In letters; never narrower than the title.
    width: int = 12
    read_only: bool = False
    required: bool = False
    #: What a short title stands for.
    words: str = ""

    def read(self, text: str) -> Any:
        """Return the value of a text, None for an empty one; what cannot be is kept as Wrong."""
        if not text.strip():
            return Wrong(text, UserError(N_("This must not be empty."))) if self.required else None
        try:
            return self.kind.parse(text)
        except UserError as reason:
            return Wrong(text, reason)
        except InvalidValue as reason:
            return Wrong(text, UserError(reason.msgid, **reason.params))

    def text(self, value: Any) -> str:
        """Return what the cell shows."""
        if value is None:
            return ""
        return value.text if isinstance(value, Wrong) else self.kind.show(value)


def tip(mark: Mark, value: Any, stored: str) -> str:
    """Return the words beside a cell's symbol: why, and what is stored instead."""
    if not mark.words and not isinstance(value, Wrong):
        return ""
    reason = value.reason.text() if isinstance(value, Wrong) else _(mark.words)
    if mark in (UNSAVED, NOT_SENT, CONFLICT):
        return _("{reason}; stored: {stored}", reason=reason, stored=stored or "—")
    return reason
