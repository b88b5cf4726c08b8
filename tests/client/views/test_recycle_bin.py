"""The recycle bin at the desk: found by kind and person, looked at, restored after a question."""

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMessageBox

from client.views.recycle_bin.bin import BinWindow
from tests.client.reach import act, field


@pytest.fixture
def shown(workplace_of, qtbot):
    """shown(login): the bin as that person."""

    def make(login):
        made = BinWindow(workplace_of(login))
        qtbot.addWidget(made)
        made.resize(1100, 640)
        made.show()
        return made

    return make


def answer(text):
    """Press the button of the question that comes."""

    def press():
        box = next(
            each
            for each in QApplication.topLevelWidgets()
            if isinstance(each, QMessageBox) and each.isVisible()
        )
        next(each for each in box.buttons() if text in each.text()).click()

    QTimer.singleShot(0, press)


def row_of(window, kind):
    return next(row for row in range(window.table.rowCount()) if window.table.text(row, 1) == kind)


def test_a_deleted_result_is_looked_at_and_comes_back(shown, admin):
    there = "select count(*) from grades.result where source_document = 'Maʼlumotnoma № 4'"
    trash = shown("dean_geology")
    kinds = field(trash, "Kind")
    kinds.setCurrentIndex(kinds.findText("Earlier result"))
    assert trash.table.rowCount() == 1
    trash.table.go_to(0)
    said = [trash.fields.text(row, 1) for row in range(trash.fields.rowCount())]
    assert "Maʼlumotnoma № 4" in said
    answer("Cancel")
    act(trash, "Restore").trigger()
    assert admin.execute(there).fetchone() == (0,)
    answer("Restore")
    act(trash, "Restore").trigger()
    assert admin.execute(there).fetchone() == (1,)
    assert "Restored" in trash.message.text()
    assert trash.table.rowCount() == 0 or trash.table.text(0, 1) != "Earlier result"


def test_what_others_deleted_is_seen_and_not_restored(shown):
    office = shown("academic_office")
    office.table.go_to(row_of(office, "Building"))
    assert act(office, "Restore").isEnabled()
    dean = shown("dean_mining")
    dean.table.go_to(row_of(dean, "Building"))
    assert not act(dean, "Restore").isEnabled()
    kinds = {dean.table.text(row, 1) for row in range(dean.table.rowCount())}
    assert not kinds & {"Earlier result", "Note"}
    people = field(office, "Deleted by")
    people.setCurrentIndex(1)
    assert office.table.rowCount() >= 1
