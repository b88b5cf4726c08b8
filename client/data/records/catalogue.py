"""The classifiers' labels in the language of the interface, read once."""

import threading
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import bindparam, select

from client.core.i18n import _, names
from client.core.words import WORDS
from client.data.server.gateway import Gateway
from shared.models.classifiers import Classifier
from shared.models.classifiers import Item as ItemRecord
from shared.names import fold

_ITEMS = (
    select(
        Classifier.code,
        ItemRecord.code,
        ItemRecord.parent,
        ItemRecord.active,
        ItemRecord.name_uz,
        ItemRecord.name_oz,
        ItemRecord.name_ru,
        ItemRecord.name_en,
    )
    .join(Classifier, Classifier.id == ItemRecord.classifier_id)
    .where(Classifier.code.in_(bindparam("classifiers", expanding=True)))
    .order_by(ItemRecord.position, ItemRecord.code)
)


@dataclass(frozen=True)
class Item:
    """One code of a classifier and its names."""

    code: str
    parent: str | None
    active: bool
    names: tuple[str, str | None, str | None, str | None]

    @property
    def label(self) -> str:
        """The name in the language of the interface."""
        return names(*self.names)


class Catalogue:
    """Labels of codes; `ensure` reads what is not known yet and belongs into the background."""

    def __init__(self, gateway: Gateway) -> None:
        self._gateway = gateway
        self._lock = threading.Lock()
        self._known: dict[str, dict[str, Item]] = {}

    def ensure(self, classifiers: Iterable[str]) -> None:
        """Read the classifiers that were not read before, in one question."""
        missing = sorted({name for name in classifiers if name} - self._known.keys() - WORDS.keys())
        if not missing:
            return
        found: dict[str, dict[str, Item]] = {name: {} for name in missing}
        for classifier, code, parent, active, *texts in self._gateway.rows(_ITEMS, classifiers=missing):
            uz, oz, ru, en = texts
            found[classifier][code] = Item(code, parent, active, (uz, oz, ru, en))
        with self._lock:
            self._known |= found

    def label(self, classifier: str, code: str | None) -> str:
        """Return the label of a code; the code itself if the list does not have it."""
        if not code:
            return ""
        if classifier in WORDS:
            return _(WORDS[classifier].get(code, code))
        self.ensure([classifier])
        item = self._known[classifier].get(code)
        return code if item is None else item.label

    def items(self, classifier: str) -> tuple[Item, ...]:
        """Return the codes in use, in the order of the list."""
        if classifier in WORDS:
            own = WORDS[classifier].items()
            return tuple(Item(code, None, True, (_(label), None, None, None)) for code, label in own)
        self.ensure([classifier])
        return tuple(item for item in self._known[classifier].values() if item.active)

    def named(self, classifier: str, wanted: Sequence[str]) -> tuple[str, ...]:
        """Return the codes whose labels have these folded words one after another, the last perhaps only begun."""
        self.ensure([classifier])
        known = WORDS.get(classifier) or self._known[classifier]
        labels = {code: f" {fold(self.label(classifier, code))}" for code in known}
        return tuple(code for code, label in labels.items() if " " + " ".join(wanted) in label)

    def forget(self) -> None:
        """Read everything again when it is next asked for: a classifier was edited."""
        with self._lock:
            self._known = {}
