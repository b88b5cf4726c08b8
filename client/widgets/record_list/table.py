"""The table of a list: typing jumps to a name, Enter opens, clicks on the header sort, blocks are copied."""

from typing import Any

from PySide6.QtCore import QItemSelectionModel, Qt, QTimer, Signal
from PySide6.QtGui import QFontMetrics, QGuiApplication, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from client.core.i18n import _
from client.widgets.columns import ColumnSpec
from client.widgets.record_list.rows import Rows

#: Milliseconds after which typing begins a new name.
PATIENCE = 1200
NARROWEST = 40


class ListTable(QTableView):
    """Shows the rows; what is asked of them is said by signals."""

    opened = Signal(int)
    typed = Signal(str)
    #: The path of the column, and whether it is added to the order that there is.
    sort_wanted = Signal(str, bool)
    header_menu_wanted = Signal(object, int)
    layout_changed = Signal()

    def __init__(self, rows: Rows, parent: QWidget) -> None:
        super().__init__(parent)
        self.rows = rows
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
        """Give the columns remembered widths, and the others what their kind needs."""
        self.kept_widths = widths
        header = self.horizontalHeader()
        # Silently: a width that nobody dragged must not be remembered as the wish of a person.
        header.blockSignals(True)
        for place, column in enumerate(self.rows.columns):
            usual = _usual_width(column, self.rows.longest(column), self.fontMetrics())
            self.setColumnWidth(place, max(NARROWEST, int(widths.get(column.path, usual))))
        header.blockSignals(False)
        self._fill_room(widths)

    def _fill_room(self, widths: dict[str, int]) -> None:
        """Let the first text column take room that is left, unless the person set its width."""
        columns = self.rows.columns
        spare = self.viewport().width() - sum(self.columnWidth(place) for place in range(len(columns)))
        texts = [
            place
            for place, column in enumerate(columns)
            if column.kind in {"text", "reference"} and column.path not in widths
        ]
        if spare > 0 and texts:
            header = self.horizontalHeader()
            header.blockSignals(True)
            share = spare // len(texts)
            for place in texts:
                self.setColumnWidth(place, self.columnWidth(place) + share)
            header.blockSignals(False)

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
        self.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + 8)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.doubleClicked.connect(lambda index: self.opened.emit(index.row()))
        header = self.horizontalHeader()
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

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.set_widths(self.kept_widths)


#: What a column of a kind usually holds; the content is not measured, for it has not all come.
EXAMPLES = {
    "day": "24.11.2026",
    "moment": "24.11.2026 23:59",
    "number": "10 000",
    "decimal": "1 000 000,00",
    "flag": "yes",
    "code": "Toʻlov-shartnoma",
    "reference": "Geologiya fakulteti",
    "text": "Abdurahmonova Dilfuza Rustam qizi",
}
SHORT = 32
#: Signs of a code's label that are shown at first.
LONGEST = 22


def _usual_width(column: ColumnSpec, longest: str, metrics: QFontMetrics) -> int:
    """Return a width by the kind of column; of codes the longest label is known."""
    example = longest[:LONGEST] or EXAMPLES.get(column.kind, EXAMPLES["text"])
    if column.kind in {"text", "reference"} and 0 < column.length <= SHORT:
        example = "0" * min(column.length, 12)
    head = metrics.horizontalAdvance(f"{column.label} ▲2")
    return max(metrics.horizontalAdvance(example), head) + 16
