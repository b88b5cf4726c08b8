"""The file against which papers are checked without a server: opened from the disk, and what it is of when."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from client.core.i18n import _
from client.core.icons import icon
from client.core.tasks import Failed, Tasks
from client.data.signing.key_store import KnownKeys
from client.data.signing.public_file import PublicFile, open_file
from client.widgets.file_dialogs import FileDialogs
from client.widgets.formatting import grouped, shown


class PublicFileLine(QWidget):
    """Holds the file until it is put away; while one is open, papers are asked of it alone."""

    #: A file was opened or put away.
    changed = Signal()

    def __init__(
        self, tasks: Tasks, files: FileDialogs, keys: Callable[[], KnownKeys], refuse: Failed
    ) -> None:
        super().__init__()
        self.file: PublicFile | None = None
        self._tasks, self._files, self._keys, self._refuse = tasks, files, keys, refuse
        self.button = QPushButton(icon("file"), _("Check against a file …"))
        self.button.setToolTip(
            _("The file of fingerprints that the university publishes: no server is asked.")
        )
        self.put_away = QPushButton(icon("cancel"), _("Put the file away"))
        self.said = QLabel()
        self.said.setWordWrap(True)
        for each in (self.button, self.put_away):
            each.setAutoDefault(False)
        buttons = QHBoxLayout()
        buttons.addWidget(self.button)
        buttons.addWidget(self.put_away)
        buttons.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(buttons)
        layout.addWidget(self.said)
        self.button.clicked.connect(self.choose)
        self.put_away.clicked.connect(lambda: self._take(None))
        self.put_away.hide()
        self.said.hide()

    def choose(self) -> None:
        """Ask for a file, and open it in the background."""
        kinds = f"{_('File of fingerprints')} (*.txt);;* (*)"
        if chosen := self._files.to_open(self, _("Check against a file"), kinds):
            self.open(Path(chosen))

    def open(self, path: Path) -> None:
        """Open a file if the university signed it; else the former one stays."""

        def work() -> PublicFile:
            return open_file(path, self._keys().keys)

        self._tasks.run(self, work, self._take, self._refuse)

    def _take(self, file: PublicFile | None) -> None:
        self.file = file
        for each in (self.put_away, self.said):
            each.setVisible(file is not None)
        self.said.setText("" if file is None else _told(file))
        self.changed.emit()


def _told(file: PublicFile) -> str:
    day, count = shown(file.made_on), grouped(file.count)
    return _(
        "Papers are checked against “{file}” of {day}: {count} diplomas, signed by the university.",
        file=file.name, day=day, count=count,
    )  # fmt: skip
