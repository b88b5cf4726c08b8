"""The generic list of records: search, filters, order, details, export and opening, over any number of rows."""

from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QHideEvent
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from client.core import actions
from client.core.actions import action
from client.core.errors import HemisError
from client.core.i18n import _
from client.data.records.list_filters import Filter
from client.widgets.export import Export
from client.widgets.message_line import MessageLine
from client.widgets.record_list.acts import COLUMNS, FILTER, adds, fill, own_acts
from client.widgets.record_list.copying import Copying
from client.widgets.record_list.deleting import Deleting
from client.widgets.record_list.details import Details
from client.widgets.record_list.empty_state import EmptyState
from client.widgets.record_list.filter_button import FilterButton
from client.widgets.record_list.filtering import Filtering
from client.widgets.record_list.header import Header
from client.widgets.record_list.layout import Layout
from client.widgets.record_list.name_jump import NameJump
from client.widgets.record_list.opening import Opening
from client.widgets.record_list.question import Allowed, Question
from client.widgets.record_list.reading import Reading
from client.widgets.record_list.row_count import RowCount
from client.widgets.record_list.rows import Rows
from client.widgets.record_list.screen import ListAction, Screen
from client.widgets.record_list.search import Search
from client.widgets.record_list.selection import Selection
from client.widgets.record_list.table import ListTable
from client.widgets.tool_bar import ToolBar
from client.widgets.workplace import Workplace


