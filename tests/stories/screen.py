"""Mouse, keyboard and eyes on a real screen: what a story is told with."""

from __future__ import annotations

import time
from functools import reduce
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QTreeWidget,
    QTreeWidgetItemIterator,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

PATIENCE = 20.0
LEFT = Qt.MouseButton.LeftButton
KEYS = {"\t": Qt.Key.Key_Tab, "\n": Qt.Key.Key_Return}


class NotSeen(AssertionError):
    """What the person waited for did not come; a picture of the screen was kept."""


class Screen:
    """One screen and the folder where its pictures go."""

    def __init__(self, pictures: Path) -> None:
        self.pictures = pictures
        self.taken: list[Path] = []

    @staticmethod
    def rest(milliseconds: int) -> None:
        """Let the program work; the toolkit's own waiting keeps Python from its other threads."""
        end = time.monotonic() + milliseconds / 1000
        while time.monotonic() < end:
            QApplication.processEvents()
            time.sleep(0.005)

    def wait(self, what: str, condition: Callable[[], object], patience: float = PATIENCE) -> None:
        """Wait until `condition` holds, as a person would, while the program goes on working."""
        end = time.monotonic() + patience
        while not condition():
            if time.monotonic() > end:
                raise NotSeen(f"{what} did not come, see {self.picture('not-seen')}")
            self.rest(20)

    def picture(self, name: str) -> Path:
        """Keep what the windows show on the screen, without the empty desk around them."""
        self.rest(150)  # the last animation of a button or menu
        path = self.pictures / f"{name}.png"
        screen = QGuiApplication.primaryScreen()
        windows = [each.frameGeometry() for each in QApplication.topLevelWidgets() if each.isVisible()]
        area = reduce(QRect.united, windows, QRect()) or screen.geometry()
        assert screen.grabWindow(0, area.x(), area.y(), area.width(), area.height()).save(str(path))
        self.taken.append(path)
        return path

    def click(self, widget: QWidget) -> None:
        """Press a widget in its middle."""
        self.wait(f"{widget.accessibleName() or widget.objectName()} to press", widget.isEnabled)
        QTest.mouseClick(widget, LEFT)

    def press(self, within: QWidget, text: str) -> None:
        """Press the visible button that says `text`."""
        found: list[QAbstractButton] = []

        def seen() -> bool:
            found[:] = [
                button
                for button in within.findChildren(QAbstractButton)
                if button.isVisible()
                and button.isEnabled()
                and button.text().replace("&", "").startswith(text)
            ]
            return bool(found)

        self.wait(f"the button “{text}”", seen)
        QTest.mouseClick(found[0], LEFT)

    def choose(self, tree: QTreeWidget, text: str) -> None:
        """Click the line of a tree that contains `text`."""
        walk = QTreeWidgetItemIterator(tree)
        while (item := walk.value()) is not None and text not in item.text(0):
            walk += 1
        assert item is not None, f"no line “{text}”"
        tree.scrollToItem(item)
        QTest.mouseClick(tree.viewport(), LEFT, pos=tree.visualItemRect(item).center())

    def open_row(self, view: QAbstractItemView, row: int) -> None:
        """Double-click a row."""
        place: QPoint = view.visualRect(view.model().index(row, 0)).center()
        QTest.mouseClick(view.viewport(), LEFT, pos=place)
        QTest.mouseDClick(view.viewport(), LEFT, pos=place)

    @staticmethod
    def type(widget: QWidget, text: str) -> None:
        """Type over what stands in a field."""
        widget.setFocus()
        QTest.keyClick(widget, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        for letter in text:
            _letter(widget, letter)

    @staticmethod
    def write(text: str) -> None:
        """Type where the focus is; a cell opens with the first letter and takes the others. Tab and Enter too."""
        for letter in text:
            focus = QApplication.focusWidget()
            assert focus is not None, "nothing has the focus"
            if letter in KEYS:
                QTest.keyClick(focus, KEYS[letter])
            else:
                _letter(focus, letter)

    @staticmethod
    def key(key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press a key where the focus is."""
        focus = QApplication.focusWidget()
        assert focus is not None, "nothing has the focus"
        QTest.keyClick(focus, key, modifier)


def _letter(widget: QWidget, letter: str) -> None:
    """Press a letter; the toolkit's own typing knows ASCII only."""
    for kind in (QKeyEvent.Type.KeyPress, QKeyEvent.Type.KeyRelease):
        QApplication.sendEvent(widget, QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, letter))
