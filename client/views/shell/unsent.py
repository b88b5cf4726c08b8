"""Counts everything that was typed and is not stored: forms, sheets, dialogs, steps that wait for the server."""

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

from client.views.shell.bottom_bar import BottomBar
from client.widgets.message_line import MessageLine
from client.widgets.workplace import Workplace

#: Milliseconds from a draft to its count: many drafts at once are one.
AFTER = 50


class UnsentCount(QObject):
    """Follows the drafts: whatever holds unsaved input keeps it there a moment after the last key."""

    def __init__(
        self, workplace: Workplace, bottom: BottomBar, message: MessageLine, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._workplace, self._bottom, self._message = workplace, bottom, message
        self._stopped = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(AFTER)
        self._timer.timeout.connect(self._count)
        tasks = workplace.tasks
        workplace.drafts.on_changed = lambda: tasks.post(self._count_soon)
        self._count()

    def stop(self) -> None:
        """The frame goes: another one counts."""
        self._stopped = True
        self._timer.stop()

    def _count_soon(self) -> None:
        if not self._stopped:
            self._timer.start()

    def _count(self) -> None:
        self._workplace.tasks.run(self, self._workplace.drafts.keys, self._show)

    def _show(self, keys: list[str]) -> None:
        """Say once, until it is closed, why the input would not survive the end of the program."""
        drafts = self._workplace.drafts
        self._bottom.count_unsent(len(keys), drafts.warning)
        if (untold := drafts.untold_warning()) is not None:
            self._message.refuse(untold)
