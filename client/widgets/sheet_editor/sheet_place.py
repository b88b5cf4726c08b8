"""The place where the sheet stands, over the line that says what came back."""

from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from client.widgets.sheet_editor.kept_line import KeptLine


class SheetPlace(QWidget):
    """Swaps the widget of one reading for that of another."""

    def __init__(self) -> None:
        super().__init__()
        self.kept = KeptLine()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addStretch(1)
        self._column.addWidget(self.kept)

    def show_sheet(self, widget: QWidget) -> None:
        """Let the widget stand where the former one stood, with the focus if that had it."""
        widget.setEnabled(True)
        item = self._column.itemAt(0)
        former = item.widget() if item is not None else None
        if former is widget:
            return
        self._column.takeAt(0)
        self._column.insertWidget(0, widget, 1)
        self.setFocusProxy(widget)
        if former is not None:
            focused = QApplication.focusWidget()
            if focused is not None and former.isAncestorOf(focused):
                widget.setFocus()
            former.hide()
            former.deleteLater()
