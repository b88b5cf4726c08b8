"""The tray: what is in it, finding, and the ways in and out."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from client.widgets.week_board import Tray, WeekGrid
from client.widgets.week_board.input.dragging import carried
from client.widgets.week_board.model import acts
from client.widgets.week_board.model.tray_model import Heading
from tests.client.reach import field, said

MOVE, LEFT, NONE = Qt.DropAction.MoveAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


@pytest.fixture
def tray(qtbot, board):
    made = Tray(board)
    qtbot.addWidget(made)
    made.resize(300, 500)
    return made


def headings(tray):
    model = tray.model
    return [
        model.index(row, 0).data()
        for row in range(model.rowCount())
        if not tray.cards.isRowHidden(row, model.index(-1, 0))
    ]


def count(tray):
    return said(tray)


def test_the_tray_counts_what_has_no_place(tray, board, faculty):
    assert headings(tray) == ["History (1)"]
    acts.to_tray(board, [faculty.physics_a, faculty.physics_b])
    assert headings(tray) == ["General physics (2)", "History (1)"]
    assert count(tray) == "Lessons without a place: 3"
    board.undo_stack.undo()
    assert headings(tray) == ["History (1)"]


def test_an_empty_tray_says_so(tray, board, faculty):
    acts.hold(board, [faculty.history], faculty.history)
    acts.put(board, faculty.at(1, 0).time)
    assert headings(tray) == []
    assert count(tray) == "Every lesson has its place."


def test_lessons_are_gathered_and_found(tray, board, faculty):
    acts.to_tray(board, [faculty.maths, faculty.physics_a])
    tray.gather(Heading.TEACHER)
    assert headings(tray) == ["Karimov A. (2)", "Yusupova D. (1)"]
    field(tray, "Find a lesson").setText("каримов hist")
    assert headings(tray) == ["Karimov A. (2)"]


def test_the_words_beside_a_card_say_where_it_could_go(tray, faculty):
    assert "free at" in tray.model.index_of(faculty.history).data(Qt.ItemDataRole.ToolTipRole)


def test_a_card_dropped_on_the_tray_loses_its_place(tray, board, faculty):
    acts.hold(board, [faculty.maths], faculty.maths)
    data = carried(board, (faculty.maths,))
    enter = QDragEnterEvent(QPoint(40, 40), MOVE, data, LEFT, NONE)
    tray.cards.dragEnterEvent(enter)
    drop = QDropEvent(QPointF(40, 40), MOVE, data, LEFT, NONE)
    tray.cards.dropEvent(drop)
    assert enter.isAccepted()
    assert drop.isAccepted()
    assert faculty.maths in board.cards.unplaced()


def test_a_card_of_the_tray_is_carried_into_a_grid_by_keys(qtbot, tray, board, faculty):
    grid, window = WeekGrid(board), QWidget()
    qtbot.addWidget(window)
    layout = QHBoxLayout(window)
    layout.addWidget(tray)
    layout.addWidget(grid, 1)
    grid.show_view(faculty.groups[0])
    window.resize(1100, 500)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    tray.picked.connect(grid.setFocus)
    tray.cards.setCurrentIndex(tray.model.index_of(faculty.history))
    tray.setFocus()
    for widget, key in (
        (tray.cards, Qt.Key.Key_Space),
        (grid.area, Qt.Key.Key_Right),
        (grid.area, Qt.Key.Key_Return),
    ):
        qtbot.keyClick(widget, key)
    assert board.stand(faculty.history).place.time == faculty.at(1, 0).time
    assert not window.grab().isNull()
    tray.setParent(None)
