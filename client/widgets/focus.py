"""Where the focus is, so that it stays there: while something is stored, in a window made anew, in a tab come back."""

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication, QStackedWidget, QWidget
from shiboken6 import isValid

#: A widget by its way down: the class and the number among its siblings of that class, in any language the same.
Place = list[list[str | int]]
EVERY, ATTEMPTS = 50, 40


def focused_in(within: QWidget) -> QWidget | None:
    """Return what has the focus if it stands in a widget."""
    focused = QApplication.focusWidget()
    return focused if focused is not None and within.isAncestorOf(focused) else None


def place_of(widget: QWidget, within: QWidget) -> Place:
    """Return the way from a widget around it down to a widget."""
    way: Place = []
    while widget is not within and (around := widget.parentWidget()) is not None:
        way.append([type(widget).__name__, _siblings(widget, around).index(widget)])
        widget = around
    return way[::-1]


def widget_at(place: Place, within: QWidget) -> QWidget | None:
    """Return what stands there now."""
    for name, number in place:
        same = [each for each in _children(within) if type(each).__name__ == name]
        if int(number) >= len(same):
            return None
        within = same[int(number)]
    return within


class HeldFocus(QObject):
    """Keeps the focus inside a widget while a part of it is disabled, and gives it back to where it was."""

    def __init__(self, within: QWidget) -> None:
        super().__init__(within)
        self._held: QWidget | None = None
        self._holder = QWidget(within)
        self._holder.setGeometry(0, 0, 0, 0)

    def take(self, part: QWidget) -> None:
        """The part is about to be disabled."""
        if (focused := focused_in(part)) is not None:
            self._held = focused
            self._holder.setFocus()

    def give_back(self) -> None:
        """It is enabled again; who went elsewhere meanwhile stays there."""
        held, self._held = self._held, None
        if held is not None and isValid(held) and QApplication.focusWidget() in (None, self._holder):
            held.setFocus()


class ReturningFocus(QObject):
    """Brings the focus to a place in a window that is still being filled from the server."""

    def __init__(self, place: Place, within: QWidget) -> None:
        super().__init__(within)
        self._place, self._within, self._left = place, within, ATTEMPTS
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY)
        self._timer.timeout.connect(self._look)
        self._timer.start()
        self._look()

    def _look(self) -> None:
        found = widget_at(self._place, self._within)
        elsewhere = QApplication.focusWidget() is not None and focused_in(self._within) is None
        self._left -= 1
        if found is not None and found.isVisible() and found.isEnabled():
            found.setFocus()
            elsewhere = True
        if elsewhere or not self._left:
            self._timer.stop()
            self.deleteLater()


def _children(around: QWidget) -> list[QWidget]:
    if isinstance(around, QStackedWidget):  # the page in front was raised: it is the last of the children
        return [page for place in range(around.count()) if (page := around.widget(place)) is not None]
    return [each for each in around.children() if isinstance(each, QWidget)]


def _siblings(widget: QWidget, around: QWidget) -> list[QWidget]:
    return [each for each in _children(around) if type(each) is type(widget)]
