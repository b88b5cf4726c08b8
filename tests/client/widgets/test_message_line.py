"""A message line and what may outlive it."""

import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QUndoCommand, QUndoStack
from PySide6.QtWidgets import QVBoxLayout, QWidget

from client.widgets.message_line import MessageLine


def test_good_news_wait_for_whoever_is_in_another_program(qtbot, monkeypatch):
    """An import of ten minutes ends while its owner writes a letter: what it says must not go unseen."""
    window = QWidget()
    message = MessageLine()
    QVBoxLayout(window).addWidget(message)
    qtbot.addWidget(window)
    window.show()
    elsewhere = Qt.ApplicationState.ApplicationInactive
    monkeypatch.setattr(QGuiApplication, "applicationState", lambda: elsewhere)
    message.say("500 students are imported.")
    message.fade()
    assert message.speaks()
    elsewhere = Qt.ApplicationState.ApplicationActive
    message.fade()
    assert not message.speaks()


def test_a_step_is_told_to_a_message_only_while_its_window_lives(qtbot):
    window, steps = QWidget(), QUndoStack()
    message = MessageLine()
    QVBoxLayout(window).addWidget(message)
    qtbot.addWidget(window)
    steps.indexChanged.connect(message.forget_step)
    window.show()
    message.say("This spoke of the step before.")
    steps.push(QUndoCommand("move"))
    assert not message.speaks()
    message.say("And this of another one.")
    shiboken6.delete(message)
    steps.undo()  # qtbot fails on an exception in a slot
