"""What one test presses is not held in the next."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLineEdit


def test_the_toolkit_believes_that_a_simulated_key_is_held(qtbot):
    field = QLineEdit()
    qtbot.addWidget(field)
    qtbot.keyClick(field, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.keyboardModifiers() == Qt.KeyboardModifier.ControlModifier


def test_the_keys_of_the_test_before_are_released(qapp):
    assert QGuiApplication.keyboardModifiers() == Qt.KeyboardModifier.NoModifier
