"""Lessons carried by the mouse, from the tray into a grid, between grids and back, as the window system does it.

Started by the test as a program of its own: `lesson_by_mouse.py FOLDER`; pictures of the screen go there.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QSplitter, QWidget

from client.core.i18n import set_language
from client.core.theme import apply_theme
from client.widgets.week_board import BoardModel, Tray, WeekGrid, group_views, room_views
from client.widgets.week_board.model.sheets import Spot
from shared.timetabling.week.week import Week
from tests.client.widgets.conftest import FACES, HALL, HISTORY, MATHS, PHYSICS_A, PLAN, at, make_problem
from tests.stories.screen import Screen

if TYPE_CHECKING:
    from collections.abc import Callable

LEFT, NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


class Carrying:
    """A window of its own with two grids and the tray."""

    def __init__(self, screen: Screen) -> None:
        problem = make_problem()
        self.screen = screen
        self.board = BoardModel(Week(problem, PLAN), FACES)
        self.group, self.room, self.tray = WeekGrid(self.board), WeekGrid(self.board), Tray(self.board)
        self.group.show_view(group_views(problem)[0])
        self.room.show_view(room_views(problem)[HALL])
        self.window = QSplitter()
        for part in (self.group, self.room, self.tray):
            self.window.addWidget(part)
        self.window.resize(1360, 700)
        self.window.show()
        screen.wait("the window", self.window.windowHandle().isExposed)

    def tell(self) -> None:
        """The story: each drop is looked at."""
        self._carry(self.group, Spot(0, 0, 1), lambda: self._cell(self.group, Spot(0, 1, 0)), "held")
        assert self._time(PHYSICS_A) == at(1, 0).time
        self._carry(self.group, Spot(0, 1, 0), lambda: self._cell(self.room, Spot(0, 1, 3)))
        assert self.board.stand(PHYSICS_A).place == at(1, 3, HALL)
        self._carry(self.group, Spot(0, 0, 0), lambda: self._at(self.tray.cards.viewport(), QPoint(60, 200)))
        assert self.board.cards.unplaced() == (MATHS, HISTORY)
        index = self.tray.model.index_of(HISTORY)
        start = self._at(self.tray.cards.viewport(), self.tray.cards.visualRect(index).center())
        self._drag(start, lambda: self._cell(self.group, Spot(0, 2, 1)))
        assert self._time(HISTORY) == at(2, 1).time
        self._carry(self.group, Spot(0, 2, 1), lambda: self._cell(self.group, Spot(0, 1, 3)))
        self.screen.wait("the menu of the clash", self._menu)
        self.screen.picture("clash")
        self._menu().close()  # type: ignore[union-attr]  # it was waited for
        assert self._time(HISTORY) == at(2, 1).time

    def _carry(self, grid: WeekGrid, spot: Spot, goal: Callable[[], QPoint], picture: str = "") -> None:
        self._drag(self._cell(grid, spot), goal, picture)

    def _drag(self, start: QPoint, goal: Callable[[], QPoint], picture: str = "") -> None:
        """Press, pull, and let go at the goal while the window system's own loop runs."""
        handle = self.window.windowHandle()

        def finish() -> None:
            QTest.mouseMove(handle, goal() - QPoint(3, 3))
            QTest.mouseMove(handle, goal())
            if picture:
                self.screen.picture(picture)
            QTest.mouseRelease(handle, LEFT, NONE, goal())

        QTest.mousePress(handle, LEFT, NONE, start)
        QTimer.singleShot(100, finish)
        QTest.mouseMove(handle, start + QPoint(4, 4))
        QTest.mouseMove(handle, start + QPoint(24, 12))
        self.screen.rest(300)

    def _cell(self, grid: WeekGrid, spot: Spot) -> QPoint:
        return self._at(grid.area.viewport(), grid.area.pointing.lens.cell(spot).center())

    def _at(self, widget: QWidget, point: QPoint) -> QPoint:
        return widget.mapTo(self.window, point)

    def _time(self, event: int) -> int | None:
        place = self.board.stand(event).place
        return None if place is None else place.time

    def _menu(self) -> QMenu | None:
        return next((menu for menu in self.group.findChildren(QMenu) if menu.isVisible()), None)


def main() -> int:
    application = QApplication(sys.argv[:1])
    set_language("uz")
    apply_theme(application, "light", 10)
    Carrying(Screen(Path(sys.argv[1]))).tell()
    sys.stdout.write("all was carried\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
