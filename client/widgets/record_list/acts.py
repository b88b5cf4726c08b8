"""What can be done in a list, with its keys, in its toolbar and in the menu of its rows."""

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QToolButton, QWidget

from client.core.actions import Command
from client.core.i18n import N_
from client.widgets.record_list.screen import ListAction, Screen
from client.widgets.tool_bar import ToolBar
from client.widgets.workplace import Workplace

COLUMNS = Command(N_("Columns"), (), "columns")
FILTER = Command(N_("Filter by this column"), ("Alt+Down",), "filter")


def own_acts(workplace: Workplace, screen: Screen) -> list[ListAction]:
    """Return what only this list can do, for the roles that may."""
    role = (workplace.session.role or "").removeprefix("hemis_")
    return [each for each in screen.actions if not each.roles or role in each.roles]


def fill(tools: ToolBar, acts: Mapping[str, QAction], own: list[QAction]) -> None:
    """Put the acts of a list into its toolbar; those of the clipboard have only their keys."""
    tools.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
    tools.addActions([acts[name] for name in ("add", "open", "delete")])
    tools.addActions(own)
    tools.addSeparator()
    tools.addActions([acts[name] for name in ("export", "reload", "columns")])
    tools.keep(
        *(acts[name] for name in ("add", "open", "export")), *own[:1]
    )  # the first is what it is made for
    for name in ("reload", "columns"):  # their signs say enough, and lists are read on small screens
        if isinstance(button := tools.widgetForAction(acts[name]), QToolButton):
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
            button.setAccessibleName(acts[name].text())


def adds(widget: QWidget) -> bool:
    """Tell whether Insert adds a record, by the form of the list or by an act of its own."""
    insert = QKeySequence(Qt.Key.Key_Insert)
    return any(made.isVisible() and insert in made.shortcuts() for made in widget.actions())
