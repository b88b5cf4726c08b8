"""How wide columns and how high rows are: measured in letters, so that they fit whatever size of letters is chosen."""

from collections.abc import Collection, Sequence

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QHeaderView, QTableView, QTreeView, QWidget

#: What a row of a table is higher than its letters, and a column wider: 24 px a row at 10 pt.
AIR, SIDES = 6, 10
#: The same of a row whose cells hold boxes to choose from.
BOXES = 14


def row_height(widget: QWidget) -> int:
    """Return how high a row with one line is."""
    return widget.fontMetrics().height() + AIR


def letters_wide(widget: QWidget, letters: int) -> int:
    """Return the pixels that so many letters take."""
    return round(QFontMetricsF(widget.font()).averageCharWidth() * letters) + SIDES


def measure(
    view: QTableView | QTreeView, letters: Sequence[int], grows: Collection[int] = (), *, air: int = AIR
) -> QObject:
    """Give each column so many letters and never less than its head; those that grow share what is left.

    A row is higher than its letters by `air`. Returns what keeps the measures; it ends with the view, or before where
    the columns become others.
    """
    return _Measures(view, letters, grows, air)


class _Measures(QObject):
    """Measures again when letters or room change; what a person dragged stays until then."""

    def __init__(
        self, view: QTableView | QTreeView, letters: Sequence[int], grows: Collection[int], air: int
    ) -> None:
        super().__init__(view)
        self._air = air
        self._view, self._letters, self._grows = view, tuple(letters), tuple(grows)
        self._header = view.horizontalHeader() if isinstance(view, QTableView) else view.header()
        if grows:
            self._header.setStretchLastSection(False)
        if isinstance(view, QTableView):
            view.verticalHeader().setMinimumSectionSize(1)
            # A row has one line: a text that is broken into several would end where its first word does.
            view.setWordWrap(False)
        self._fit()
        self._header.sectionResized.connect(self._resized)
        view.installEventFilter(self)
        view.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._view and event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            self._fit()
        elif watched is not self._view and event.type() in {QEvent.Type.Resize, QEvent.Type.Show}:
            self._grow()
        return False

    def _resized(self, _place: int, before: int, now: int) -> None:
        """A column that is hidden or comes back leaves or takes its room."""
        if not before or not now:
            self._grow()

    def _fit(self) -> None:
        if isinstance(self._view, QTableView):
            height = self._view.fontMetrics().height() + self._air
            self._view.verticalHeader().setDefaultSectionSize(height)
        for place in range(len(self._letters)):
            self._header.resizeSection(place, self._least(place))
        self._grow()

    def _grow(self) -> None:
        """Share the room that the other columns leave."""
        growing = [place for place in self._grows if self._header.sectionSize(place)]
        if not growing:
            return
        others = sum(
            self._header.sectionSize(place)
            for place in range(self._header.count())
            if place not in self._grows
        )
        room = self._view.viewport().width() - others
        least = [self._least(place) for place in growing]
        spare = max(0, room - sum(least)) // len(least)
        for place, width in zip(growing, least, strict=True):
            self._header.resizeSection(place, width + spare)

    def _least(self, place: int) -> int:
        return max(letters_wide(self._view, self._letters[place]), head_width(self._header, place))


def head_width(header: QHeaderView, place: int) -> int:
    """Return how wide a column must be for its head."""
    return header.sectionSizeHint(place)
