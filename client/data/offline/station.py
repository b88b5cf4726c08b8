"""The workstation while it is open: each verb is on the disk, twice, when it returns."""

import os
import threading
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar

from client.core import clock
from client.core.errors import UserError
from client.core.i18n import N_
from client.data.offline.store import Store
from client.data.offline.text_copy import TextCopy
from shared.offline.event import CLEAN, GOOD, HAND_OUT, INTENT, SPOILED, Event, new_event
from shared.offline.journal import (
    NOT_SPOILABLE,
    SAY_REASON,
    SAY_WHOM,
    ImpossibleError,
    Intent,
    Journal,
)
from shared.offline.package import Package

Result = TypeVar("Result")
STORE, TEXT, PACKAGE, BALLAST = "store.db", "journal.txt", "package.sealed", "ballast"
#: Given up when the disk is full, so that what lies in the tray can still be recorded.
BALLAST_BYTES = 512 * 1024
#: A clock that stands so far behind what is known already is told to be wrong.
BEHIND = timedelta(minutes=10)
#: What the server has said of this store; nothing while all is well.
ENDED, FORKED, OLD, UNKNOWN = "ended", "forked", "old", "unknown"

OTHER_MACHINE = N_(
    "This store was made on another computer. It can be looked into and sent from here, but nothing is printed: "
    "take blanks along on this computer."
)
WHY_NOT = {
    ENDED: N_("The administrator has ended this workstation. What was done is sent; take blanks along anew."),
    FORKED: N_("The server knows other events of this workstation than this store does. Both wait to be decided."),
    OLD: N_("The server knows later events of this workstation: this store is an old copy. It is not printed from."),
    UNKNOWN: N_("The server does not know that blanks were taken along here. What was done waits to be decided."),
}  # fmt: skip
OVER = N_("Printing without the server was granted until {day}. Connect to the server once, then go on.")
CHANGED_CONTENT = N_(
    "The diploma of {student} is not what was signed. It is not printed; take it along anew."
)
NO_COPY = N_(
    "The second copy of the journal could not be written. Free some space; it is written with the next step."
)


@dataclass
class Opened:
    """What a store holds when it is opened, and what was found out while that was done."""

    package: Package
    events: list[Event]
    told: list[tuple[str, Mapping[str, object]]] = field(default_factory=list)
    foreign: bool = False


