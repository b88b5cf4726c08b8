"""The instrument for a timetable: grids of a week, a tray, and panels around one board.

It knows no module and no SQL: it is given a `Week` (the engine of `shared.timetabling.week.week`) and a `Face` for each
event, and gives signals. The owner (a window) wires it so:

    board = BoardModel(Week(problem, plan), faces, editable=role_may_edit)
    grid = WeekGrid(board); grid.show_view(view)            # one group, teacher or room; any number side by side
    many = WeekGrid(board, many=True); many.show_views(…)   # a row each for the groups of a faculty
    tray = Tray(board); tray.picked.connect(grid.setFocus)
    Suggestions(board, workplace.tasks); QualityBar(board)
    finder = Finder(board); grid.timed.connect(finder.look); finder.chosen.connect(…)   # show that room or teacher

- `board.moved(moves)`: store them, all in one transaction, in the order of the signals. Each `Move` has the event and
  its `Stand` before and after (place, lock, gone). An event that was gone before is new: `board.cards.origins[event]`
  is the one it was made after (a split, a double), `board.week.problem.events[event].phases` the weeks it may have.
  Answer with `board.settle(moves)`, or `board.refused(moves, sentence)`: then the cards go back and carry the sentence.
- `board.proposed(moves)`: a generated plan came onto the board, or went from it by undo or redo: keep it unsaved until
  the person saves it, whole.
- Another desk's changes: `board.others_moved(moves)`; a card that is just held is let go.
- `board.said(sentence)`: say it on the status line. `grid.opened(event)`: open what stands behind the card.
- Undo and redo are steps of `board.undo_stack`; its signals drive buttons of a toolbar. Their keys belong to the grids
  and the tray: a button of the window has none, or the two would be in each other's way. `board.select(events)` and
  `selection_changed` tie grids, tray and panels together.
- Grids of one board may stand in several windows: cards are dragged between them. A solver's plan is laid by
  `board.carry({event: Stand(…)}, words, whole=True)`: one step of undo. Another version is another board.
"""

from client.widgets.week_board.grid import WeekGrid
from client.widgets.week_board.model.board import BoardModel, Mark
from client.widgets.week_board.model.card_state import Move, Moves, Stand
from client.widgets.week_board.model.faces import (
    PLAIN_EDGE,
    Edge,
    Face,
    Kind,
    View,
    group_views,
    plain_faces,
    room_views,
    teacher_views,
)
from client.widgets.week_board.panels.finder import Finder, Wanted
from client.widgets.week_board.panels.quality_bar import QualityBar
from client.widgets.week_board.panels.suggestions import Suggestions
from client.widgets.week_board.panels.tray import Tray

__all__ = [
    "PLAIN_EDGE",
    "BoardModel",
    "Edge",
    "Face",
    "Finder",
    "Kind",
    "Mark",
    "Move",
    "Moves",
    "QualityBar",
    "Stand",
    "Suggestions",
    "Tray",
    "View",
    "Wanted",
    "WeekGrid",
    "group_views",
    "plain_faces",
    "room_views",
    "teacher_views",
]
