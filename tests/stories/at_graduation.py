"""What everybody does who is concerned with graduation: fills in forms, narrows lists, looks at papers."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QMessageBox

from client.widgets.record_form import FormDialog
from client.widgets.record_form.field import Field
from client.widgets.record_list import RecordList
from tests.stories.day_of_a_dean import enabled
from tests.stories.year_of_a_faculty import Desk

CONTROL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)
GROUP = "22-09"


def lines(table: Any) -> list[list[str]]:
    """The lines of a table as they are read."""
    model = table.model()
    return [
        [str(model.index(row, column).data() or "") for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


class AtGraduation(Desk):
    """Somebody concerned with graduation."""

    def fields(self, within: Any) -> dict[str, Any]:
        """The fields of a form that has opened."""
        found: dict[str, Any] = {}

        def there() -> bool:
            found.update({each.name: each for each in within.findChildren(Field) if each.isVisible()})
            return bool(found)

        self.screen.wait("the fields", there)
        return found

    def _agrees(self, box: QMessageBox) -> None:
        self.screen.picture("question")
        QTest.keyClick(box.button(QMessageBox.StandardButton.Yes), Qt.Key.Key_Space)

    def adds(self, card: Any, title: str, write: Any) -> None:
        """Add a record on a tab of a card."""
        titles = [card.tabs.tabText(place) for place in range(card.tabs.count())]
        card.tabs.setCurrentIndex(titles.index(title))
        found: list[Any] = []

        def there() -> bool:
            found[:] = [
                each for each in card.tabs.currentWidget().findChildren(RecordList) if each.isVisible()
            ]
            return bool(found) and found[0].count.text() and found[0].acts["add"].isVisible()

        self.screen.wait(title, there)
        records, before = found[0], found[0].rows.rowCount()
        records.table.setFocus()
        self.screen.key(Qt.Key.Key_Insert)
        self.answers(FormDialog, write)
        self.screen.wait("one more", lambda: records.rows.rowCount() == before + 1)

    def prints(self, name: str, key: Qt.Key, modifier: Qt.KeyboardModifier) -> None:
        """Look at a paper, save it and come back."""
        self.screen.key(key, modifier)
        self.screen.wait("the paper", lambda: hasattr(self.window, "preview"))
        preview = self.window.preview
        self.screen.wait("the drawn page", lambda: enabled(preview, "PDF"))
        self.screen.picture(f"paper-{name}")
        path = self.folder / f"{name}.pdf"
        path.unlink(missing_ok=True)
        preview.save_as(str(path))
        self.screen.wait("the file", path.exists)
        self.screen.key(Qt.Key.Key_W, CONTROL)

    def consents(self, act: Any, kind: type[QDialog] = QMessageBox, answer: Any = None) -> None:
        """Do what opens a question that holds the program, and answer it; yes unless it is said how."""
        asked: list[QDialog] = []

        def look() -> None:
            box = next(
                (
                    each
                    for each in QApplication.topLevelWidgets()
                    if isinstance(each, kind) and each.isVisible()
                ),
                None,
            )
            if box is not None:
                timer.stop()
                asked.append(box)
                box.activateWindow()
                self.screen.wait("the focus", box.isActiveWindow)
                (answer or self._agrees)(box)

        timer = QTimer()
        timer.timeout.connect(look)
        timer.start(50)
        act()
        self.screen.wait("the question", lambda: asked)
        self.comes_back()

    def narrows(self, shown: Any, count: int) -> list[list[str]]:
        """Search for the group in a window of students; the lines that are left."""
        self.screen.type(shown.words, GROUP)
        self.screen.wait("the group alone", lambda: len(lines(shown.table)) == count
                         and all(GROUP in line for line in lines(shown.table)))  # fmt: skip
        return lines(shown.table)
