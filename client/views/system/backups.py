"""The backups that the server made: how old the last good one is, and each with its result."""

from datetime import datetime, timedelta
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from client.core import clock
from client.core.i18n import N_, _
from client.core.theme import colours
from client.data.records.listing import Sort
from client.data.server.gateway import Gateway
from client.data.system.backups import ASLEEP, OLD, guard_seen, last_good
from client.widgets.record_list import RecordList, list_of
from client.widgets.workplace import Workplace
from shared.models.system import Backup

COMMAND = "hemis server backup"
GUARD = "hemis server guard"

BACKUPS = list_of(
    Backup,
    "started_at",
    "finished_at",
    "succeeded",
    "size_bytes",
    "message",
    more=("digest",),
    sort=(Sort("started_at", descending=True),),
    icon="backup",
    title=N_("Backups"),
)


class Backups(QWidget):
    """Only the server makes backups; here one sees whether it does."""

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        self.title = _("Backups")
        self._workplace = workplace
        self.verdict = _verdict()
        self.guard = _verdict()
        self.list = RecordList(workplace, BACKUPS)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.verdict)
        layout.addWidget(self.guard)
        layout.addWidget(self.list, 1)
        self.setFocusProxy(self.list)
        subscription = workplace.changes.subscribe(("system.backup",), lambda _relation: self.reload())
        self.destroyed.connect(subscription.end)
        self.reload()

    def reload(self) -> None:
        """Look when the last good backup was made and whether the guard is at work."""
        read = partial(_read, self._workplace.gateway)
        self._workplace.tasks.run(self, read, self._show, self.list.message.refuse)

    def _show(self, found: tuple[datetime | None, datetime | None]) -> None:
        backup, guard = found
        self._show_backup(backup)
        if guard is None:
            text = _("No guard has ever watched over the server. On the server: {command}", command=GUARD)
        else:
            text = _(
                "The guard of the server was last seen on {when}.",
                when=f"{guard.astimezone(clock.ZONE):%d.%m.%Y %H:%M}",
            )
        _tell(self.guard, text, good=guard is not None and clock.now() - guard < ASLEEP)

    def _show_backup(self, at: datetime | None) -> None:
        if at is None:
            text = _("There is no good backup yet. On the server: {command}", command=COMMAND)
        else:
            hours = int((clock.now() - at) / timedelta(hours=1))
            text = _("The last good backup is {hours} hours old.", hours=hours)
        fresh = at is not None and clock.now() - at < OLD
        advice = (
            "" if fresh or at is None else " " + _("It should not be older than a day: look at the server.")
        )
        _tell(self.verdict, text + advice, good=fresh)


def _read(gateway: Gateway) -> tuple[datetime | None, datetime | None]:
    return last_good(gateway), guard_seen(gateway)


def _verdict() -> QLabel:
    made = QLabel()
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(True)
    made.setContentsMargins(12, 12, 12, 0)
    return made


def _tell(label: QLabel, text: str, *, good: bool) -> None:
    label.setText(("● " if good else "⚠ ") + text)
    label.setStyleSheet(f"color: {colours().good if good else colours().bad}")
