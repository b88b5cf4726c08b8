"""Paints a grid: heads, cells, cards, and over them what every cell says to the held cards."""

from dataclasses import dataclass
from time import perf_counter

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen

from client.core.i18n import N_, _
from client.core.theme import colours
from client.widgets.week_board import words
from client.widgets.week_board.answer_painter import AnswerPainter
from client.widgets.week_board.answering import answer, bare, known
from client.widgets.week_board.answers import Answer
from client.widgets.week_board.board import BoardModel
from client.widgets.week_board.card_painter import CardPainter, Look
from client.widgets.week_board.content import Content
from client.widgets.week_board.faces import Kind, View
from client.widgets.week_board.ink import Lettering, mixed
from client.widgets.week_board.sheets import Sheet, Spot

#: How long words are looked for at a time, in seconds.
PATIENCE = 0.002


@dataclass(slots=True)
class Pointers:
    """What a grid points at: its cursor, the card in the cursor's cell, and what is under the mouse."""

    cursor: Spot
    focused: bool = False
    current: int | None = None
    hovered: int | None = None
    target: tuple[Spot, int] | None = None
    """The cell and the phase that the held cards would go to."""


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
            if self._many and not self._concerns(view):
                self._answers.faint(painter, box, status)
            else:
                self._answers.ground(painter, box, status, under_mouse=pointers.target == (spot, phase))

    def _paint_words(self, painter: QPainter, sheet: Sheet, spot: Spot, pointers: Pointers) -> None:
        view = self._content.views[spot.view]
        if self._many and not self._concerns(view):
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

    def _concerns(self, view: View) -> bool:
        """Whether a row is one of the held card's own, or a room."""
        event = self._board.week.problem.events[self._board.holding.anchor]
        return view.room is not None or not view.people.isdisjoint(event.people)

    def _paint_cards(self, painter: QPainter, number: int, visible: QRect, pointers: Pointers) -> None:
        cards = self._cards[self._content.views[number].kind]
        for box, slip in self._content.boxes(number):
            if box.intersects(visible):
                cards.paint(
                    painter, box, self._board.faces[slip.event], self._look(slip.event, slip.phase, pointers)
                )

    def _look(self, event: int, phase: int, pointers: Pointers) -> Look:
        board = self._board
        stand, holding = board.stand(event), board.holding
        room = stand.place.room if stand.place is not None else None
        return Look(
            room=board.week.problem.rooms[room].name if room is not None else "",
            phase=phase,
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

    def paint_top(self, painter: QPainter, head: QRect, shift: QPoint, pointers: Pointers) -> None:
        """The head above: days, and below them pairs where the rows are views."""
        sheet, grid = self._content.sheet, self._board.week.problem.grid
        if sheet is None:
            return
        painter.fillRect(head, QColor(colours().window))
        middle = head.top() + head.height() // 2 if self._many else head.bottom()
        for day in range(grid.days):
            first, last = (sheet.cell(Spot(0, day, slot)) for slot in (0, grid.slots - 1))
            left, right = shift.x() + first.left(), shift.x() + last.right()
            box = QRect(QPoint(left, head.top()), QPoint(right, middle))
            self._head_text(
                painter, box, words.day_name(self._board.week.problem, day), day == pointers.cursor.day
            )
            painter.fillRect(right + 1, head.top(), 1, head.height(), QColor(colours().line))
            for slot in range(grid.slots) if self._many else ():
                cell = sheet.cell(Spot(0, day, slot))
                small = QRect(shift.x() + cell.left(), middle, cell.width(), head.bottom() - middle)
                here = (day, slot) == (pointers.cursor.day, pointers.cursor.slot)
                self._head_text(painter, small, str(slot + 1), here)
        painter.fillRect(head.left(), head.bottom(), head.width(), 1, QColor(colours().line))

    def paint_side(self, painter: QPainter, head: QRect, shift: QPoint, pointers: Pointers) -> None:
        """The head at the left: pairs with their hours, or the names of the views."""
        sheet, problem = self._content.sheet, self._board.week.problem
        if sheet is None:
            return
        painter.fillRect(head, QColor(colours().window))
        count = len(self._content.views) if self._many else problem.grid.slots
        for row in range(count):
            cell = sheet.cell(Spot(row, 0, 0) if self._many else Spot(0, 0, row))
            box = QRect(head.left(), shift.y() + cell.top(), head.width() - 1, cell.height())
            if not box.intersects(head):
                continue
            here = row == (pointers.cursor.view if self._many else pointers.cursor.slot)
            if self._many:
                self._row_name(painter, box, self._content.views[row], here=here)
            else:
                self._pair(painter, box, row, here=here)
            painter.fillRect(box.left(), box.bottom() + 1, head.width(), 1, QColor(colours().line))
        painter.fillRect(head.right(), head.top(), 1, head.height(), QColor(colours().line))

    def paint_corner(self, painter: QPainter, head: QRect, shift: QPoint, pointers: Pointers) -> None:
        painter.fillRect(head, QColor(colours().window))
        painter.fillRect(head.left(), head.bottom(), head.width(), 1, QColor(colours().line))
        painter.fillRect(head.right(), head.top(), 1, head.height(), QColor(colours().line))
        painter.setFont(self._lettering.small)
        painter.setPen(QColor(colours().quiet))
        if not self._many:
            painter.drawText(head, Qt.AlignmentFlag.AlignCenter, self.corner())

    def corner(self) -> str:
        """What the rows of a week are."""
        return _(N_("Pair"))

    def _row_name(self, painter: QPainter, box: QRect, view: View, *, here: bool) -> None:
        own = bool(self._board.holding.events) and self._concerns(view)
        if own and view.room is None:
            painter.fillRect(box, mixed(colours().window, colours().accent, 0.2))
        font = self._lettering.bold if here or own else self._lettering.small
        painter.setFont(font)
        painter.setPen(QColor(colours().text))
        inner = box.adjusted(6, 0, -4, 0)
        for text in self._lettering.lines(font, view.title, inner.width()):
            painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)

    def _pair(self, painter: QPainter, box: QRect, slot: int, *, here: bool) -> None:
        """The number of a pair and, where there is room, its hours."""
        name = words.slot_name(self._board.week.problem, slot)
        height = self._lettering.height(self._lettering.small)
        hours = self._hours(name)
        painter.setPen(QColor(colours().text))
        painter.setFont(self._lettering.strong)
        top = box.center().y() - height * (1 + len(hours)) // 2
        painter.drawText(
            QRect(box.left(), top, box.width(), height), Qt.AlignmentFlag.AlignCenter, str(slot + 1)
        )
        painter.setFont(self._lettering.small)
        painter.setPen(QColor(colours().text if here else colours().quiet))
        for number, text in enumerate(hours, 1):
            line = QRect(box.left(), top + number * height, box.width(), height)
            painter.drawText(line, Qt.AlignmentFlag.AlignCenter, text)

    def _hours(self, name: str) -> tuple[str, ...]:
        """The beginning and the end of a pair named by its hours (08:30–09:50), each in a line."""
        return tuple(part.strip() for part in name.replace("-", "–").split("–")) if ":" in name else ()

    def _head_text(self, painter: QPainter, box: QRect, text: str, here: bool) -> None:
        font = self._lettering.bold if here else self._lettering.small
        painter.setFont(font)
        painter.setPen(QColor(colours().text if here else colours().quiet))
        for line in self._lettering.lines(font, text, box.width() - 4):
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, line)
