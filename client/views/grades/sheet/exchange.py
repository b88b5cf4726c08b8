"""Printing a sheet and its way to Excel and back."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from client.core import actions
from client.core.actions import Command
from client.core.i18n import N_, _
from client.core.icons import icon
from client.data.grades import exchange, forms
from client.data.grades.exchange import Brought
from client.data.grades.sheet import GradeSheet
from client.data.grades.words import hindrances, short
from client.widgets.cell_grid import Cell, CellGrid
from client.widgets.file_dialogs import FileDialogs, opening
from client.widgets.message_line import MessageLine
from client.widgets.preview.printout import present
from client.widgets.tool_bar import ToolBar
from client.widgets.workplace import Workplace

PRINT = Command(N_("Print the form"), ("Ctrl+P",), "print")
OUT = Command(N_("Write as Excel"), ("Ctrl+E",), "export")
BACK = Command(N_("Read Excel back"), (), "import")
EXCEL = "Excel (*.xlsx)"


class Exchange:
    """The acts of a window that lead out of it and back."""

    def __init__(
        self,
        workplace: Workplace,
        window: QWidget,
        message: MessageLine,
        sheet: Callable[[], GradeSheet | None],
        grid: Callable[[], CellGrid | None],
    ) -> None:
        self._workplace, self._window, self._message = workplace, window, message
        self._sheet, self._grid = sheet, grid

    def add_to(self, bar: ToolBar) -> None:
        """Put printing and Excel at the end of a bar."""
        menu = QMenu(self._window)
        for kind, words in forms.FORMS.items():
            command = PRINT if kind == forms.OWN else Command(words, (), "print")
            menu.addAction(actions.action(self._window, command, partial(self.show_form, kind)))
        menu.addSeparator()
        menu.addAction(actions.action(self._window, OUT, self.write_out))
        menu.addAction(actions.action(self._window, BACK, self.read_back))
        button = QToolButton()
        button.setText(_("Print"))
        button.setIcon(icon("print"))
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        button.setMenu(menu)
        bar.addWidget(button)

    def show_form(self, kind: str) -> None:
        """Show the sheet on a form as it will be printed."""
        if (sheet := self._sheet()) is None:
            return
        why = _why
        work = partial(forms.papers, self._workplace.gateway, [sheet.id], kind, short, why)
        self._workplace.tasks.run(self._window, work, partial(present, self._workplace), self._message.refuse)

    def write_out(self) -> None:
        """Ask for a file and write the protected workbook."""
        if (sheet := self._sheet()) is None:
            return
        proposed = f"{sheet.number} {sheet.subject} {sheet.students}.xlsx"
        if name := FileDialogs(self._workplace.settings).to_save(self._window, proposed, EXCEL):
            path = Path(name)
            done = _("Saved as “{file}”.", file=path.name)
            self._workplace.tasks.run(
                self._window,
                partial(exchange.write_out, sheet, path),
                lambda _nothing: self._message.say(done, *opening(path)),
                self._message.refuse,
            )

    def read_back(self) -> None:
        """Ask for a filled workbook and lay what it says over the sheet; nothing is stored before Ctrl+S."""
        if (sheet := self._sheet()) is None:
            return
        title = _("Read Excel back")
        if name := FileDialogs(self._workplace.settings).to_open(self._window, title, EXCEL):
            work = partial(exchange.bring_in, self._workplace.gateway, sheet.id, Path(name))
            self._workplace.tasks.run(self._window, work, self.lay, self._message.refuse)

    def lay(self, brought: Brought) -> None:
        """Put what a file brings into the cells, wrong texts marked, as one step of undo."""
        if (grid := self._grid()) is None:
            return
        places = {column.key: place for place, column in enumerate(grid.model.columns)}
        rows = {key: row for row, key in enumerate(grid.model.row_keys)}
        wanted = {
            (rows[line], places[str(component)]): grid.model.columns[places[str(component)]].read(text)
            for (line, component), text in brought.cells.items()
            if line in rows and str(component) in places
        }
        count = grid.model.edit(wanted, _("reading Excel"))
        told = [_("Read from the file: {count} cells. Look at them and save (Ctrl+S).", count=count)]
        if brought.emptied:
            told.append(
                _("Cells that are empty in the file stay as they are stored: {count}.", count=brought.emptied)
            )
        if brought.locked:
            told.append(
                _("Not yours or signed, left as stored: {names}.", names=", ".join(brought.locked[:5]))
            )
        self._message.say(" ".join(told))
        if wrong := next(iter(grid.wrong()), None):
            cell: Cell = wrong
            grid.come_to(cell)


def _why(line: object) -> str:
    return hindrances(getattr(line, "hindrance", None))
