"""The values that a column of a list has, with how many rows have each, to be searched and ticked."""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
)

from client.core.errors import HemisError
from client.core.i18n import _
from client.core.icons import icon
from client.data.records.list_values import Value, Values
from client.widgets.columns import ColumnSpec
from client.widgets.formatting import grouped, shown
from client.widgets.record_list.pickers import Picker
from client.widgets.workplace import Workplace
from shared.names import words

#: Milliseconds of rest in typing before the server is asked, where not all values are here.
PAUSE = 200
VALUE = Qt.ItemDataRole.UserRole
Read = Callable[[str], Values]


class ValuePicker(Picker):
    """Any number of values; what is not ticked but found by typing is meant as a whole, as in Excel."""

    def __init__(self, workplace: Workplace, column: ColumnSpec, read: Read) -> None:
        super().__init__()
        self._workplace, self._column, self._read = workplace, column, read
        self._answer: Values | None = None
        self._ticked: dict[Any, str] = {}
        self._asked = ""
        self._line, self._list, self._told = QLineEdit(), QTreeWidget(), QLabel()
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._pause.timeout.connect(self._ask)
        self._build()

    def values(self) -> tuple[Any, ...]:
        return tuple(self._chosen())

    def texts(self) -> tuple[str, ...]:
        """Return names of records, and names in the language of the interface; others are made of the values."""
        named = self._column.kind in {"reference", "text"} and not self._column.classifier
        return tuple(self._chosen().values()) if named else ()

    def problem(self) -> str:
        if self._ticked or self._chosen():
            return ""
        if self._line.text().strip() and self._answer is not None and self._answer.lines:
            return _("There are too many such values. Tick the right ones or type more.")
        return _("Tick at least one line.")

    def everything(self) -> bool:
        whole = self._answer is not None and self._answer.whole and not self._asked
        return whole and len(self.values()) == self._list.topLevelItemCount()

    def show_filter(self, values: tuple[Any, ...], texts: tuple[str, ...]) -> None:
        named = dict(zip(values, texts, strict=False))
        self._ticked = {value: named.get(value) or self._label(Value(value, None, 0)) for value in values}
        self._fill()

    def _build(self) -> None:
        self._line.setPlaceholderText(_("Type to search"))
        self._line.setAccessibleName(_("Search among the values"))
        self._line.setClearButtonEnabled(True)
        self._line.addAction(icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        self._line.textChanged.connect(self._narrow)
        self._list.setAccessibleName(_("Values"))
        self._list.setHeaderHidden(True)
        self._list.setRootIsDecorated(False)
        self._list.setUniformRowHeights(True)
        self._list.setColumnCount(2)
        self._list.setMinimumHeight(220)
        head = self._list.header()
        head.setStretchLastSection(False)
        head.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        head.setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self._list.itemClicked.connect(
            lambda item, _column: self._tick(item, item.data(0, VALUE) not in self._ticked)
        )
        self._told.setProperty("quiet", True)
        foot = QHBoxLayout()
        foot.addWidget(self._told, 1)
        for text, ticked in ((_("Tick all"), True), (_("Tick none"), False)):
            button = QPushButton(text)
            button.setAutoDefault(False)
            button.clicked.connect(partial(self._tick_all, ticked))
            foot.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._line)
        layout.addWidget(self._list, 1)
        layout.addLayout(foot)
        self.setFocusProxy(self._line)
        for watched in (self._line, self._list):
            watched.installEventFilter(self)

    def _chosen(self) -> dict[Any, str]:
        answer = self._answer
        if self._ticked or not self._line.text().strip() or answer is None or not answer.whole:
            return self._ticked
        return {item.data(0, VALUE): item.text(0) for item in self._items() if not item.isHidden()}

    def _ask(self) -> None:
        self._asked = self._line.text().strip()
        done = partial(self._arrived, self._asked)
        self._workplace.tasks.run(self, partial(self._read, self._asked), done, self._failed)

    def _arrived(self, asked: str, answer: Values) -> None:
        if asked == self._asked:
            self._answer = answer
            self._fill()

    def _failed(self, error: HemisError) -> None:
        self._told.setText(error.text())

    def _fill(self) -> None:
        """Show what came, and what is ticked although no row has it now."""
        lines = self._ordered(self._answer.lines if self._answer else ())
        there = {each.value for each in lines}
        gone = [] if self._asked else [value for value in self._ticked if value not in there]
        self._list.clear()
        for each in (*lines, *(Value(value, self._ticked[value], 0) for value in gone)):
            item = QTreeWidgetItem([self._label(each), grouped(each.count) if each.count else ""])
            item.setData(0, VALUE, each.value)
            item.setToolTip(0, item.text(0))
            item.setTextAlignment(1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
            item.setCheckState(0, _state(each.value in self._ticked))
            self._list.addTopLevelItem(item)
        self._hide_others()

    def _ordered(self, lines: tuple[Value, ...]) -> list[Value]:
        """Codes stand in the order of their list, all else as the server gave it."""
        if not self._column.classifier:
            return list(lines)
        codes = [item.code for item in self._workplace.catalogue.items(self._column.classifier)]
        places = {code: place for place, code in enumerate(codes)}
        return sorted(lines, key=lambda each: (each.value is None, places.get(each.value, len(codes))))

    def _label(self, each: Value) -> str:
        if each.value is None:
            return _("(empty)")
        if self._column.classifier:
            return self._workplace.catalogue.label(self._column.classifier, str(each.value))
        return shown(each.value if each.title is None else each.title)

    def _narrow(self, _typed: str) -> None:
        if self._answer is not None and self._answer.whole and not self._asked:
            self._hide_others()
        else:
            self._pause.start()
        self.changed.emit()

    def _hide_others(self) -> None:
        parts = words(self._line.text()) if not self._asked else ()
        for item in self._items():
            there = words(item.text(0))
            item.setHidden(not all(any(word.startswith(part) for word in there) for part in parts))
        self._tell()

    def _tell(self) -> None:
        if self._answer is None:
            self._told.setText("")
        elif not self._answer.whole:
            count, total = grouped(len(self._answer.lines)), grouped(self._answer.total)
            self._told.setText(_("The first {count} of {total}; type to narrow", count=count, total=total))
        elif not (seen := sum(not item.isHidden() for item in self._items())):
            self._told.setText(_("Nothing begins like this"))
        else:
            self._told.setText(_("{ticked} of {count} ticked", ticked=len(self._ticked), count=grouped(seen)))

    def _tick(self, item: QTreeWidgetItem, ticked: bool) -> None:
        if ticked:
            self._ticked[item.data(0, VALUE)] = item.text(0)
        else:
            self._ticked.pop(item.data(0, VALUE), None)
        item.setCheckState(0, _state(ticked))
        self._tell()
        self.changed.emit()

    def _tick_all(self, ticked: bool) -> None:
        for item in self._items():
            if not item.isHidden():
                self._tick(item, ticked)

    def _items(self) -> list[QTreeWidgetItem]:
        found = (self._list.topLevelItem(place) for place in range(self._list.topLevelItemCount()))
        return [item for item in found if item is not None]

    def _key(self, watched: QObject, key: int) -> bool:
        """Down goes into the list and Up back, Space ticks."""
        current = self._list.currentItem()
        if watched is self._line and key == Qt.Key.Key_Down:
            seen = [item for item in self._items() if not item.isHidden()]
            if seen:
                self._list.setCurrentItem(current if current in seen else seen[0])
                self._list.setFocus()
            return True
        above = None if current is None else self._list.itemAbove(current)
        if watched is self._list and key == Qt.Key.Key_Up and above is None:
            self._line.setFocus()
            return True
        if watched is self._list and key == Qt.Key.Key_Space and current is not None:
            self._tick(current, current.data(0, VALUE) not in self._ticked)
            return True
        return False

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._key(watched, event.key())
        return super().eventFilter(watched, event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._answer is None:
            self._ask()


def _state(ticked: bool) -> Qt.CheckState:
    return Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked
