"""What a person would notice while messages come and go: that something moved, or that the keys went elsewhere."""

from contextlib import contextmanager

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QFileDialog,
    QLineEdit,
    QPlainTextEdit,
    QTabBar,
    QWidget,
)
from shiboken6 import isValid

from client.core.actions import SAVE
from client.core.errors import Unavailable, UserError
from client.data.server.gateway import Gateway
from client.widgets.banner import ReconnectBanner
from client.widgets.cell_grid import CellGrid
from client.widgets.message_line import MessageLine
from client.widgets.message_place import SentenceView
from client.widgets.record_form import FormDialog, RecordForm
from client.widgets.record_form.field import Field
from client.widgets.record_list import RecordList
from tests.client.views import typing

CLICKED = (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QTabBar,
)
LONG = UserError("This sentence is longer than the line that is kept free for it in a window. " * 3)
VERBS = ("rows", "one", "scalar", "call", "execute", "table", "transaction", "ping")


class Walk:
    """Drives the windows of one frame and collects what is wrong with them, each fault with its window."""

    def __init__(self, frame):
        self.frame = frame
        self.faults = []
        self.asked = 0
        #: The kinds of cards that this role has opened.
        self.opened = set()

    def through(self, name, window, within):
        """Say something, fail to save, lose and find the server; `within` is the frame or the dialog around it."""
        typed = self.begin(name, window)
        places, focused = clickable(within), QApplication.focusWidget()
        for message in [each for each in window.findChildren(MessageLine) if each.is_heard()]:
            message.say("Saved.")
            message.refuse(LONG)
            self.look(f"{name}: a message", within, places, focused)
            message.hide()
        with self.server_gone():
            self.save(name, window, within, places)
        self.frame.watch.ask()
        self.look(f"{name}: the server is back", within, places, None)
        if "does not answer" in self.frame.message_place.text():
            self.faults.append(f"{name}: says that the server does not answer when it does")
        if typed:
            take_back(window)

    def begin(self, name, window):
        """Look that the focus came with the window, put it where a person works, type what can be saved."""
        self.expect_focus_in(window, f"{name}: opening it")
        acts = [*window.actions(), *window.findChildren(QAction)]
        savable = any(each.text() == SAVE.title and each.isVisible() for each in acts)
        inputs = list(typing.inputs(window).values()) if savable else []
        if inputs:
            inputs[0].setFocus()
            typing.write(inputs[0])
        else:
            window.setFocus()
        QApplication.processEvents()
        return bool(inputs)

    def save(self, name, window, within, places):
        """Ctrl+S must be heard again, without a click, after it has failed."""
        asked = []
        for _attempt in range(2):
            before = self.asked
            if QApplication.focusWidget() is not None:
                QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
            asked.append(self.asked - before)
            self.look(f"{name}: a failed save", within, places, None)
            self.expect_focus_in(window, f"{name}: a failed save")
        if asked[0] and not asked[1]:
            self.faults.append(f"{name}: Ctrl+S is dead after a failed save")

    def expect_focus_in(self, window, what):
        """The keys belong to the window."""
        focused = QApplication.focusWidget()
        if focused is None or not (focused is window or window.isAncestorOf(focused)):
            self.faults.append(f"{what} leaves the focus at {focused and _called(focused)}")

    def look(self, what, within, places, focused):
        """Compare with what stood where, and with what had the focus if it must be the same."""
        QApplication.processEvents()
        if any(each.isVisible() and each.complaint() for each in within.findChildren(Field)):
            places.update(clickable(within))  # why it cannot be saved stands under its field
        for widget, before in places.items():
            if isValid(widget) and widget.isVisible() and (now := _place(widget, within)) != before:
                self.faults.append(f"{what} moves {_called(widget)} from {before} to {now}")
                places[widget] = now
        if focused is not None and QApplication.focusWidget() is not focused:
            self.faults.append(f"{what} takes the focus from {_called(focused)}")

    def close_all(self):
        """Ctrl+W until nothing is left: the next window has the focus each time, in the end the menu."""
        tabs = self.frame.pages.tabs
        while tabs.count():
            title, before = tabs.tabText(tabs.currentIndex()), tabs.count()
            QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_W, Qt.KeyboardModifier.ControlModifier)
            if tabs.count() != before - 1:
                self.faults.append(f"Ctrl+W does not close {title}")
                return
            page, focused = self.frame.pages.current() or self.frame.menu, QApplication.focusWidget()
            if focused is not page and not page.isAncestorOf(focused):
                self.faults.append(f"closing {title} leaves the focus at {_called(focused)}")

    @contextmanager
    def server_gone(self):
        """The server answers nothing, and nobody can choose a file."""

        def silent(*_asked, **_values):
            self.asked += 1
            raise Unavailable("The server does not answer.")

        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(QFileDialog, "getSaveFileName", lambda *_asked: ("", ""))
            for verb in VERBS:
                patch.setattr(Gateway, verb, silent)
            yield


def take_back(window):
    """Take back what was typed into forms and sheets: they would ask on closing, or speak of a wrong cell."""
    for form in [window, *window.findChildren(RecordForm)]:
        if isinstance(form, RecordForm):
            form.drafting.drop()
            form.reload()
    for grid in window.findChildren(CellGrid):
        while grid.model.undo_stack.canUndo():
            grid.model.undo_stack.undo()


def form_of(records: RecordList):
    """Open the first record of a list; the form and what stands around it, None if there is none."""
    if not records.acts["open"].isVisible() or not records.rows.rowCount():
        return None
    records.table.go_to(0)
    records.opening.open_current()
    dialogs = records.findChildren(FormDialog)
    return dialogs[-1] if dialogs else None


def come_to(window):
    """There is no window manager that would bring it to the front."""
    window.activateWindow()
    for _turn in range(50):
        QTest.qWait(2)
        if window.isActiveWindow():
            return


def clickable(within):
    """What one may be about to click, and where it stands; rooms inside a list scroll by themselves."""
    return {
        widget: _place(widget, within)
        for widget in within.findChildren(QWidget)
        if isinstance(widget, CLICKED) and widget.isVisible() and not _inside(widget)
    }


def _inside(widget):
    around = widget.parentWidget()
    while around is not None and not around.isWindow():
        if isinstance(around, QAbstractItemView | SentenceView | ReconnectBanner):
            return True
        around = around.parentWidget()
    return False


def _place(widget, within):
    found = widget.mapTo(within, QPoint(0, 0)) if within.isAncestorOf(widget) else QPoint(0, 0)
    return found.x(), found.y()


def _called(widget):
    return f"{type(widget).__name__} {widget.accessibleName() or getattr(widget, 'text', str)()}"
