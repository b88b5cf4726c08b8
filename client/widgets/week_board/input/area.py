"""The scroll area of a grid: it paints heads, cells and cards; mouse, drags and keys are handed on."""

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, QTimer
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from client.widgets.week_board.input.drop_target import Dropping
from client.widgets.week_board.input.mouse import Mouse
from client.widgets.week_board.input.pointing import Pointing
from client.widgets.week_board.input.walking import Walking
from client.widgets.week_board.model.board import BoardModel
from client.widgets.week_board.model.faces import View
from client.widgets.week_board.model.sheets import ManySheet, Sheet, Spot, WeekSheet
from client.widgets.week_board.painting.grid_painter import GridPainter
from client.widgets.week_board.painting.head_painter import HeadPainter

MOST_HEAD = 168
LOOKS = (QEvent.Type.FontChange, QEvent.Type.StyleChange, QEvent.Type.PaletteChange)


class WeekArea(QAbstractScrollArea):
    """Composes a grid: what is pointed at is known by `pointing`, what is painted by its painters."""

    def __init__(self, board: BoardModel, *, many: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.board, self.many = board, many
        self.pointing = Pointing(board, self)
        self._painter, self._heads = self._painters()
        self._mouse, self._dropping = Mouse(self.pointing), Dropping(self.pointing)
        self._walking = Walking(self.pointing)
        # Without an interval: words are looked for when no key and no move of the mouse is waiting.
        self._thinking = QTimer(self)
        self._thinking.setSingleShot(True)
        self._thinking.timeout.connect(self._think)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setMouseTracking(True)
        self.viewport().setAcceptDrops(True)
        board.changed.connect(self.pointing.refresh)
        board.selection_changed.connect(self.viewport().update)
        board.holding.changed.connect(self.pointing.begin_again)

    def show_views(self, views: Iterable[View]) -> None:
        self.pointing.content.show(views)
        self._lay_out()
        self.pointing.point(Spot(0, 0, 0))

    def _painters(self) -> tuple[GridPainter, HeadPainter]:
        """The painters for the font and colours of the moment."""
        painter = GridPainter(self.board, self.pointing.content, self.font(), many=self.many)
        return painter, HeadPainter(self.board, self.pointing.content, painter.lettering, many=self.many)

    def _lay_out(self) -> None:
        grid, letters = self.board.week.problem.grid, self._painter.lettering
        metrics, line = letters.metrics(letters.small), letters.height(letters.small)
        room = self.viewport().size()
        if self.many:
            names = (metrics.horizontalAdvance(view.title) for view in self.pointing.content.views)
            head = QSize(min(MOST_HEAD, max(names, default=0) + 20), 2 * (line + 4))
            sheet: Sheet = ManySheet(grid, len(self.pointing.content.views), room, metrics, head)
        else:
            width = max(metrics.horizontalAdvance(text) for text in ("00:00", self._heads.corner()))
            sheet = WeekSheet(grid, room, metrics, QSize(width + 14, line + 8))
        self.pointing.lens.lay_out(sheet, line)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, dirty = QPainter(self.viewport()), event.rect()
        body, shift = self.pointing.lens.body(), self.pointing.lens.shift()
        shown = body.intersected(dirty)
        painter.fillRect(dirty, self.palette().window())
        painter.save()
        painter.setClipRect(shown)
        painter.translate(shift)
        self._painter.paint(painter, shown.translated(-shift), self.pointing.pointers)
        painter.restore()
        if self._painter.thinking:
            self._thinking.start()
        corner = QRect(QPoint(0, 0), body.topLeft() - QPoint(1, 1))
        top = QRect(body.left(), 0, body.width(), corner.height())
        side = QRect(0, body.top(), corner.width(), body.height())
        for head, paint in (
            (top, self._heads.paint_top),
            (side, self._heads.paint_side),
            (corner, self._heads.paint_corner),
        ):
            if dirty.intersects(head):
                painter.setClipRect(head)
                paint(painter, head, shift, self.pointing.pointers)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._lay_out()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in LOOKS:
            self._painter, self._heads = self._painters()
            self._lay_out()

    def viewportEvent(self, event: QEvent) -> bool:
        return self._mouse.take(event) or self._dropping.take(event) or super().viewportEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._walking.take(event):
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._focus(focused=True)
        if self.board.holding.events:
            self.pointing.point(self.pointing.pointers.cursor)
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._focus(focused=False)
        super().focusOutEvent(event)

    def _think(self) -> None:
        self._painter.think()
        if self._painter.thinking:
            self._thinking.start()
        else:
            self.viewport().update()

    def _focus(self, *, focused: bool) -> None:
        self.pointing.pointers.focused = focused
        self.viewport().update()
