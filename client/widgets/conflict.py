"""The dialog of a conflict: what I wrote and what somebody else saved meanwhile, to be chosen field by field."""

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QLabel,
    QRadioButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from client.core.i18n import _


@dataclass(frozen=True)
class FieldDifference:
    """A field with two values, as people read them."""

    name: str
    label: str
    mine: str
    theirs: str


class ConflictDialog(QDialog):
    """Mine is chosen at first: it is what the person in front of the screen wanted."""

    #: The names of the fields in which mine is kept.
    chosen = Signal(object)

    def __init__(self, sentence: str, differences: list[FieldDifference], parent: QWidget) -> None:
        super().__init__(parent)
        self._differences = differences
        self._groups: dict[str, QButtonGroup] = {}
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Two people changed the same record"))
        self._build(sentence)

    def keep(self, name: str, *, mine: bool) -> None:
        """Choose a side for a field."""
        self._groups[name].button(1 if mine else 0).setChecked(True)

    def accept(self) -> None:
        mine = frozenset(name for name, group in self._groups.items() if group.checkedId() == 1)
        self.chosen.emit(mine)
        super().accept()

    def _build(self, sentence: str) -> None:
        words = QLabel(sentence)
        words.setWordWrap(True)
        page = QWidget()
        grid = QGridLayout(page)
        for column, title in enumerate((_("Field"), _("Mine"), _("Theirs"))):
            head = QLabel(title)
            head.setStyleSheet("font-weight: bold")
            grid.addWidget(head, 0, column)
        for row, difference in enumerate(self._differences, start=1):
            self._add_line(grid, row, difference)
        grid.setRowStretch(len(self._differences) + 1, 1)
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(2, 1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(page)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        keep = buttons.addButton(_("Take what is chosen"), QDialogButtonBox.ButtonRole.AcceptRole)
        keep.setDefault(True)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        for widget in (words, area, buttons):
            layout.addWidget(widget)
        self.resize(720, 360)

    def _add_line(self, grid: QGridLayout, row: int, difference: FieldDifference) -> None:
        group = QButtonGroup(self)
        self._groups[difference.name] = group
        grid.addWidget(QLabel(difference.label), row, 0)
        for column, number, text in ((1, 1, difference.mine), (2, 0, difference.theirs)):
            button = QRadioButton(text or _("empty"))
            side = _("Mine") if number else _("Theirs")
            button.setAccessibleName(f"{difference.label}, {side}: {text or _('empty')}")
            group.addButton(button, number)
            grid.addWidget(button, row, column)
        group.button(1).setChecked(True)
