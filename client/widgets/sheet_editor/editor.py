"""A sheet with everything around typing and saving that is the same in every window.

The closing rule: closing never asks and never loses anything. What is not saved stays in the draft of its sheet and
comes back with it; only a saving under way is waited for. To throw input away is the one thing that asks.
"""

from functools import partial
from typing import Generic

from PySide6.QtCore import Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from client.core import actions
from client.core.errors import HemisError
from client.core.i18n import _
from client.data.server.changes import Subscription
from client.widgets.cell_grid import Cell, Typed
from client.widgets.focus import HeldFocus
from client.widgets.formatting import grouped
from client.widgets.keeper import Keeper
from client.widgets.message_line import MessageLine
from client.widgets.sheet_editor.open_sheet import OpenSheet
from client.widgets.sheet_editor.own_keys import OwnKeys
from client.widgets.sheet_editor.saver import SheetSaver
from client.widgets.sheet_editor.sheet_place import SheetPlace
from client.widgets.sheet_editor.source import Reading, S, Source
from client.widgets.workplace import Workplace


class SheetEditor(SheetPlace, Generic[Reading, S]):
    """Shows the sheet of a source; the window around it lays out `message`, `saving` and `reloading`.

    A window opens a source whenever it turns to another sheet, fills its own parts when `was_read` is emitted,
    and hands `reload`, `save` and `may_close` on.
    """

    #: A reading is shown.
    was_read = Signal(object)
    #: Something was typed, taken back or marked.
    edited = Signal()
    #: Something was stored.
    saved = Signal()
    #: Something could not be stored: the errors, after they were said.
    troubled = Signal(object)
    #: The cursor is about to go to a row that the window hides just now.
    sought_hidden = Signal()

    def __init__(self, workplace: Workplace, window: QWidget) -> None:
        super().__init__()
        self.workplace = workplace
        self.message = MessageLine()
        self.saving = actions.action(window, actions.SAVE, self.save)
        self.reloading = actions.action(window, actions.RELOAD, self.reload)
        self._saver: SheetSaver[Reading, S] = SheetSaver(workplace, self.message, self)
        self._open: OpenSheet[Reading, S] | None = None
        self._subscriptions: list[Subscription] = []
        self._focus = HeldFocus(self)
        self._stale = False
        self._question = 0
        OwnKeys(window, self.saving, self.reloading)
        Keeper(self, self._keep_all)
        self._connect()

    @property
    def sheet(self) -> S | None:
        """What is shown, None before the first reading."""
        return self._open.sheet if self._open else None

    @property
    def may_save(self) -> bool:
        return self._open is not None and self._open.may_save

    def open(self, source: Source[Reading, S]) -> None:
        """Turn to another sheet; what was typed into the former one stays in its draft."""
        if self._open is not None and self._open.sheet is not None:
            self._keep_all()
            self._focus.take(self._open.sheet.widget)
            self._open.sheet.widget.setEnabled(False)  # until the other one is read
            self._open.put_away()
        self._open = OpenSheet(self.workplace, source)
        self._saver.turn(self._open)
        _end(self._subscriptions)
        heard = self.workplace.changes.subscribe(source.relations, lambda _relation: self._heard())
        self._subscriptions.append(heard)
        self.reload()

    def reload(self) -> None:
        """Read again what is stored; what was typed stays over it."""
        if self._open is None:
            return
        self._tell_stale(stale=False)
        self._question += 1
        work = partial(self._open.source.read, self._open.typed())
        self.workplace.tasks.run(self, work, partial(self._show, self._question), self._not_read)

    def save(self) -> None:
        """Store what was typed, and say what became of it."""
        self._saver.save()

    def changed(self) -> None:
        """Say that something of the sheet was stored by another act, and read it again."""
        if self._open is not None:
            self.workplace.changes.announce(*self._open.source.relations)
            self.reload()

    @property
    def busy(self) -> bool:
        """Whether a saving is under way."""
        return self._saver.busy

    def typed(self) -> Typed:
        """Return what is not saved."""
        return self._open.typed() if self._open else Typed()

    def throw_away(self) -> None:
        """Forget what is not saved, and show what is stored."""
        if self._open is not None:
            self._open.draft.unsettled = None
            self._open.leave_out(self._open.typed(), {})
            self.reload()

    def come_to(self, cell: Cell) -> None:
        """Put the cursor into a cell, also of a row that is hidden just now."""
        if self.sheet is None:
            return
        if self.sheet.is_hidden(cell[0]):
            self.sought_hidden.emit()
        self.sheet.widget.setFocus()
        self.sheet.come_to(cell)

    def flush(self) -> None:
        """Keep on this computer what was typed just now; a cell that is being written is left alone."""
        if self._open is not None:
            self._open.draft.flush()

    def may_close(self) -> bool:
        """Close without a question: what is not saved stays in the draft, and the frame says so."""
        if self._saver.busy:
            self.message.say(_("It is still being saved. Close again in a moment."))
            return False
        self._keep_all()
        if self.may_save and (typed := self.typed()):
            count = grouped(len(typed.cells))
            self.workplace.navigator.say(
                _(
                    "Kept on this computer, not saved: {count} cells. They come back with the window.",
                    count=count,
                )
            )
        return True

    def _connect(self) -> None:
        self._saver.saved.connect(self.saved)
        self._saver.outdated.connect(self.reload)
        self._saver.sought.connect(self.come_to)
        self._saver.troubled.connect(self.troubled)
        self.kept.thrown_away.connect(self.throw_away)
        self.edited.connect(self._on_edited)
        self.destroyed.connect(partial(_end, self._subscriptions))

    def _show(self, question: int, reading: Reading) -> None:
        at = self._open
        if question != self._question or at is None:
            return
        former, cursor = at.sheet, at.sheet.cursor_cell() if at.sheet else None
        place = at.place_now(cursor) if cursor else None
        sheet = at.take(reading)
        if sheet is not former:
            sheet.report_to(self.edited.emit, self.message.say)
        self.show_sheet(sheet.widget)
        self._focus.give_back()
        sheet.tell_stale(stale=self._stale)  # others may have stored something while it was read
        self.saving.setVisible(at.may_save)
        self._tell_kept(at, first=former is None)
        if place is not None:
            sheet.come_to(place)
        self.was_read.emit(reading)
        self._saver.has_been_read(at)

    def _not_read(self, error: HemisError) -> None:
        self._saver.could_not_read()
        self.message.refuse(error)

    def _tell_kept(self, at: OpenSheet[Reading, S], *, first: bool) -> None:
        count, homeless = len(at.typed().cells), len(at.homeless.cells)
        if at.may_save and (first or homeless or not count):
            self.kept.tell(count, homeless)

    def _keep_all(self) -> None:
        if self.sheet is not None:
            self.sheet.commit()
        self.flush()

    def _on_edited(self) -> None:
        if self._open is not None and self._open.may_save:
            self._open.draft.touched()
            self._saver.has_been_edited()

    def _heard(self) -> None:
        """Others stored something: it is read when the sheet is looked at anew, and never under the hands."""
        self._tell_stale(stale=True)

    def _tell_stale(self, *, stale: bool) -> None:
        self._stale = stale
        if self.sheet is not None:
            self.sheet.tell_stale(stale=stale)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self.reload()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._keep_all()


def _end(subscriptions: list[Subscription], *_destroyed: object) -> None:
    while subscriptions:
        subscriptions.pop().end()
