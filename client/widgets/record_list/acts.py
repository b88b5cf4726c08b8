"""What can be done in a list, with its keys, in its toolbar and in the menu of its rows."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QToolBar

from client.core import actions
from client.core.actions import Command, action
from client.core.i18n import N_
from client.widgets.record_list.copying import copy_rows
from client.widgets.record_list.header_menu import HeaderMenu

if TYPE_CHECKING:
    from client.widgets.record_list.record_list import RecordList

COLUMNS = Command(N_("Columns"), (), "columns")


def make_acts(of: "RecordList", tools: QToolBar) -> dict[str, QAction]:
    """Give a list its acts; those of single rows belong to the table, so that they leave other fields their keys."""
    header = HeaderMenu(of)
    made = {
        "add": action(of, actions.ADD, of.opening.add),
        "open": action(of.table, actions.CARD, of.opening.open_current),
        "delete": action(of.table, actions.DELETE, of.opening.delete),
        "export": action(of, actions.EXPORT, of.opening.export),
        "reload": action(of, actions.RELOAD, of.reload),
        "find": action(of, actions.FIND, of.go_to_search),
        "copy": action(of.table, actions.COPY, partial(copy_rows, of, headers=False)),
        "copy_headers": action(of.table, actions.COPY_WITH_HEADERS, partial(copy_rows, of, headers=True)),
        "columns": action(of, COLUMNS, header.choose),
    }
    for name in ("add", "open", "delete"):
        tools.addAction(made[name])
    _add_own(of, tools)
    tools.addSeparator()
    for name in ("export", "reload", "columns"):
        tools.addAction(made[name])
    of.table.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
    of.table.header_menu_wanted.connect(header.show)
    return made


def _add_own(of: "RecordList", tools: QToolBar) -> None:
    """Add what only this list can do, for the roles that may."""
    role = (of.workplace.session.role or "").removeprefix("hemis_")
    for each in of.spec.actions:
        if not each.roles or role in each.roles:
            made = action(of, each.command, partial(of.act, each))
            tools.addAction(made)
            of.table.addAction(made)
