"""The keys of the frame, in its own window and in those torn off: they live wherever the focus is, or nowhere."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QWidget

from client.core import actions
from client.core.actions import Command, window_action
from client.views.shell.open_windows import OpenWindows
from client.views.shell.pages import Pages

Acts = tuple[tuple[Command, Callable[[], object]], ...]


def give_keys(window: QWidget, pages: Pages, acts: Acts) -> None:
    """Give a window the keys that everybody has everywhere."""
    own: Acts = (
        (actions.NEXT_TAB, partial(pages.turn, 1)),
        (actions.PREVIOUS_TAB, partial(pages.turn, -1)),
        (actions.CLOSE_TAB, pages.close_front),
        (actions.OPEN_WINDOWS, partial(show_list, window, pages.list_button)),
    )
    for command, act in (*own, *acts):
        window_action(window, command, act)


def show_list(window: QWidget, button: OpenWindows) -> None:
    """Unfold the list of open windows under its button, in a torn off window in its middle."""
    if button.isVisible() and window is button.window():
        button.showMenu()
    else:
        button.menu().popup(window.mapToGlobal(window.rect().center()))
