"""Chooses what a word means: the likely ones first, then the whole list, searched in either alphabet."""

from collections.abc import Sequence

from PySide6.QtCore import QStringListModel, Signal
from PySide6.QtWidgets import QCompleter

from client.core.i18n import _
from client.data.imports.meanings import Choice, searched
from client.widgets.editors.choices import CalmCombo

_SHOWN = 50


class MeaningBox(CalmCombo):
    """A list of one field; nothing is chosen until a person does it."""

    #: The value that was chosen, empty when it was taken back.
    meant = Signal(str)

    def __init__(self, likely: Sequence[Choice], known: Sequence[Choice], value: str) -> None:
        super().__init__()
        self._known = known
        self._offered = QStringListModel([], self)
        self._completer = QCompleter(self)
        self.setEditable(True)
        self.setInsertPolicy(CalmCombo.InsertPolicy.NoInsert)
        self.setSizeAdjustPolicy(CalmCombo.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMaxVisibleItems(16)
        self._fill(likely)
        self.setCurrentIndex(self.findData(value) if value else -1)
        self._completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self.setCompleter(self._completer)
        self._completer.setModel(self._offered)
        self._completer.activated.connect(self._take)
        line = self.lineEdit()
        assert line is not None  # noqa: S101 - an editable box has one
        line.setPlaceholderText(_("Choose, or type to search"))
        line.textEdited.connect(self._search)
        self.activated.connect(lambda _place: self.meant.emit(self.currentData() or ""))

    def _fill(self, likely: Sequence[Choice]) -> None:
        self.addItem(_("— not said —"), "")
        for choice in likely:
            self.addItem(choice.title, choice.value)
        self.insertSeparator(self.count())
        for choice in self._known:
            if choice not in likely:
                self.addItem(choice.title, choice.value)

    def _search(self, typed: str) -> None:
        self._offered.setStringList([choice.title for choice in searched(typed, self._known)[:_SHOWN]])
        if typed.strip():
            self._completer.complete()

    def _take(self, title: str) -> None:
        self.setCurrentIndex(self.findText(title))
        self.meant.emit(self.currentData() or "")
