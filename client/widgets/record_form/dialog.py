"""A form in a window of its own above the list, for records of a few fields."""

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from client.widgets.measures import letters_wide
from client.widgets.record_form.record_form import Neighbour, RecordForm
from client.widgets.record_form.spec import FormSpec
from client.widgets.workplace import Workplace

#: How wide it is, and how high it may be on a small screen.
LETTERS, TALLEST = 98, 660


class FormDialog(QDialog):
    """Closes itself when a record was saved, so that the list is there again."""

    saved = Signal(int)

    def __init__(
        self,
        workplace: Workplace,
        spec: FormSpec,
        record_id: int | None,
        neighbour: Neighbour | None,
        parent: QWidget,
        **new: Any,
    ) -> None:
        super().__init__(parent)
        self.form = RecordForm(
            workplace, spec, record_id, neighbour if record_id is not None else None, **new
        )
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.form.windowTitle())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.form)
        self.form.windowTitleChanged.connect(self.setWindowTitle)
        self.form.saved.connect(self._saved)
        self.form.left.connect(self._leave)
        self.form.tabs.begin_typing()
        high = self.fontMetrics().height() * (12 + 2 * len(spec.columns))
        self.resize(letters_wide(self, LETTERS), min(TALLEST, high))

    def may_close(self) -> bool:
        return self.form.may_close()

    def reject(self) -> None:
        self.close()

    def _saved(self, record_id: int) -> None:
        self.saved.emit(record_id)
        self._leave()

    def _leave(self) -> None:
        self._left = True
        self.close()

    def closeEvent(self, event: QCloseEvent) -> None:
        if getattr(self, "_left", False) or self.form.may_close():
            event.accept()
        else:
            event.ignore()
