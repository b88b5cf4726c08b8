"""Draws the lessons of a cell: a coloured edge with the letter of the type, subject, lines, marks of changes."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from client.core.theme import colours
from client.data.timetable.lessons import DatedLesson, Whose
from client.views.timetable.lesson_words import EDGES, letter, lines, marks
from client.widgets.week_board.painting.ink import CARD, Lettering, edge_colour, mixed

LESSONS = Qt.ItemDataRole.UserRole
EDGE, GAP = 18, 2
MOST_OF_SUBJECT = 2


class WeekPainter(QStyledItemDelegate):
    """Paints every lesson of a cell, one below the other."""

    def __init__(self, table: QTableView) -> None:
        super().__init__(table)
        self._table = table
        self._lettering = Lettering(table.font())

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        held: tuple[DatedLesson, ...] = index.data(LESSONS) or ()
        box: QRect = option.rect
        painter.save()
        painter.fillRect(box, QColor(colours().base))
        for number, lesson in enumerate(held):
            top = box.top() + box.height() * number // len(held)
            bottom = box.top() + box.height() * (number + 1) // len(held)
            card = QRect(box.left(), top, box.width(), bottom - top).adjusted(GAP, GAP, -GAP, -GAP)
            self._paint_card(painter, card, lesson)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setPen(QPen(QColor(colours().accent), 2))
            painter.drawRect(box.adjusted(1, 1, -2, -2))
        painter.restore()

    def _paint_card(self, painter: QPainter, card: QRect, lesson: DatedLesson) -> None:
        painter.setClipRect(card)
        colour = colours().quiet if lesson.cancelled else edge_colour(EDGES.get(lesson.training or "", 5))
        painter.fillRect(card, mixed(colours().base, colour, CARD))
        edge = QRect(card.left(), card.top(), EDGE, card.height())
        painter.fillRect(edge, QColor(colour))
        painter.setFont(self._lettering.bold)
        painter.setPen(QColor(colours().base))
        painter.drawText(edge, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop, letter(lesson))
        self._paint_words(painter, card.adjusted(EDGE + 4, 1, -3, -1), lesson)
        painter.setClipping(False)

    def _paint_words(self, painter: QPainter, box: QRect, lesson: DatedLesson) -> None:
        ink, whose = self._lettering, self._whose()
        below = lines(lesson, whose)
        told = marks(lesson)
        high = ink.height(ink.small)
        room = box.height() - high * len(told)
        strong = QColor(colours().quiet if lesson.cancelled else colours().text)
        top = box.top()
        most = min(MOST_OF_SUBJECT, max(1, room // high - len(below)))
        for text in ink.lines(ink.strong, lesson.subject, box.width(), most):
            self._line(painter, QRect(box.left(), top, box.width(), high), text, strong, heavy=True)
            top += high
        for symbol, words in told:
            line = QRect(box.left(), top, box.width(), high)
            colour = QColor(colours().bad if lesson.cancelled else colours().warning)
            text = ink.lines(ink.bold, f"{symbol} {words}", box.width())[0]
            self._line(painter, line, text, colour, heavy=True)
            top += high
        if len(below) > 1 and top + high * len(below) > box.bottom() + 1:
            below = (" · ".join(below),)
        for whole in below:
            for text in ink.lines(ink.small, whole, box.width()):
                line = QRect(box.left(), top, box.width(), high)
                self._line(painter, line, text, strong if not lesson.cancelled else QColor(colours().quiet))
                top += high

    def _line(self, painter: QPainter, box: QRect, text: str, colour: QColor, *, heavy: bool = False) -> None:
        painter.setFont(self._lettering.strong if heavy else self._lettering.small)
        painter.setPen(colour)
        painter.drawText(box, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, text)

    def _whose(self) -> Whose:
        whose: Whose = getattr(self._table.model(), "whose", "group")
        return whose
