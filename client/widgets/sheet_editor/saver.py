"""Saving what was typed into a sheet: wrong cells, refusals, conflicts, and answers that were lost."""

from functools import partial
from typing import Generic

from PySide6.QtCore import QObject, Signal
from shiboken6 import isValid

from client.core.errors import Conflict, HemisError, Unavailable
from client.core.i18n import _
from client.data.records.sheet_saving import RowTrouble, SheetOutcome
from client.widgets.cell_grid import Cell, Typed, Wrong
from client.widgets.message_line import MessageLine
from client.widgets.message_place import Sentence
from client.widgets.sheet_editor.open_sheet import OpenSheet
from client.widgets.sheet_editor.sheet_draft import Unsettled
from client.widgets.sheet_editor.source import Reading, S
from client.widgets.workplace import Workplace


class SheetSaver(QObject, Generic[Reading, S]):
    """Saves the sheet that is open, one attempt at a time, and says what became of it."""

    #: Something was stored.
    saved = Signal()
    #: What is shown as stored is not what is stored: it has to be read.
    outdated = Signal()
    #: A cell that somebody has to look at.
    sought = Signal(object)
    #: The errors that kept something from being stored.
    troubled = Signal(object)

    def __init__(self, workplace: Workplace, message: MessageLine, parent: QObject) -> None:
        super().__init__(parent)
        #: A saving is under way.
        self.busy = False
        self._workplace, self._message = workplace, message
        self._at: OpenSheet[Reading, S] | None = None
        self._troubles: tuple[RowTrouble, ...] = ()
        self._again = False
        #: The wrong cell that was told, and the sentence about it.
        self._told: tuple[Cell, Wrong, Sentence | None] | None = None

    def turn(self, at: OpenSheet[Reading, S]) -> None:
        """Save this sheet from now on."""
        self._at, self._troubles, self._again = at, (), False
        self._hush()

    def has_been_edited(self) -> None:
        """A wrong cell that was told and is set right, or taken back, is wrong no more."""
        if self._told is None or self._at is None or self._at.sheet is None:
            return
        cell, value, _sentence = self._told
        if self._at.sheet.wrong().get(cell) != value:
            self._hush()

    def save(self) -> None:
        """Store what was typed, unless something of it cannot be."""
        at = self._at
        if at is None or at.sheet is None or self.busy or not at.may_save:
            return
        at.sheet.commit()
        if at.draft.unsettled is not None:
            self._find_out(at, at.draft.unsettled)
        elif not at.is_up_to_date():
            self._again = True
            self.outdated.emit()
        elif not self._refuse_wrong(at.sheet):
            self._store(at, at.sheet)

    def has_been_read(self, at: OpenSheet[Reading, S]) -> None:
        """Go on after a reading: mark what was refused, or save what had to wait for it."""
        self._blame(at)
        if not self._again:
            return
        self._again = False
        if at.typed():
            self.save()
        else:
            self._message.say(_("It had been saved already."))

    def could_not_read(self) -> None:
        """Save nothing by itself later."""
        self._again = False

    def _refuse_wrong(self, sheet: S) -> bool:
        """Come to the first cell that cannot be as it is written: nothing is saved before it is set right."""
        for cell, value in sheet.wrong().items():
            self._message.refuse(value.reason)
            self._told = cell, value, self._message.sentence
            self.sought.emit(cell)
            return True
        return False

    def _hush(self) -> None:
        """Take back what was told of a wrong cell, unless something else was said since."""
        told, self._told = self._told, None
        if told is not None and self._message.sentence is told[2]:
            self._message.hide()

    def _store(self, at: OpenSheet[Reading, S], sheet: S) -> None:
        sheet.forgive()
        work = at.source.saving(sheet)
        if work is None:
            self._message.say(_("There is nothing to save."))
            return
        self.busy = True
        self._workplace.tasks.run(at, work, partial(self._stored, at, sheet.typed()), self._not_saved)

    def _stored(self, at: OpenSheet[Reading, S], asked: Typed, outcome: SheetOutcome) -> None:
        """Take what became of a saving; the window may be gone meanwhile, or at another sheet."""
        self.busy = False
        stored = at.settle(asked, outcome)
        if stored:
            self._workplace.changes.announce(*at.source.relations)
        away = next((each.error for each in outcome.troubles if isinstance(each.error, Unavailable)), None)
        if away is not None:  # whoever watches the server says when this is true no more
            self._workplace.tasks.unavailable.emit(away)
        if isValid(self):
            self._show(at, stored, outcome.troubles)

    def _show(self, at: OpenSheet[Reading, S], stored: Typed, troubles: tuple[RowTrouble, ...]) -> None:
        if at is self._at:
            self._troubles = troubles
            if stored or any(isinstance(each.error, Conflict) for each in troubles):
                self.outdated.emit()
            else:
                self._blame(at)
        if stored:
            self.saved.emit()
        if troubles:
            self._message.refuse(troubles[0].error)
            self.troubled.emit(tuple(each.error for each in troubles))
        else:
            self._message.say(at.source.saved_words(stored))

    def _not_saved(self, error: HemisError) -> None:
        self.busy = False
        if isValid(self):
            self._message.refuse(error)
            self.troubled.emit((error,))

    def _find_out(self, at: OpenSheet[Reading, S], former: Unsettled) -> None:
        """Ask what became of the attempt whose answer was lost, so that nothing is saved twice."""
        self.busy = True
        work = partial(self._workplace.gateway.outcome, former.unknown)
        self._workplace.tasks.run(self, work, partial(self._found_out, at, former), self._not_saved)

    def _found_out(self, at: OpenSheet[Reading, S], former: Unsettled, committed: bool) -> None:
        self.busy = False
        at.draft.unsettled = None
        if committed:
            at.leave_out(former.typed, former.made())
            self._workplace.changes.announce(*at.source.relations)
        if at is self._at:
            self.save()

    def _blame(self, at: OpenSheet[Reading, S]) -> None:
        """Mark what could not be stored and come to it; what others changed is marked already."""
        troubles, self._troubles = self._troubles, ()
        told = [each for each in troubles if not isinstance(each.error, Conflict | Unavailable)]
        cells = [cell for each in told if at.sheet and (cell := at.sheet.blame(each)) is not None]
        if cells:
            self.sought.emit(cells[0])
