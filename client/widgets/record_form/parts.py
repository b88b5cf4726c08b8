"""The parts of a card that are saved together: the record, what belongs to it, private data, the photo."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from client.core.errors import HemisError
from client.core.i18n import _
from client.data.records import records, saving
from client.data.records.records import StoredRecord
from client.data.records.rights import Rights, rights
from client.data.records.settled import NOTHING, Settled
from client.data.server.gateway import Transaction
from client.widgets.record_form.fields import Fields
from client.widgets.record_form.spec import FormSpec, Side, Values
from client.widgets.workplace import Workplace
from shared.models.everything import BY_RELATION
from shared.models.record import Record

#: Stores what was typed: given the transaction and the id of the card's record, returns that id.
Store = Callable[[Transaction, int | None], int | None]


class Part(QWidget):
    """What a card needs of each of its parts."""

    changed = Signal()

    def learn(self, record_id: int | None) -> Any:
        """Ask the server for what the part shows; runs in the background."""

    def learn_newer(self, record_id: int) -> Any:
        """Ask whether somebody stored something else since; return what is there now, None if nothing has changed."""

    def show_known(self, known: Any) -> None:
        """Show what `learn` or `learn_newer` brought."""

    def is_changed(self) -> bool:
        return False

    def check(self) -> bool:
        """Say under the fields what is wrong; true if nothing is."""
        return True

    def complain(self, name: str, sentence: str) -> bool:
        """Show a sentence under a field; false if the part has no such field."""
        return False

    def store(self) -> Store | None:
        """Return what stores the changes, None if there are none."""
        return None

    def relations(self) -> tuple[str, ...]:
        """The tables that saving changes."""
        return ()

    def draft(self) -> Values:
        """Return the unsaved input."""
        return {}

    def bring_back(self, draft: Values) -> None:
        """Show unsaved input of an earlier session."""


@dataclass(frozen=True)
class Known:
    """What a record part learnt: its record, what may be done with it, the names of what it begins with."""

    stored: StoredRecord | None
    rights: Rights
    texts: dict[str, str]
    settled: Settled = NOTHING


class RecordPart(Part):
    """The fields of the card's record, or of one that belongs to it by a column `link`."""

    def __init__(
        self, workplace: Workplace, spec: FormSpec | Side, siblings: list[Fields], new: Values
    ) -> None:
        super().__init__()
        self.form = spec.form if isinstance(spec, Side) else spec
        self.link = spec.link if isinstance(spec, Side) else ""
        #: Other tabs with columns of the same record; they are stored with this one.
        self.more: list[RecordPart] = []
        self.leads = True
        self.known: Known | None = None
        self.fields: Fields | None = None
        self._workplace = workplace
        self._siblings = siblings
        self._new = new
        self._record_id: int | None = None
        self._why = QLabel()
        self._why.setProperty("quiet", True)
        self._why.setWordWrap(True)
        self._why.hide()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self._why)

    def learn(self, record_id: int | None) -> Known:
        self._record_id = record_id
        gateway, form = self._workplace.gateway, self.form
        found = rights(gateway, form.model)
        self._workplace.catalogue.ensure(form.classifiers())
        readable = tuple(name for name in form.columns if name in found.readable)
        stored = None
        if record_id is not None and readable:
            stored = records.read(gateway, form.model, record_id, readable, self.link or "id")
        settled = NOTHING
        if form.settled is not None and stored is not None and found.may_change:
            settled = form.settled(gateway, stored.id)
        return Known(stored, found, self._names_of_new() if record_id is None else {}, settled)

    def learn_newer(self, record_id: int) -> Known | None:
        if self.known is None or not self.known.rights.readable:
            return None
        stored, found = (
            self.known.stored,
            version(self._workplace, self.form.model, record_id, self.link or "id"),
        )
        return None if found == (stored and stored.version) else self.learn(record_id)

    def show_known(self, known: Known) -> None:
        self.known = known
        if self.fields is None:
            self.fields = Fields(self._workplace, self.form, self._siblings)
            self.fields.changed.connect(self.changed)
            self._column.addWidget(self.fields)
        self.fields.allow(
            known.rights.insertable
            if known.stored is None
            else known.rights.updatable - known.settled.columns
        )
        self._why.setText(_(known.settled.why) if known.settled.why else "")
        self._why.setVisible(bool(known.settled.why))
        self.fields.load(known.stored, self._new, known.texts)
        if known.rights.readable:
            self.fields.hide_unreadable(known.rights.readable)

    def is_changed(self) -> bool:
        return self.fields is not None and bool(self.fields.changes())

    def check(self) -> bool:
        if self.fields is None or not (self.is_changed() or self._is_missing()):
            return True
        bad = self.fields.check()
        if bad:
            self.fields.fields[bad].setFocus()
        return not bad

    def complain(self, name: str, sentence: str) -> bool:
        return self.fields is not None and self.fields.complain(name, sentence)

    def store(self) -> Store | None:
        if self.fields is None or self.known is None or not self.leads:
            return None
        changes, stored = self.changes(), self.known.stored
        if stored is None and (changes or self._is_missing()):
            return partial(self._insert, {**self._hidden(), **changes})
        return partial(self._update, stored, changes) if stored and changes else None

    def changes(self) -> Values:
        """Return what differs from the stored record, in this tab and in the others with its columns."""
        parts = (self, *self.more)
        return {k: v for part in parts if part.fields for k, v in part.fields.changes().items()}

    def relations(self) -> tuple[str, ...]:
        return (self.form.relation,) if self.store() else ()

    def _is_missing(self) -> bool:
        """Whether there has to be a row and is none: of a card that is being made."""
        return self.known is not None and self.known.stored is None and self._record_id is None

    def _hidden(self) -> Values:
        """Return what a new record begins with and no field shows; what the role may not write the server does."""
        shown = {name for part in (self, *self.more) if part.fields for name in part.fields.fields}
        writable = self.known.rights.insertable if self.known else frozenset()
        return {name: value for name, value in self._new.items() if name not in shown and name in writable}

    def draft(self) -> Values:
        if self.fields is None or not self.fields.changes():
            return {}
        return {"values": self.fields.changes(), "texts": self.fields.texts()}

    def bring_back(self, draft: Values) -> None:
        if self.fields is not None and draft:
            self.fields.put(draft.get("values", {}), draft.get("texts", {}))

    def _insert(self, values: Values, transaction: Transaction, main: int | None) -> int | None:
        linked = {self.link: main} if self.link else {}
        number, _version = saving.insert(transaction, self.form.model, {**values, **linked})
        return main if self.link else number

    def _update(
        self, stored: StoredRecord, changes: Values, transaction: Transaction, main: int | None
    ) -> int | None:
        saving.update(transaction, self.form.model, stored.id, stored.version, changes)
        return main if self.link else stored.id

    def _names_of_new(self) -> dict[str, str]:
        """What the records are called that a new one refers to from the beginning."""
        found = {}
        for name, value in self._new.items():
            column = self.form.model.__table__.columns.get(name)
            if column is not None and column.info.get("refers") and value is not None:
                model: Any = BY_RELATION[column.info["refers"]]
                found[name] = records.title(self._workplace.gateway, model, value)
        return found


def version(workplace: Workplace, model: type[Record], record_id: int, by: str) -> int | None:
    """Return the version of a record as it is stored now, None if there is none."""
    found = records.read(workplace.gateway, model, record_id, (), by)
    return None if found is None else found.version


class Storing:
    """Stores the parts of a card in one transaction and remembers which one failed."""

    def __init__(self, parts: list[Part]) -> None:
        self.steps = [(part, store) for part in parts if (store := part.store()) is not None]
        self.failed: Part | None = None

    def run(self, workplace: Workplace, record_id: int | None) -> int:
        """Store everything or nothing; return the id of the card's record."""
        main = record_id
        with workplace.gateway.transaction() as transaction:
            for part, store in self.steps:
                try:
                    main = store(transaction, main)
                except HemisError:
                    self.failed = part
                    raise
            transaction.made = main
        assert main is not None  # noqa: S101 - the record itself is stored first
        return main
