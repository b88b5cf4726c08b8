"""The part of a grid that scrolls: it points at cells and cards; mouse, drags and keys are handed on."""

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QMenu, QWidget

from client.widgets.week_board.input.clash_menu import land
from client.widgets.week_board.input.drop_target import Dropping
from client.widgets.week_board.input.mouse import Mouse
from client.widgets.week_board.input.viewport_map import Lens
from client.widgets.week_board.input.walking import Walking
from client.widgets.week_board.model import words
from client.widgets.week_board.model.answering import told
from client.widgets.week_board.model.board import BoardModel
from client.widgets.week_board.model.content import Content
from client.widgets.week_board.model.faces import View
from client.widgets.week_board.model.pointers import Pointers
from client.widgets.week_board.model.sheets import ManySheet, Sheet, Spot, WeekSheet
from client.widgets.week_board.painting.grid_painter import GridPainter
from client.widgets.week_board.painting.head_painter import HeadPainter
from shared.timetabling.model import EVERY

MOST_HEAD = 168
LOOKS = (QEvent.Type.FontChange, QEvent.Type.StyleChange, QEvent.Type.PaletteChange)


class WeekArea(QAbstractScrollArea):
    """Knows which cell and which card are pointed at; what is done with them is said elsewhere."""

    #: What the cursor or the mouse points at, in words.
    pointed = Signal(str)
    #: The cursor stands at this time.
    timed = Signal(int)
    #: A card was asked for: a double click.
    opened = Signal(int)

    def __init__(self, board: BoardModel, *, many: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.board, self.many = board, many
        self.content = Content(board)
        self.lens = Lens(self, self.content)
        self.pointers = Pointers(Spot(0, 0, 0))
        self._painter, self._heads = self._painters()
        self._mouse, self._dropping, self._walking = Mouse(self), Dropping(self), Walking(self)
        self._thinking = QTimer(self)
        self._thinking.setSingleShot(True)
        self._thinking.timeout.connect(self._think)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setMouseTracking(True)
        self.viewport().setAcceptDrops(True)
        board.changed.connect(self._on_changed)
        board.selection_changed.connect(self.viewport().update)
        board.holding.changed.connect(self._on_held)

    def show_views(self, views: Iterable[View]) -> None:
        self.content.show(views)
        self._lay_out()
        self.point(Spot(0, 0, 0))

    def time_of(self, spot: Spot, phase: int) -> int:
        return self.board.week.problem.grid.time(spot.day, spot.slot, phase)

    def room_of(self, spot: Spot) -> int | None:
        """The room that a cell stands for, in the week of a room."""
        return self.content.views[spot.view].room if spot.view < len(self.content.views) else None

    def point(self, spot: Spot, event: int | None = None) -> None:
        """Put the cursor into a cell, on this card of it or on its first."""
        here = self.content.cell(spot)
        self.pointers.cursor = spot
        self.pointers.current = current = event if event in here else next(iter(here), None)
        if self.board.holding.events:
            self.target(spot, self.board.holding.phase)
        else:
            self._tell(words.lesson(self.board, current) if current is not None else "")
        self.timed.emit(self.time_of(spot, EVERY))
        self.lens.reveal(spot)
        self.viewport().update()

    def target(self, spot: Spot | None, phase: int = 0) -> None:
        """Say where the held cards would go; only the two cells concerned are painted anew."""
        before, now = self.pointers.target, None if spot is None else (spot, phase)
        if before == now:
            return
        self.pointers.target = now
        for each in (before, now):
            if each is not None:
                self.viewport().update(self.lens.cell(each[0]).adjusted(-1, -1, 1, 1))
        if now is not None and self.board.holding.events:
            self._tell(told(self.board, self.time_of(*now), self.room_of(now[0])))

    def aim(self, position: QPoint) -> bool:
        """Point the held cards at the cell, and the half of it, at this position; whether there is one."""
        spot, sheet, holding = self.lens.spot_at(position), self.content.sheet, self.board.holding
        if spot is None or sheet is None:
            self.target(None)
            return False
        phase = sheet.phase_at(self.lens.to_sheet(position)) if holding.halves else holding.phase
        self.target(spot, phase if phase in holding.phases else holding.phases[0])
        return True

    def drop(self, at: QPoint) -> QMenu | None:
        """Put the held cards where they are pointed; a clash opens a menu at this point of the screen."""
        if self.pointers.target is None:
            self.board.holding.release()
            return None
        spot, phase = self.pointers.target
        anchor = self.board.holding.anchor
        menu = land(self, self.board, self.time_of(spot, phase), self.room_of(spot), at)
        self.point(spot, anchor)
        return menu

    def hover(self, event: int | None) -> None:
        """Mark the card under the mouse, wherever the grid shows it."""
        if event == self.pointers.hovered:
            return
        concerned = [each for each in (self.pointers.hovered, event) if each is not None]
        self.pointers.hovered = event
        for each in concerned:
            for spot in self.content.spots(each):
                box = self.content.box_of(spot.view, each)
                self.viewport().update(self.lens.on_screen(box))
        self._tell(words.lesson(self.board, event) if event is not None else "")

    def tip(self, position: QPoint) -> str:
        """The words beside the mouse."""
        if self.board.holding.events and self.pointers.target is not None:
            spot, phase = self.pointers.target
            return told(self.board, self.time_of(spot, phase), self.room_of(spot))
        event = self.lens.event_at(position)
        return words.lesson(self.board, event) if event is not None else ""

    def _painters(self) -> tuple[GridPainter, HeadPainter]:
        """The painters for the font and colours of the moment."""
        painter = GridPainter(self.board, self.content, self.font(), many=self.many)
        return painter, HeadPainter(self.board, self.content, painter.lettering, many=self.many)

    def _tell(self, text: str) -> None:
        self.setAccessibleDescription(text)
        self.pointed.emit(text)

    def _lay_out(self) -> None:
        grid, letters = self.board.week.problem.grid, self._painter.lettering
        metrics, line = letters.metrics(letters.small), letters.height(letters.small)
        room = self.viewport().size()
        if self.many:
            names = (metrics.horizontalAdvance(view.title) for view in self.content.views)
            head = QSize(min(MOST_HEAD, max(names, default=0) + 20), 2 * (line + 4))
            sheet: Sheet = ManySheet(grid, len(self.content.views), room, metrics, head)
        else:
            width = max(metrics.horizontalAdvance(text) for text in ("00:00", self._heads.corner()))
            sheet = WeekSheet(grid, room, metrics, QSize(width + 14, line + 8))
        self.lens.lay_out(sheet, line)

    def _on_changed(self, events: frozenset[int]) -> None:
        self.content.refresh(events)
        here = self.content.cell(self.pointers.cursor)
        if self.pointers.current not in here:
            self.pointers.current = next(iter(here), None)
        self.viewport().update()

    def _on_held(self) -> None:
        self.pointers.target = self.pointers.hovered = None
        if self.board.holding.events and self.hasFocus():
            self.point(self.pointers.cursor, self.pointers.current)
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, dirty = QPainter(self.viewport()), event.rect()
        body, shift = self.lens.body(), self.lens.shift()
        shown = body.intersected(dirty)
        painter.fillRect(dirty, self.palette().window())
        painter.save()
        painter.setClipRect(shown)
        painter.translate(shift)
        self._painter.paint(painter, shown.translated(-shift), self.pointers)
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
                paint(painter, head, shift, self.pointers)

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
            self.point(self.pointers.cursor)
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
        self.pointers.focused = focused
        self.viewport().update()
