"""The small dialog that makes or changes one filter, with the editor that fits the kind of column."""

from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from client.core.i18n import _
from client.data.records.list_filters import OPERATORS, Filter
from client.data.records.list_paths import find
from client.widgets.columns import ColumnSpec
from client.widgets.combo import Combo
from client.widgets.editors import Editor, Lookup
from client.widgets.editors.choices import FlagEditor
from client.widgets.editors.lines import DayEditor, DecimalEditor, TextEditor, WholeEditor
from client.widgets.record_list.screen import Screen
from client.widgets.workplace import Workplace
from shared.models.everything import BY_RELATION
from shared.names import words

BY_KIND = {
    "code": ("one_of",),
    "reference": ("equals",),
    "text": ("begins", "contains"),
    "flag": ("equals",),
    "number": ("between",),
    "decimal": ("between",),
    "day": ("between",),
    "moment": ("between",),
}
EMPTY = ("empty", "filled")


class FilterDialog(QDialog):
    """Asks for the operator and the values of a filter on one column."""

    made = Signal(object)

    def __init__(self, workplace: Workplace, screen: Screen, wanted: Filter, parent: QWidget) -> None:
        super().__init__(parent)
        column = screen.column(wanted.path)
        self._found = find(screen.model, wanted.path)
        self._path = wanted.path
        self._operators = BY_KIND.get(column.kind, ("contains",)) + (EMPTY if self._found.nullable else ())
        self._message = QLabel()
        self._operator = Combo()
        self._values = QStackedWidget()
        self._pickers: list[Picker] = [
            _picker(workplace, operator, column, self._found.info) for operator in self._operators
        ]
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Filter: {column}", column=column.label))
        self._build()
        if wanted.operator in self._operators:
            self._operator.setCurrentIndex(self._operators.index(wanted.operator))
            self._picker.show_filter(wanted)

    @property
    def _picker(self) -> "Picker":
        return self._pickers[self._operator.currentIndex()]

    def accept(self) -> None:
        """Give the filter away, unless its values cannot be read."""
        values, texts = self._picker.values(), self._picker.texts()
        problem = self._picker.problem()
        if problem:
            self._message.setText(problem)
            return
        self.made.emit(Filter(self._path, self._operators[self._operator.currentIndex()], values, texts))
        super().accept()

    def _build(self) -> None:
        for operator, picker in zip(self._operators, self._pickers, strict=True):
            self._operator.addItem(_(OPERATORS[operator][0]))
            self._values.addWidget(picker)
        self._operator.currentIndexChanged.connect(self._values.setCurrentIndex)
        self._operator.setVisible(len(self._operators) > 1)
        self._message.setProperty("bad", True)
        self._message.setWordWrap(True)
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        for widget in (self._operator, self._values, self._message, buttons):
            layout.addWidget(widget)
        self.setMinimumWidth(360)
        self._pickers[0].setFocus()


class Picker(QWidget):
    """Chooses the values of a filter; this one needs none."""

    def values(self) -> tuple[Any, ...]:
        return ()

    def texts(self) -> tuple[str, ...]:
        return ()

    def problem(self) -> str:
        return ""

    def show_filter(self, wanted: Filter) -> None:
        """Show the values of an existing filter."""


class CodePicker(Picker):
    """Any number of codes, ticked in a list that typing narrows."""

    def __init__(self, workplace: Workplace, classifier: str) -> None:
        super().__init__()
        self._narrow = QLineEdit()
        self._narrow.setPlaceholderText(_("Type to search"))
        self._list = QListWidget()
        for item in workplace.catalogue.items(classifier):
            line = QListWidgetItem(item.label, self._list)
            line.setData(Qt.ItemDataRole.UserRole, item.code)
            line.setCheckState(Qt.CheckState.Unchecked)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._narrow)
        layout.addWidget(self._list)
        self.setFocusProxy(self._narrow)
        self._narrow.setVisible(self._list.count() > 8)  # noqa: PLR2004 - as many as are seen at once
        self._narrow.textEdited.connect(self._hide_others)
        self._list.itemDoubleClicked.connect(lambda item: item.setCheckState(Qt.CheckState.Checked))

    def values(self) -> tuple[Any, ...]:
        return tuple(line.data(Qt.ItemDataRole.UserRole) for line in self._lines() if _ticked(line))

    def problem(self) -> str:
        return "" if self.values() else _("Tick at least one line.")

    def show_filter(self, wanted: Filter) -> None:
        for line in self._lines():
            if line.data(Qt.ItemDataRole.UserRole) in wanted.values:
                line.setCheckState(Qt.CheckState.Checked)

    def _lines(self) -> list[QListWidgetItem]:
        return [self._list.item(place) for place in range(self._list.count())]

    def _hide_others(self, typed: str) -> None:
        parts = words(typed)
        for line in self._lines():
            there = words(line.text())
            line.setHidden(not all(any(word.startswith(part) for word in there) for part in parts))


def _ticked(line: QListWidgetItem) -> bool:
    return line.checkState() == Qt.CheckState.Checked


class EditorPicker(Picker):
    """One or two values by the editors of a form."""

    def __init__(self, editors: dict[str, Editor], *, all_needed: bool) -> None:
        super().__init__()
        self._editors = editors
        self._all_needed = all_needed
        layout = QFormLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        for label, editor in editors.items():
            layout.addRow(label, editor)
        self.setFocusProxy(next(iter(editors.values())))

    def values(self) -> tuple[Any, ...]:
        return tuple(editor.value() for editor in self._editors.values())

    def texts(self) -> tuple[str, ...]:
        return tuple(editor.text() for editor in self._editors.values() if isinstance(editor, Lookup))

    def problem(self) -> str:
        for editor in self._editors.values():
            if problem := editor.problem():
                return problem
        given = [value is not None for value in self.values()]
        enough = all(given) if self._all_needed else any(given)
        return "" if enough else _("Write what you look for.")

    def show_filter(self, wanted: Filter) -> None:
        texts = wanted.texts or ("", "")
        for editor, value, text in zip(self._editors.values(), wanted.values, texts, strict=False):
            editor.set_value(value, text)


def _picker(workplace: Workplace, operator: str, column: ColumnSpec, info: dict[str, Any]) -> Picker:
    if operator in EMPTY:
        return Picker()
    if column.kind == "code":
        return CodePicker(workplace, column.classifier)
    if operator == "between":
        made = {"number": WholeEditor, "decimal": DecimalEditor}.get(column.kind, DayEditor)
        bare = {"places": info.get("places", 6)}
        return EditorPicker({_("from"): made(bare), _("to"): made(bare)}, all_needed=False)
    return EditorPicker({"": _single(workplace, column.kind, info)}, all_needed=True)


def _single(workplace: Workplace, kind: str, info: dict[str, Any]) -> Editor:
    makers = {
        "reference": partial(_lookup, workplace, info),
        "flag": FlagEditor,
    }
    make = makers.get(kind, partial(TextEditor, {"length": 100}))
    return make()  # type: ignore[no-any-return, operator]


def _lookup(workplace: Workplace, info: dict[str, Any]) -> Editor:
    model: Any = BY_RELATION[info["refers"]]
    return Lookup(workplace, model)
