"""A term's timetable from its classes to the published lessons, generated and corrected by hand, on a real screen.

Started by the test as a program of its own: `term_of_a_dean.py SERVER FOLDER`; pictures of the screen go there.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from client.core.i18n import _
from client.views.timetable.versions.new_version import NewVersion
from client.views.timetable.versions.publication import Publication
from shared.timetabling.week.week import CLASH
from tests.client.reach import said
from tests.stories.at_work import AtWork, application


class Term(AtWork):
    """What the dean's office does for its timetable, in order."""

    def run(self) -> None:
        self.signs_in()
        self.begins_a_version()
        self.lets_it_be_generated()
        self.moves_a_lesson_by_hand()
        self.publishes()
        self.looks_at_the_week()
        self.goes_home()

    def begins_a_version(self) -> None:
        builder = self.opens("schedule-info")
        self.screen.wait("the hint for beginners", lambda: _("New version") in said(builder))
        self.screen.press(builder, _("New version"))
        dialog = self._dialog(NewVersion)
        self.screen.wait("the terms", dialog.term.count)
        self.screen.type(dialog.name, "Kuzgi jadval")
        self.screen.picture("timetable-new-version")
        self.screen.press(dialog, _("Make"))
        self.screen.wait("the tray", lambda: builder.workbench and builder.workbench.tray.model.count() > 100)
        self.frame.activateWindow()  # there is no window manager that would
        self.screen.wait("the focus", self.frame.isActiveWindow)
        self.screen.picture("timetable-tray")

    def lets_it_be_generated(self) -> None:
        bench = self.window.workbench
        bench.generation.seconds.setValue(15)
        self._comes_to_the_week()
        self.screen.key(Qt.Key.Key_G, Qt.KeyboardModifier.ControlModifier)
        self.screen.wait("the panel", bench.generation.isVisible)
        self.screen.wait("the search", lambda: bench.generation.running)
        self.screen.rest(4000)
        self.screen.picture("timetable-generating")
        self.screen.wait("the end of the search", lambda: not bench.generation.running, patience=300)
        self.screen.wait("every lesson to have a place", lambda: not bench.board.cards.unplaced())
        self.screen.wait("the plan to be unsaved", lambda: self.window.desk.unstored.held)
        self.screen.key(Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
        self.screen.wait("the plan to be sent", lambda: not self.window.desk.unstored.held)
        self.screen.wait("the plan to be stored", lambda: not self.window.desk.unstored.steps, patience=60)
        self.screen.picture("timetable-generated")

    def _comes_to_the_week(self) -> None:
        """Bring the focus into the first grid; a dialog that goes takes it away late."""

        def there() -> bool:
            area = self.window.workbench.panes[0].grid.area
            if not (self.frame.isActiveWindow() and area.hasFocus()):
                self.frame.activateWindow()
                area.setFocus()
                return False
            return True

        self.screen.wait("the focus in the week", there)

    def moves_a_lesson_by_hand(self) -> None:
        """With the keys alone: pick up, walk with the arrows to a place without a clash, put down, take back."""
        bench = self.window.workbench
        board, grid = bench.board, bench.panes[0].grid
        grid.area.setFocus()
        before = board.cards.stands()
        walk = [*[Qt.Key.Key_Down] * 7, *[Qt.Key.Key_Up] * 7, Qt.Key.Key_Right] * 6
        while walk and not board.holding.events:  # to the first lesson of the group's week
            self.screen.key(Qt.Key.Key_Space)
            if not board.holding.events:
                self.screen.key(walk.pop(0))
        assert board.holding.events, "the group has no lesson that could be picked up"
        self.screen.rest(300)
        self.screen.picture("timetable-held")
        event = board.holding.anchor
        steps = [*[Qt.Key.Key_Down] * 7, *[Qt.Key.Key_Up] * 7, Qt.Key.Key_Right] * 6
        steps += [*[Qt.Key.Key_Left], *[Qt.Key.Key_Down] * 7, *[Qt.Key.Key_Up] * 7] * 6
        while steps and not self._stands_well(event):
            self.screen.key(steps.pop(0))
        self.screen.key(Qt.Key.Key_Return)
        self.screen.wait("the move", lambda: board.cards.stands() != before)
        self.screen.wait("the move to be stored", lambda: not self.window.desk.unstored.steps)
        assert board.stand(event).place != before[event].place
        self.screen.key(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
        self.screen.wait("the lesson to be back", lambda: board.cards.stands() == before)
        self.screen.wait("that to be stored", lambda: not self.window.desk.unstored.steps)

    def _stands_well(self, event: int) -> bool:
        """Whether the held card could be put where the cursor is, and does not stand there already."""
        board, spot = (
            self.window.workbench.board,
            self.window.workbench.panes[0].grid.area.pointing.pointers.cursor,
        )
        grid, place = board.week.problem.grid, board.stand(event).place
        phase = grid.place(place.time)[2]
        time = grid.time(spot.day, spot.slot, phase)
        return bool(time != place.time and board.week.judged(event).status[time] != CLASH)

    def publishes(self) -> None:
        builder = self.window
        self.screen.press(builder, _("Check and publish"))
        dialog = self._dialog(Publication)
        self.screen.wait("the verdict", dialog.publish_button.isEnabled)
        self.screen.picture("timetable-check")
        self.screen.click(dialog.publish_button)
        self.screen.wait("the lessons", lambda: not dialog.progress.isVisible()
                         and not dialog.publish_button.isEnabled(), patience=120)  # fmt: skip
        self.screen.picture("timetable-published")
        dialog.reject()
        self.screen.wait(
            "the plan to be locked", lambda: builder.workbench and not builder.workbench.board.editable
        )

    def looks_at_the_week(self) -> None:
        self.opens("schedule-info-view")
        self.screen.rest(2500)
        self.screen.picture("timetable-week")

    def _dialog(self, kind: type) -> Any:
        """Wait for a dialog of this kind and return it."""
        found: list[Any] = []

        def seen() -> bool:
            found[:] = [
                each for each in QApplication.topLevelWidgets() if isinstance(each, kind) and each.isVisible()
            ]
            return bool(found)

        self.screen.wait(kind.__name__, seen)
        return found[0]


def main(server: str, folder: str) -> None:
    started = application(patience=390)
    Term(server, Path(folder)).run()
    del started
    sys.stdout.write("the term is planned\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
