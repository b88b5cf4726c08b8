"""Paints a grid: heads, cells, cards, and over them what every cell says to the held cards."""

from dataclasses import replace
from time import perf_counter

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen

from client.core.theme import colours
from client.widgets.week_board.model.answering import answer, bare, known
from client.widgets.week_board.model.answers import Answer
from client.widgets.week_board.model.arranging import Slip
from client.widgets.week_board.model.board import BoardModel
from client.widgets.week_board.model.content import Content
from client.widgets.week_board.model.faces import Kind, View
from client.widgets.week_board.model.pointers import Pointers, concerns
from client.widgets.week_board.model.sheets import Sheet, Spot
from client.widgets.week_board.painting.answer_painter import AnswerPainter
from client.widgets.week_board.painting.card_painter import CardPainter, Look
from client.widgets.week_board.painting.ink import Lettering

#: How long words are looked for at a time, in seconds.
PATIENCE = 0.002


class GridPainter:
    """Works in the coordinates of the sheet; `many` grids have low rows and no words in their cells."""

    def __init__(self, board: BoardModel, content: Content, font: QFont, *, many: bool) -> None:
        self._board, self._content, self._many = board, content, many
        self._lettering = Lettering(font, less=1 if many else 0)
        self._cards = {kind: CardPainter(self._lettering, kind) for kind in Kind}
        self._answers = AnswerPainter(self._lettering)
        self._wanted: dict[tuple[int, int | None, frozenset[int]], None] = {}

    @property
    def lettering(self) -> Lettering:
        return self._lettering

    def paint(self, painter: QPainter, visible: QRect, pointers: Pointers) -> None:
        """Paint what lies in `visible`."""
        sheet = self._content.sheet
        if sheet is None:
            return
        spots = sheet.seen(visible)
        held = bool(self._board.holding.events)
        self._ground(painter, sheet, visible)
        for spot in spots if held else ():
            self._paint_answers(painter, sheet, spot, pointers)
        self._lines(painter, sheet, visible)
        for number in sorted({spot.view for spot in spots}):
            self._paint_cards(painter, number, visible, pointers)
        for spot in spots if held else ():
            self._paint_words(painter, sheet, spot, pointers)
        self._paint_cursor(painter, sheet, visible, pointers)

    @property
    def thinking(self) -> bool:
        """Whether cells were painted whose words have not been found yet."""
        return bool(self._wanted)

    def think(self) -> None:
        """Find words for a moment; the others wait for the next one."""
        until = perf_counter() + PATIENCE
        while self._wanted and self._board.holding.events and perf_counter() < until:
            first = next(iter(self._wanted))
            del self._wanted[first]
            answer(self._board, *first)
        if not self._board.holding.events:
            self._wanted.clear()

    def _ground(self, painter: QPainter, sheet: Sheet, visible: QRect) -> None:
        """Every second day is shaded."""
        grid = self._board.week.problem.grid
        whole = visible.intersected(QRect(QPoint(0, 0), sheet.size()))
        painter.fillRect(whole, QColor(colours().base))
        for day in range(1, grid.days, 2):
            first, last = sheet.cell(Spot(0, day, 0)), sheet.cell(Spot(0, day, grid.slots - 1))
            stripe = QRect(first.left(), whole.top(), last.right() - first.left() + 1, whole.height())
            painter.fillRect(stripe.intersected(whole), QColor(colours().alternate))

    def _lines(self, painter: QPainter, sheet: Sheet, visible: QRect) -> None:
        grid, line = self._board.week.problem.grid, QColor(colours().line)
        whole = visible.intersected(QRect(QPoint(0, 0), sheet.size()))
        slots = range(grid.slots) if self._many else range(1)
        for spot in (Spot(0, day, slot) for day in range(grid.days) for slot in slots):
            right = sheet.cell(spot).right() + 1
            width = 2 if self._many and spot.slot == grid.slots - 1 else 1
            painter.fillRect(right - width + 1, whole.top(), width, whole.height(), line)
        rows = (
            (Spot(view, 0, 0) for view in range(len(self._content.views)))
            if self._many
            else (Spot(0, 0, slot) for slot in range(grid.slots))
        )
        for spot in rows:
            painter.fillRect(whole.left(), sheet.cell(spot).bottom() + 1, whole.width(), 1, line)

    def _paint_answers(self, painter: QPainter, sheet: Sheet, spot: Spot, pointers: Pointers) -> None:
        view = self._content.views[spot.view]
        holding, grid = self._board.holding, self._board.week.problem.grid
        for phase in holding.phases:
            status = int(holding.answers(view.room).status[grid.time(spot.day, spot.slot, phase)])
            box = sheet.part(spot, phase)
            if self._many and not concerns(self._board, view):
                self._answers.faint(painter, box, status)
            else:
                self._answers.ground(painter, box, status, under_mouse=pointers.target == (spot, phase))

    def _paint_words(self, painter: QPainter, sheet: Sheet, spot: Spot, pointers: Pointers) -> None:
        view = self._content.views[spot.view]
        if self._many and not concerns(self._board, view):
            return
        grid = self._board.week.problem.grid
        taken = bool(self._content.cell(spot))
        for phase in self._board.holding.phases:
            box = sheet.part(spot, phase)
            self._answers.words(
                painter,
                box,
                self._answer(grid.time(spot.day, spot.slot, phase), view),
                taken=taken,
                under_mouse=pointers.target == (spot, phase),
            )

    def _answer(self, time: int, view: View) -> Answer:
        """The words of a cell, or what it says at once while they are looked for."""
        found = known(self._board, time, view.room, view.people)
        if found is None and not self._many:
            self._wanted[time, view.room, view.people] = None
        return found or bare(self._board, time, view.room)

    def _paint_cards(self, painter: QPainter, number: int, visible: QRect, pointers: Pointers) -> None:
        cards, sheet = self._cards[self._content.views[number].kind], self._content.sheet
        for box, slip in self._content.boxes(number):
            if (
                self._board.holding.events and slip.alone and sheet is not None
            ):  # its other half is asked about
                box = sheet.card(number, replace(slip, alone=False))  # noqa: PLW2901 - the place for a moment
            if box.intersects(visible):
                cards.paint(painter, box, self._board.faces[slip.event], self._look(slip, pointers))

    def _look(self, slip: Slip, pointers: Pointers) -> Look:
        board, event = self._board, slip.event
        stand, holding = board.stand(event), board.holding
        room = stand.place.room if stand.place is not None else None
        return Look(
            room=board.week.problem.rooms[room].name if room is not None else "",
            phase=slip.phase,
            half=slip.alone and not self._many and not holding.events,
            locked=stand.locked,
            mark=board.mark(event),
            selected=event in board.selected or (pointers.focused and event == pointers.current),
            hovered=event == pointers.hovered,
            held=event in holding.events,
            faded=bool(holding.events) and event not in holding.events,
        )

    def _paint_cursor(self, painter: QPainter, sheet: Sheet, visible: QRect, pointers: Pointers) -> None:
        box = sheet.cell(pointers.cursor)
        if pointers.focused and box.intersects(visible) and pointers.current is None:
            painter.setPen(QPen(QColor(colours().accent), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(box.adjusted(1, 1, -1, -1))
