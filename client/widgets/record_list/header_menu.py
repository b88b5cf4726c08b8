"""The menu of a list's header: sort, hide a column, choose the columns."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu

from client.core.i18n import _
from client.core.icons import icon
from client.widgets.record_list.columns_dialog import ColumnsDialog

if TYPE_CHECKING:
    from client.widgets.record_list.record_list import RecordList


class HeaderMenu:
    """Knows the list whose columns it changes."""

    def __init__(self, of: "RecordList") -> None:
        self._of = of

    def show(self, place: QPoint, section: int) -> None:
        """Open the menu for a column."""
        menu = QMenu(self._of)
        if 0 <= section < len(self._of.rows.columns):
            path = self._of.rows.columns[section].path
            menu.addAction(icon("up"), _("Sort by this column"), lambda: self._sort(path, adding=False))
            menu.addAction(_("Sort by this column as well"), lambda: self._sort(path, adding=True))
            hide = menu.addAction(_("Hide this column"), lambda: self._hide(path))
            hide.setEnabled(len(self._of.rows.columns) > 1)
            menu.addSeparator()
        menu.addAction(icon("columns"), _("Columns…"), self.choose)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(place)

    def choose(self) -> None:
        """Open the dialog of columns."""
        of = self._of
        readable = frozenset(of.readable_columns())
        dialog = ColumnsDialog(of.spec, [column.path for column in of.rows.columns], readable, of)
        dialog.chosen.connect(of.show_columns)
        dialog.open()

    def _sort(self, path: str, *, adding: bool) -> None:
        self._of.table.sort_wanted.emit(path, adding)

    def _hide(self, path: str) -> None:
        self._of.show_columns([column.path for column in self._of.rows.columns if column.path != path])
