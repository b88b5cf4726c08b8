"""Drafts of a form: unsaved input is kept while it is typed, and offered back after a crash."""

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from client.core.i18n import _
from client.data.local.drafts import Drafts
from client.data.server.gateway import OutcomeUnknown
from client.widgets.keeper import Keeper
from client.widgets.record_form.parts import Part

PAUSE = 400
UNSETTLED = "unsettled"


@dataclass(frozen=True)
class Unsettled:
    """An attempt to save that nobody answered, and what was typed in it; it is found out before the next."""

    outcome: OutcomeUnknown
    typed: dict[str, Any]


class Drafting(QWidget):
    """The bar that offers a draft, and says that it was brought back; hidden when there is none."""

    #: The form shows again what is stored.
    thrown_away = Signal()

    def __init__(self, drafts: Drafts) -> None:
        super().__init__()
        self._drafts = drafts
        self._parts: list[Part] = []
        self._key = ""
        self._found: dict[str, Any] | None = None
        #: Kept with the input: the program may end before the server is back.
        self.unsettled: Unsettled | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE)
        self._timer.timeout.connect(self.keep)
        Keeper(self, self.flush)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(8, 4, 8, 4)
        self._words, self._back = QLabel(), QPushButton(_("Bring it back"))
        self._words.setWordWrap(True)
        self._back.clicked.connect(self.bring_back)
        away = QPushButton(_("Throw it away"))
        away.clicked.connect(self._throw_away)
        layout.addWidget(self._words, 1)
        layout.addWidget(self._back)
        layout.addWidget(away)
        self.hide()

    def begin(self, key: str, parts: list[Part]) -> None:
        """Look for a draft of this record."""
        self._timer.stop()
        self._key, self._parts = key, parts
        self.unsettled = None
        self._found = self._drafts.find(key)
        self._words.setText(_("Input that was never saved is kept from earlier."))
        self._back.setVisible(self._found is not None)
        self.setVisible(self._found is not None)

    def touched(self) -> None:
        """Something was typed; it is kept in a moment."""
        # As long as an older draft is offered, new input must not take its place.
        if self._found is None:
            self._timer.start()

    def untouched(self) -> None:
        """What was typed is what is stored again."""
        self._timer.stop()
        if self._found is None and self._key:
            self._drafts.drop(self._key)
            self.hide()

    def flush(self) -> None:
        """Keep now what was typed just now."""
        if self._timer.isActive():
            self.keep()

    def keep(self) -> None:
        """Keep what is typed now, or forget it if it is what is stored."""
        self._timer.stop()
        typed, former = self.typed(), self.unsettled
        if typed and former is not None:
            typed[UNSETTLED] = [former.outcome.receipt, former.outcome.made, former.typed]
        if typed:
            self._drafts.keep(self._key, typed)
        else:
            self._drafts.drop(self._key)

    def typed(self) -> dict[str, Any]:
        """Return what differs from the stored record, by the place of its part."""
        return {str(place): draft for place, part in enumerate(self._parts) if (draft := part.draft())}

    def bring_back(self) -> None:
        """Show the kept input in the form, and say so until it is saved or thrown away."""
        if self._found is None:
            return
        found, self._found = self._found, None
        if former := found.get(UNSETTLED):
            receipt, made, typed = former
            self.unsettled = Unsettled(OutcomeUnknown(receipt, made), typed)
        for place, part in enumerate(self._parts):
            part.bring_back(found.get(str(place), {}))
        self._words.setText(_("What was typed here before and not saved came back."))
        self._back.hide()

    def drop(self) -> None:
        """Forget the input: it is saved, or not wanted."""
        self._timer.stop()
        if self._key:
            self._drafts.drop(self._key)
        self._found = self.unsettled = None
        self.hide()

    def _throw_away(self) -> None:
        shown = self._found is None
        self.drop()
        if shown:
            self.thrown_away.emit()
