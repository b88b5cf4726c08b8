"""What a form is, as a declaration: groups of columns, and what belongs together among them."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from PySide6.QtWidgets import QWidget

from client.core.words import classifier_of
from client.data.records.list_filters import Filter
from client.data.records.settled import AskSettled
from client.widgets.card_tab import CardTab
from shared.models.record import Record

Group = tuple[str, tuple[str, ...]]


@dataclass(frozen=True)
class FormSpec:
    """The columns of one model in groups.

    `narrowed`: a reference offers only records that have the same values in these columns as the form.
    `only`: a reference offers only records that fit these filters.
    `fills`: choosing a record fills these columns of the form from it.
    `settled`: what the state of a record keeps from being changed is only read.
    """

    model: type[Record]
    groups: tuple[Group, ...]
    title: str
    narrowed: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    only: Mapping[str, tuple[Filter, ...]] = field(default_factory=dict)
    fills: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    settled: AskSettled | None = None

    @property
    def relation(self) -> str:
        return f"{self.model.__table__.schema}.{self.model.__table__.name}"

    @property
    def columns(self) -> tuple[str, ...]:
        """Every column of the form, in order."""
        return tuple(name for _title, names in self.groups for name in names)

    def classifiers(self) -> set[str]:
        """The code lists that the form's editors offer."""
        columns = self.model.__table__.columns
        return {classifier_of(columns[name]) for name in self.columns} - {""}


def form_of(
    model: type[Record],
    *groups: Group,
    title: str = "",
    narrowed: Mapping[str, tuple[str, ...]] | None = None,
    only: Mapping[str, tuple[Filter, ...]] | None = None,
    fills: Mapping[str, tuple[str, ...]] | None = None,
    settled: AskSettled | None = None,
) -> FormSpec:
    """Declare a form; a group is its heading and its columns."""
    return FormSpec(model, groups, title or model.label, narrowed or {}, only or {}, fills or {}, settled)


#: Makes what a tab of a card shows for a stored record: `make(workplace, record_id, **passed)`.
Inside = Callable[..., QWidget]


@dataclass(frozen=True)
class Side:
    """The columns of a record that belongs to the card's one, found by its column `link`."""

    form: FormSpec
    link: str


@dataclass(frozen=True)
class PrivateSide:
    """Private data of the person on the card: read on request, and every reading is logged.

    Roles are named without their common prefix; the server decides, this only says what to offer.
    """

    form: FormSpec
    readers: tuple[str, ...]
    writers: tuple[str, ...]


@dataclass(frozen=True)
class PhotoSide:
    """The photo of the person on the card, kept in a table of its own with the columns `link` and `image`."""

    model: type[Record]
    link: str
    #: Columns of the card's record that the photo's row repeats.
    repeats: tuple[str, ...] = ()


@dataclass(frozen=True)
class Tab:
    """One tab of a card: parts that are saved together, or a window on what belongs to the record."""

    title: str
    parts: tuple[FormSpec | Side | PrivateSide | PhotoSide, ...] = ()
    inside: Inside | None = None
    #: Columns of the record whose values `inside` is given as well.
    passes: tuple[str, ...] = ()
    #: A sentence above the fields: why they cannot be changed here.
    note: str = ""


@dataclass(frozen=True)
class CardSpec:
    """A record with everything that belongs to it, in tabs; the first form in them is the record itself."""

    tabs: tuple[Tab, ...]

    def relations(self) -> tuple[str, ...]:
        """The tables of the records that the card shows."""
        parts = [part for tab in self.tabs for part in tab.parts]
        forms = [part.form if isinstance(part, Side | PrivateSide) else part for part in parts]
        return tuple(
            dict.fromkeys(f"{each.model.__table__.schema}.{each.model.__table__.name}" for each in forms)
        )

    @property
    def main(self) -> FormSpec:
        forms = (part for tab in self.tabs for part in tab.parts)
        return next(part for part in forms if isinstance(part, FormSpec))


@dataclass(frozen=True)
class Slot:
    """A place among the tabs of a card that other modules fill."""

    name: str


@dataclass(frozen=True)
class OpenCard:
    """A card to which other modules add tabs; it says where among its own they stand."""

    #: The key of the card's window.
    window: str
    places: tuple[Tab | Slot, ...]

    def with_tabs(self, contributed: Iterable[CardTab], role: str) -> CardSpec:
        """Return the card of a role, every slot filled with the tabs that modules add to it."""
        own = tuple(each for each in contributed if each.card == self.window and each.is_for(role))
        tabs: list[Tab] = []
        for place in self.places:
            if isinstance(place, Tab):
                tabs.append(place)
            else:
                tabs += (_tab(each) for each in own if each.slot == place.name)
        return CardSpec(tuple(tabs))


def _tab(contributed: CardTab) -> Tab:
    def inside(*given: Any, **passed: Any) -> QWidget:
        return contributed.load()(*given, **passed)

    return Tab(contributed.title, inside=inside, passes=contributed.passes)


Values = dict[str, Any]
