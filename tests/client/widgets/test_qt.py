"""What is trusted about the Qt that was installed."""

import sys

from PySide6.QtWidgets import QLabel


def test_a_call_into_qt_takes_no_reference_from_none(qapp):
    """PySide6 6.12.0 does under Python 3.11, and the program ends after some ten thousand calls."""
    label = QLabel()
    before = sys.getrefcount(None)
    for _time in range(1000):
        label.setText("x")
    assert sys.getrefcount(None) > before - 500
