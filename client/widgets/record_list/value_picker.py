"""The values that a column of a list has, with how many rows have each, to be searched and ticked."""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout

from client.core.errors import HemisError
from client.core.i18n import _
from client.core.icons import icon
from client.data.records.list_values import Value, Values
from client.widgets.columns import ColumnSpec
from client.widgets.formatting import grouped, shown
from client.widgets.record_list.day_list import DayList
from client.widgets.record_list.pickers import Picker
from client.widgets.record_list.value_list import Line, ValueList
from client.widgets.workplace import Workplace

#: Milliseconds of rest in typing before the server is asked, where not all values are here.
PAUSE = 200
Read = Callable[[str], Values]


class ValuePicker(Picker):
    """Any number of values; what is not ticked but found by typing is meant as a whole, as in Excel."""

    def __init__(self, workplace: Workplace, column: ColumnSpec, read: Read) -> None:
        super().__init__()
        self._workplace, self._column, self._read = workplace, column, read
        self._answer: Values | None = None
        #: What was typed when the server was asked for the answer.
        self._asked = ""
        self._line, self._list, self._told = QLineEdit(), _list_for(column), QLabel()
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
        if self._chosen():
            return ""
        if not self._is_answered():
            return _("Searching…")
        if self._line.text().strip() and self._answer is not None and self._answer.lines:
            return _("There are too many such values. Tick the right ones or type more.")
        return _("Tick at least one line.")

    def everything(self) -> bool:
        return self._has_all() and len(self.values()) == len(self._list.held())

    def show_filter(self, values: tuple[Any, ...], texts: tuple[str, ...]) -> None:
        named = dict(zip(values, texts, strict=False))
        self._list.ticked = {
            value: named.get(value) or self._label(Value(value, None, 0)) for value in values
        }
        self._fill()

    def _build(self) -> None:
        self._line.setPlaceholderText(_("Type to search"))
        self._line.setAccessibleName(_("Search among the values"))
        self._line.setClearButtonEnabled(True)
        self._line.addAction(icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        self._line.textChanged.connect(lambda _text: self._narrow())
        self._line.installEventFilter(self)
        self._list.ticked_changed.connect(self._tell)
        self._list.ticked_changed.connect(self.changed)
        self._list.left.connect(self._line.setFocus)
        self._told.setProperty("quiet", True)
        foot = QHBoxLayout()
        foot.addWidget(self._told, 1)
        for text, ticked in ((_("Tick all"), True), (_("Tick none"), False)):
            button = QPushButton(text)
            button.setAutoDefault(False)
            button.clicked.connect(partial(self._list.tick_seen, ticked))
            foot.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._line)
        layout.addWidget(self._list, 1)
        layout.addLayout(foot)
        self.setFocusProxy(self._line)

    def _chosen(self) -> dict[Any, str]:
        found = self._typed() and self._is_answered() and self._answer is not None and self._answer.whole
        return self._list.ticked or (self._list.seen() if found else {})

    def _typed(self) -> str:
        return self._line.text().strip()

    def _has_all(self) -> bool:
        """Whether every value is here: what is typed then narrows them without the server."""
        return self._answer is not None and self._answer.whole and not self._asked

    def _is_answered(self) -> bool:
        """Whether the lines are those of what is typed now, not of something typed before."""
        return self._answer is not None and (self._has_all() or self._asked == self._typed())

    def _ask(self) -> None:
        asked = self._typed()
        failed: Callable[[HemisError], None] = lambda error: self._told.setText(error.text())  # noqa: E731
        self._workplace.tasks.run(self, partial(self._read, asked), partial(self._arrived, asked), failed)

    def _arrived(self, asked: str, answer: Values) -> None:
        if asked == self._typed():
            self._asked, self._answer = asked, answer
            self._fill()
            self.changed.emit()

    def _fill(self) -> None:
        """Show what came, and what is ticked although no row has it now."""
        found = self._answer.lines if self._answer else ()
        lines = [Line(each.value, self._label(each), each.count) for each in self._ordered(found)]
        there = {each.value for each in lines}
        ticked = {} if self._asked else self._list.ticked
        gone = [Line(value, label, 0) for value, label in ticked.items() if value not in there]
        self._list.fill([*lines, *gone])
        self._list.narrow("" if self._asked else self._line.text())
        self._tell()

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

    def _narrow(self) -> None:
        if self._has_all():
            self._list.narrow(self._line.text())
            self._tell()
        else:
            self._pause.start()
        self.changed.emit()

    def _tell(self) -> None:
        """Say how many are ticked, or that there are more than are shown."""
        if self._answer is None:
            return
        seen, ticked = len(self._list.seen()), len(self._list.ticked)
        said = _("{ticked} of {count} ticked", ticked=ticked, count=grouped(seen))
        if not self._answer.whole:
            count, total = grouped(len(self._answer.lines)), grouped(self._answer.total)
            said = _("The first {count} of {total}; type to narrow", count=count, total=total)
        self._told.setText(said if seen else _("Nothing begins like this"))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() == Qt.Key.Key_Down
        ):
            self._list.enter()
            return True
        return super().eventFilter(watched, event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._answer is None:
            self._ask()


def _list_for(column: ColumnSpec) -> ValueList:
    return DayList() if column.kind == "day" else ValueList()
