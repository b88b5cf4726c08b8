"""The tray: lessons that have no place yet, to be found, dragged into a grid and put back."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragMoveEvent,
    QDropEvent,
    QPainter,
    QPixmap,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QLabel,
    QLineEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from client.core import actions
from client.core.actions import Command
from client.core.i18n import N_, _
from client.widgets.combo import Combo
from client.widgets.week_board.input.dragging import drag, lessons_in
from client.widgets.week_board.model import acts
from client.widgets.week_board.model.board import BoardModel
from client.widgets.week_board.model.faces import Kind
from client.widgets.week_board.model.tray_model import Heading, TrayModel
from client.widgets.week_board.painting.card_painter import CardPainter, Look
from client.widgets.week_board.painting.ink import Lettering

PICK = Command(N_("Pick the lesson up"), ("Space", "Return", "Enter"), "movement")
MARGIN = 2


class Tray(QWidget):
    """Search, gathering and count above the cards."""

    #: Cards were picked up by a key: the owner gives the focus to a grid, where the arrows carry them.
    picked = Signal()

    def __init__(self, board: BoardModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._board = board
        self.model = TrayModel(board)
        self.cards = _Cards(board, self.model)
        self._search, self._heading, self._count = QLineEdit(), Combo(), QLabel()
        self._build()
        self._show_count()

    def filter(self, text: str) -> None:
        """Show only the cards that say this."""
        for row in range(self.model.rowCount()):
            heading = self.model.index(row, 0)
            left = 0
            for number in range(self.model.rowCount(heading)):
                event = self.model.event_of(self.model.index(number, 0, heading))
                hidden = event is None or not self.model.matches(event, text)
                self.cards.setRowHidden(number, heading, hidden)
                left += not hidden
            self.cards.setRowHidden(row, QModelIndex(), not left)

    def gather(self, heading: Heading) -> None:
        self.model.gather(heading)
        self.cards.expandAll()
        self.filter(self._search.text())

    def pick(self) -> None:
        """Hold the chosen cards; the arrows of a grid carry them."""
        chosen = self.cards.chosen()
        if chosen and acts.hold(self._board, chosen, chosen[0]):
            self.picked.emit()

    def _build(self) -> None:
        self.setFocusProxy(self.cards)
        self._search.setPlaceholderText(_("Find a lesson"))
        self._search.setAccessibleName(self._search.placeholderText())
        self._search.setClearButtonEnabled(True)
        self._search.textChanged.connect(self.filter)
        self._heading.setAccessibleName(_("Gather the lessons"))
        for heading in Heading:
            self._heading.addItem(_(heading.value), heading)
        self._heading.currentIndexChanged.connect(lambda _row: self.gather(self._heading.currentData()))
        self._count.setProperty("quiet", True)
        self.cards.setAccessibleName(_("Lessons without a place"))
        actions.action(self.cards, PICK, self.pick)
        actions.action(self.cards, actions.UNDO, self._board.undo_stack.undo)
        actions.action(self.cards, actions.REDO, self._board.undo_stack.redo)
        actions.action(self, actions.FIND, self._search.setFocus)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(4, 4, 4, 4)
        layout.setSpacing(4)
        layout.addWidget(self._search)
        layout.addWidget(self._heading)
        layout.addWidget(self.cards, 1)
        layout.addWidget(self._count)
        self._board.changed.connect(self._on_changed)
        self.cards.expandAll()

    def _on_changed(self) -> None:
        self.cards.expandAll()
        if self._search.text():
            self.filter(self._search.text())
        self._show_count()

    def _show_count(self) -> None:
        count = self.model.count()
        self._count.setText(
            _("Lessons without a place: {count}", count=count) if count else _("Every lesson has its place.")
        )


class _Cards(QTreeView):
    """The list of the tray; a source and a target of drags."""

    def __init__(self, board: BoardModel, model: TrayModel) -> None:
        super().__init__()
        self._board, self._tray = board, model
        self.setModel(model)
        self.setItemDelegate(_CardDelegate(board, self))
        self.setHeaderHidden(True)
        self.setRootIsDecorated(True)
        self.setIndentation(12)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setDragEnabled(True)
        self.setAcceptDrops(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.selectionModel().selectionChanged.connect(lambda *_change: board.select(self.chosen()))

    def chosen(self) -> tuple[int, ...]:
        """The chosen cards from top to bottom."""
        indexes = sorted(self.selectedIndexes(), key=lambda index: (index.parent().row(), index.row()))
        events = (self._tray.event_of(index) for index in indexes)
        return tuple(event for event in events if event is not None)

    def startDrag(self, actions: Qt.DropAction) -> None:
        chosen, current = self.chosen(), self._tray.event_of(self.currentIndex())
        if chosen:
            anchor = current if current in chosen else chosen[0]
            drag(self, self._board, chosen, anchor, self._picture(anchor))

    def _picture(self, event: int) -> QPixmap:
        return self.viewport().grab(self.visualRect(self._tray.index_of(event)))

    def _takes(self, event: QDropEvent) -> bool:
        lessons = lessons_in(self._board, event.mimeData())
        return any(self._board.stand(lesson).place is not None for lesson in lessons)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        event.setAccepted(self._takes(event))

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        event.setAccepted(self._takes(event))

    def dropEvent(self, event: QDropEvent) -> None:
        if self._takes(event):
            event.acceptProposedAction()
            acts.to_tray(self._board, lessons_in(self._board, event.mimeData()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()


class _CardDelegate(QStyledItemDelegate):
    """Paints the cards as the grids do."""

    def __init__(self, board: BoardModel, view: QTreeView) -> None:
        super().__init__(view)
        self._board, self._view = board, view

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        event = index.data(Qt.ItemDataRole.UserRole)
        if event is None:
            super().paint(painter, option, index)
            return
        rect: QRect = option.rect
        look = Look(
            mark=self._board.mark(event),
            selected=bool(option.state & QStyle.StateFlag.State_Selected),
            hovered=bool(option.state & QStyle.StateFlag.State_MouseOver),
            held=event in self._board.holding.events,
        )
        cards = CardPainter(Lettering(option.font), Kind.ROOM)
        cards.paint(painter, rect.adjusted(0, MARGIN, -MARGIN, -MARGIN), self._board.faces[event], look)

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        line = self._view.fontMetrics().height()
        lines = 1 if index.data(Qt.ItemDataRole.UserRole) is None else 3
        return QSize(160, lines * line + 4 * MARGIN)
