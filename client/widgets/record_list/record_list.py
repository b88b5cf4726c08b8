"""The generic list of records: search, filters, order, details, export and opening, over any number of rows."""

import time
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAction, QHideEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QSplitter, QToolBar, QVBoxLayout, QWidget

from client.core.errors import HemisError
from client.core.i18n import _
from client.core.icons import icon
from client.data.records.list_filters import Filter
from client.data.records.list_sorting import is_by_name
from client.data.records.listing import ListQuery, Sort
from client.data.records.rights import Rights
from client.widgets.formatting import grouped
from client.widgets.message_line import MessageLine
from client.widgets.record_list.acts import make_acts
from client.widgets.record_list.chips import Chips
from client.widgets.record_list.details import Details
from client.widgets.record_list.empty_state import Emptiness
from client.widgets.record_list.layout import Layout
from client.widgets.record_list.opening import Opening
from client.widgets.record_list.question import Allowed, question
from client.widgets.record_list.rows import Rows
from client.widgets.record_list.screen import ListAction, Screen
from client.widgets.record_list.table import ListTable
from client.widgets.workplace import Workplace

#: Milliseconds of rest in typing before the server is asked.
PAUSE = 250
#: Seconds between reloads while colleagues save one record after another.
CALM = 2.0


class RecordList(QWidget):
    """Shows the records of a screen; `fixed` filters belong to the place it stands in, such as one student."""

    def __init__(
        self, workplace: Workplace, screen: Screen, fixed: tuple[Filter, ...] = (), **new: Any
    ) -> None:
        super().__init__()
        self.title = _(screen.title)
        self.workplace = workplace
        self.spec = screen
        self.fixed = (*screen.only, *fixed)
        self.allowed = Allowed(Rights(), frozenset())
        self.layout_kept = Layout.remembered(screen, workplace.settings)
        self.rows = Rows(workplace, self)
        self.table = ListTable(self.rows, self)
        self.chips = Chips(workplace, screen)
        self.search = QLineEdit()
        self.message = MessageLine()
        self.details = Details(workplace, screen)
        self.opening = Opening(self, new)
        self._total = 0
        self._reloaded = 0.0
        self._learnt = False
        self._stale = True
        self._came_back_to: int | None = None
        self._typed_before = ""
        self._subscription = workplace.changes.subscribe(screen.relations(), self._changed)
        self.destroyed.connect(self._subscription.end)
        self._build()
        self._connect()
        self._learn_rights()

    @property
    def rights(self) -> Rights:
        """What the role may do with these records."""
        return self.allowed.rights

    def reload(self) -> None:
        """Ask the server again and come back to the row that was current."""
        self._stale = False
        if not self.allowed.shows(self.spec):
            self.emptiness.explain(self)
            return
        self._reloaded = time.monotonic()
        self._came_back_to = self._came_back_to or self.current_id()
        self._count_all()
        self._ask()

    def query(self) -> ListQuery:
        """Return the question whose answer is on the screen."""
        filters = (*self.fixed, *self.chips.filters)
        kept = self.layout_kept
        return question(self.spec, self.allowed, kept.columns, filters, self.search.text().strip(), kept.sort)

    def current_id(self) -> int | None:
        """Return the id of the current record."""
        index = self.table.currentIndex()
        return self.rows.record_id(index.row()) if index.isValid() else None

    def selected_ids(self) -> list[int]:
        """Return the ids of the selected records; those out of memory are asked for, so call it in the background."""
        numbers = self.table.selected_rows()
        known = [self.rows.record_id(number) for number in numbers]
        if all(each is not None for each in known):
            return [each for each in known if each is not None]
        every = self.query().ids(self.workplace.gateway)
        return [every[number] for number in numbers if number < len(every)]

    def describe(self) -> list[str]:
        """Return the search and filters in words, for exports."""
        found = self.chips.describe()
        if self.search.text().strip():
            found.insert(0, _("search: {text}", text=self.search.text().strip()))
        return found

    def counts(self) -> str:
        """Return how many rows are shown, of how many."""
        count = self.rows.rowCount()
        if self.describe() and self._total > count:
            return _("{count} of {total}", count=grouped(count), total=grouped(self._total))
        return grouped(count)

    def readable_columns(self) -> list[str]:
        """Return the columns that the role may read."""
        return [path for path in self.spec.all_columns() if path in self.allowed.paths]

    def come_back_to(self, record_id: int) -> None:
        """Read again and make this record the current one."""
        self._came_back_to = record_id
        self.reload()

    def state(self) -> dict[str, Any]:
        """Return what brings the list back as it is now."""
        filters = [each.to_json() for each in self.chips.filters]
        return {"search": self.search.text(), "filters": filters, "record": self.current_id()}

    def restore(self, state: dict[str, Any]) -> None:
        """Come back to what was shown."""
        self.search.setText(state.get("search") or "")
        self.chips.set(tuple(Filter.from_json(each) for each in state.get("filters") or ()))
        self._came_back_to = state.get("record")

    def may_close(self) -> bool:
        return self.opening.may_close()

    def _build(self) -> None:
        self.search.setPlaceholderText(_("Search ({keys})", keys="Ctrl+F"))
        self.search.setClearButtonEnabled(True)
        self.search.setMaximumWidth(260)
        self.search.setVisible(bool(self.spec.search))
        self.search.addAction(icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        self._count = QLabel()
        self._count.setContentsMargins(8, 0, 4, 0)
        self._count.setAccessibleName(_("Number of rows"))
        self._tools = QToolBar()
        self._tools.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.emptiness = Emptiness(self.table)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.addWidget(self.table)
        split.addWidget(self.details)
        self.details.setVisible(bool(self.spec.panels))
        split.setStretchFactor(0, 1)
        split.setSizes([1000, 280])
        split.setChildrenCollapsible(False)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 4, 8, 8)
        layout.setSpacing(4)
        layout.addWidget(self.message)
        head = QHBoxLayout()
        for widget in (self._tools, self.search, self._count):
            head.addWidget(widget, 1 if widget is self._tools else 0)
        layout.addLayout(head)
        layout.addWidget(self.chips)
        layout.addWidget(split, 1)
        self.setFocusProxy(self.table)
        self.actions_by_name: dict[str, QAction] = make_acts(self, self._tools)

    def _connect(self) -> None:
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(PAUSE)
        self._typing.timeout.connect(self._ask)
        self.search.textChanged.connect(lambda _text: self._typing.start())
        self.search.returnPressed.connect(self._search_now)
        self.chips.changed.connect(self._ask)
        self.rows.arrived.connect(self._arrived)
        self.rows.failed.connect(self._failed)
        self.table.opened.connect(lambda _row: self.opening.open_current())
        self.table.typed.connect(self._jump)
        self.table.sort_wanted.connect(self._sort)
        self.table.layout_changed.connect(self._layout_changed)
        self.table.selectionModel().currentRowChanged.connect(lambda *_rows: self._show_details())
        self.emptiness.cleared.connect(self._clear)
        self.emptiness.again.connect(self.reload)

    def _learn_rights(self) -> None:
        work = partial(Allowed.ask, self.workplace.gateway, self.spec)
        self.workplace.tasks.run(self, work, self._allow, self._failed)

    def _allow(self, found: Allowed) -> None:
        """Hide what the role never may."""
        self.allowed, self._learnt = found, True
        opens = self.spec.form is not None or bool(self.spec.card)
        self.actions_by_name["add"].setVisible(opens and found.rights.may_add)
        self.actions_by_name["delete"].setVisible(found.rights.deletable)
        self.actions_by_name["open"].setVisible(opens)
        self.chips.allow(found.paths)
        self.search.setVisible(any(path in found.paths for path in self.spec.search))
        if self.isVisible():
            self.reload()

    def _ask(self) -> None:
        self._typing.stop()
        if not self.allowed.shows(self.spec):
            return
        query = self.query()
        self.rows.sort_marks = self.layout_kept.marks()
        record, self._came_back_to = self._came_back_to, None
        self.rows.ask(query, [self.spec.column(path) for path in query.columns], record)

    def _count_all(self) -> None:
        query = ListQuery(self.spec.model, (), filters=self.fixed)
        self.workplace.tasks.run(
            self, partial(query.count, self.workplace.gateway), self._counted, self._failed
        )

    def _counted(self, total: int) -> None:
        self._total = total
        self._count.setText(self.counts())

    def _arrived(self, place: int | None) -> None:
        self.message.hide()
        self.table.set_widths(self.layout_kept.widths)
        self.chips.retranslate()
        self._count.setText(self.counts())
        self.emptiness.explain(self)
        if self._typed_before:
            typed, self._typed_before = self._typed_before, ""
            self._jump(typed)
            return
        if place is not None:
            self.table.go_to(place)
        elif self.rows.rowCount():
            self.table.go_to(0)
        self._show_details()

    def _failed(self, error: HemisError) -> None:
        self.message.refuse(error)
        self.emptiness.fail(self)

    def _search_now(self) -> None:
        self._ask()
        self.table.setFocus()

    def go_to_search(self) -> None:
        """Go to the field of the search."""
        self.search.setFocus()
        self.search.selectAll()

    def _clear(self) -> None:
        self.search.clear()
        self.chips.set(())

    def _sort(self, path: str, adding: bool) -> None:
        self.layout_kept.sort_by(path, adding=adding)
        self.remember_layout()
        self._ask()

    def _jump(self, typed: str) -> None:
        """Go to the first row whose name begins with what was typed; other orders give way to that of names."""
        first = self.layout_kept.sort[0].path if self.layout_kept.sort else self.spec.model.title
        if is_by_name(self.spec.model, first):
            work = partial(self.query().position, self.workplace.gateway, typed)
            self.workplace.tasks.run(self, work, self._jump_to, self._failed)
            return
        names = (path for path in self.query().columns if is_by_name(self.spec.model, path))
        if (by_name := next(names, "")) != "":
            self._typed_before = typed
            self.layout_kept.sort = [Sort(by_name)]
            self._ask()

    def _jump_to(self, position: int) -> None:
        if self.rows.rowCount():
            self.table.go_to(min(position, self.rows.rowCount() - 1))

    def _layout_changed(self) -> None:
        columns = self.rows.columns
        order = [columns[place].path for place in self.table.shown_columns() if place < len(columns)]
        if order:
            self.layout_kept.columns = order
            self.layout_kept.widths = self.table.kept_widths
            self.remember_layout()

    def remember_layout(self) -> None:
        """Keep columns, widths and order for this person."""
        self.layout_kept.remember(self.spec, self.workplace.settings)

    def show_columns(self, columns: list[str]) -> None:
        """Show these columns, in this order."""
        self.layout_kept.columns = columns
        self.remember_layout()
        self._ask()

    def _show_details(self) -> None:
        index = self.table.currentIndex()
        row = self.rows.row(index.row()) if index.isValid() else None
        self.details.show_row(self.rows.columns, row)

    def act(self, wanted: ListAction) -> None:
        """Do something with the selected records."""
        if not wanted.needs_rows:
            wanted.act(self.workplace, self, [])
            return
        if not self.table.selected_rows():
            self.message.say(_("Choose the rows first."))
            return
        self.workplace.tasks.run(
            self, self.selected_ids, lambda ids: wanted.act(self.workplace, self, ids), self._failed
        )

    def _changed(self, _relation: str) -> None:
        self._stale = True
        if self.isVisible():
            rested = time.monotonic() - self._reloaded
            QTimer.singleShot(0 if rested > CALM else int(CALM * 1000), self, self._reload_if_stale)

    def _reload_if_stale(self) -> None:
        if self._stale and self.isVisible() and self._learnt:
            self.reload()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._reload_if_stale()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._typing.stop()
