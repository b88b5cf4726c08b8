"""How a widget that takes input is read, written and heard, as a draft needs it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QDate
from PySide6.QtWidgets import QCheckBox, QComboBox, QDateEdit, QLineEdit, QPlainTextEdit, QSpinBox, QWidget

from client.widgets.editors import Lookup
from client.widgets.editors.editor import Editor

Listen = Callable[[Callable[..., object]], object]


@dataclass(frozen=True)
class KeptField:
    """One input: its value as a draft keeps it, and who tells that it changed."""

    read: Callable[[], Any]
    write: Callable[[Any], object]
    listen: Listen


def kept_field(widget: QWidget | KeptField) -> KeptField:
    """Return how an input is kept; a window with an input of its own kind says it itself."""
    if isinstance(widget, KeptField):
        return widget
    for kind, make in MAKERS.items():
        if isinstance(widget, kind):
            return make(widget)
    message = f"nobody knows how to keep a {type(widget).__name__}"
    raise TypeError(message)


def _lookup(field: Lookup) -> KeptField:
    return KeptField(
        lambda: _looked_up(field), lambda kept: _look_up(field, kept), field.line.textChanged.connect
    )


def _looked_up(field: Lookup) -> list[Any]:
    """Return id and name of the record, or what was typed while none is chosen."""
    value = field.value()
    return [value, field.text()] if isinstance(value, int) else [None, value or ""]


def _look_up(field: Lookup, kept: list[Any]) -> None:
    number, text = kept
    field.set_value(text if number is None else number, text)


def _editor(field: Editor) -> KeptField:
    return KeptField(field.value, field.set_value, field.changed.connect)


def _line(field: QLineEdit) -> KeptField:
    return KeptField(field.text, field.setText, field.textChanged.connect)


def _paragraph(field: QPlainTextEdit) -> KeptField:
    return KeptField(field.toPlainText, field.setPlainText, field.textChanged.connect)


def _number(field: QSpinBox) -> KeptField:
    return KeptField(field.value, field.setValue, field.valueChanged.connect)


def _day(field: QDateEdit) -> KeptField:
    return KeptField(
        lambda: field.date().toPython(),
        lambda day: field.setDate(QDate(day.year, day.month, day.day)),
        field.dateChanged.connect,
    )


def _flag(field: QCheckBox) -> KeptField:
    return KeptField(field.isChecked, field.setChecked, field.toggled.connect)


def _choice(field: QComboBox) -> KeptField:
    return KeptField(
        lambda: field.currentText() if field.isEditable() else field.currentData(),
        lambda kept: field.setEditText(kept) if field.isEditable() else _choose(field, kept),
        field.currentTextChanged.connect,
    )


def _choose(field: QComboBox, data: Any) -> None:
    """Choose again what was chosen, unless it is not offered any more."""
    if (place := field.findData(data)) >= 0:
        field.setCurrentIndex(place)


#: A lookup is an editor too, so it stands before it.
MAKERS: dict[type[QWidget], Callable[[Any], KeptField]] = {
    Lookup: _lookup,
    Editor: _editor,
    QLineEdit: _line,
    QPlainTextEdit: _paragraph,
    QSpinBox: _number,
    QDateEdit: _day,
    QCheckBox: _flag,
    QComboBox: _choice,
}
