"""The draft of a window or dialog: what differs from what stood there in the beginning, until it is stored."""

from typing import Any, NamedTuple

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from client.core.i18n import _
from client.widgets.draft_writer import DraftWriter
from client.widgets.keeper import Keeper
from client.widgets.kept_input.fields import KeptField, kept_field
from client.widgets.sheet_editor.kept_line import KeptLine
from client.widgets.workplace import Workplace

FIELDS, STORED = "fields", "stored"


class CameBack(NamedTuple):
    """The fields that came back from this computer, and those under which something else stands since."""

    fields: tuple[str, ...] = ()
    stale: tuple[str, ...] = ()


class InputDraft(QObject):
    """Closing never asks and never loses: `begin` once the fields show what is stored, `done` once it is saved."""

    #: What came back is not wanted; the fields show again what stood in them in the beginning.
    thrown_away = Signal()

    def __init__(self, workplace: Workplace, key: str, owner: QWidget, **fields: QWidget | KeptField) -> None:
        super().__init__(owner)
        self.line = KeptLine()
        self._workplace = workplace
        self._fields = {name: kept_field(field) for name, field in fields.items()}
        self._begun: dict[str, Any] | None = None
        self._kept: dict[str, Any] = {}
        self._writer = DraftWriter(workplace, key, self._contents, self)
        self._laying = False
        Keeper(owner, self.flush)
        self.line.thrown_away.connect(self.throw_away)
        for field in self._fields.values():
            field.listen(self._touched)

    def begin(self) -> CameBack:
        """Take what stands in the fields as what is stored, and lay over it what was typed and is not."""
        found = self._writer.find()
        self._kept, stored = found.get(FIELDS, {}), found.get(STORED, {})
        self._begun = {name: field.read() for name, field in self._fields.items()}
        for name in self._fields:
            self.lay(name)
        back = tuple(name for name in self._fields if name in self._kept)
        stale = tuple(name for name in back if name in stored and stored[name] != self._begun[name])
        self.line.tell_input(back=bool(back))
        return CameBack(back, stale)

    def lay(self, name: str) -> None:
        """Show what came back for a field: once more when its choices have been offered."""
        if name in self._kept:
            self._laying = True
            self._fields[name].write(self._kept[name])
            self._laying = False

    def typed(self) -> dict[str, Any]:
        """Return what is not what stood there in the beginning."""
        if self._begun is None:
            return {}
        now = {name: field.read() for name, field in self._fields.items()}
        return {name: value for name, value in now.items() if value != self._begun[name]}

    def flush(self) -> None:
        """Keep now what was typed just now."""
        self._writer.flush()

    def done(self) -> None:
        """It is stored, or not wanted: what stands in the fields is the beginning of what is typed next."""
        if self._begun is not None:
            self._begun = {name: field.read() for name, field in self._fields.items()}
        self._kept = {}
        self._writer.keep()
        self.line.hide()

    def finish(self, _result: int = 0) -> None:
        """The dialog was answered: with OK it is stored, with Cancel it is not wanted."""
        self._begun, self._kept = None, {}
        self._writer.keep()

    def throw_away(self) -> None:
        """Show again what stood there in the beginning."""
        self._kept = {}
        for name, value in (self._begun or {}).items():
            self._fields[name].write(value)
        self.done()
        self.thrown_away.emit()

    def may_close(self) -> bool:
        """Close without a question: what is not saved is kept, and the frame says so."""
        self.flush()
        if self.typed():
            told = _("Kept on this computer, not saved. It comes back with the window.")
            self._workplace.navigator.say(told)
        return True

    def _contents(self) -> dict[str, Any]:
        typed, begun = self.typed(), self._begun or {}
        return {FIELDS: typed, STORED: {name: begun[name] for name in typed}} if typed else {}

    def _touched(self, *_told: object) -> None:
        if self._begun is not None and not self._laying:
            self._writer.touched()
