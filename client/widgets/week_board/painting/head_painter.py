"""Paints the heads of a grid: days and pairs above, pairs or names at the left."""

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor, QPainter

from client.core.i18n import _
from client.core.theme import colours
from client.widgets.week_board.model import words
from client.widgets.week_board.model.board import BoardModel
from client.widgets.week_board.model.content import Content
from client.widgets.week_board.model.faces import View
from client.widgets.week_board.model.pointers import Pointers, concerns
from client.widgets.week_board.model.sheets import Spot
from client.widgets.week_board.painting.ink import Lettering, mixed


class HeadPainter:
    """Works in the coordinates of the viewport; the row and column of the cursor stand out."""

    def __init__(self, board: BoardModel, content: Content, lettering: Lettering, *, many: bool) -> None:
        self._board, self._content, self._many = board, content, many
        self._lettering = lettering

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
        return _("Pair")

    def _row_name(self, painter: QPainter, box: QRect, view: View, *, here: bool) -> None:
        own = bool(self._board.holding.events) and concerns(self._board, view)
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
