"""Filtering by what one sees: the value of a cell, the values of a column, a chip that is changed."""

from dataclasses import replace
from datetime import datetime
from functools import partial

from PySide6.QtCore import QModelIndex, QObject, QPoint, Signal
from PySide6.QtWidgets import QMenu

from client.core.clock import ZONE
from client.core.i18n import _
from client.core.icons import icon
from client.data.records.list_filters import Filter
from client.data.records.list_values import Value, value_in
from client.widgets.record_list.filter_dialog import FilterDialog, operators
from client.widgets.record_list.question import Question
from client.widgets.record_list.table import ListTable
from client.widgets.workplace import Workplace

#: Signs of a value that the menu of a cell shows.
SHOWN = 40


class Filtering(QObject):
    """Opens the dialog of a filter where it was asked for, and the menu of a cell."""

    failed = Signal(object)

    def __init__(self, workplace: Workplace, question: Question, table: ListTable) -> None:
        super().__init__(table)
        self._workplace, self._question, self._table = workplace, question, table
        self._chips = question.search.chips
        self._chips.asked.connect(self.ask)
        self._chips.changed.connect(self._mark)
        table.filter_wanted.connect(self.by_column)
        table.cell_menu_wanted.connect(self._show_menu)

    def allow(self) -> None:
        """Offer filters on the columns that the role reads."""
        screen = self._question.screen
        paths = {*screen.all_columns(), *screen.filters}
        self._table.filters.offered = frozenset(path for path in paths if operators(self._question, path))
        self._mark()

    def by_column(self, path: str) -> None:
        """Ask for the values of a column, below its head."""
        if path in self._table.filters.offered:
            former = next((each for each in self._chips.filters if each.path == path), None)
            self.ask(former or Filter(path, "", ()), self._table.filters.below(path))

    def ask(self, wanted: Filter, place: QPoint | None = None) -> None:
        """Open the dialog that makes a filter or changes one that there is."""
        dialog = FilterDialog(self._workplace, self._question, wanted, self._table)
        dialog.made.connect(partial(self._chips.put, wanted))
        dialog.show_at(place)

    def by_cell(self, index: QModelIndex, operator: str) -> None:
        """Show only the rows with the value of a cell, or all but those; the server knows the value itself."""
        record_id = self._table.rows.record_id(index.row())
        if record_id is None:
            return
        path, model = self._table.rows.columns[index.column()].path, self._question.screen.model
        work = partial(value_in, self._workplace.gateway, model, path, record_id)
        self._workplace.tasks.run(self, work, partial(self._narrow, path, operator), self.failed.emit)

    def _narrow(self, path: str, operator: str, found: Value) -> None:
        if isinstance(found.value, datetime):
            day = found.value.astimezone(ZONE).date().isoformat()
            made = Filter(path, "between", (day, day))
        else:
            named = isinstance(found.title, str) and not self._question.screen.column(path).classifier
            texts = (found.title,) if named else ()
            made = Filter(path, operator, (found.value,), texts)
        kept = tuple(each for each in self._chips.filters if each.path != path or operator == "none_of")
        former = next((each for each in kept if (each.path, each.operator) == (path, "none_of")), None)
        if former is not None and bool(former.texts) == bool(made.texts):
            more = replace(former, values=former.values + made.values, texts=former.texts + made.texts)
            self._chips.put(former, more)
        else:
            self._chips.set((*kept, made))

    def _show_menu(self, place: QPoint, index: QModelIndex) -> None:
        menu, rows = QMenu(self._table), self._table.rows
        if index.isValid():
            path = rows.columns[index.column()].path
            if path in self._table.filters.offered and not rows.is_hidden(index):
                self._offer(menu, index, path)
                menu.addSeparator()
        menu.addActions(self._table.actions())
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(place)

    def _offer(self, menu: QMenu, index: QModelIndex, path: str) -> None:
        said = self._table.rows.text(index.row(), index.column()) or _("(empty)")
        said = (said if len(said) <= SHOWN else f"{said[:SHOWN]}…").replace("&", "&&")
        only, but = _("Only “{value}”", value=said), _("All but “{value}”", value=said)
        menu.addAction(icon("filter"), only, partial(self.by_cell, index, "one_of"))
        if self._table.rows.columns[index.column()].kind != "moment":
            menu.addAction(but, partial(self.by_cell, index, "none_of"))

    def _mark(self) -> None:
        self._table.filters.mark(frozenset(each.path for each in self._chips.filters))
