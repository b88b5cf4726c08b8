"""How a card looks: its edge and letter, its lines, and the marks of its state."""

from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap

from client.core.theme import colours
from client.widgets.week_board.model.board import Mark
from client.widgets.week_board.model.faces import Face, Kind
from client.widgets.week_board.painting.ink import CARD, Lettering, edge_colour, mixed
from client.widgets.week_board.painting.symbols import draw_half, draw_lock, draw_ring
from shared.timetabling.model import EVERY, ODD

EDGE, PAD, SIGN = 4, 4, 11
#: Below so many letters a card says its short name, and only an abbreviation.
NARROW, TINY = 10.5, 6
FADED = 0.62
#: How much of its colour a card has over the weeks in which it is not held.
FREE = 0.35
MOST_SUBJECT_LINES = 3
MOST_KEPT = 6000
LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft


@dataclass(frozen=True, slots=True)
class Look:
    """What a card shows at the moment besides its face."""

    room: str = ""
    phase: int = EVERY
    #: Held every other week, and written over the whole cell: nothing stands in the other weeks.
    half: bool = False
    locked: bool = False
    mark: Mark | None = None
    selected: bool = False
    hovered: bool = False
    held: bool = False
    faded: bool = False


class CardPainter:
    """Paints the cards of one kind of view; whose week it is need not be said on each card."""

    def __init__(self, lettering: Lettering, kind: Kind) -> None:
        self._lettering, self._kind = lettering, kind
        letter = lettering.metrics(lettering.strong).averageCharWidth()
        self._narrow, self._tiny = round(letter * NARROW), letter * TINY
        self._badge_size = lettering.height(lettering.bold)
        #: Pictures of low cards; the face is kept with its picture, so that its identity stays its own.
        self._low: dict[tuple[int, int, int, Look], tuple[QPixmap, Face]] = {}

    def paint(self, painter: QPainter, box: QRect, face: Face, look: Look) -> None:
        if box.height() >= 2 * self._lettering.height(self._lettering.small):
            self._ground(painter, box, face, look)
            self._block(painter, box, face, look)
            self._frame(painter, box, look)
            return
        key = (id(face), box.width(), box.height(), look)
        found = self._low.get(key)
        if found is None:
            if len(self._low) >= MOST_KEPT:
                self._low.clear()
            found = self._low[key] = (self._drawn(painter, box, face, look), face)
        painter.drawPixmap(box.topLeft(), found[0])

    def _drawn(self, painter: QPainter, box: QRect, face: Face, look: Look) -> QPixmap:
        """A low card as a picture: a faculty shows many, and the same again at each scrolling."""
        ratio = painter.device().devicePixelRatio()
        picture = QPixmap(box.size() * ratio)
        picture.setDevicePixelRatio(ratio)
        inside = QPainter(picture)
        place = QRect(QPoint(0, 0), box.size())
        self._ground(inside, place, face, look)
        self._line(inside, place, face, look)
        self._frame(inside, place, look)
        inside.end()
        return picture

    def _ground(self, painter: QPainter, box: QRect, face: Face, look: Look) -> None:
        edge, ground = edge_colour(face.edge.colour), colours().base
        shade = mixed(ground, edge, CARD * (0.5 if look.faded else 1.0))
        painter.fillRect(box, QColor(ground) if look.held else shade)
        if look.half:
            free = QRect(box)
            if look.phase == ODD:
                free.setLeft(box.center().x() + 1)
            else:
                free.setRight(box.center().x())
            painter.fillRect(free, mixed(ground, edge, CARD * FREE))
        strip = QRect(box.left(), box.top(), EDGE, box.height())
        painter.fillRect(strip, mixed(ground, edge, 0.5 if look.faded else 1.0))

    def _line(self, painter: QPainter, box: QRect, face: Face, look: Look) -> None:
        """A low card: letter and short name in one line."""
        letters, left = self._lettering, box.left() + EDGE + 1
        signs = self._signs(painter, box, look)
        middle = QRect(left, box.top(), box.right() - left - signs, box.height())
        align = LEFT
        if box.height() < letters.metrics(letters.small).ascent():
            return
        if face.edge.letter and middle.width() > self._badge_size:
            painter.setFont(letters.bold)
            painter.setPen(self._pen(edge_colour(face.edge.colour), look))
            painter.drawText(middle, align, face.edge.letter)
            middle.setLeft(left + letters.metrics(letters.bold).horizontalAdvance(face.edge.letter) + 2)
        painter.setFont(letters.small)
        painter.setPen(self._pen(colours().text, look))
        fits = letters.metrics(letters.small).horizontalAdvance(face.short) <= middle.width()
        painter.drawText(middle, align, face.short if fits else face.abbreviation)

    def _block(self, painter: QPainter, box: QRect, face: Face, look: Look) -> None:
        """A card of several lines: the subject, whom and where; badge and marks in the corners."""
        letters, inner = self._lettering, box.adjusted(EDGE + PAD, 2, -PAD, -2)
        narrow = inner.width() < self._narrow
        badge = self._badge(painter, box, face, look, low=narrow)
        strong, small = letters.height(letters.strong) - 1, letters.height(letters.small) - 1
        if look.faded or look.held:  # the lower lines belong to what the cell says to the held card
            inner.setBottom(max(inner.top() + strong, inner.bottom() - 2 * small - 4))
        details = self._details(face, look)
        count = min(len(details), max(0, (inner.height() - strong) // small))
        spare = (inner.height() - strong - count * small) // strong
        bottom = self._subject(painter, inner, face, look, (0 if narrow else badge, spare))
        beside = self._signs(painter, box.adjusted(0, 0, -badge, 0) if narrow else box, look) + badge * narrow
        painter.setFont(letters.small)
        painter.setPen(self._pen(colours().quiet, look))
        for text in details[:count]:
            width = inner.width() - (beside if bottom + small > box.bottom() - self._badge_size else 0)
            bottom = self._write(painter, inner, bottom, small, letters.lines(letters.small, text, width))

    def _subject(self, painter: QPainter, inner: QRect, face: Face, look: Look, room: tuple[int, int]) -> int:
        """Write the subject beside a badge of this width and with so many further lines; return where it ends."""
        letters, (badge, spare) = self._lettering, room
        tiny, narrow = inner.width() <= self._tiny, inner.width() < self._narrow
        font = letters.small if tiny else letters.strong
        name = face.abbreviation if tiny else face.short if narrow else face.subject
        lines = letters.lines(
            font, name, inner.width() - badge, 1 + min(MOST_SUBJECT_LINES - 1, max(0, spare))
        )
        painter.setFont(font)
        painter.setPen(self._pen(colours().text, look))
        return self._write(painter, inner, inner.top(), letters.height(font) - 1, lines)

    def _details(self, face: Face, look: Look) -> list[str]:
        """The lines below the subject; what the view itself says is left out."""
        found = {
            Kind.GROUP: (face.teacher, look.room),
            Kind.TEACHER: (face.groups, look.room),
            Kind.ROOM: (face.groups, face.teacher),
        }[self._kind]
        return [text for text in found if text]

    def _write(self, painter: QPainter, box: QRect, top: int, height: int, lines: tuple[str, ...]) -> int:
        align = LEFT
        for text in lines:
            painter.drawText(QRect(box.left(), top, box.width(), height), align, text)
            top += height
        return top

    def _badge(self, painter: QPainter, box: QRect, face: Face, look: Look, *, low: bool) -> int:
        """The letter on the colour of the edge, in the upper or lower corner; return the width it takes."""
        if not face.edge.letter:
            return 0
        width = max(
            self._badge_size,
            self._lettering.metrics(self._lettering.bold).horizontalAdvance(face.edge.letter) + 6,
        )
        top = box.bottom() - self._badge_size + 1 if low else box.top()
        square = QRect(box.right() - width + 1, top, width, self._badge_size)
        painter.fillRect(
            square, mixed(colours().base, edge_colour(face.edge.colour), FADED if look.faded else 1.0)
        )
        painter.setFont(self._lettering.bold)
        painter.setPen(QColor(colours().base))
        painter.drawText(square, Qt.AlignmentFlag.AlignCenter, face.edge.letter)
        return width

    def _signs(self, painter: QPainter, box: QRect, look: Look) -> int:
        """Marks in the lower corner, from right to left; return the width they take."""
        if not look.locked and look.mark is None and look.phase == EVERY:
            return 0
        right, middle = box.right() - 2, box.bottom() - SIGN // 2 - 3
        low = box.height() < 2 * self._lettering.height(self._lettering.small)
        middle = box.center().y() if low else middle
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if look.mark is Mark.CONFLICT:
            right = self._exclaim(painter, right, middle)
        elif look.mark is Mark.UNSAVED:
            draw_ring(painter, _square(right, middle), QColor(colours().accent))
            right -= SIGN + 1
        if look.locked:
            draw_lock(painter, _square(right, middle), self._pen(colours().quiet, look).color())
            right -= SIGN + 1
        if look.phase != EVERY and not low and box.width() > self._tiny:
            draw_half(painter, _square(right, middle), look.phase, self._pen(colours().quiet, look).color())
            right -= SIGN + 1
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        return box.right() - 2 - right

    def _exclaim(self, painter: QPainter, right: int, middle: int) -> int:
        painter.setFont(self._lettering.bold)
        painter.setPen(QColor(colours().bad))
        painter.drawText(_square(right, middle).toAlignedRect(), Qt.AlignmentFlag.AlignCenter, "!")
        return right - SIGN - 1

    def _frame(self, painter: QPainter, box: QRect, look: Look) -> None:
        edge = QRect(box.topLeft(), box.bottomRight() - QPoint(1, 1))
        if look.held:
            painter.setPen(QPen(QColor(colours().accent), 1, Qt.PenStyle.DashLine))
            painter.drawRect(edge)
        elif look.selected:
            painter.setPen(QPen(QColor(colours().accent), 2))
            painter.drawRect(box.adjusted(1, 1, -1, -1))
        elif look.mark is Mark.CONFLICT:
            painter.setPen(QPen(QColor(colours().bad), 1))
            painter.drawRect(edge)
        elif look.hovered:
            painter.setPen(QPen(QColor(colours().quiet), 1))
            painter.drawRect(edge)

    def _pen(self, colour: str, look: Look) -> QPen:
        return QPen(mixed(colours().base, colour, FADED) if look.faded or look.held else QColor(colour))


def _square(right: int, middle: int) -> QRectF:
    return QRectF(right - SIGN, middle - SIGN / 2, SIGN, SIGN)
