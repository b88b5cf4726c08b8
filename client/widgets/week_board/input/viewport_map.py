"""Conversion of coordinates from the screen to the sheet and back: heads stay, the rest scrolls."""

from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtWidgets import QAbstractScrollArea

from client.widgets.week_board.model.content import Content
from client.widgets.week_board.model.sheets import Sheet, Spot

EDGE = 2


class Lens:
    """Shows the sheet of a content through the viewport of a scroll area."""

    def __init__(self, area: QAbstractScrollArea, content: Content) -> None:
        self._area, self._content = area, content

    def body(self) -> QRect:
        """The part of the viewport below and beside the heads."""
        sheet = self._content.sheet
        head = sheet.head if sheet is not None else QSize()
        return self._area.viewport().rect().adjusted(head.width(), head.height(), 0, 0)

    def shift(self) -> QPoint:
        """How far the sheet's corner lies from the viewport's."""
        bars = self._area.horizontalScrollBar(), self._area.verticalScrollBar()
        return self.body().topLeft() - QPoint(*(bar.value() for bar in bars))

    def to_sheet(self, position: QPoint) -> QPoint:
        return position - self.shift()

    def on_screen(self, box: QRect) -> QRect:
        return box.translated(self.shift())

    def spot_at(self, position: QPoint) -> Spot | None:
        sheet = self._content.sheet
        inside = sheet is not None and self.body().contains(position)
        return sheet.at(self.to_sheet(position)) if sheet is not None and inside else None

    def event_at(self, position: QPoint) -> int | None:
        return self._content.event_at(self.to_sheet(position)) if self.body().contains(position) else None

    def cell(self, spot: Spot) -> QRect:
        """Where a cell is on the screen."""
        sheet = self._content.sheet
        return self.on_screen(sheet.cell(spot)) if sheet is not None else QRect()

    def reveal(self, spot: Spot) -> None:
        """Scroll so that a cell is seen."""
        if self._content.sheet is None:
            return
        box, body = self._content.sheet.cell(spot), self.body()
        for bar, first, last, room in (
            (self._area.horizontalScrollBar(), box.left(), box.right(), body.width()),
            (self._area.verticalScrollBar(), box.top(), box.bottom(), body.height()),
        ):
            if first < bar.value():
                bar.setValue(first)
            elif last >= bar.value() + room:
                bar.setValue(last - room + EDGE)

    def lay_out(self, sheet: Sheet, line: int) -> None:
        """Take a sheet of another size; the bars move by a line."""
        self._content.lay_out(sheet)
        size, body = sheet.size(), self.body()
        for bar, whole, shown in (
            (self._area.horizontalScrollBar(), size.width(), body.width()),
            (self._area.verticalScrollBar(), size.height(), body.height()),
        ):
            bar.setRange(0, max(0, whole - shown))
            bar.setPageStep(max(1, shown))
            bar.setSingleStep(line)
        self._area.viewport().update()
