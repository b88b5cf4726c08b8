"""The panels beside the grids."""

import pytest

from client.core.tasks import InlineTasks
from client.widgets.week_board import Finder, QualityBar, Suggestions, Wanted, WeekGrid
from client.widgets.week_board.model import acts
from client.widgets.week_board.model.sheets import Spot
from tests.client.reach import field, said


@pytest.fixture
def suggestions(qtbot, board):
    made = Suggestions(board, InlineTasks())
    qtbot.addWidget(made)
    return made


def lines(panel):
    return [panel.list.item(row).text() for row in range(panel.list.count())]


def test_suggestions_ask_for_a_lesson(suggestions):
    assert lines(suggestions) == []
    assert said(suggestions).startswith("Choose one lesson")


def test_the_best_places_stand_first_and_one_is_taken(suggestions, board, faculty):
    board.select([faculty.history])
    suggestions.ask()
    assert said(suggestions) == "History (21-01)"
    assert lines(suggestions)[0].startswith("Mon, pair 4, 102")
    suggestions.take()
    assert board.stand(faculty.history).place == faculty.at(0, 3, faculty.small)
    board.undo_stack.undo()
    assert board.week.plan == faculty.plan


def test_suggestions_follow_the_board(qtbot, suggestions, board, faculty):
    board.select([faculty.maths])
    qtbot.waitUntil(lambda: lines(suggestions) != [])
    acts.toggle_lock(board, [faculty.maths])
    qtbot.waitUntil(lambda: "is locked" in said(suggestions))


def test_the_bar_tells_what_became_better_and_worse(qtbot, board, faculty):
    bar = QualityBar(board)
    qtbot.addWidget(bar)
    assert bar.texts()[0] == "Without a place: 1"
    acts.to_tray(board, [faculty.maths])
    qtbot.waitUntil(lambda: bar.texts()[0] == "Without a place: 2 (+1)")
    acts.split(board, [faculty.physics_a])
    bar.refresh()
    assert bar.texts()[0] == "Without a place: 2 (+1)"
    board.undo_stack.setIndex(0)
    bar.refresh()
    assert not any("(" in text for text in bar.texts())


def test_the_finder_tells_free_rooms_and_teachers(qtbot, board, faculty):
    finder, asked = Finder(board), []
    qtbot.addWidget(finder)
    finder.chosen.connect(lambda wanted, number: asked.append((wanted, number)))
    finder.look(faculty.at(0, 1).time)
    assert lines(finder) == ["L1, 15 seats", "101, 100 seats"]
    field(finder, "Seats").setValue(50)
    assert lines(finder) == ["101, 100 seats"]
    finder.list.setCurrentRow(0)
    finder.open()
    field(finder, "What is looked for").setCurrentText(Wanted.TEACHER.value)
    assert lines(finder) == ["Karimov A.", "Rasulov J."]
    acts.to_tray(board, [faculty.physics_a])
    assert "Yusupova D." in lines(finder)
    assert asked == [(Wanted.ROOM, faculty.hall)]


def test_the_finder_follows_the_cursor_of_a_grid(qtbot, board, faculty):
    finder, grid = Finder(board), WeekGrid(board)
    for widget in (finder, grid):
        qtbot.addWidget(widget)
    grid.show_view(faculty.groups[0])
    grid.timed.connect(finder.look)
    grid.area.pointing.point(Spot(0, 1, 1))
    assert (field(finder, "Day").currentText(), field(finder, "Pair").currentText()) == ("Tue", "Pair 2")
