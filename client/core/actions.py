"""The keys that mean the same everywhere, and what a window can do, declared as data."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAction, QKeySequence, QShortcutEvent
from PySide6.QtWidgets import QApplication, QWidget

from client.core.i18n import N_, _
from client.core.icons import icon as draw


@dataclass(frozen=True)
class Command:
    """Something a person can do: what it is called, its keys, its icon."""

    title: str
    keys: tuple[str, ...] = ()
    icon: str = ""


PALETTE = Command(N_("Find anything"), ("Ctrl+K",), "search")
FIND = Command(N_("Find in this list"), ("Ctrl+F",), "search")
SAVE = Command(N_("Save"), ("Ctrl+S",), "save")
TAKE_BACK = Command(N_("Take the changes back"), ("Esc",), "undo")
UNDO = Command(N_("Undo"), ("Ctrl+Z",), "undo")
REDO = Command(N_("Redo"), ("Ctrl+Y",), "redo")
EDIT_CELL = Command(N_("Edit the cell"), ("F2",), "edit")
FILL_DOWN = Command(N_("Fill down"), ("Ctrl+D",), "down")
OPEN = Command(N_("Open"), ("Enter", "Return"), "open")
ADD = Command(N_("New"), ("Ins",), "add")
DELETE = Command(N_("Delete"), ("Del",), "delete")
COPY = Command(N_("Copy"), ("Ctrl+C",), "copy")
COPY_WITH_HEADERS = Command(N_("Copy with headers"), ("Ctrl+Shift+C",), "copy")
PASTE = Command(N_("Paste"), ("Ctrl+V",))
PRINT = Command(N_("Print preview"), ("Ctrl+P",), "print")
EXPORT = Command(N_("Export"), ("Ctrl+E",), "export")
RELOAD = Command(N_("Reload"), ("F5",), "reload")
HISTORY = Command(N_("History of the record"), ("Ctrl+H",), "history")
NEXT_PANE = Command(N_("Next pane"), ("F6",))
PREVIOUS_PANE = Command(N_("Previous pane"), ("Shift+F6",))
NEXT_TAB = Command(N_("Next tab"), ("Ctrl+Tab",))
PREVIOUS_TAB = Command(N_("Previous tab"), ("Ctrl+Shift+Tab",))
CLOSE_TAB = Command(N_("Close the tab"), ("Ctrl+W",), "close")
OPEN_WINDOWS = Command(N_("Open windows"), ("Ctrl+Shift+A",), "list")
TEAR_OFF = Command(N_("Tab to own window and back"), ("Ctrl+Shift+N",), "tear-off")
CARD = Command(N_("Open the card"), ("Alt+Enter", "Alt+Return"), "card")
NEXT_RECORD = Command(N_("Next record"), ("Ctrl+PgDown",), "next")
PREVIOUS_RECORD = Command(N_("Previous record"), ("Ctrl+PgUp",), "previous")
HELP = Command(N_("Help and keys"), ("F1",), "help")
LOCK = Command(N_("Lock"), ("Ctrl+Shift+L",), "lock")
MENU = Command(N_("Show or hide the menu"), ("Ctrl+B",), "menu")


class NearestAction(QAction):
    """Of several that have the same keys, in a tab and in the card around it, the one nearest to the focus acts."""

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QShortcutEvent) and event.isAmbiguous():
            (_nearest(event.key()) or self).trigger()
            return True
        return super().event(event)


def _nearest(keys: QKeySequence) -> QAction | None:
    widget = QApplication.focusWidget()
    while widget is not None:
        for made in widget.actions():
            if made.isEnabled() and made.isVisible() and keys in made.shortcuts():
                return made
        widget = widget.parentWidget()
    return None


def window_action(window: QWidget, command: Command, act: Callable[[], object]) -> QAction:
    """Give a window of its own the command: its keys live wherever in it the focus is, or nowhere."""
    made = action(window, command, act)
    made.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
    return made


def action(widget: QWidget, command: Command, act: Callable[[], object]) -> QAction:
    """Give `widget` the command: its keys work in the widget and what it holds."""
    made = NearestAction(draw(command.icon), _(command.title), widget)
    made.setShortcuts([QKeySequence(keys) for keys in command.keys])
    made.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
    if command.keys:
        made.setToolTip(f"{_(command.title)} ({keys_text(made)})")
    made.triggered.connect(lambda: act())  # noqa: PLW0108 - without the "checked" that Qt passes
    widget.addAction(made)
    return made


def keys_text(made: QAction) -> str:
    """Return the keys of an action as people read them."""
    native = QKeySequence.SequenceFormat.NativeText
    texts = (keys.toString(native).replace("Return", "Enter") for keys in made.shortcuts())
    return ", ".join(dict.fromkeys(texts))


def keys_of(window: QWidget) -> list[tuple[str, str]]:
    """Return every (keys, what they do) of a window, each once, in the order of their making."""
    actions = [*window.actions(), *window.findChildren(QAction)]
    pairs = (
        (keys_text(made), made.text().replace("&", ""))
        for made in actions
        if made.shortcuts() and made.isVisible()
    )
    return list(dict.fromkeys(pair for pair in pairs if pair[1]))
