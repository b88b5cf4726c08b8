"""A grid of the board: the mouse, drags and drops, the keys, the menu of a clash, and what cells say."""

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QMenu

from client.core.actions import keys_of
from client.widgets.week_board import WeekGrid
from client.widgets.week_board.hint import Hint
from client.widgets.week_board.input.dragging import carried
from client.widgets.week_board.model import acts
from client.widgets.week_board.model.sheets import Spot
from shared.timetabling.model import EVEN, EVERY, ODD
from tests.client.reach import part

NONE = Qt.KeyboardModifier.NoModifier


@pytest.fixture
def grid(qtbot, board, faculty):
    """The week of group 21-01, with the cursor in its first cell."""
    made = WeekGrid(board)
    qtbot.addWidget(made)
    made.resize(900, 600)
    made.show_view(faculty.groups[0])
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    made.setFocus()
    return made


@pytest.fixture
def press(qtbot, grid):
    def press_(*keys, modifier=NONE):
        for key in keys:
            qtbot.keyClick(grid.area, key, modifier)

    return press_


def middle(grid, spot, part=0.5):
    box = grid.area.pointing.lens.cell(spot)
    return QPoint(box.left() + int(box.width() * part), box.center().y())


def send(grid, kind, data, position):
    """A drag as the window system sends it."""
    buttons, action = Qt.MouseButton.LeftButton, Qt.DropAction.MoveAction
    where = QPointF(position) if kind is QDropEvent else position
    event = kind(where, action, data, buttons, NONE)
    QApplication.sendEvent(grid.area.viewport(), event)
    return event.isAccepted()


def drag(grid, board, events, spot, part=0.5):
    """Pick cards up and drop them, as a drag does it."""
    acts.hold(board, events, events[0])
    data = carried(board, tuple(events))
    position = middle(grid, spot, part)
    entered = send(grid, QDragEnterEvent, data, position)
    moved = send(grid, QDragMoveEvent, data, position)
    return entered and moved and send(grid, QDropEvent, data, position)


def open_menu(grid):
    return next(menu for menu in grid.findChildren(QMenu) if menu.isVisible())


def texts(menu):
    return [action.text() for action in menu.actions() if action.text()]


def choose(menu, beginning):
    next(action for action in menu.actions() if action.text().startswith(beginning)).trigger()
    menu.close()


def test_a_view_shows_what_its_people_attend(grid, board, faculty):
    assert set(board.cards.within(faculty.groups[0])) == {
        faculty.maths,
        faculty.physics_a,
        faculty.lab_1,
        faculty.lab_2,
    }
    assert grid.area.pointing.content.cell(Spot(0, 0, 2)) == (faculty.lab_1, faculty.lab_2)


def test_odd_and_even_weeks_stand_side_by_side(grid, faculty):
    odd, even = (grid.area.pointing.content.box_of(0, event) for event in (faculty.lab_1, faculty.lab_2))
    assert odd.top() == even.top()
    assert odd.right() < even.left()


def test_a_long_lesson_spans_its_pairs(qtbot, board, faculty, grid):
    grid.show_view(faculty.groups[1])
    long, one = (grid.area.pointing.content.box_of(0, event) for event in (faculty.long, faculty.physics_b))
    assert long.height() > one.height() * 1.9


def test_a_drop_on_a_free_cell_moves_the_card(grid, board, faculty):
    assert drag(grid, board, [faculty.physics_a], Spot(0, 1, 0))
    assert board.stand(faculty.physics_a).place == faculty.at(1, 0, faculty.small)
    assert board.holding.events == ()
    assert grid.area.pointing.content.cell(Spot(0, 1, 0)) == (faculty.physics_a,)


def test_the_half_under_the_mouse_decides_the_weeks(grid, board, faculty):
    assert drag(grid, board, [faculty.lab_1], Spot(0, 1, 3), part=0.8)
    assert board.stand(faculty.lab_1).place == faculty.at(1, 3, faculty.lab, EVEN)
    assert drag(grid, board, [faculty.lab_1], Spot(0, 1, 3), part=0.2)
    assert board.stand(faculty.lab_1).place == faculty.at(1, 3, faculty.lab, ODD)


def test_a_lesson_of_every_other_week_has_its_whole_cell_while_the_other_half_is_free(grid, board, faculty):
    def widths():
        boxes = (grid.area.pointing.content.box_of(0, lab) for lab in (faculty.lab_1, faculty.lab_2))
        return [box.width() for box in boxes]

    whole = grid.area.pointing.lens.cell(Spot(0, 0, 2)).width()
    assert all(width < 0.55 * whole for width in widths())
    assert drag(grid, board, [faculty.lab_1], Spot(0, 1, 3), part=0.2)
    assert all(width > 0.9 * whole for width in widths())


def test_a_drop_in_the_week_of_a_room_means_that_room(grid, board, faculty):
    grid.show_view(faculty.rooms[faculty.hall])
    assert drag(grid, board, [faculty.physics_a], Spot(0, 1, 3))
    assert board.stand(faculty.physics_a).place == faculty.at(1, 3, faculty.hall)


