"""What a planner sees at the timetable: three grids side by side, painted while a card is held and carried."""

from time import perf_counter

from PySide6.QtWidgets import QApplication, QHBoxLayout, QWidget

from benchmarks.row import Row
from client.core.theme import apply_theme
from client.widgets.week_board import BoardModel, Kind, View, WeekGrid, plain_faces
from client.widgets.week_board.model import acts
from client.widgets.week_board.model.sheets import Spot
from shared.timetabling.week.week import Week

#: Milliseconds: a frame of the screen, and a moment that is not felt.
FRAME, MOMENT = 16.0, 100.0
WIDTH, HEIGHT = 1366, 768


def rows(week: Week, cards: list[int]) -> list[Row]:
    """Measure with the grids of the group, the teacher and the room of the first of these cards."""
    application = QApplication.instance() or QApplication(["bench", "-platform", "offscreen"])
    assert isinstance(application, QApplication)  # noqa: S101 - it tells the type
    apply_theme(application, "light", 10)
    board = BoardModel(week, plain_faces(week.problem))
    placed = [event for event in cards if board.stand(event).place is not None]
    window, grids = _grids(board, placed[0])
    picked = [_picked(board, grids, event) for event in placed]
    hovered = _hovered(application, board, grids, placed[0])
    window.close()
    return [
        _row("a card picked up, every cell of three grids painted", picked, MOMENT),
        _row("hover frame with three grids", hovered, FRAME),
    ]


def _grids(board: BoardModel, event: int) -> tuple[QWidget, list[WeekGrid]]:
    teacher, *students = board.week.problem.events[event].people
    place = board.stand(event).place
    views = (
        View("group", Kind.GROUP, frozenset(students[:2])),
        View("teacher", Kind.TEACHER, frozenset({teacher})),
        View("room", Kind.ROOM, room=place.room if place is not None else 0),
    )
    window, grids = QWidget(), []
    layout = QHBoxLayout(window)
    for view in views:
        grid = WeekGrid(board)
        grid.show_view(view)
        layout.addWidget(grid)
        grids.append(grid)
    window.resize(WIDTH, HEIGHT)
    window.show()
    QApplication.processEvents()
    return window, grids


def _picked(board: BoardModel, grids: list[WeekGrid], event: int) -> float:
    began = perf_counter()
    acts.hold(board, (event,), event)
    for grid in grids:
        grid.area.viewport().repaint()
    spent = perf_counter() - began
    board.holding.release()
    return spent


def _hovered(application: QApplication, board: BoardModel, grids: list[WeekGrid], event: int) -> list[float]:
    """Over every cell of every grid, each with what Qt paints then."""
    acts.hold(board, (event,), event)
    application.processEvents()
    found = []
    week = board.week.problem.grid
    for grid in grids:
        for day in range(week.days):
            for slot in range(week.slots):
                began = perf_counter()
                grid.area.pointing.target(Spot(0, day, slot), board.holding.phase)
                application.processEvents()
                found.append(perf_counter() - began)
    board.holding.release()
    return found


def _row(measure: str, spent: list[float], limit: float) -> Row:
    """The time that 99 of 100 keep, in milliseconds."""
    worst = sorted(spent)[max(0, len(spent) * 99 // 100 - 1)] * 1000
    return Row(measure, worst, "ms", limit, worst / limit, f"< {limit:g} ms", worst < limit)
