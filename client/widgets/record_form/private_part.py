"""Private data on a card: closed until somebody asks for it, because every reading is logged."""

from functools import partial
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout

from client.core.errors import HemisError
from client.core.i18n import _
from client.core.icons import icon
from client.data.records import private
from client.data.records.records import StoredRecord
from client.data.server.gateway import Transaction
from client.widgets.record_form.fields import Fields
from client.widgets.record_form.parts import Part, Store
from client.widgets.record_form.spec import PrivateSide, Values
from client.widgets.workplace import Workplace

PREFIX = "hemis_"


class PrivatePart(Part):
    """Opens on request; for a new person it is open, for there is nothing to read yet."""

    def __init__(self, workplace: Workplace, side: PrivateSide, siblings: list[Fields]) -> None:
        super().__init__()
        self.form = side.form
        self.fields: Fields | None = None
        role = (workplace.session.role or "").removeprefix(PREFIX)
        self.may_read = role in side.readers
        self.may_write = role in side.writers
        self._workplace = workplace
        self._siblings = siblings
        self._record_id: int | None = None
        self._version = 0
        #: What came back from a draft before the data were asked for.
        self._waiting: Values = {}
        self._reading = False
        self._hint = QLabel()
        self._open = QPushButton(icon("lock"), _("Show private data"))
        self._column = QVBoxLayout(self)
        self._build()

    def learn(self, record_id: int | None) -> int | None:
        if self.may_read or self.may_write:
            self._workplace.catalogue.ensure(self.form.classifiers())
        return record_id

    def show_known(self, record_id: int | None) -> None:
        self._waiting = {}
        same = record_id is not None and record_id == self._record_id
        self._record_id = record_id
        if record_id is None and self.may_write:
            self._show(None)
        elif same and self.fields is not None and self.fields.isVisibleTo(self):
            self.read()
        else:
            self._close()

    def read(self) -> None:
        """Ask for the data; the server logs who did."""
        if self._record_id is None:
            return
        self._reading = True
        work = partial(private.read, self._workplace.gateway, self.form.model, [self._record_id])
        self._workplace.tasks.run(self, work, self._came, self._failed)

    def is_changed(self) -> bool:
        if self._waiting:
            return True
        return self.fields is not None and self.may_write and bool(self.fields.changes())

    def check(self) -> bool:
        if self._waiting:
            self._hint.setText(_("What you typed here waits: show the private data first, then save."))
            return False
        if self.fields is None or not self.is_changed():
            return True
        bad = self.fields.check()
        if bad:
            self.fields.fields[bad].setFocus()
        return not bad

    def complain(self, name: str, sentence: str) -> bool:
        return self.fields is not None and self.fields.complain(name, sentence)

    def store(self) -> Store | None:
        if self.fields is None or not self.is_changed():
            return None
        return partial(self._write, self.fields.changes(), self._version)

    def draft(self) -> Values:
        if self._waiting:
            return {"values": self._waiting}
        return {"values": self.fields.changes()} if self.fields is not None and self.is_changed() else {}

    def bring_back(self, draft: Values) -> None:
        """Put what was typed over what is stored; that is asked for again, for it was open when it was typed."""
        values = draft.get("values", {})
        if self.fields is not None and not self.fields.isHidden() and not self._reading:
            self.fields.put(values)
        elif values:
            self._waiting = values
            self.read()

    def _write(self, values: Values, version: int, transaction: Transaction, main: int | None) -> int | None:
        assert main is not None  # noqa: S101 - the record itself is stored first
        private.announce(self._workplace.gateway, self.form.model, values)
        private.write(transaction, self.form.model, main, version, values)
        return main

    def _build(self) -> None:
        self._hint.setWordWrap(True)
        self._hint.setProperty("quiet", True)
        self._open.clicked.connect(self.read)
        line = QHBoxLayout()
        line.addWidget(self._open)
        line.addStretch()
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self._hint)
        self._column.addLayout(line)

    def _close(self) -> None:
        if self.fields is not None:
            self.fields.load(None)
            self.fields.hide()
        self._open.setVisible(self.may_read and self._record_id is not None)
        if not self.may_read:
            self._hint.setText(_("Your role does not see private data."))
        elif self._record_id is None:
            self._hint.setText(_("Save the card first, then its private data can be seen."))
        else:
            self._hint.setText(
                _("PINFL, passport, address and the like are shown on request. Each look is logged.")
            )

    def _came(self, rows: list[dict[str, Any]]) -> None:
        self._reading = False
        row = rows[0] if rows else None
        self._version = int(row.get("row_version") or 0) if row else 0
        self._show(StoredRecord(0, self._version, row, {}) if row else None)

    def _show(self, stored: StoredRecord | None) -> None:
        if self.fields is None:
            self.fields = Fields(self._workplace, self.form, self._siblings)
            self.fields.changed.connect(self.changed)
            self._column.addWidget(self.fields)
        self.fields.allow(self.form.columns if self.may_write else ())
        self.fields.load(stored)
        if stored is not None:
            self.fields.hide_unreadable(frozenset(stored.values))
        self.fields.show()
        waiting, self._waiting = self._waiting, {}
        if waiting:
            self.fields.put(waiting)
        self._open.hide()
        self._hint.setText(_("Private data: handle with care. Each look is logged."))

    def _failed(self, error: HemisError) -> None:
        self._reading = False
        self._hint.setText(error.text())
