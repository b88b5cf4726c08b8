"""One print after another: an intent on the disk, paper, and the question what lies in the tray."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject, Signal

from client.core.errors import HemisError, UserError
from client.core.i18n import N_
from client.data.offline.station import Station
from client.views.offline.desk import PrintingDesk
from shared.offline.journal import ImpossibleError, Intent

OTHER_BLANK = N_("The next blank is another one meanwhile. Look at the number and print again.")


class PrintSteps(QObject):
    """Does what the person says, in the background; nothing is printed while a question is open."""

    #: Something was recorded, or began, or failed: show it anew.
    changed = Signal()
    refused = Signal(object)
    #: A diploma of this uuid is good; in a batch the next one has begun.
    printed = Signal(str)

    def __init__(self, desk: PrintingDesk, station: Station) -> None:
        super().__init__()
        self._desk, self.station = desk, station
        self.busy = False
        #: What the printer has said of the print that lies open.
        self.trouble = ""
        #: What a batch has still to print, and how many it began with; empty while there is none.
        self.left: list[str] = []
        self.total = 0
        self.form = ""
        self.paused = False

    @property
    def open(self) -> Intent | None:
        """The print of which nobody has said yet what became of it."""
        return self.station.journal.open

    @property
    def done(self) -> int:
        """How many of a batch are printed."""
        return self.total - len(self.left)

    def print(self, uuid: str, form: str) -> None:
        """Print a paper on the next blank."""
        if self.busy or self.open is not None:
            return
        self._run(partial(self._print, uuid, form), self._moved)

    def start_batch(self, uuids: Sequence[str], form: str) -> None:
        """Print these one after another; each is asked for."""
        self.left, self.total, self.form, self.paused = list(uuids), len(uuids), form, False
        self._next()

    def go_on(self) -> None:
        """Go on with a batch that was paused."""
        self.paused = False
        self._next()

    def pause(self) -> None:
        """Print no further one by itself."""
        self.paused = bool(self.left)
        self.changed.emit()

    def give_up(self) -> None:
        """End the batch; what is printed is printed."""
        self.left, self.total, self.paused = [], 0, False
        self.changed.emit()

    def good(self) -> None:
        """The print is good: in a batch the next one follows at once."""
        self._answer(self.station.good, self._was_good)

    def spoiled(self, reason: str) -> None:
        """The blank is spoiled; a batch pauses until somebody has looked at the printer."""
        self._answer(partial(self.station.spoiled, reason), self._went_wrong)

    def clean(self) -> None:
        """Nothing was printed, the blank is as it was; a batch pauses too."""
        self._answer(self.station.clean, self._went_wrong)

    def spoil(self, number: str, reason: str) -> None:
        """Record that a blank that lies here is spoiled."""
        self._run(partial(self.station.spoil, number, reason), lambda _none: None)

    def hand_out(self, uuids: Sequence[str], person: str, document: str) -> None:
        """Record that diplomas were handed out; to the graduates themselves where no person is named."""

        def work() -> None:
            for uuid in uuids:
                name = person or self.station.journal.diplomas[uuid].name
                self.station.hand_out(uuid, name, document)

        self._run(work, lambda _none: None)

    def _print(self, uuid: str, form: str) -> str:
        """Draw first, then record the intent, then let paper move; return what the printer has said."""
        if (trouble := self.station.why_not()) is not None:
            raise trouble
        try:
            diploma, blank = self.station.journal.may_print(uuid, form)
        except ImpossibleError as wrong:
            raise UserError(wrong.message, **wrong.values) from None
        pdf = self._desk.render(self.station.package, diploma, form, blank.number, self._desk.printer.name)
        intent = self.station.begin(uuid, form)
        if intent.number != blank.number:
            self.station.clean()
            raise UserError(OTHER_BLANK)
        try:
            self._desk.printer.send(pdf)
        except HemisError as error:
            return error.text()
        return ""

    def _moved(self, trouble: str) -> None:
        self.trouble = trouble
        self.paused = self.paused or bool(trouble and self.left)

    def _was_good(self, intent: Intent) -> None:
        if self.left and self.left[0] == intent.diploma.uuid:
            self.left.pop(0)
        if not self.left:
            self.total = 0
        self.printed.emit(intent.diploma.uuid)
        if not self.paused:
            self._next()

    def _went_wrong(self, _intent: Intent) -> None:
        self.paused = bool(self.left)

    def _next(self) -> None:
        if self.left and not self.busy and self.open is None:
            self.print(self.left[0], self.form)
        else:
            self.changed.emit()

    def _answer(self, work: Callable[[], Intent], done: Callable[[Intent], object]) -> None:
        if self.busy or self.open is None:
            return
        self.trouble = ""
        self._run(work, done)

    def _run(self, work: Callable[[], object], done: Callable[..., object]) -> None:
        self.busy = True
        self.changed.emit()

        def finished(answer: object) -> None:
            self.busy = False
            done(answer)
            self.changed.emit()

        def failed(error: HemisError) -> None:
            self.busy = False
            self.paused = bool(self.left)
            self.changed.emit()
            self.refused.emit(error)

        self._desk.tasks.run(self, work, finished, failed)
