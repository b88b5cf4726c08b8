"""The dialog in which a person chooses the columns of a list and their order."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from client.core.i18n import _
from client.widgets.record_list.screen import Screen

PATH = Qt.ItemDataRole.UserRole


class ColumnsDialog(QDialog):
    """Ticked columns are shown, in the order of the list; `chosen` brings their paths."""

    chosen = Signal(list)

    def __init__(self, screen: Screen, shown: list[str], readable: frozenset[str], parent: QWidget) -> None:
        super().__init__(parent)
        self._screen = screen
        self._list = QListWidget()
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Columns"))
        self._build()
        others = [path for path in screen.all_columns() if path not in shown and path in readable]
        self._fill([*shown, *others], set(shown))

    def accept(self) -> None:
        lines = (self._list.item(place) for place in range(self._list.count()))
        ticked = [line.data(PATH) for line in lines if line.checkState() == Qt.CheckState.Checked]
        if ticked:
            self.chosen.emit(ticked)
            super().accept()

    def _fill(self, paths: list[str], ticked: set[str]) -> None:
        self._list.clear()
        for path in paths:
            line = QListWidgetItem(self._screen.column(path).label, self._list)
            line.setData(PATH, path)
            line.setCheckState(Qt.CheckState.Checked if path in ticked else Qt.CheckState.Unchecked)

    def _build(self) -> None:
        self._list.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        standard = QDialogButtonBox.StandardButton
        buttons = QDialogButtonBox(standard.Ok | standard.Cancel | standard.RestoreDefaults)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        usual = buttons.button(standard.RestoreDefaults)
        usual.clicked.connect(lambda: self._fill(list(self._screen.all_columns()), set(self._screen.columns)))
        layout = QVBoxLayout(self)
        hint = QLabel(_("Tick the columns to show and drag them into order."))
        for widget in (hint, self._list, buttons):
            layout.addWidget(widget)
        self.resize(320, 420)
