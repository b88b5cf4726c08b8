"""A dialog that asks the server: pressed once, and after a refusal one is where one was."""

import pytest
from PySide6.QtWidgets import QDialog, QLineEdit, QVBoxLayout

from client.core.errors import UserError
from client.widgets.act_buttons import ActButtons
from tests.client.held_tasks import HeldTasks


class Dialog(QDialog):
    """Asks for a number that the server refuses once."""

    def __init__(self, tasks):
        super().__init__()
        self.asked, self.refused, self.field = 0, [], QLineEdit()
        self.buttons = ActButtons(self, tasks, "Register", self.do)
        layout = QVBoxLayout(self)
        layout.addWidget(self.field)
        layout.addWidget(self.buttons)

    def do(self):
        self.buttons.ask(self.work, lambda _answer: self.accept(), self.refused.append)

    def work(self):
        self.asked += 1
        if self.asked == 1:
            raise UserError("The number is taken.")


@pytest.fixture
def tasks(qapp):
    return HeldTasks()


@pytest.fixture
def dialog(qtbot, tasks):
    made = Dialog(tasks)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    made.activateWindow()
    return made


def test_an_impatient_person_asks_once(dialog, tasks, qtbot):
    for _press in range(3):
        dialog.buttons.sure.click()
    assert len(tasks.works) == 1


def test_after_a_refusal_enter_asks_again_and_does_not_cancel(dialog, tasks, qtbot):
    dialog.buttons.sure.setFocus()
    qtbot.keyClick(dialog.buttons.sure, "\r")
    tasks.works.pop()()
    assert [error.text() for error in dialog.refused] == ["The number is taken."]
    assert dialog.buttons.sure.isDefault()
    assert dialog.focusWidget() is dialog.buttons.sure
    qtbot.keyClick(dialog.focusWidget(), "\r")
    tasks.works.pop()()
    assert dialog.result() == QDialog.DialogCode.Accepted
