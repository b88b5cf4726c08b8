"""A table that is read, not typed into: choices above, rows that open something, a paper and an Excel of it."""

from collections.abc import Callable, Sequence
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Any, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from client.core import actions
from client.core.actions import Command
from client.core.errors import HemisError
from client.core.i18n import N_, _
from client.core.latest import Latest
from client.data.documents.plain import PlainPapers
from client.data.local.output_files import write_file
from client.widgets.file_dialogs import FileDialogs, opening
from client.widgets.line_table import LineTable
from client.widgets.message_line import MessageLine
from client.widgets.preview.printout import present
from client.widgets.tool_bar import ToolBar
from client.widgets.workplace import Workplace
from reports.common import table
from reports.common.table import Table
from reports.common.workbook import (
    append,
    new_book,
    number_form,
    set_for_print,
    set_widths,
    style_head,
    to_bytes,
)
from shared import numbers
from shared.identifiers import InvalidValue

PRINT = Command(N_("Print"), ("Ctrl+P",), "print")
EXCEL = Command(N_("Export to Excel"), ("Ctrl+E",), "export")
RELOAD = Command(N_("Reload"), ("F5",), "reload")


class ReadingWindow(QWidget):
    """What such windows have in common; `shown` is the paper of what stands in the table."""

    #: A window whose rows have papers of their own gives them the usual key.
    PRINT_LIST: ClassVar[Command] = PRINT

    def __init__(self, workplace: Workplace, title: str) -> None:
        super().__init__()
        self.title = title
        self.message = MessageLine()
        self.bar, self.table, self.sum = ToolBar(), LineTable(title), QLabel()
        self._workplace = workplace
        self._latest = Latest(workplace.tasks, self, self._refused)
        self.shown: Table | None = None
        self._keys: Sequence[int] = ()

    def reload(self) -> None:
        """Read again; a window says what."""
        raise NotImplementedError

    def activated(self, key: int) -> None:
        """Open what stands behind a row: the card of a student."""
        self._workplace.navigator.open("student-card", record_id=key)

    def lay_out(self, *choices: QWidget, beside: QWidget | None = None) -> None:
        """Put the choices above the table, and something at its side."""
        self.bar.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        for each in choices:
            self.bar.addWidget(each)
        for command, act in (
            (self.PRINT_LIST, self.print_it),
            (EXCEL, self.write_excel),
            (RELOAD, self.reload),
        ):
            self.bar.addAction(actions.action(self, command, act))
        self.table.opened.connect(lambda row: self.activated(self._keys[row]))
        self.sum.setContentsMargins(8, 0, 8, 2)
        self.sum.setWordWrap(True)  # a long sentence makes no window wider
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 4, 8, 8)
        for widget in (self.bar, self.message, self.sum):
            layout.addWidget(widget)
        layout.addWidget(beside or self.table, 1)
        self.setFocusProxy(self.table)

    def read(self, work: Callable[[], Any], done: Callable[[Any], object]) -> None:
        """Read in the background; the answer to an earlier question is dropped."""
        if not self.table.rowCount():
            self.sum.setText(_("Loading…"))
        self._latest.read(work, done)

    def _refused(self, error: HemisError) -> None:
        self.sum.clear()
        self.message.refuse(error)

    def show_rows(
        self, made: Table, keys: Sequence[int], letters: Sequence[int], grows: Sequence[int]
    ) -> None:
        """Show the rows of a paper; each has the key of what it opens."""
        self.shown, self._keys = made, keys
        numbers = [place for place, each in enumerate(made.columns) if each.numeric]
        self.table.show_table([each.label for each in made.columns], numbers, made.rows, letters, grows)
        self.sum.setText(made.footer)

    def current(self) -> int | None:
        """Return the key of the row of the cursor."""
        row = self.table.currentRow()
        return self._keys[row] if 0 <= row < len(self._keys) else None

    def print_it(self) -> None:
        """Show the table as it will be printed."""
        if self.shown is not None:
            made = self.shown
            present(self._workplace, PlainPapers.one(made.title, made, table.render))

    def write_excel(self) -> None:
        """Ask for a file and write the table as a workbook."""
        if self.shown is None:
            return
        made = self.shown
        if name := FileDialogs(self._workplace.settings).to_save(
            self, f"{made.title}.xlsx", "Excel (*.xlsx)"
        ):
            path = Path(name)
            done = _("Saved as “{file}”.", file=path.name)
            self._workplace.tasks.run(
                self,
                partial(_write, made, path),
                lambda _n: self.message.say(done, *opening(path)),
                self.message.refuse,
            )


def _write(made: Table, path: Path) -> None:
    book, page = new_book(made.title)
    for line in (made.title, *made.notes):
        append(page, [line])
    append(page, [each.label for each in made.columns])
    head = page.max_row
    for row in made.rows:
        append(
            page,
            [_number(text) if each.numeric else text for text, each in zip(row, made.columns, strict=True)],
        )
        for cell in page[page.max_row]:
            if isinstance(cell.value, Decimal):
                cell.number_format = number_form(cell.value)
    for cell in page[head]:
        style_head(cell)
    set_widths(page, [34, *(14 for _each in made.columns[1:])])
    set_for_print(page, head_row=head, wide=True)
    write_file(path, to_bytes(book))


def _number(text: str) -> Decimal | str:
    """Return what a cell of numbers holds, so that a spreadsheet can add it up; "—" stays what it is."""
    try:
        return numbers.decimal(text, len(text.partition(",")[2]))
    except InvalidValue:
        return text
