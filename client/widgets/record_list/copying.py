"""The selected rows to the clipboard, as a block that spreadsheets take."""

from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication

from client.core.i18n import _
from client.widgets.formatting import grouped, ungrouped
from client.widgets.record_list.selection import Row, Selection
from client.widgets.record_list.table import ListTable
from client.widgets.workplace import Workplace


class Copying(QObject):
    """Copies columns as they stand; rows that were never looked at are read first."""

    #: A sentence for the person.
    said = Signal(str)

    def __init__(self, workplace: Workplace, table: ListTable) -> None:
        super().__init__(table)
        self._workplace, self._table = workplace, table

    def copy(self, *, headers: bool) -> None:
        """Copy what is selected."""
        selected = Selection.of(self._table)
        if selected is None:
            self.said.emit(_("Choose the rows first."))
            return
        put = partial(self._put, headers=headers)
        rows = selected.in_memory()
        if rows is not None:
            put(rows)
            return
        title = _("Copying {count} rows", count=grouped(len(selected.numbers)))
        self._workplace.tasks.job(self, title, partial(selected.read, self._workplace.gateway), put)

    def _put(self, rows: list[Row], *, headers: bool) -> None:
        places, columns = self._table.shown_columns(), self._table.rows.columns
        lines = ["\t".join(columns[place].label for place in places)] if headers else []
        for row in rows:
            cells = (
                ungrouped(row[place + 2], columns[place].classifier, self._workplace.catalogue)
                for place in places
            )
            lines.append("\t".join(" ".join(cell.split()) for cell in cells))
        QGuiApplication.clipboard().setText("\n".join(lines))
        self.said.emit(_("Copied: {count} rows.", count=grouped(len(rows))))