class RecordList(QWidget):
    """Shows the records of a screen; `fixed` filters belong to the place it stands in, such as one student.

    It composes and connects: what is asked is the `question`, its answer are the `rows`, and each thing that can
    be done with them is a class beside this one, which knows the question and the table but not the list.
    """

    def __init__(
        self, workplace: Workplace, screen: Screen, fixed: tuple[Filter, ...] = (), **new: Any
    ) -> None:
        super().__init__()
        self.title = _(screen.title)
        self.workplace, self.spec = workplace, screen
        self.rows = Rows(workplace, self)
        self.table = ListTable(self.rows, self)
        self.search = Search(workplace, screen, self)
        layout = Layout.remembered(screen, workplace.settings)
        self.question = Question(screen, (*screen.only, *fixed), layout, self.search)
        self.header = Header(workplace.settings, self.question, self.table)
        self.filtering = Filtering(workplace, self.question, self.table)
        self.opening = Opening(workplace, self.question, self.table, new, self)
        self.message, self.count = MessageLine(), RowCount()
        self.details = Details(workplace, screen, self.table)
        self.empty_state = EmptyState(self.table, self.question, workplace.session)
        self._deleting = Deleting(workplace, self.question, self.table, self)
        self._copying = Copying(workplace, self.table)
        self._jump = NameJump(workplace, self.question, self.table)
        self._reading = Reading(workplace, self.question, self.table, self)
        self.acts = self._make_acts()
        self._build()
        self._connect()
        self._reading.learn()

    def reload(self) -> None:
        """Ask the server again and come back to the row that was current."""
        self._reading.reload()

    def act(self, wanted: ListAction) -> None:
        """Do something with the selected records."""
        if not wanted.needs_rows:
            wanted.act(self.workplace, self, [])
            return
        selected = Selection.of(self.table)
        if selected is None:
            self.message.say(_("Choose the rows first."))
            return
        work = partial(selected.ids, self.workplace.gateway)
        self.workplace.tasks.run(self, work, lambda ids: wanted.act(self.workplace, self, ids), self._failed)

    def export(self) -> None:
        """Offer to write exactly what is on the screen to a file."""
        if self.rows.query is not None:
            order = tuple(self.rows.columns[place] for place in self.table.shown_columns())
            told, short = tuple(self.search.describe()), tuple(self.search.short())
            Export(self.workplace, self.title, self.rows.query, order, told, short, self.message, self).ask()

    def state(self) -> dict[str, Any]:
        """Return what brings the list back as it is now."""
        return {**self.search.state(), "record": self.table.current_id()}

    def restore(self, state: dict[str, Any]) -> None:
        """Come back to what was shown."""
        self._reading.come_back_to(state.get("record"))
        self.search.restore(state)

    def may_close(self) -> bool:
        return self.opening.may_close()

    def _make_acts(self) -> dict[str, QAction]:
        """Make the acts; those of single rows belong to the table, so that they leave other fields their keys."""
        table, copy = self.table, self._copying.copy
        return {
            "add": action(self, actions.ADD, self.opening.add),
            "open": action(table, actions.CARD, self.opening.open_current),
            "delete": action(table, actions.DELETE, self._deleting.ask),
            "export": action(self, actions.EXPORT, self.export),
            "reload": action(self, actions.RELOAD, self.reload),
            "find": action(self, actions.FIND, self.search.go_to),
            "copy": action(table, actions.COPY, partial(copy, headers=False)),
            "copy_headers": action(table, actions.COPY_WITH_HEADERS, partial(copy, headers=True)),
            "columns": action(self, COLUMNS, self.header.choose),
            "filter": action(table, FILTER, table.filter_column),
        }

    def _build(self) -> None:
        own = [
            action(self, each.command, partial(self.act, each))
            for each in own_acts(self.workplace, self.spec)
        ]
        self.table.addActions(own)
        tools = ToolBar()
        fill(tools, self.acts, own)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.addWidget(self.table)
        split.addWidget(self.details)
        self.details.setVisible(bool(self.spec.panels))
        split.setStretchFactor(0, 1)
        split.setSizes([1000, 280])
        split.setChildrenCollapsible(False)
        head = QHBoxLayout()
        head.addWidget(tools, 1)
        head.addWidget(FilterButton(self.workplace.settings, self.spec, self.search.chips))
        head.addWidget(self.search.field)
        head.addWidget(self.count)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 0, 8, 4)
        layout.setSpacing(0)
        layout.addWidget(self.message)
        layout.addLayout(head)
        layout.addWidget(self.search.chips)
        layout.addWidget(split, 1)
        self.setFocusProxy(self.table)

    def _connect(self) -> None:
        for asks in (self.search.changed, self.header.changed, self._jump.reordered):
            asks.connect(self._reading.ask)
        for failed in (self.rows.failed, self._jump.failed, self._reading.failed, self.filtering.failed):
            failed.connect(self._failed)
        self._reading.learnt.connect(self._allow)
        self._reading.barred.connect(lambda: self.empty_state.explain(adds=adds(self)))
        self._reading.counted.connect(self.count.set_total)
        self.rows.arrived.connect(self._arrived)
        self.search.entered.connect(self.table.setFocus)
        self.table.opened.connect(self.opening.open_current)
        self.opening.saved.connect(self._saved)
        self._deleting.deleted.connect(self._deleted)
        self._deleting.failed.connect(self.message.refuse)
        self._copying.said.connect(self.message.say)
        self.empty_state.cleared.connect(self.search.clear)
        self.empty_state.again.connect(self._reading.learn)

    def _allow(self, found: Allowed) -> None:
        """Hide what the role never may."""
        self.acts["add"].setVisible(self.opening.possible() and found.rights.may_add)
        self.acts["delete"].setVisible(found.rights.deletable)
        self.acts["open"].setVisible(self.opening.possible())
        self.search.allow(found.paths)
        self.filtering.allow()

    def _arrived(self, place: int | None) -> None:
        self.message.hide()
        self.table.set_widths(self.question.layout.widths)
        self.search.chips.retranslate()
        self.count.set_count(self.rows.rowCount(), narrowed=bool(self.search.describe()))
        self.empty_state.explain(adds=adds(self))
        if self._jump.resume():
            return
        if self.rows.rowCount():
            self.table.go_to(place or 0)
        self.details.show_current()

    def _failed(self, error: HemisError) -> None:
        self.message.refuse(error)
        self.empty_state.fail()

    def _saved(self, record_id: int) -> None:
        self._reading.come_back_to(record_id)
        self.reload()

    def _deleted(self, name: str) -> None:
        self.reload()
        self.message.say(_("Deleted: {name}.", name=name))

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.search.rest()
