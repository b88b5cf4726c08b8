"""The header of a list: a person sorts by it, moves, hides and chooses columns, and finds them so again."""

from functools import partial

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtWidgets import QMenu

from client.core.i18n import _
from client.core.icons import icon
from client.widgets.record_list.columns_dialog import ColumnsDialog
from client.widgets.record_list.question import Question
from client.widgets.record_list.table import ListTable
from client.widgets.workplace import OwnSettings


class Header(QObject):
    """Changes the layout of a question and remembers it; `changed` when the rows are to be asked for anew."""

    changed = Signal()

    def __init__(self, settings: OwnSettings, question: Question, table: ListTable) -> None:
        super().__init__(table)
        self._settings, self._question, self._table = settings, question, table
        table.sort_wanted.connect(self.sort)
        table.layout_changed.connect(self._moved)
        table.header_menu_wanted.connect(self._show_menu)

    def sort(self, path: str, adding: bool) -> None:
        """Sort by a column, alone or after those that sort already."""
        self._question.layout.sort_by(path, adding=adding)
        self._remember()
        self.changed.emit()

    def show_columns(self, columns: list[str]) -> None:
        """Show these columns, in this order."""
        self._question.layout.columns = columns
        self._remember()
        self.changed.emit()

    def choose(self) -> None:
        """Open the dialog of columns."""
        readable = frozenset(self._question.readable_columns())
        dialog = ColumnsDialog(self._question.screen, self._paths(), readable, self._table)
        dialog.chosen.connect(self.show_columns)
        dialog.open()

    def _paths(self) -> list[str]:
        return [column.path for column in self._table.rows.columns]

    def _show_menu(self, place: QPoint, section: int) -> None:
        menu, paths = QMenu(self._table), self._paths()
        if 0 <= section < len(paths):
            path = paths[section]
            menu.addAction(icon("up"), _("Sort by this column"), lambda: self.sort(path, adding=False))
            menu.addAction(_("Sort by this column as well"), lambda: self.sort(path, adding=True))
            ask = partial(self._table.filter_wanted.emit, path)
            by_value = menu.addAction(icon("filter"), _("Filter by this column…"), ask)
            by_value.setEnabled(path in self._table.filters.offered)
            others = [each for each in paths if each != path]
            hide = menu.addAction(_("Hide this column"), lambda: self.show_columns(others))
            hide.setEnabled(bool(others))
            menu.addSeparator()
        menu.addAction(icon("columns"), _("Columns…"), self.choose)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(place)

    def _moved(self) -> None:
        paths = self._paths()
        # While the model changes its columns, the header still counts those it had before.
        order = [paths[place] for place in self._table.shown_columns() if place < len(paths)]
        if order:
            self._question.layout.columns = order
            self._question.layout.widths = self._table.kept_widths
            self._remember()

    def _remember(self) -> None:
        self._question.layout.remember(self._question.screen, self._settings)
