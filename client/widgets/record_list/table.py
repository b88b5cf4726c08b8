"""The table of a list: typing jumps to a name, Enter opens, clicks on the header sort, blocks are copied."""

from typing import Any

from PySide6.QtCore import QEvent, QItemSelectionModel, Qt, QTimer, Signal
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from client.core.i18n import _
from client.widgets.record_list.filter_header import FilterHeader
from client.widgets.record_list.rows import Rows
from client.widgets.record_list.widths import Widths

#: Milliseconds after which typing begins a new name.
PATIENCE = 1200
#: What a row is higher than its letters; large ones need less.
AIR, LARGE = 6, 20


class ListTable(QTableView):
    """Shows the rows; what is asked of them is said by signals."""

    opened = Signal(int)
    typed = Signal(str)
    #: The path of the column, and whether it is added to the order that there is.
    sort_wanted = Signal(str, bool)
    header_menu_wanted = Signal(object, int)
    #: The place on the screen and the index of the cell.
    cell_menu_wanted = Signal(object, object)
    #: The path of the column whose values are asked for.
    filter_wanted = Signal(str)
    layout_changed = Signal()

    def __init__(self, rows: Rows, parent: QWidget) -> None:
        super().__init__(parent)
        self.rows = rows
        self.filters = FilterHeader(rows, self)
        self._widths = Widths(rows)
        #: The widths that the person gave to columns, by path.
        self.kept_widths: dict[str, int] = {}
        self._buffer = ""
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PATIENCE)
        self._pause.timeout.connect(self._forget)
        self.setModel(rows)
        self._build()

    def selected_rows(self) -> list[int]:
        """Return the numbers of the selected rows, in order."""
        parts = self.selectionModel().selection().toList()
        return sorted({number for part in parts for number in range(part.top(), part.bottom() + 1)})

    def current_id(self) -> int | None:
        """Return the id of the current record."""
        row = self.current_row()
        return None if row is None else int(row[0])

    def current_row(self) -> tuple[Any, ...] | None:
        """Return id, version and values of the current row, None if there is none or it has not come yet."""
        index = self.currentIndex()
        return self.rows.row(index.row()) if index.isValid() else None

    def go_to(self, row: int) -> None:
        """Make a row the current one and bring it into sight."""
        self.rows.look_at(row)
        index = self.rows.index(row, max(0, self.currentIndex().column()))
        flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
        self.selectionModel().setCurrentIndex(index, flags)
        self.scrollTo(index, QAbstractItemView.ScrollHint.PositionAtCenter)

    def shown_columns(self) -> list[int]:
        """Return the columns as they stand on the screen, from left to right."""
        header = self.horizontalHeader()
        return [header.logicalIndex(place) for place in range(header.count())]

    def set_widths(self, widths: dict[str, int]) -> None:
        """Give the columns remembered widths, and the others what they hold."""
        self.kept_widths = widths
        header = self.horizontalHeader()
        # Silently: a width that nobody dragged must not be remembered as the wish of a person.
        header.blockSignals(True)
        for place, width in enumerate(
            self._widths.fitting(widths, self.viewport().width(), self.fontMetrics())
        ):
            self.setColumnWidth(place, width)
        header.blockSignals(False)

    def filter_column(self) -> None:
        """Ask for the values of the current column."""
        if self.currentIndex().isValid():
            self.filter_wanted.emit(self.rows.columns[self.currentIndex().column()].path)

    def _build(self) -> None:
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setAlternatingRowColors(True)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.setTabKeyNavigation(False)
        self.setAccessibleName(_("Rows of the list"))
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(1)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self._fit_rows()
        self.doubleClicked.connect(lambda index: self.opened.emit(index.row()))
        header = self.filters
        self.setHorizontalHeader(header)
        header.filter_wanted.connect(self.filter_wanted)
        header.setSectionsMovable(True)
        header.setSectionsClickable(True)
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header.sectionClicked.connect(self._sort_by)
        header.sectionMoved.connect(lambda *_places: self.layout_changed.emit())
        header.sectionResized.connect(self._resized)
        header.customContextMenuRequested.connect(
            lambda place: self.header_menu_wanted.emit(
                header.mapToGlobal(place), header.logicalIndexAt(place)
            )
        )

    def _fit_rows(self) -> None:
        letters = self.fontMetrics().height()
        self.verticalHeader().setDefaultSectionSize(letters + (AIR if letters <= LARGE else AIR - 1))

    def _sort_by(self, section: int) -> None:
        keys = QGuiApplication.keyboardModifiers()
        adding = bool(keys & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier))
        self.sort_wanted.emit(self.rows.columns[section].path, adding)

    def _resized(self, section: int, _before: int, width: int) -> None:
        self.kept_widths = {**self.kept_widths, self.rows.columns[section].path: width}
        self.layout_changed.emit()

    def _forget(self) -> None:
        self._buffer = ""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and event.modifiers() in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.KeypadModifier,
        ):
            if self.currentIndex().isValid():
                self.opened.emit(self.currentIndex().row())
            return
        text = event.text()
        # A space goes on with a name but begins none, and with Ctrl or Alt a letter is a command.
        if event.modifiers() in plain and text.isprintable() and (text.strip() or (self._buffer and text)):
            self._buffer += text
            self._pause.start()
            self.typed.emit(self._buffer)
            return
        super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_mouse = event.reason() == QContextMenuEvent.Reason.Mouse
        index = self.indexAt(event.pos()) if by_mouse else self.currentIndex()
        place = (
            event.globalPos() if by_mouse else self.viewport().mapToGlobal(self.visualRect(index).center())
        )
        self.cell_menu_wanted.emit(place, index)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            self._fit_rows()
            self._widths.forget()
            self.set_widths(self.kept_widths)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.set_widths(self.kept_widths)
