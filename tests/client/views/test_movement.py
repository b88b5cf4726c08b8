"""Orders at the desk: from the list of those concerned to the applied order and its paper."""

import pytest

from client.views.modules import MODULES
from client.views.movement.lines_dialog import ChangeLines
from client.views.movement.new_order import NewOrderDialog
from client.views.movement.sign_dialog import SignDialog
from tests.client.reach import act
from tests.client.reach import window as opened

WINDOWS = {window.key: window for module in MODULES for window in module.windows}


@pytest.fixture
def window(qtbot, workplace_of):
    def make(key, login="dean_geology", **arguments):
        workplace = workplace_of(login)
        made = WINDOWS[key].make(workplace, **arguments)
        made.workplace = workplace
        qtbot.addWidget(made)
        made.resize(1366, 640)
        made.show()
        return made

    return make


def students_of(card):
    """The tab with the students of an order."""
    return card.tabs.currentWidget().findChild(object, "") or card


def test_from_the_list_of_those_concerned_to_the_applied_order(window, admin):
    shown = window("student-expel")
    assert shown.table.rowCount() > 100
    shown.words.setText("a")
    for row in (0, 1):
        shown.table.selectRow(row)
    chosen = [shown._shown[row].student_id for row in shown.table.chosen()]
    shown.make()
    dialog = opened(NewOrderDialog)
    dialog.fields.reason.setCurrentIndex(0)
    dialog.basis.setText("Ariza")
    dialog.do()
    key, arguments = shown.workplace.navigator.opened[-1]
    assert key == "order"
    assert admin.execute(
        "select array_agg(student_id order by student_id) from movement.line where decree_id = %s",
        [arguments["record_id"]],
    ).fetchone()[0] == sorted(chosen)
    card = window("order", record_id=arguments["record_id"])
    card.grab().save("/tmp/order1.png")
    shown.grab().save("/tmp/concerned1.png")
