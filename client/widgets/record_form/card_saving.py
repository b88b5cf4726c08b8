"""Saving a card: every part in one transaction, and never twice when an answer is lost."""

from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from client.core.errors import HemisError
from client.core.i18n import _
from client.data.server.gateway import OutcomeUnknown
from client.widgets.record_form.drafting import Drafting, Unsettled
from client.widgets.record_form.parts import Part, Storing
from client.widgets.workplace import Workplace


class CardSaving(QObject):
    """Stores in the background; what was typed stays in its draft until the server has said yes."""

    #: There is something to store, and it is on its way.
    begun = Signal()
    #: The id of the record that is stored now.
    saved = Signal(object)
    #: An attempt whose answer was lost had succeeded: the id, and what was typed since and is not saved.
    saved_before = Signal(object, object)
    #: The part that could not be stored, None if none in particular, and the error.
    refused = Signal(object, object)

    def __init__(self, workplace: Workplace, drafting: Drafting, owner: QWidget) -> None:
        super().__init__(owner)
        self._workplace, self._drafting, self._owner = workplace, drafting, owner

    def save(self, parts: list[Part], record_id: int | None) -> bool:
        """Store the changes of the parts; false if there are none."""
        storing = Storing(parts)
        relations = tuple(name for part in parts for name in part.relations())
        if storing.steps:
            self.begun.emit()
            work = partial(self._store, storing, record_id, self._drafting.unsettled)
            done, failed = partial(self._stored, relations), partial(self._refused, storing)
            self._workplace.tasks.run(self, work, done, failed)
        return bool(storing.steps)

    def _store(self, storing: Storing, record_id: int | None, former: Unsettled | None) -> int | None:
        """Store; a former attempt whose answer was lost is looked up first, so that nothing is saved twice."""
        if former is not None and self._workplace.gateway.outcome(former.outcome):
            return None
        return storing.run(self._workplace, record_id)

    def _stored(self, relations: tuple[str, ...], record_id: int | None) -> None:
        former, typed = self._drafting.unsettled, self._drafting.typed()
        self._drafting.drop()
        self._workplace.changes.announce(*relations)
        if record_id is None and former is not None:  # the former attempt had succeeded after all
            title = self._owner.windowTitle()
            self._workplace.navigator.say(_("“{title}” had been saved already.", title=title))
            record_id = former.outcome.made
            if typed != former.typed:
                self.saved_before.emit(record_id, typed)
                return
        self.saved.emit(record_id)

    def _refused(self, storing: Storing, error: HemisError) -> None:
        former = self._drafting.unsettled
        # The same error again: the server is still away, and the attempt to be found out is the first one.
        if isinstance(error, OutcomeUnknown) and (former is None or former.outcome is not error):
            self._drafting.unsettled = Unsettled(error, self._drafting.typed())
        self._drafting.keep()
        self.refused.emit(storing.failed, error)