def test_a_lesson_from_another_window_of_the_board_is_taken_up_by_the_drag(grid, board, faculty):
    data = carried(board, (faculty.history,))
    assert send(grid, QDragEnterEvent, data, middle(grid, Spot(0, 1, 1)))
    assert board.holding.events == (faculty.history,)


def test_drags_of_anything_else_are_not_taken(grid, board, faculty):
    other = QMimeData()
    other.setText("21-01")
    assert not send(grid, QDragEnterEvent, other, middle(grid, Spot(0, 1, 1)))
    foreign = carried(object(), (faculty.history,))
    assert not send(grid, QDragEnterEvent, foreign, middle(grid, Spot(0, 1, 1)))


def test_pulling_a_card_starts_a_drag_with_what_is_chosen(qtbot, grid, board, faculty, monkeypatch):
    begun = []
    monkeypatch.setattr(
        "client.widgets.week_board.input.mouse.drag", lambda *arguments: begun.append(arguments[2:4])
    )
    view, start = grid.area.viewport(), middle(grid, Spot(0, 0, 0))
    qtbot.mouseClick(view, Qt.MouseButton.LeftButton, NONE, start)
    qtbot.mouseClick(
        view, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ControlModifier, middle(grid, Spot(0, 0, 1))
    )
    qtbot.mousePress(view, Qt.MouseButton.LeftButton, NONE, start)
    qtbot.mouseMove(view, start + QPoint(40, 40))
    assert begun == [((faculty.maths, faculty.physics_a), faculty.maths)]


def test_a_drop_on_a_clash_asks_and_swaps(qtbot, grid, board, faculty):
    drag(grid, board, [faculty.physics_a], Spot(0, 0, 0))
    menu = open_menu(grid)
    assert "21-01 is taken by Higher mathematics" in texts(menu)[0]
    choose(menu, "Swap")
    assert board.stand(faculty.physics_a).place.time == faculty.at(0, 0).time
    assert board.stand(faculty.maths).place == faculty.at(0, 1, faculty.hall)
    assert len(board.told) == 1
    assert board.holding.events == ()


def test_a_chain_says_what_goes_where(grid, board, faculty):
    drag(grid, board, [faculty.physics_a], Spot(0, 0, 0))
    chain = next(text for text in texts(open_menu(grid)) if text.startswith("Make room"))
    assert "Higher mathematics (21-01, 21-02) → " in chain
    choose(open_menu(grid), "Make room")
    assert board.stand(faculty.physics_a).place.time == faculty.at(0, 0).time
    assert faculty.maths not in board.cards.unplaced()


def test_what_is_in_the_way_can_go_to_the_tray(grid, board, faculty):
    drag(grid, board, [faculty.physics_a], Spot(0, 0, 0))
    choose(open_menu(grid), "Put what is in the way")
    assert set(board.cards.unplaced()) == {faculty.maths, faculty.history}


def test_cancel_leaves_everything_where_it_was(grid, board, faculty):
    drag(grid, board, [faculty.physics_a], Spot(0, 0, 0))
    choose(open_menu(grid), "Cancel")
    assert board.week.plan == faculty.plan
    assert board.holding.events == ()
    assert board.told == []


def test_the_arrows_go_through_the_cards_of_a_cell(grid, press, faculty):
    press(Qt.Key.Key_Down, Qt.Key.Key_Down)
    assert grid.area.pointing.pointers.current == faculty.lab_1
    press(Qt.Key.Key_Right)
    assert grid.area.pointing.pointers.current == faculty.lab_2
    press(Qt.Key.Key_Right)
    assert grid.area.pointing.pointers.cursor == Spot(0, 1, 2)


def test_a_card_is_carried_by_keys_alone(grid, board, press, faculty):
    press(Qt.Key.Key_Down, Qt.Key.Key_Space)
    assert board.holding.events == (faculty.physics_a,)
    press(Qt.Key.Key_Right)
    assert "Tue, pair 2" in part(grid, Hint).toolTip()
    press(Qt.Key.Key_Up, Qt.Key.Key_Return)
    assert board.stand(faculty.physics_a).place == faculty.at(1, 0, faculty.small)


def test_escape_lets_go(grid, board, press, faculty):
    press(Qt.Key.Key_Space, Qt.Key.Key_Right, Qt.Key.Key_Escape)
    assert board.holding.events == ()
    assert board.week.plan == faculty.plan


def test_a_clash_by_keys_opens_the_menu(grid, board, press, faculty):
    press(Qt.Key.Key_Down, Qt.Key.Key_Space, Qt.Key.Key_Up, Qt.Key.Key_Return)
    assert any(text.startswith("Swap") for text in texts(open_menu(grid)))
    open_menu(grid).close()