class Station:
    """One workstation of this computer: what it took along, the journal, and what the server knows of it."""

    def __init__(self, folder: Path, store: Store, copy: TextCopy, opened: Opened, held: ExitStack) -> None:
        self.folder, self.told = folder, opened.told
        #: Whether it stands on another computer than the one it was made on.
        self.foreign = opened.foreign
        #: Called after every change, on whichever thread that was.
        self.on_changed: Callable[[], object] = lambda: None
        #: Why the journal is not as safe as it should be.
        self.warning: str = ""
        #: Whether the content of a diploma is signed by a key of the university; what is not is not printed.
        self.signed: Callable[[Any], bool] = lambda _diploma: True
        self.journal = Journal(opened.package)
        #: In whose name is recorded: whoever is signed in, else who took the package.
        self.login = opened.package.login
        self._store, self._copy, self._held = store, copy, held
        self._lock = threading.RLock()
        self._events = list(opened.events)
        self._uncopied: list[Event] = []
        for event in opened.events:
            self.journal.add(event)
        self._latest = max(
            [
                datetime.fromisoformat(opened.package.taken_at),
                *(datetime.fromisoformat(event.body["at"]) for event in opened.events if event.payload),
                datetime.fromisoformat(store.fact("latest", opened.package.taken_at)),
            ]
        )

    @property
    def package(self) -> Package:
        return self.journal.package

    @property
    def events(self) -> list[Event]:
        """All events, in their order."""
        return list(self._events)

    @property
    def acknowledged(self) -> int:
        """How many events the server has."""
        return int(self._store.fact("acknowledged", 0))

    @property
    def verdict(self) -> str:
        """What the server has said of this store."""
        return str(self._store.fact("verdict", ""))

    def fact(self, name: str, default: Any = None) -> Any:
        """Return what is remembered under a name."""
        return self._store.fact(name, default)

    def keep(self, **facts: Any) -> None:
        """Remember."""
        with self._lock:
            self._store.keep(**facts)

    def clock_behind(self) -> bool:
        """Tell whether the clock of this computer stands before what is recorded already."""
        return clock.now() < self._latest - BEHIND

    def unsent(self) -> Sequence[Event]:
        """Return the events that the server does not have yet, in their order."""
        return self._events[self.acknowledged :]

    def since(self) -> datetime | None:
        """Return since when something is not sent."""
        times = (event.body.get("at") for event in self.unsent() if event.payload)
        return next((datetime.fromisoformat(at) for at in times if at), None)

    def why_not(self) -> UserError | None:
        """Return why nothing is printed here now; None if it may be."""
        if self.foreign:
            return UserError(OTHER_MACHINE)
        if verdict := WHY_NOT.get(self.verdict):
            return UserError(verdict)
        until = datetime.fromisoformat(self.fact("until", self.package.until))
        if self._now() > until:
            return UserError(OVER, day=f"{until.astimezone(clock.ZONE):%d.%m.%Y}")
        return None

    def begin(self, uuid: str, form: str) -> Intent:
        """Record that a paper is going to be printed on the next blank; only then may paper move."""
        with self._lock:
            if (trouble := self.why_not()) is not None:
                raise trouble
            diploma, blank = _asked(lambda: self.journal.may_print(uuid, form))
            if not diploma.genuine or not self.signed(diploma):
                raise UserError(CHANGED_CONTENT, student=diploma.name)
            self._record(
                INTENT,
                diploma=uuid,
                diploma_id=diploma.id,
                name=diploma.name,
                digest=diploma.digest,
                form=form,
                number=blank.number,
            )
            return self.journal.must_be_open()

    def good(self) -> Intent:
        """Record that the print lies in the tray and is good."""
        return self._answer(GOOD)

    def spoiled(self, reason: str) -> Intent:
        """Record that the blank is spoiled."""
        if not reason.strip():
            raise UserError(SAY_REASON)
        return self._answer(SPOILED, reason=reason.strip())

    def clean(self) -> Intent:
        """Record that nothing was printed: the blank is as it was."""
        return self._answer(CLEAN)

    def spoil(self, number: str, reason: str) -> None:
        """Record that a blank of the range, or one that was printed on, is spoiled."""
        if not reason.strip():
            raise UserError(SAY_REASON)
        with self._lock:
            paper = _asked(lambda: self.journal.may_spoil(number))
            uuid, form = paper or ("", "")
            known = self.journal.diplomas.get(uuid)
            if uuid and known is None:
                raise UserError(NOT_SPOILABLE, number=number)
            self._record(
                SPOILED,
                diploma=uuid,
                diploma_id=known.id if known else None,
                name=known.name if known else "",
                form=form,
                number=number,
                reason=reason.strip(),
            )

    def hand_out(self, uuid: str, person: str, document: str) -> None:
        """Record to whom a diploma with its papers was handed out, by what document."""
        if not person.strip() or not document.strip():
            raise UserError(SAY_WHOM)
        with self._lock:
            diploma = _asked(lambda: self.journal.may_hand_out(uuid))
            self._record(
                HAND_OUT,
                diploma=uuid,
                diploma_id=diploma.id,
                name=diploma.name,
                person=person.strip(),
                document=document.strip(),
            )

    def take(self, package: Package, write: Callable[[Package], None]) -> None:
        """Go on with what was taken along now."""
        with self._lock:
            joined = self.package.joined(package)
            write(joined)
            self._store.keep(package=joined.document())
            self.journal.take(joined)
        self.on_changed()

    def acknowledge(self, sequence: int, **facts: Any) -> None:
        """The server has the events up to here, or knows no more of them than these."""
        with self._lock:
            self._store.keep(acknowledged=min(sequence, len(self._events)), **facts)
            if "latest" in facts:
                self._latest = max(self._latest, datetime.fromisoformat(facts["latest"]))
        self.on_changed()

    def close(self) -> None:
        with self._lock:
            self._store.close()
            self._held.close()

    def _answer(self, kind: str, **more: Any) -> Intent:
        with self._lock:
            intent = _asked(self.journal.must_be_open)
            self._record(
                kind,
                diploma=intent.diploma.uuid,
                diploma_id=intent.diploma.id,
                name=intent.diploma.name,
                digest=intent.diploma.digest,
                form=intent.form,
                number=intent.number,
                **more,
            )
            return intent

    def _record(self, kind: str, **body: Any) -> None:
        """Bring an event to the disk, then take it in."""
        at = self._now()
        said = {
            "kind": kind,
            "at": at.isoformat(timespec="milliseconds"),
            "login": self.package.login,
            **body,
        }
        if self.clock_behind():
            said["clock"] = clock.now().isoformat(timespec="milliseconds")
        before = self._events[-1].digest if self._events else self.package.seed
        event = new_event(self.package.chain, len(self._events) + 1, before, said)
        try:
            self._store.add([event])
        except UserError:
            if not self._throw_ballast():
                raise
            self._store.add([event])
        self._events.append(event)
        self.journal.add(event)
        self._latest = max(self._latest, at)
        self._write_copy(event)
        self.on_changed()

    def _write_copy(self, event: Event) -> None:
        """Write the second copy; what the disk did not take comes with the next one."""
        self._uncopied.append(event)
        try:
            self._copy.append(self._uncopied)
        except OSError:
            self.warning = NO_COPY
        else:
            self._uncopied.clear()
            self.warning = ""

    def _throw_ballast(self) -> bool:
        """Give the disk the space that was kept for this."""
        with suppress(OSError):
            os.truncate(self.folder / BALLAST, 0)
            (self.folder / BALLAST).unlink()
            return True
        return False

    def _now(self) -> datetime:
        """Return the moment, never before what was recorded: a clock that was set back does not turn the order."""
        return max(clock.now(), self._latest)


def _asked(question: Callable[[], Result]) -> Result:
    """Say what the journal does not allow as a sentence for the person."""
    try:
        return question()
    except ImpossibleError as wrong:
        raise UserError(wrong.message, **wrong.values) from None
