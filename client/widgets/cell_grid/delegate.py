"""How a cell looks: the shade and symbol of its state, the cross of row and column under the cursor."""

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QCompleter,
    QLineEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from client.core.icons import icon
from client.core.theme import colours
from client.widgets.cell_grid.cells import HEADING, Mark
from client.widgets.cell_grid.model import MARK_ROLE, GridModel
from client.widgets.measures import AIR

Index = QModelIndex | QPersistentModelIndex
PADDING = 6
SYMBOL = 12
SHORTEST = 2
#: How strongly a state shades its cell, and the cursor its row and column (0 - 255).
STATE_SHADE, CROSS_SHADE = 34, 22
MOVES = {
    Qt.Key.Key_Return: (1, 0),
    Qt.Key.Key_Enter: (1, 0),
    Qt.Key.Key_Tab: (0, 1),
    Qt.Key.Key_Backtab: (0, -1),
}


class CellDelegate(QStyledItemDelegate):
    """Paints cells without help of the style, which is too slow for a grid of thousands."""

    #: Editing ended by a key that moves: rows down, columns right.
    left = Signal(int, int)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.current = QPersistentModelIndex()

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        rect: QRect = option.rect
        painter.save()
        painter.setClipRect(rect)
        mark: Mark | None = index.data(MARK_ROLE)
        self._fill(painter, rect, option, index, mark)
        room = rect.adjusted(PADDING, 0, -PADDING, 0)
        if mark is not None and mark.symbol:
            _draw_symbol(
                painter, QRect(room.right() - SYMBOL, rect.center().y() - SYMBOL // 2, SYMBOL, SYMBOL), mark
            )
            room.setRight(room.right() - SYMBOL - 2)
        text = index.data()
        if text:
            if mark is HEADING:
                _embolden(painter)
            painter.setPen(QColor(colours().text))
            shown = text  # measuring takes as long as painting: what is this short is never cut
            if len(text) > SHORTEST:
                shown = option.fontMetrics.elidedText(text, Qt.TextElideMode.ElideRight, room.width())
            painter.drawText(room, index.data(Qt.ItemDataRole.TextAlignmentRole), shown)
        if index.row() == self.current.row() and index.column() == self.current.column():
            painter.setPen(QPen(QColor(colours().accent), 2))
            painter.drawRect(rect.adjusted(1, 1, -1, -1))
        painter.restore()

    def _fill(
        self, painter: QPainter, rect: QRect, option: QStyleOptionViewItem, index: Index, mark: Mark | None
    ) -> None:
        selected = option.state & QStyle.StateFlag.State_Selected
        model = index.model()
        head = isinstance(model, GridModel) and model.columns[index.column()].read_only
        painter.fillRect(rect, QColor(colours().window if head else colours().base))
        if mark is not None:
            painter.fillRect(rect, _shade(getattr(colours(), mark.shade), STATE_SHADE))
        if index.row() == self.current.row() or index.column() == self.current.column():
            painter.fillRect(rect, _shade(colours().accent, CROSS_SHADE))
        if selected:
            painter.fillRect(rect, _shade(colours().accent, 2 * STATE_SHADE))

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(96, option.fontMetrics.height() + AIR)

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        editor = QLineEdit(parent)
        editor.setFrame(False)
        editor.setTextMargins(PADDING - 2, 0, PADDING - 2, 0)
        editor.setAlignment(index.data(Qt.ItemDataRole.TextAlignmentRole))
        model = index.model()
        choices = model.columns[index.column()].kind.choices() if isinstance(model, GridModel) else ()
        if choices:
            completer = QCompleter(list(choices), editor)
            completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
            completer.setFilterMode(Qt.MatchFlag.MatchContains)
            editor.setCompleter(completer)
        return editor

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        """Let Enter and Tab leave the editor in their direction; the rest is as everywhere."""
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and isinstance(editor, QLineEdit)
        ):
            move = MOVES.get(Qt.Key(event.key()))
            if move is not None:
                shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
                self.commitData.emit(editor)
                self.closeEditor.emit(editor, QAbstractItemDelegate.EndEditHint.NoHint)
                self.left.emit(-1 if shift and move[0] else move[0], move[1])
                return True
        return super().eventFilter(editor, event)


def _embolden(painter: QPainter) -> None:
    font = painter.font()
    font.setBold(True)
    painter.setFont(font)


def _shade(colour: str, strength: int) -> QColor:
    shade = QColor(colour)
    shade.setAlpha(strength)
    return shade


def _draw_symbol(painter: QPainter, rect: QRect, mark: Mark) -> None:
    """Draw the symbol ourselves where fonts may lack it."""
    colour = QColor(getattr(colours(), mark.shade))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(colour, 1.6))
    box = QRectF(rect).adjusted(2.5, 2.5, -2.5, -2.5)
    if mark.symbol == "○":
        painter.drawEllipse(box)
    elif mark.symbol == "↑":
        top = QPointF(box.center().x(), box.top())
        painter.drawLine(top, QPointF(box.center().x(), box.bottom()))
        painter.drawLine(top, QPointF(box.left(), box.center().y()))
        painter.drawLine(top, QPointF(box.right(), box.center().y()))
    elif mark.symbol == "lock":
        icon("lock", colour).paint(painter, rect)
    else:
        font = painter.font()
        painter.save()
        font.setBold(True)
        painter.setFont(font)
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, mark.symbol)
        painter.restore()
