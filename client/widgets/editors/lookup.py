"""The editor of a reference: searches the records as one types, in either alphabet, and shows who was chosen."""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QCompleter, QLineEdit

from client.core.i18n import _
from client.core.icons import icon
from client.data.records.list_filters import Filter
from client.data.records.listing import ListQuery, Page, Sort
from client.widgets.editors.editor import LETTERS, Editor
from client.widgets.formatting import shown
from client.widgets.measures import letters_wide
from client.widgets.workplace import Workplace
from shared.models.record import Record

PAUSE = 180
#: The fewest letters that are seen.
NARROWEST = 24
SHOWN = 20
#: Columns that tell records with the same name apart, shown behind it where the model has them.
TELLING = ("code", "number", "entry_year")
ID = Qt.ItemDataRole.UserRole


class LookupLine(QLineEdit):
    """Says when somebody comes back to it, and not when a list or another window above it closes."""

    entered = Signal()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() not in (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason):
            self.entered.emit()


class Lookup(Editor):
    """Chooses a record of a model; `narrowed` says which ones may be chosen just now."""

    #: The id that was chosen.
    chosen = Signal(object)

    def __init__(
        self,
        workplace: Workplace,
        model: type[Record],
        narrowed: Callable[[], tuple[Filter, ...]] = lambda: (),
    ) -> None:
        super().__init__()
        self.line = LookupLine()
        self._workplace = workplace
        self._model = model
        self._narrowed = narrowed
        self._value: int | None = None
        self._text = ""
        self._question = 0
        self._found = QStandardItemModel(self)
        self._completer = QCompleter(self._found, self)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE)
        self._timer.timeout.connect(self.search)
        self._build()

    def value(self) -> Any:
        text = self.line.text().strip()
        # The name of a record that the role may not read is empty, and still the record is chosen.
        return self._value if text == self._text else text or None

    def text(self) -> str:
        """Return what the chosen record is called."""
        return self._text

    def set_value(self, value: Any, text: str = "") -> None:
        """Show a record by its id, or what was typed while none was chosen."""
        typed = value if isinstance(value, str) else ""
        self._value, self._text = (None, "") if typed else (value, text)
        self.line.setText(typed or text)
        self.line.setCursorPosition(0)
        self.line.setToolTip(text)

    def problem(self) -> str:
        text = self.line.text().strip()
        if not text or text == self._text:
            return ""
        return _("“{text}” is not chosen yet. Take a line of the list that opens while you type.", text=text)

    def search(self) -> None:
        """Ask for records of which each typed word begins some word."""
        self._question += 1
        title = self._model.title.removesuffix("_id")
        telling = tuple(name for name in TELLING if name in self._model.__table__.columns and name != title)
        query = ListQuery(
            self._model,
            (title, *telling),
            filters=(*self._narrowed(), *self._in_use()),
            search=self.line.text() if self.line.text() != self._text else "",
            searched=(title, *telling[:1]),
            sort=(Sort(title),),
        )
        work = partial(query.page, self._workplace.gateway, size=SHOWN)
        self._workplace.tasks.run(self, work, partial(self._offer, self._question))

    def _in_use(self) -> tuple[Filter, ...]:
        return (Filter("active", "equals", (True,)),) if "active" in self._model.__table__.columns else ()

    def _build(self) -> None:
        self.line.setMaximumWidth(letters_wide(self.line, LETTERS))
        self.line.setMinimumWidth(letters_wide(self.line, NARROWEST))
        self.line.setPlaceholderText(_("Type to search"))
        self.line.addAction(icon("search"), QLineEdit.ActionPosition.TrailingPosition)
        self._completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self._completer.setMaxVisibleItems(12)
        self._completer.setWidget(self.line)
        popup = self._completer.popup()
        assert popup is not None  # noqa: S101 - every completer has one
        popup.clicked.connect(self._choose)
        popup.activated.connect(self._choose)
        self._hold(self.line)
        self.line.textEdited.connect(self._edited)
        self.line.entered.connect(self._go_on)
        self.line.returnPressed.connect(self._take_only)

    def _edited(self) -> None:
        self._timer.start()
        self.changed.emit()

    def _go_on(self) -> None:
        """Offer again what was left unchosen: the answer may have come while another field was typed into."""
        if self.problem():
            self._timer.start()

    def _offer(self, question: int, page: Page) -> None:
        if question != self._question:
            return
        self._found.clear()
        for number, _version, name, *telling in page.rows:
            more = ", ".join(shown(value) for value in telling if value is not None)
            item = QStandardItem(f"{name}  ·  {more}" if more else str(name))
            item.setData(number, ID)
            item.setData(str(name), ID + 1)
            self._found.appendRow(item)
        if not page.rows:
            nothing = QStandardItem(_("Nothing begins like this"))
            nothing.setEnabled(False)
            self._found.appendRow(nothing)
        if self.line.hasFocus():
            self._completer.complete()

    def _choose(self, index: QModelIndex) -> None:
        number = index.data(ID)
        if number is None:
            return
        self.set_value(number, index.data(ID + 1))
        self.changed.emit()
        self.chosen.emit(number)

    def _take_only(self) -> None:
        """Enter takes the record when there is only one left."""
        if self.problem() and self._found.rowCount() == 1:
            self._choose(self._found.index(0, 0))
