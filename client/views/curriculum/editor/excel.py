"""Saving a plan as Excel, and reading one: first what it would change is shown, then it goes into the grid."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QBrush, QColor
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
)

from client.core.i18n import N_, _
from client.core.theme import colours
from client.views.curriculum.editor import workbook
from client.views.curriculum.editor.plan_sheet import PlanSheet
from client.views.curriculum.editor.workbook import CellDifference
from client.widgets.file_dialogs import FileDialogs, opening
from client.widgets.measures import measure

EXCEL = "Excel (*.xlsx)"


def ask_file_to_write(editor: PlanSheet) -> None:
    """Ask for a name and write the plan."""
    assert editor.sheet is not None  # noqa: S101 - it is offered beside a grid
    files = FileDialogs(editor.workplace.settings)
    if name := files.to_save(editor, f"{editor.sheet.plan.head.title}.xlsx", EXCEL):
        write_file(editor, Path(name))


def write_file(editor: PlanSheet, path: Path) -> None:
    """Write the plan in the background and say how many subjects it has."""
    assert editor.sheet is not None  # noqa: S101 - it is offered beside a grid

    def done(count: int) -> None:
        said = _("{file} is written: {count} subjects.", file=path.name, count=count)
        editor.message.say(said, *opening(path))

    editor.workplace.tasks.run(
        editor, partial(workbook.write, editor.sheet, path), done, editor.message.refuse
    )


def ask_file_to_read(editor: PlanSheet) -> None:
    """Ask for a file and show what it would change."""
    if name := FileDialogs(editor.workplace.settings).to_open(editor, _("Read from Excel"), EXCEL):
        read_file(editor, Path(name))


def read_file(editor: PlanSheet, path: Path) -> None:
    """Compare the file with the grid in the background and show the differences."""
    assert editor.sheet is not None  # noqa: S101 - it is offered beside a grid

    def show(found: list[CellDifference]) -> None:
        if not found:
            editor.message.say(_("{file} says the same as the plan.", file=path.name))
            return
        ExcelPreview(editor, path.name, found).open()

    work = partial(workbook.differences, editor.sheet, path)
    editor.workplace.tasks.run(editor, work, show, editor.message.refuse)


def take(editor: PlanSheet, found: list[CellDifference]) -> None:
    """Put the good cells into the grid as typed: nothing is saved yet, and Ctrl+Z takes them back."""
    grid = editor.sheet
    if grid is None:
        return
    new_rows: dict[int, str] = {}
    for each in found:
        if each.key is None and each.row not in new_rows:
            new_rows[each.row] = grid.add_new()
    names = [column.key for column in grid.model.columns]
    row_of = {key: place for place, key in enumerate(grid.model.row_keys)}
    values = {
        (row_of[new_rows[each.row] if each.key is None else each.key], names.index(each.column)): each.value
        for each in found
        if not each.trouble
    }
    count = grid.model.edit(values, _("reading from Excel"))
    editor.message.say(_("{count} cells were taken over. Look at them and save.", count=count))


class ExcelPreview(QDialog):
    """Every cell that would change, with its place in the file; what cannot be taken says why."""

    def __init__(self, editor: PlanSheet, file: str, found: list[CellDifference]) -> None:
        super().__init__(editor)
        self._editor = editor
        self._found = found
        self.table = QTableWidget(len(found), 5)
        self._build(file)

    def accept(self) -> None:
        """Take the good cells over."""
        take(self._editor, self._found)
        super().accept()

    def _build(self, file: str) -> None:
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("What {file} would change", file=file))
        self.resize(960, 560)
        heads = (N_("Cell"), N_("Subject"), N_("Column"), N_("Now"), N_("In the file"))
        self.table.setHorizontalHeaderLabels([_(head) for head in heads])
        self.table.verticalHeader().hide()
        self.table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        measure(self.table, (8, 24, 20, 14, 24), grows=(1, 4))
        for place, each in enumerate(self._found):
            self._show_line(place, each)
        bad = sum(bool(each.trouble) for each in self._found)
        new = len({each.row for each in self._found if each.key is None})
        text = _(
            "{count} cells differ, {new} new subjects, {bad} cells cannot be taken over.",
            count=len(self._found),
            new=new,
            bad=bad,
        )
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        take_over = buttons.addButton(_("Take over"), QDialogButtonBox.ButtonRole.AcceptRole)
        take_over.setEnabled(bad < len(self._found))
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(QLabel(text))
        layout.addWidget(self.table, 1)
        layout.addWidget(buttons)

    def _show_line(self, place: int, each: CellDifference) -> None:
        now = each.old if each.key is not None else _("new")
        then = f"{each.new} – {each.trouble}" if each.trouble else each.new or "—"
        for column, text in enumerate((each.where, each.subject, each.title, now or "—", then)):
            item = QTableWidgetItem(text)
            item.setToolTip(text)
            if each.trouble:
                item.setForeground(QBrush(QColor(colours().bad)))
            self.table.setItem(place, column, item)