def test_keys_lock_weeks_split_double_and_put_away(grid, board, press, faculty):
    press(Qt.Key.Key_L)
    assert board.stand(faculty.maths).locked
    press(Qt.Key.Key_L, Qt.Key.Key_Delete)
    assert faculty.maths in board.cards.unplaced()
    press(Qt.Key.Key_Z, modifier=Qt.KeyboardModifier.ControlModifier)
    press(Qt.Key.Key_S)
    assert board.stand(faculty.maths).gone
    press(Qt.Key.Key_Z, modifier=Qt.KeyboardModifier.ControlModifier)
    press(Qt.Key.Key_D, modifier=Qt.KeyboardModifier.ControlModifier)
    assert len(board.cards.unplaced()) == 2
    press(Qt.Key.Key_Z, modifier=Qt.KeyboardModifier.ControlModifier)
    press(Qt.Key.Key_Y, modifier=Qt.KeyboardModifier.ControlModifier)
    assert len(board.cards.unplaced()) == 2


def test_a_held_card_is_turned_to_other_weeks(grid, board, press, faculty):
    press(
        Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Space, Qt.Key.Key_Right, Qt.Key.Key_E, Qt.Key.Key_Return
    )
    assert board.stand(faculty.lab_1).place == faculty.at(1, 2, faculty.lab, EVEN)


def test_shift_and_arrows_choose_several(grid, board, press, faculty):
    press(Qt.Key.Key_Down, modifier=Qt.KeyboardModifier.ShiftModifier)
    assert board.selected == {faculty.maths, faculty.physics_a}


def test_the_list_of_rooms_says_which_are_free(grid, board, press, faculty):
    press(Qt.Key.Key_Down, Qt.Key.Key_R)
    menu = open_menu(grid)
    assert texts(menu) == ["101, 100 seats — Free", "102, 30 seats — its room now"]
    choose(menu, "101")
    assert board.stand(faculty.physics_a).place == faculty.at(0, 1, faculty.hall)


def test_help_lists_the_keys(grid):
    found = dict(keys_of(grid))
    assert found["L"] == "Lock or unlock the lesson"
    assert found["Space, Enter"] == "Pick the lesson up or put it down"


def test_the_line_and_the_reader_of_the_screen_hear_the_same(grid, press):
    press(Qt.Key.Key_Down)
    assert "General physics" in part(grid, Hint).toolTip()
    assert grid.area.accessibleDescription() == part(grid, Hint).toolTip()
    assert grid.area.accessibleName() == "Timetable of 21-01"


def test_many_rows_show_a_lecture_in_each_of_its_groups(qtbot, board, faculty):
    many = WeekGrid(board, many=True)
    qtbot.addWidget(many)
    many.show_views(faculty.groups, "Faculty")
    many.resize(900, 300)
    assert [spot.view for spot in many.area.pointing.content.spots(faculty.maths)] == [0, 1]
    assert drag(many, board, [faculty.physics_a], Spot(0, 1, 3))
    assert board.stand(faculty.physics_a).place == faculty.at(1, 3, faculty.small, EVERY)


@pytest.mark.parametrize("many", [False, True])
def test_every_state_can_be_painted(qtbot, board, faculty, many):
    acts.toggle_lock(board, [faculty.maths])
    board.refused(board.told[0], "Taken.")
    acts.hold(board, [faculty.lab_1], faculty.lab_1)
    made = WeekGrid(board, many=many)
    qtbot.addWidget(made)
    made.show_views(faculty.groups) if many else made.show_view(faculty.groups[0])
    for width in (1200, 420, 160):
        made.resize(width, 400)
        made.area.pointing.aim(middle(made, Spot(0, 0, 0)))
        assert not made.grab().isNull()


def test_a_grid_scrolls_under_a_drag_at_its_border(qtbot, board, faculty):
    many = WeekGrid(board, many=True)
    qtbot.addWidget(many)
    many.show_views((*faculty.groups, *faculty.teachers, *faculty.rooms))
    many.resize(300, 150)
    many.show()
    bar = many.area.verticalScrollBar()
    assert bar.maximum() > 0
    acts.hold(board, [faculty.history], faculty.history)
    low = QPoint(many.area.pointing.lens.body().center().x(), many.area.pointing.lens.body().bottom() - 4)
    for kind in (QDragEnterEvent, QDragMoveEvent):
        send(many, kind, carried(board, (faculty.history,)), low)
    qtbot.waitUntil(lambda: bar.value() == bar.maximum())
    board.holding.release()


def test_the_mouse_sweeps_over_cells_and_chooses_their_cards(qtbot, grid, board, faculty):
    view = grid.area.viewport()
    qtbot.mousePress(view, Qt.MouseButton.LeftButton, NONE, middle(grid, Spot(0, 1, 0)))
    qtbot.mouseMove(view, middle(grid, Spot(0, 0, 1)))
    qtbot.mouseRelease(view, Qt.MouseButton.LeftButton, NONE, middle(grid, Spot(0, 0, 1)))
    assert board.selected == {faculty.maths, faculty.physics_a}
