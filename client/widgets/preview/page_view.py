"""The paper on the screen: pages below each other, drawn in the background when they come into view."""

from collections import OrderedDict
from functools import partial

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from client.core.tasks import Tasks
from client.core.theme import colours
from client.widgets.preview.drawing import POINTS_PER_INCH, Pages, picture

GAP = 16
A4 = QSize(595, 842)
KEPT = 24
ZOOMS = (0.25, 0.5, 0.75, 1.0, 1.25, 1.5, 2.0, 3.0, 4.0)
FIT_PAGE, FIT_WIDTH = "page", "width"


class PageView(QAbstractScrollArea):
    """Shows pages; `fit` is FIT_PAGE, FIT_WIDTH or empty, and then `zoom` counts."""

    page_changed = Signal(int)
    zoom_changed = Signal(float)

    def __init__(self, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._pages: Pages | None = None
        #: Known from the beginning: to ask for it may mean to draw the paper.
        self._count = 0
        #: Counts up with each document; pictures of a former one are not shown.
        self._edition = 0
        self._pictures: OrderedDict[int, tuple[float, QImage]] = OrderedDict()
        self._drawing: set[int] = set()
        self._sizes: dict[int, QSize] = {}
        self.fit = FIT_PAGE
        self.zoom = 1.0
        self.page = 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.verticalScrollBar().valueChanged.connect(self._follow_scroll)

    def show_pages(self, pages: Pages, count: int) -> None:
        """Show another document of so many pages; the place stays if it has as many as the former."""
        same = self._pages is not None and self._count == count
        self._pages, self._count = pages, count
        self._edition += 1
        self._pictures.clear()
        self._drawing.clear()
        self._sizes.clear()
        self._lay_out()
        self.go_to(self.page if same else 0)

    def go_to(self, number: int) -> None:
        """Bring a page to the top."""
        if self._pages is None:
            return
        number = min(max(number, 0), self._count - 1)
        self.verticalScrollBar().setValue(self._top(number) - GAP // 2)
        self._set_page(number)
        self.viewport().update()

    def set_fit(self, fit: str) -> None:
        self.fit = fit
        self._lay_out(keep=True)

    def set_zoom(self, zoom: float) -> None:
        """Show pages so many times as large as on paper."""
        self.fit, self.zoom = "", min(max(zoom, ZOOMS[0]), ZOOMS[-1])
        self._lay_out(keep=True)

    def step_zoom(self, direction: int) -> None:
        """Go to the next larger or smaller usual size."""
        near = [zoom for zoom in ZOOMS if (zoom - self.zoom) * direction > 0.01]  # noqa: PLR2004 - as good as equal
        if near:
            self.set_zoom(min(near) if direction > 0 else max(near))

    def _size(self, number: int) -> QSize:
        size = self._sizes.get(number, A4)
        return size * (self.zoom * self.logicalDpiX() / POINTS_PER_INCH)

    def _top(self, number: int) -> int:
        return GAP + number * (self._size(0).height() + GAP)

    def _lay_out(self, *, keep: bool = False) -> None:
        if self._pages is None:
            return
        place = self.page
        if self.fit:
            room, paper = self.viewport().size(), self._sizes.get(0, A4)
            per_point = self.logicalDpiX() / POINTS_PER_INCH
            across = (room.width() - 2 * GAP) / (paper.width() * per_point)
            along = (room.height() - GAP) / (paper.height() * per_point)
            self.zoom = max(0.1, across if self.fit == FIT_WIDTH else min(across, along))
        bar, sideways = self.verticalScrollBar(), self.horizontalScrollBar()
        bar.setRange(0, max(0, self._top(self._count) - self.viewport().height()))
        bar.setPageStep(self.viewport().height())
        bar.setSingleStep(40)
        sideways.setRange(0, max(0, self._size(0).width() + 2 * GAP - self.viewport().width()))
        sideways.setPageStep(self.viewport().width())
        if keep:
            self.go_to(place)
        self.zoom_changed.emit(self.zoom)
        self.viewport().update()

    def _follow_scroll(self, value: int) -> None:
        step = self._size(0).height() + GAP
        self._set_page((value + self.viewport().height() // 3) // max(step, 1))
        self.viewport().update()

    def _set_page(self, number: int) -> None:
        number = min(max(number, 0), max(0, self._count - 1))
        if number != self.page:
            self.page = number
            self.page_changed.emit(number)

    def _visible(self) -> range:
        step = self._size(0).height() + GAP
        first = max(0, self.verticalScrollBar().value() // step)
        return range(first, min(self._count, first + self.viewport().height() // step + 2))

    def _ask(self, number: int) -> None:
        """Have a page drawn unless it is being drawn."""
        if number in self._drawing or self._pages is None:
            return
        self._drawing.add(number)
        scale = self.zoom * self.logicalDpiX() / POINTS_PER_INCH * self.devicePixelRatioF()
        pages, edition, zoom = self._pages, self._edition, self.zoom

        def draw() -> QImage:
            return picture(*pages.pdf(number), scale)

        self._tasks.run(self, draw, partial(self._drawn, edition, number, zoom))

    def _drawn(self, edition: int, number: int, zoom: float, image: QImage) -> None:
        if edition != self._edition:
            return
        self._drawing.discard(number)
        self._pictures[number] = zoom, image
        self._pictures.move_to_end(number)
        while len(self._pictures) > KEPT:
            self._pictures.popitem(last=False)
        self._learn_size(number, zoom, image)
        self.viewport().update()

    def _learn_size(self, number: int, zoom: float, image: QImage) -> None:
        points = zoom * self.logicalDpiX() / POINTS_PER_INCH * self.devicePixelRatioF()
        size = QSize(round(image.width() / points), round(image.height() / points))
        known = self._sizes.get(number, A4)
        self._sizes[number] = size
        if number == 0 and abs(size.width() - known.width()) > 1:
            self._lay_out(keep=True)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), QColor(colours().line))
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        for number in self._visible():
            size = self._size(number)
            left = max(GAP, (self.viewport().width() - size.width()) // 2)
            corner = QPoint(
                left - self.horizontalScrollBar().value(),
                self._top(number) - self.verticalScrollBar().value(),
            )
            paper = QRect(corner, size)
            painter.fillRect(paper, QColor("#ffffff"))
            zoom, image = self._pictures.get(number, (0.0, None))
            if image is not None:
                painter.drawImage(paper, image)
            if image is None or abs(zoom - self.zoom) > 0.001:  # noqa: PLR2004 - as good as equal
                self._ask(number)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out(keep=True)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.step_zoom(1 if event.angleDelta().y() > 0 else -1)
            event.accept()
        else:
            super().wheelEvent(event)
