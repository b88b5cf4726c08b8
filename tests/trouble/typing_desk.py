"""A client process for the crash tests: the real window, in which marks are typed until the process is killed.

It says on its output what it does, a line each: `typed` and `stored` (acknowledged) with student, lesson and mark;
`settled` when nothing is unsent. It reads `type` and `settle`.
"""

from __future__ import annotations

import faulthandler
import random
import sys
from pathlib import Path
from typing import Any

import keyring
from keyring.backend import KeyringBackend
from PySide6.QtCore import QSocketNotifier, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from client.app import Application
from client.core.settings import LocalSettings
from client.core.tasks import Tasks
from client.desk import connect
from client.views.shell.choices import choices
from client.widgets.sheet_editor import sending

LOGIN, ROLE, WINDOW = "teacher_mineralogy", "hemis_teacher", "attendance-journal-own"
#: Milliseconds: between two keys; from a key to the server, soon or when the draft has to do; between attempts.
KEYS, PAUSES, sending.AGAIN = (30, 120), (400, 4000), 500


class FileSafe(KeyringBackend):
    """The keyring of this computer: it outlives the program, as that of the system does."""

    priority = 1.0
    folder = Path()

    def get_password(self, service: str, username: str) -> str | None:
        place = self._place(service, username)
        return place.read_text() if place.exists() else None

    def set_password(self, service: str, username: str, password: str) -> None:
        self._place(service, username).write_text(password)

    def _place(self, service: str, username: str) -> Path:
        return self.folder / f"{service}-{username}".replace("/", "-")


FileSafe.__module__ = "keyring.backends.SecretService"  # taken for that of the system


class TypingDesk:
    """Somebody who types marks into empty cells of the class, each once."""

    def __init__(self, address: str, password: str, folder: Path, class_id: int, seed: int) -> None:
        self._chance = random.Random(seed)  # noqa: S311 - a seed
        sending.PAUSE = self._chance.choice(PAUSES)
        self._class, self._typing = class_id, False
        self._typed: dict[Any, str] = {}
        self._window: Any = None
        self.program = Application(LocalSettings(folder / "settings.json"), Tasks())
        self.program.show_sign_in()
        session = connect(address, LOGIN, password)
        choice = next(each for each in choices(session) if each.role == ROLE)
        self.program.sign_in.entered.emit(session, choice)
        self._orders = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read)
        self._orders.activated.connect(self._hear)
        self._hand = QTimer(interval=20)
        self._hand.timeout.connect(self._step)
        self._hand.start()

    def _hear(self) -> None:
        order = sys.stdin.readline().strip()
        if not order:  # whoever watched is gone
            QApplication.exit()
        self._typing = order == "type"
        self._hand.start(20)

    def _step(self) -> None:
        grid = self._shown()
        if grid is None:
            return
        if self._typing:
            self._type(grid)
        elif not grid.model.unsaved() and not self._window.editor.busy:
            say("settled")
            self._hand.stop()

    def _shown(self) -> Any:
        """The grid of the class, once it is read."""
        frame = self.program.frame
        if frame is None:
            return None
        if self._window is None:
            frame.open(WINDOW, class_id=self._class)
            page = frame.pages.current()
            self._window = page.content if page is not None else None
            if self._window is not None:
                self._window.editor.saved.connect(self._stored)
            return None
        grid = self._window.grid
        return grid if grid is not None and self._window.chosen.currentData() == self._class else None

    def _type(self, grid: Any) -> None:
        model = grid.model
        free = [
            (row, column)
            for row in range(model.rowCount())
            for column in range(model.columnCount())
            if (lesson := model.lesson(column)) and not lesson.closed and model.value(row, column) is None
        ]
        if free:
            row, column = self._chance.choice(free)
            key = self._chance.choice("123")
            grid.view.setCurrentIndex(model.index(row, column))
            QTest.keyClicks(grid.view, key)
            cell = (model.row_keys[row], str(model.lesson(column).id))
            self._typed[cell] = "pal"[int(key) - 1]
            say("typed", *cell, self._typed[cell])
        self._hand.start(self._chance.randint(*KEYS))

    def _stored(self) -> None:
        unsaved = self._window.grid.model.unsaved()
        for cell in [each for each in self._typed if each not in unsaved]:
            say("stored", *cell, self._typed.pop(cell))


def say(*words: object) -> None:
    sys.stdout.write(" ".join(map(str, words)) + "\n")
    sys.stdout.flush()


def main(address: str, folder: str, class_id: str, seed: str) -> None:
    """Type until the end; the password comes first on the input."""
    faulthandler.enable()
    FileSafe.folder = Path(folder)
    keyring.set_keyring(FileSafe())
    application = QApplication([])
    application.setQuitOnLastWindowClosed(False)
    desk = TypingDesk(address, sys.stdin.readline().strip(), Path(folder), int(class_id), int(seed))
    application.exec()
    desk.program.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
