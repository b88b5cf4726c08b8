"""What is not saved of a layout, kept on this computer until it is."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from client.core.i18n import _
from client.data.layouts.versions import StoredVersion
from client.views.layouts.editor.model import Step
from client.widgets.draft_writer import DraftWriter
from client.widgets.keeper import Keeper
from client.widgets.sheet_editor.kept_line import KeptLine
from client.widgets.workplace import Workplace
from shared.layouts.field import BadLayoutError
from shared.layouts.layout import Layout

Now = Callable[[], tuple[Layout, bytes | None] | None]
LAYOUT, SCAN, SAME_SCAN = "layout", "scan", "same_scan"


class LayoutDraft(QObject):
    """Closing never asks and never loses; the scan is kept only if it is another one than is stored."""

    thrown_away = Signal()

    def __init__(self, workplace: Workplace, now: Now, owner: QWidget) -> None:
        super().__init__(owner)
        self.line = KeptLine()
        self._workplace, self._now = workplace, now
        self._stored: StoredVersion | None = None
        self._writer: DraftWriter | None = None
        Keeper(owner, self.flush)
        self.line.thrown_away.connect(self._throw_away)

    def begin(self, stored: StoredVersion, *, forget: bool = False) -> Step | None:
        """Return what is kept of this version from before, unless it is to be forgotten."""
        self._stored = stored
        self._writer = DraftWriter(self._workplace, f"layouts/version/{stored.id}", self._contents, self)
        if forget:
            self.line.hide()
            return None
        found = self._writer.find()
        step = self._step(found, stored) if found else None
        self.line.tell_input(back=step is not None)
        return step

    def touched(self) -> None:
        """Something was changed; it is kept in a moment."""
        if self._writer is not None:
            self._writer.touched()

    def flush(self) -> None:
        """Keep now what was changed just now."""
        if self._writer is not None:
            self._writer.flush()

    def drop(self) -> None:
        """It is stored."""
        if self._writer is not None:
            self._writer.keep()
        self.line.hide()

    def may_close(self) -> bool:
        """Close without a question: what is not saved is kept, and the frame says so."""
        self.flush()
        if self._now() is not None:
            told = _("Kept on this computer, not saved. It comes back with the window.")
            self._workplace.navigator.say(told)
        return True

    def _contents(self) -> dict[str, Any]:
        found = self._now()
        if found is None or self._stored is None:
            return {}
        layout, scan = found
        same = scan == self._stored.background
        return {LAYOUT: layout.to_document(), SAME_SCAN: same, SCAN: None if same else scan}

    def _step(self, found: dict[str, Any], stored: StoredVersion) -> Step | None:
        try:
            layout = Layout.from_document(found.get(LAYOUT))
        except BadLayoutError:
            return None
        return Step(layout, stored.background if found.get(SAME_SCAN, True) else found.get(SCAN))

    def _throw_away(self) -> None:
        self.line.hide()
        self.thrown_away.emit()
        self.drop()
