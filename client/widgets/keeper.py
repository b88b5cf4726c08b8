"""Whatever holds unsaved input says so: before a window goes, everything typed below it is kept at once."""

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget


class Keeper(QObject):
    """Found below any window that is about to go, in whatever way it goes."""

    def __init__(self, owner: QObject, keep: Callable[[], object]) -> None:
        super().__init__(owner)
        #: Keeps on this computer what is not kept yet; when it returns, that survives the end of the program.
        self.keep = keep


def keep_typed(*windows: QWidget) -> None:
    """Keep what was typed anywhere in these windows, their tabs and their dialogs."""
    for window in windows:
        for keeper in window.findChildren(Keeper):
            keeper.keep()
