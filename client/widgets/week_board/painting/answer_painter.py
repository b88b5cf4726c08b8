"""How a cell answers while a card is held: colour, sign and words, over what stands in it."""

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from client.core.theme import colours
from client.widgets.week_board.model.answers import Answer
from client.widgets.week_board.painting.ink import ANSWER, HOVER, Lettering, mixed
from client.widgets.week_board.painting.symbols import draw_answer
from shared.timetabling.week.week import CLASH, DISLIKES, FREE

SHADES = {FREE: "good", DISLIKES: "warning", CLASH: "bad"}
SIGN, PAD, EDGE, SMALL_CELL = 11, 4, 4, 44
FAINT = 0.05
LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft


class AnswerPainter:
    """Paints the ground of a cell before its cards, and the words after them."""

    def __init__(self, lettering: Lettering) -> None:
        self._lettering = lettering

    def ground(self, painter: QPainter, box: QRect, status: int, *, under_mouse: bool) -> None:
        shade = getattr(colours(), SHADES[status])
        painter.fillRect(box, mixed(colours().base, shade, HOVER if under_mouse else ANSWER))

    def faint(self, painter: QPainter, box: QRect, status: int) -> None:
        """A row that is not the card's own: the colour only, and little of it."""
        painter.fillRect(box, mixed(colours().base, getattr(colours(), SHADES[status]), FAINT))

    def words(self, painter: QPainter, box: QRect, answer: Answer, *, taken: bool, under_mouse: bool) -> None:
        """Write into the cell; where cards stand in it, a strip at its lower edge carries the words."""
        colour = QColor(getattr(colours(), SHADES[answer.status]))
        height = self._lettering.height(self._lettering.small)
        if box.width() < SMALL_CELL or box.height() < height + 4:
            self._sign_only(painter, box, answer, colour, taken=taken, under_mouse=under_mouse)
            return
        text = self._text(answer, box, taken=taken)
        strip = QRect(box)
        if taken:
            strip.setTop(max(box.top(), box.bottom() - height * len(text) - 3))
            painter.fillRect(strip, mixed(colours().base, colour.name(), HOVER if under_mouse else ANSWER))
        self._write(painter, strip, answer, text, colour)
        if under_mouse:
            painter.setPen(QPen(colour, 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(box.adjusted(1, 1, -1, -1))

    def _text(self, answer: Answer, box: QRect, *, taken: bool) -> tuple[str, ...]:
        """The lines that have room: the first stands beside the sign, the others below it."""
        letters, width = self._lettering, box.width() - 2 * PAD
        most = max(1, (box.height() - 4) // letters.height(letters.small))
        most = min(most, 2) if taken else most
        small = letters.metrics(letters.small)
        wide = small.horizontalAdvance(answer.heading) <= width - SIGN - PAD
        title = answer.heading if wide else answer.short
        wanted = answer.lines if answer.status == CLASH and answer.lines else (title, *answer.lines)
        found: list[str] = []
        for number, text in enumerate(wanted):
            left = most - len(found)
            if left <= 0:
                break
            later = min(len(wanted) - number - 1, left - 1)
            beside = 0 if found else SIGN + PAD
            found.extend(letters.lines(letters.small, text, width, max(1, min(3, left - later)), beside))
        return tuple(found)

    def _write(
        self, painter: QPainter, box: QRect, answer: Answer, text: tuple[str, ...], colour: QColor
    ) -> None:
        height = self._lettering.height(self._lettering.small)
        sign = QRectF(box.left() + PAD, box.top() + 2 + (height - SIGN) / 2, SIGN, SIGN)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        draw_answer(painter, sign, answer.status, colour)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        painter.setFont(self._lettering.small)
        painter.setPen(QColor(colours().text) if answer.status == CLASH else colour)
        align = LEFT
        left, top = box.left() + PAD, box.top() + 2
        for number, line in enumerate(text):
            start = left if number else left + SIGN + PAD
            painter.drawText(QRect(start, top, box.right() - start, height), align, line)
            top += height

    def _sign_only(
        self, painter: QPainter, box: QRect, answer: Answer, colour: QColor, *, taken: bool, under_mouse: bool
    ) -> None:
        size = min(SIGN, box.width() - 2, box.height() - 2)
        middle = QRectF(0, 0, size, size)
        middle.moveCenter(QRectF(box).center())
        if taken:
            ground = box.adjusted(EDGE + 1, 1, -1, -1)  # the edge of the card stays in sight
            painter.fillRect(ground, mixed(colours().base, colour.name(), HOVER if under_mouse else ANSWER))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        draw_answer(painter, middle, answer.status, colour)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        if under_mouse:
            painter.setPen(QPen(colour, 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(box.adjusted(1, 1, -1, -1))
