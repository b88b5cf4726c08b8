"""The tree of units: what lies below what; a unit is moved by dragging it."""

from functools import partial
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QMessageBox, QVBoxLayout, QWidget

from client.core import actions
from client.core.actions import Command, action
from client.core.errors import HemisError
from client.core.i18n import N_, _
from client.core.icons import icon
from client.data.records import saving
from client.data.records.rights import Rights, rights
from client.data.structure import units
from client.data.structure.units import Node
from client.views.structure.forms import UNIT
from client.views.structure.tree_view import TreeView
from client.widgets.message_line import MessageLine
from client.widgets.record_form import FormDialog
from client.widgets.tool_bar import ToolBar
from client.widgets.workplace import Workplace
from shared.models.structure import Unit

RELATION = "structure.unit"
EXPAND = Command(N_("Unfold all"), ("Ctrl+Shift+E",), "down")


class UnitTree(QWidget):
    """Shows all units; keeping them is for those whom the server lets."""

    def __init__(self, workplace: Workplace, record_id: int | None = None) -> None:
        super().__init__()
        self.title = _("Tree of units")
        self.message = MessageLine()
        self.search = QLineEdit()
        self.tree = TreeView()
        self._workplace = workplace
        self._rights = Rights()
        self._stale = True
        self._wanted = record_id
        self._dialog: FormDialog | None = None
        self._subscription = workplace.changes.subscribe((RELATION,), self._changed)
        self.destroyed.connect(self._subscription.end)
        self._build()

    def reload(self) -> None:
        """Read the tree again."""
        self._stale = False
        gateway, catalogue = self._workplace.gateway, self._workplace.catalogue

        def work() -> tuple[Rights, list[Node]]:
            catalogue.ensure([Unit.__table__.columns["kind"].info["classifier"]])
            return rights(gateway, Unit), units.tree(gateway)

        self._workplace.tasks.run(self, work, self._show, self.message.refuse)

    def add(self) -> None:
        """Make a unit below the current one."""
        current = self.tree.current()
        self._open(None, **({"parent_id": current.id} if current else {}))

    def open_current(self) -> None:
        """Open the form of the current unit."""
        if (current := self.tree.current()) is not None:
            self._open(current.id)

    def may_close(self) -> bool:
        return self._dialog is None or self._dialog.may_close()

    def move_unit(self, node: Node, parent: Node | None) -> None:
        """Ask, then make a unit a part of another."""
        below = parent.name if parent else _("the university itself")
        question = _("Make “{unit}” a part of “{parent}”?", unit=node.name, parent=below)
        box = QMessageBox(QMessageBox.Icon.Question, self.title, question, parent=self)
        yes = box.addButton(_("Move"), QMessageBox.ButtonRole.AcceptRole)
        box.addButton(QMessageBox.StandardButton.Cancel)
        yes.clicked.connect(partial(self._move, node, parent))
        box.finished.connect(box.deleteLater)
        box.open()

    def _build(self) -> None:
        self.search.setPlaceholderText(_("Search ({keys})", keys="Ctrl+F"))
        self.search.setClearButtonEnabled(True)
        self.search.setMaximumWidth(260)
        self.search.addAction(icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        self.search.textChanged.connect(self.tree.narrow)
        tools = ToolBar()
        tools.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._add = action(self, actions.ADD, self.add)
        for made in (
            self._add,
            action(self.tree, actions.CARD, self.open_current),
            action(self, EXPAND, self.tree.expandAll),
            action(self, actions.RELOAD, self.reload),
        ):
            tools.addAction(made)
        action(self, actions.FIND, self.search.setFocus)
        head = QHBoxLayout()
        head.addWidget(tools, 1)
        head.addWidget(self.search)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 4, 8, 8)
        layout.addWidget(self.message)
        layout.addLayout(head)
        layout.addWidget(self.tree, 1)
        self.setFocusProxy(self.tree)
        self.tree.opened.connect(self.open_current)
        self.tree.dropped.connect(self.move_unit)

    def _show(self, answer: tuple[Rights, list[Node]]) -> None:
        self._rights, nodes = answer
        self._add.setVisible(self._rights.may_add)
        self.tree.setDragEnabled(self._rights.may_change)
        catalogue, classifier = self._workplace.catalogue, Unit.__table__.columns["kind"].info["classifier"]
        self.tree.show_nodes(nodes, lambda code: catalogue.label(classifier, code))
        self.tree.narrow(self.search.text())
        if self._wanted is not None:
            self.tree.choose(self._wanted)
            self._wanted = None

    def _open(self, record_id: int | None, **new: Any) -> None:
        if not self.may_close():
            return
        if self._dialog is not None:
            self._dialog.close()
        self._dialog = FormDialog(self._workplace, UNIT, record_id, None, self, **new)
        self._dialog.destroyed.connect(self._forget_dialog)
        self._dialog.show()

    def _forget_dialog(self) -> None:
        self._dialog = None

    def _move(self, node: Node, parent: Node | None) -> None:
        values = {"parent_id": parent.id if parent else None}
        work = partial(saving.update, self._workplace.gateway, Unit, node.id, node.version, values)
        self._workplace.tasks.run(self, work, partial(self._moved, node), self._not_moved)

    def _moved(self, node: Node, _version: int) -> None:
        self._workplace.changes.announce(RELATION)
        self.message.say(
            _("“{unit}” is moved. Give it a code that fits its place, if need be.", unit=node.name)
        )

    def _not_moved(self, error: HemisError) -> None:
        self.message.refuse(error)
        self.reload()

    def _changed(self, _relation: str) -> None:
        self._stale = True
        QTimer.singleShot(0, self, self._reload_if_stale)

    def _reload_if_stale(self) -> None:
        if self._stale and self.isVisible():
            self.reload()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._reload_if_stale()
