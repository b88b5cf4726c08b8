"""Rows of a record typed in a grid: saved row by row, kept in a draft, conflicts shown beside what was typed."""

from contextlib import contextmanager

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QMessageBox
from sqlalchemy import select

from client.core.errors import Unavailable
from client.data.records import saving
from client.data.server.gateway import OutcomeUnknown
from client.widgets.cell_grid import WRONG
from client.widgets.record_grid import RecordGrid
from client.widgets.tool_bar import ToolBar
from shared.models.infrastructure import Room, RoomEquipment
from tests.client.reach import part

COLUMNS = ("device", "quantity", "note")


@pytest.fixture
def office(workplace_of):
    return workplace_of("academic_office")


@pytest.fixture
def room(office):
    """A room with a projector and nothing else."""
    gateway = office.gateway
    room = gateway.scalar(select(Room.id).order_by(Room.id).limit(1))
    for number, version in gateway.rows(
        select(RoomEquipment.id, RoomEquipment.row_version).where(RoomEquipment.room_id == room)
    ):
        saving.delete(gateway, RoomEquipment, number, version)
    saving.insert(gateway, RoomEquipment, {"room_id": room, "device": "11", "quantity": 2})
    return room


@pytest.fixture
def grid_of(qtbot, room):
    def make(workplace):
        made = RecordGrid(workplace, RoomEquipment, COLUMNS, {"room_id": room})
        qtbot.addWidget(made)
        made.resize(700, 300)
        made.show()
        made.activateWindow()
        return made

    return make


def put(grid, row, column, text):
    model = grid.grid.model
    model.setData(model.index(row, column), text)


def stored(workplace, room):
    return workplace.gateway.rows(
        select(RoomEquipment.device, RoomEquipment.quantity, RoomEquipment.note)
        .where(RoomEquipment.room_id == room)
        .order_by(RoomEquipment.device)
    )


def test_rows_are_changed_and_added_and_saved_by_key(grid_of, office, room, qtbot):
    grid = grid_of(office)
    put(grid, 0, 1, "3")
    grid.add_row()
    put(grid, 1, 0, "12")
    put(grid, 1, 1, "20")
    put(grid, 1, 2, "yangi")
    grid.grid.view.setFocus()
    QApplication.processEvents()
    qtbot.keyClick(grid.grid.view, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert stored(office, room) == [("11", 3, None), ("12", 20, "yangi")]
    assert grid.grid.model.unsaved() == {}
    put(grid, 1, 1, "21")
    grid.save()
    assert stored(office, room)[1] == ("12", 21, "yangi")
    assert "1" in grid.message.text()


def test_a_good_row_is_saved_beside_a_bad_one(grid_of, office, room):
    grid = grid_of(office)
    put(grid, 0, 1, "5")
    grid.add_row()
    put(grid, 1, 0, "11")  # the device is there already
    put(grid, 1, 1, "1")
    grid.save()
    assert stored(office, room) == [("11", 5, None)]
    assert grid.grid.model.mark_of(1, 0).symbol == WRONG.symbol
    assert "already" in grid.grid.model.index(1, 0).data(Qt.ItemDataRole.ToolTipRole)
    assert grid.grid.model.mark_of(0, 1) is None
    assert grid.message.isVisible()


def test_unsaved_rows_come_back(grid_of, office, room):
    grid = grid_of(office)
    put(grid, 0, 1, "9")
    grid.add_row()
    put(grid, 1, 0, "12")
    assert grid.may_close()
    again = grid_of(office)
    assert again.grid.model.index(0, 1).data() == "9"
    assert again.grid.model.unsaved()[("new/1", "device")] == "12"
    assert "2 cells" in again.editor.kept.text()
    again.save()
    assert stored(office, room)[0] == ("11", 9, None)


def test_a_row_is_removed_after_asking(grid_of, office, room, monkeypatch):
    grid = grid_of(office)
    grid.add_row()
    grid.remove_row()
    assert grid.grid.model.rowCount() == 1
    grid.grid.view.setCurrentIndex(grid.grid.model.index(0, 0))
    monkeypatch.setattr(QMessageBox, "question", lambda *_: QMessageBox.StandardButton.No)
    grid.remove_row()
    assert len(stored(office, room)) == 1
    monkeypatch.setattr(QMessageBox, "question", lambda *_: QMessageBox.StandardButton.Yes)
    grid.remove_row()
    assert stored(office, room) == []
    assert grid.grid.model.rowCount() == 0


def test_who_only_reads_changes_nothing(grid_of, workplace_of, room, qtbot):
    grid = grid_of(workplace_of("dean_geology"))
    grid.add_row()
    assert grid.grid.model.rowCount() == 1
    qtbot.keyClicks(grid.grid.view, "5")
    assert not grid.grid.view.viewport().findChildren(QLineEdit)
    assert not part(grid, ToolBar).isVisible()


def test_a_new_row_whose_answer_was_lost_is_not_added_twice(grid_of, office, room, monkeypatch):
    """The first attempt was committed, only its answer was lost; what was typed since is saved with the second."""
    grid = grid_of(office)
    grid.add_row()
    put(grid, 1, 0, "12")
    put(grid, 1, 1, "5")
    real = type(office.gateway).transaction

    @contextmanager
    def lost(self, **options):
        with real(self, **options) as transaction:
            yield transaction
            receipt = transaction.call("security.leave_receipt")
        raise OutcomeUnknown(receipt, transaction.made)

    monkeypatch.setattr(type(office.gateway), "transaction", lost)
    grid.save()
    assert "lost just while saving" in grid.message.text()
    monkeypatch.undo()
    put(grid, 1, 2, "Typed since")
    grid.save()
    assert stored(office, room) == [("11", 2, None), ("12", 5, "Typed since")]
    assert not grid.grid.model.unsaved()


def test_rows_are_not_tried_one_by_one_at_a_server_that_is_gone(grid_of, office, room, monkeypatch):
    grid = grid_of(office)
    put(grid, 0, 1, "3")
    grid.add_row()
    put(grid, 1, 0, "12")
    put(grid, 1, 1, "5")
    asked = []

    def gone(self, **options):
        asked.append(self)
        raise Unavailable("The connection to the server is lost.")

    monkeypatch.setattr(type(office.gateway), "transaction", gone)
    grid.save()
    assert len(asked) == 1
    assert len(grid.grid.model.unsaved()) == 3
