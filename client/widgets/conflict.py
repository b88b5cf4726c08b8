"""The dialog of a conflict: what stood there, what somebody else saved, what I wrote; chosen field by field."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QDialogButtonBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QRadioButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from client.core.i18n import N_, _
from client.widgets.measures import letters_wide

HEADS = (N_("Field"), N_("Before"), N_("Theirs"), N_("Mine"))
THEIRS, MINE = 0, 1
#: The dialog and its first column in letters, its lines besides those of the fields, the most pixels.
WIDTH, FIRST, LINES, HIGHEST = 110, 18, 12, 600


@dataclass(frozen=True)
class FieldDifference:
    """A field as people read it: when I began, as they saved it, and as I wrote it; None if I left it alone."""

    name: str
    label: str
    former: str
    theirs: str
    mine: str | None


class ConflictDialog(QDialog):
    """Mine is chosen at first: it is what the person in front of the screen wanted."""

    #: The names of the fields in which mine is kept.
    chosen = Signal(object)

    def __init__(
        self,
        sentence: str,
        changed_by: Sequence[str],
        differences: Sequence[FieldDifference],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._differences = differences
        self._groups: dict[str, QButtonGroup] = {}
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Two people changed the same record"))
        self._build(sentence, changed_by)

    def keep(self, name: str, *, mine: bool) -> None:
        """Choose a side for a field."""
        self._groups[name].button(MINE if mine else THEIRS).setChecked(True)

    def accept(self) -> None:
        mine = frozenset(name for name, group in self._groups.items() if group.checkedId() == MINE)
        self.chosen.emit(mine)
        super().accept()

    def _build(self, sentence: str, changed_by: Sequence[str]) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 16)
        layout.setSpacing(8)
        layout.addWidget(_text(sentence))
        for line in changed_by:
            layout.addWidget(_text(line, bold=True))
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidget(self._table())
        layout.addWidget(area, 1)
        layout.addWidget(self._buttons())
        lines = LINES + len(changed_by) + 3 * len(self._differences)
        self.resize(letters_wide(self, WIDTH), min(HIGHEST, lines * self.fontMetrics().lineSpacing()))

    def _table(self) -> QWidget:
        page = QWidget()
        grid = QGridLayout(page)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(8)
        for column, title in enumerate(HEADS):
            grid.addWidget(_text(_(title), bold=True), 0, column)
            grid.setColumnStretch(column, 1 if column else 0)
        grid.setColumnMinimumWidth(0, letters_wide(self, FIRST))
        for row, difference in enumerate(self._differences, start=1):
            self._add_line(grid, row, difference)
        grid.setRowStretch(len(self._differences) + 1, 1)
        return page

    def _buttons(self) -> QDialogButtonBox:
        buttons = QDialogButtonBox()
        save = buttons.addButton(_("Save what is chosen"), QDialogButtonBox.ButtonRole.AcceptRole)
        save.setDefault(True)
        buttons.addButton(_("Back to the form"), QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        return buttons

    def _add_line(self, grid: QGridLayout, row: int, difference: FieldDifference) -> None:
        empty = _("empty")
        grid.addWidget(_text(difference.label), row, 0)
        grid.addWidget(_text(difference.former or empty, quiet=True), row, 1)
        if difference.mine is None:
            grid.addWidget(_text(difference.theirs or empty), row, 2)
            grid.addWidget(_text(_("not changed by you"), quiet=True), row, 3)
            return
        group = self._groups[difference.name] = QButtonGroup(self)
        for column, number, text in ((2, THEIRS, difference.theirs), (3, MINE, difference.mine)):
            choice = _Choice(text or empty)
            choice.button.setAccessibleName(f"{difference.label}, {_(HEADS[column])}: {text or empty}")
            group.addButton(choice.button, number)
            grid.addWidget(choice, row, column)
        group.button(MINE).setChecked(True)


class _Choice(QWidget):
    """A button with a text of any length beside it."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.button = QRadioButton()
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(4)
        line.addWidget(self.button, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(_text(text), 1)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.button.click()
        event.accept()


def _text(words: str, *, bold: bool = False, quiet: bool = False) -> QLabel:
    label = QLabel(words)
    label.setWordWrap(True)
    label.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
    label.setProperty("quiet", quiet)
    if bold:
        label.setStyleSheet("font-weight: 600")
    return label
