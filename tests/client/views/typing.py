"""Typing into whatever takes input, as a person does, and looking whether it is still there."""

from collections import Counter

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QCheckBox,
    QComboBox,
    QDateEdit,
    QLineEdit,
    QPlainTextEdit,
    QSpinBox,
    QTextEdit,
    QWidget,
)

from client.widgets.cell_grid import CellGrid
from client.widgets.editors.lines import DecimalEditor

KINDS = (CellGrid, QDateEdit, QSpinBox, QComboBox, QCheckBox, QPlainTextEdit, QTextEdit, QLineEdit)


def inputs(window):
    """Return what can be typed into or chosen from, by the names it has in the widgets around it."""
    found, known = {}, Counter()
    for widget in window.findChildren(QWidget):
        if _takes_input(widget, window):
            names = called(widget, window)
            known[names] += 1
            found[names, known[names]] = widget
    return found


def called(widget, window):
    """Return every `Class.attribute` by which the widget or a widget around it is held."""
    names, held = [type(window).__name__], widget
    while held is not None and held is not window:
        holder = held.parentWidget()
        names.append(type(held).__name__)
        around = holder
        while around is not None:
            names += [
                f"{type(around).__name__}.{name}" for name, value in vars(around).items() if _is(value, held)
            ]
            if around is window:
                break
            around = around.parentWidget()
        held = holder
    return tuple(names)


def write(widget):
    """Type or choose something else."""
    if isinstance(widget, CellGrid):
        _write_cell(widget.model)
    elif isinstance(widget, QDateEdit):
        widget.setDate(widget.date().addDays(1))
    elif isinstance(widget, QSpinBox):
        widget.setValue(widget.value() + 1 if widget.value() < widget.maximum() else widget.value() - 1)
    elif isinstance(widget, QComboBox):
        _choose(widget)
    elif isinstance(widget, QCheckBox):
        widget.click()
    elif isinstance(widget, QPlainTextEdit | QTextEdit):
        widget.setPlainText("yozilgan")
    else:
        QTest.keyClicks(widget, "7")


def value(widget):
    """Return what stands in it, in words that no language changes."""
    if isinstance(widget, CellGrid):
        return dict(widget.model.unsaved())
    if isinstance(widget, QDateEdit):
        return widget.date().toPython()
    if isinstance(widget, QSpinBox):
        return widget.value()
    if isinstance(widget, QComboBox):
        return widget.currentText() if widget.isEditable() else (widget.currentIndex(), widget.count())
    if isinstance(widget, QCheckBox):
        return widget.isChecked()
    if isinstance(widget.parentWidget(), DecimalEditor):
        return widget.parentWidget().value()  # 7 comes back as 7,0
    return widget.toPlainText() if isinstance(widget, QPlainTextEdit | QTextEdit) else widget.text()


def _takes_input(widget, window):
    if not isinstance(widget, KINDS) or not widget.isVisibleTo(window) or not widget.isEnabledTo(window):
        return False
    if getattr(widget, "isReadOnly", lambda: False)():
        return False
    around = widget.parentWidget()
    while around is not None and around is not window:
        if isinstance(around, QAbstractSpinBox | QComboBox | CellGrid):
            return False
        around = around.parentWidget()
    return True


def _is(held, widget):
    if isinstance(held, dict):
        held = tuple(held.values())
    return any(each is widget for each in held) if isinstance(held, tuple | list) else held is widget


def _write_cell(model):
    for row in range(model.rowCount()):
        for column in range(model.columnCount()):
            index = model.index(row, column)
            if index.flags() & Qt.ItemFlag.ItemIsEditable and not model.unsaved():
                model.setData(index, "7")


def _choose(box):
    if box.isEditable():
        QTest.keyClicks(box.lineEdit(), "7")
        return
    for place in range(box.count()):
        if place != box.currentIndex():
            box.setCurrentIndex(place)
            box.activated.emit(place)
            return
