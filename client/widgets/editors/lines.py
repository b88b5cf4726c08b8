"""Editors of one line: texts, identifiers, numbers and days, each read the way people write it."""

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from typing import Any

from PySide6.QtCore import QDate, QEvent, QObject, Qt
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QCalendarWidget, QLineEdit, QMenu, QPlainTextEdit, QWidgetAction

from client.core import clock
from client.core.i18n import _
from client.core.icons import icon
from client.widgets.editors import parsing
from client.widgets.editors.editor import LETTERS, Editor, out_of_bounds, too_long
from client.widgets.formatting import shown
from client.widgets.measures import letters_wide
from shared import identifiers, numbers, person_names, pinfl
from shared.identifiers import InvalidValue
from shared.scripts import normalise_apostrophes

Read = Callable[[str], Any]
#: Lines of a longer text that are seen at once.
ROWS = 4


def read_text(text: str) -> str:
    """Return a text as it is stored: single spaces, the letters oʻ and gʻ and the tutuq with their own marks."""
    return normalise_apostrophes(" ".join(text.split()))


#: Columns whose values have a spelling of their own.
SPELLINGS: dict[str, Read] = {
    "pinfl": lambda text: str(pinfl.read(text)),
    "passport": identifiers.passport,
    "phone": identifiers.phone,
    "parent_phone": identifiers.phone,
    "email": identifiers.email,
}
#: Names of people: written in Latin, in whatever alphabet they are typed.
NAMES: dict[str, Read] = {
    "surname": lambda text: person_names.person_name(" ".join(text.split())),
    "given_name": lambda text: person_names.given_name(" ".join(text.split())),
    "patronymic": lambda text: person_names.patronymic(" ".join(text.split())),
}


class LineEditor(Editor):
    """A line that is read when it is left; what cannot be read stays as it was typed, with its sentence."""

    def __init__(self, read: Read, info: dict[str, Any], letters: int = LETTERS) -> None:
        super().__init__()
        self.line = QLineEdit()
        self.line.setMaximumWidth(letters_wide(self.line, letters))
        self._read = read
        self._info = info
        if info.get("given"):
            self.line.setPlaceholderText(_("given on saving"))
        self._hold(self.line)
        self.line.textEdited.connect(self._edited)
        self.line.editingFinished.connect(self._tidy)

    def value(self) -> Any:
        text = self.line.text().strip()
        try:
            return self._read(text) if text else None
        except InvalidValue:
            return text

    def set_value(self, value: Any, text: str = "") -> None:
        self.line.setText(shown(value))
        self.line.setCursorPosition(0)

    def problem(self) -> str:
        text = self.line.text().strip()
        if not text:
            return ""
        try:
            return out_of_bounds(self._read(text), self._info)
        except InvalidValue as error:
            return _(error.msgid, **error.params)

    def _edited(self) -> None:
        self.changed.emit()

    def _tidy(self) -> None:
        if self.line.text().strip() and not self.problem():
            self.line.setText(shown(self.value()))


class TextEditor(LineEditor):
    """A text; apostrophes become the right marks while they are typed."""

    def __init__(self, info: dict[str, Any], column: str = "") -> None:
        letters = min(LETTERS, 8 + int(info.get("length") or LETTERS))
        super().__init__((SPELLINGS | NAMES).get(column, read_text), info, max(16, letters))
        self._spelled = column in SPELLINGS
        self._given: Any = None

    def value(self) -> Any:
        """Return what is typed as it is stored; a name that nobody touched stays as it was."""
        return self._given if self.line.text() == self._given else super().value()

    def set_value(self, value: Any, text: str = "") -> None:
        self._given = value
        super().set_value(value, text)

    def problem(self) -> str:
        """Return what is wrong; what is too long stays as it was pasted, for nothing is cut without a word."""
        return super().problem() or too_long(self.value(), self._info)

    def _edited(self) -> None:
        typed = self.line.text()
        better = typed if self._spelled else normalise_apostrophes(typed)
        if better != typed:
            place = self.line.cursorPosition() - (len(typed) - len(better))
            self.line.setText(better)
            self.line.setCursorPosition(place)
        self.changed.emit()


class WholeEditor(LineEditor):
    """A whole number within the bounds of its column."""

    def __init__(self, info: dict[str, Any]) -> None:
        super().__init__(numbers.whole, info, 18)


class DecimalEditor(LineEditor):
    """An exact decimal, typed with a comma or a point."""

    def __init__(self, info: dict[str, Any]) -> None:
        super().__init__(partial(numbers.decimal, places=int(info.get("places", 2))), info, 24)


class DayEditor(LineEditor):
    """A day typed in any usual way or picked from the calendar; up and down go a day further."""

    def __init__(self, info: dict[str, Any]) -> None:
        super().__init__(parsing.read_day, info, 21)
        self.line.setPlaceholderText(_("dd.mm.yyyy"))
        self._calendar = QAction(icon("calendar"), _("Calendar"), self.line)
        self._calendar.triggered.connect(self._pick)
        self.line.addAction(self._calendar, QLineEdit.ActionPosition.TrailingPosition)
        self.line.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and not self.line.isReadOnly()
        ):
            step = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}.get(Qt.Key(event.key()))
            value = self.value()
            if step and isinstance(value, date):
                self._take(value + timedelta(days=step))
                return True
        return super().eventFilter(watched, event)

    def _pick(self) -> None:
        menu = QMenu(self)
        calendar = QCalendarWidget()
        calendar.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        value = self.value()
        shown = value if isinstance(value, date) else clock.today()
        calendar.setSelectedDate(QDate(shown.year, shown.month, shown.day))
        holder = QWidgetAction(menu)
        holder.setDefaultWidget(calendar)
        menu.addAction(holder)
        calendar.clicked.connect(lambda day: self._take(date(day.year(), day.month(), day.day())))
        calendar.clicked.connect(menu.close)
        menu.popup(self.line.mapToGlobal(self.line.rect().bottomLeft()))

    def _take(self, day: date) -> None:
        self.set_value(day)
        self.changed.emit()


class ParagraphEditor(Editor):
    """A longer text of several lines."""

    def __init__(self, info: dict[str, Any]) -> None:
        super().__init__()
        self.box = QPlainTextEdit()
        self.box.setMaximumSize(letters_wide(self.box, LETTERS), ROWS * self.box.fontMetrics().height() + 16)
        self.box.setTabChangesFocus(True)
        self._info = info
        self._hold(self.box)
        self.box.textChanged.connect(self.changed)

    def value(self) -> str | None:
        return normalise_apostrophes(self.box.toPlainText().strip()) or None

    def set_value(self, value: Any, text: str = "") -> None:
        self.box.blockSignals(True)
        self.box.setPlainText(value or "")
        self.box.blockSignals(False)

    def problem(self) -> str:
        return too_long(self.value(), self._info)
