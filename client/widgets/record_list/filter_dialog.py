"""The small dialog that makes or changes one filter: by the values that the column has, or by typed limits."""

from functools import partial

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from client.core.i18n import _
from client.data.records.list_filters import OPERATORS, Filter, held_values
from client.data.records.list_paths import find
from client.data.records.list_search import resolve
from client.data.records.list_values import Values, values_of
from client.data.records.listing import ListQuery
from client.data.server.gateway import Gateway
from client.widgets.combo import Combo
from client.widgets.record_list.pickers import Picker, typed_picker
from client.widgets.record_list.question import Question
from client.widgets.record_list.value_picker import ValuePicker
from client.widgets.workplace import Workplace

TICKED = ("one_of", "none_of")
#: What may be asked of a kind of column; the first is what one usually wants.
BY_KIND = {
    "code": TICKED,
    "reference": TICKED,
    "text": (*TICKED, "begins", "contains"),
    "flag": ("one_of",),
    "number": ("one_of", "between"),
    "decimal": ("one_of", "between"),
    "day": ("between", "one_of"),
    "moment": ("between",),
}
EMPTY = ("empty", "filled")
WIDTH = 380


class FilterDialog(QDialog):
    """Asks for the operator and the values of a filter on one column; `made` brings None for no filter at all."""

    made = Signal(object)

    def __init__(self, workplace: Workplace, question: Question, wanted: Filter, parent: QWidget) -> None:
        super().__init__(parent)
        screen = question.screen
        self._column = screen.column(wanted.path)
        self._operators = operators(question, wanted.path)
        self._message, self._operator, self._values = QLabel(), Combo(), QStackedWidget()
        self._model = screen.model
        info = find(screen.model, wanted.path).info
        read = partial(_read, workplace, question.query(), question.fixed, wanted.path)
        ticked = ValuePicker(workplace, self._column, read)
        self._pickers: dict[str, Picker] = {
            operator: ticked if operator in TICKED else typed_picker(operator, self._column, info)
            for operator in self._operators
        }
        self._build()
        self._begin(wanted)

    def accept(self) -> None:
        """Give the filter away, unless its values cannot be read."""
        operator, picker = self._chosen(), self._picker()
        self._message.setText(picker.problem())
        if picker.problem():
            return
        nothing = operator == "one_of" and picker.everything()
        made = None if nothing else Filter(self._column.path, operator, picker.values(), picker.texts())
        self.made.emit(made)
        super().accept()

    def show_at(self, place: QPoint | None) -> None:
        """Open at a place of the screen, such as below the head of the column."""
        self.adjustSize()
        if place is not None:
            room = self.screen().availableGeometry()
            left, top = room.right() - self.width(), room.bottom() - self.height() - 32
            self.move(max(room.left(), min(place.x(), left)), max(room.top(), min(place.y(), top)))
        self.open()

    def _chosen(self) -> str:
        return self._operators[self._operator.currentIndex()]

    def _picker(self) -> Picker:
        return self._pickers[self._chosen()]

    def _begin(self, wanted: Filter) -> None:
        operator = "one_of" if wanted.operator == "equals" else wanted.operator
        if operator in self._pickers:
            self._operator.setCurrentIndex(self._operators.index(operator))
            values = held_values(self._model, wanted) if operator in TICKED else wanted.values
            self._pickers[operator].show_filter(values, wanted.texts)
        self._turn()

    def _turn(self) -> None:
        """Show what the operator needs, at no more height than that."""
        self._values.setCurrentWidget(self._picker())
        self._values.setMaximumHeight(16_777_215 if isinstance(self._picker(), ValuePicker) else 90)
        self._message.clear()
        self.adjustSize()
        self._picker().setFocus()

    def _build(self) -> None:
        self.setWindowTitle(_("Filter: {column}", column=self._column.label))
        for picker in dict.fromkeys(self._pickers.values()):
            self._values.addWidget(picker)
            picker.changed.connect(self._message.clear)
        self._operator.addItems([_(OPERATORS[operator][0]) for operator in self._operators])
        self._operator.setAccessibleName(_("How it is compared"))
        self._operator.currentIndexChanged.connect(lambda _place: self._turn())
        self._operator.setVisible(len(self._operators) > 1)
        self._message.setProperty("bad", True)
        self._message.setWordWrap(True)
        self._message.setMinimumHeight(self._message.fontMetrics().height())
        standard = QDialogButtonBox.StandardButton
        buttons = QDialogButtonBox(standard.Ok | standard.Cancel)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        for widget in (self._operator, self._values, self._message, buttons):
            layout.addWidget(widget)
        self.setMinimumWidth(WIDTH)
        self.finished.connect(self.deleteLater)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._picker().setFocus()


def operators(question: Question, path: str) -> tuple[str, ...]:
    """Return what may be asked of a column; none where the role does not read it or it has no values to compare."""
    if path not in question.allowed.paths:
        return ()
    found, model = find(question.screen.model, path), question.screen.model
    offered = BY_KIND.get(question.screen.column(path).kind, ())
    if not found.way and found.column.name == model.title and offered == BY_KIND["text"]:
        offered = ("begins", "contains", *TICKED)  # what names the rows is different in each
    return offered + (EMPTY if offered and found.nullable else ())


def _read(workplace: Workplace, query: ListQuery, fixed: tuple[Filter, ...], path: str, typed: str) -> Values:
    """Runs in the background."""
    gateway: Gateway = workplace.gateway
    workplace.catalogue.ensure([_classifier(query, path)])
    return values_of(gateway, resolve(query, gateway, workplace.catalogue), path, typed, fixed)


def _classifier(query: ListQuery, path: str) -> str:
    return str(find(query.model, path).info.get("classifier") or "")
