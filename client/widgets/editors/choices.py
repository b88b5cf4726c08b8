"""Editors that choose: yes or no, a code of a classifier by typing in either alphabet."""

from typing import Any

from PySide6.QtCore import QStringListModel, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QCompleter

from client.core.i18n import _
from client.data.records.catalogue import Catalogue, Item
from client.widgets.combo import Combo
from client.widgets.editors.editor import LETTERS, Editor
from client.widgets.measures import letters_wide
from shared.names import begin_words, words

MOST_SHOWN = 50


class FlagEditor(Editor):
    """Yes or no."""

    def __init__(self) -> None:
        super().__init__()
        self.box = QCheckBox(_("yes"))
        self._hold(self.box)
        self.box.clicked.connect(self.changed)

    def value(self) -> bool:
        return self.box.isChecked()

    def set_value(self, value: Any, text: str = "") -> None:
        self.box.setChecked(bool(value))


class CalmCombo(Combo):
    """A box that a wheel over a scrolled form does not change."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class CodeCombo(Editor):
    """A code of a classifier: the list drops down, or what is typed in either alphabet narrows it."""

    def __init__(self, catalogue: Catalogue, classifier: str, *, optional: bool) -> None:
        super().__init__()
        self._catalogue = catalogue
        self._classifier = classifier
        self._items: tuple[Item, ...] = catalogue.items(classifier)
        self._words: dict[str, tuple[str, ...]] = {}
        self.combo = CalmCombo()
        self._fill(optional=optional)
        self._offered = QStringListModel([], self)
        self._completer = QCompleter(self)
        self._build()

    def value(self) -> str | None:
        text = self.combo.currentText().strip()
        place = self.combo.findText(text, Qt.MatchFlag.MatchFixedString)
        if place >= 0:
            code: str | None = self.combo.itemData(place)
            return code
        return text or None

    def set_value(self, value: Any, text: str = "") -> None:
        if value is not None and self.combo.findData(value) < 0:
            self.combo.addItem(self._catalogue.label(self._classifier, value), value)
        self.combo.setCurrentIndex(self.combo.findData(value))
        if value is None:
            self.combo.setEditText("")

    def problem(self) -> str:
        text = self.combo.currentText().strip()
        if not text or self.combo.findText(text, Qt.MatchFlag.MatchFixedString) >= 0:
            return ""
        return _("“{text}” is not in the list. Choose a line of it.", text=text)

    def _fill(self, *, optional: bool) -> None:
        if optional:
            self.combo.addItem("", None)
        labels = [item.label for item in self._items]
        for item, label in zip(self._items, labels, strict=True):
            unique = label if labels.count(label) == 1 else f"{label} ({item.code})"
            self.combo.addItem(unique, item.code)
        self.combo.setCurrentIndex(-1)

    def _build(self) -> None:
        self.combo.setEditable(True)
        self.combo.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.combo.setMaximumWidth(letters_wide(self.combo, LETTERS))
        self.combo.setMinimumContentsLength(12)
        self.combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.combo.setMaxVisibleItems(16)
        self._completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self.combo.setCompleter(self._completer)
        self._completer.setModel(self._offered)  # the box has just given it its own
        self._hold(self.combo)
        line = self.combo.lineEdit()
        assert line is not None  # noqa: S101 - an editable box has one
        line.textEdited.connect(self._narrow)
        self._completer.activated.connect(self._choose)
        self.combo.activated.connect(lambda _place: self.changed.emit())

    def _narrow(self, typed: str) -> None:
        self._offered.setStringList(self._matching(typed))
        if typed.strip():
            self._completer.complete()
        self.changed.emit()

    def _matching(self, typed: str) -> list[str]:
        """Return the lines of which each typed word begins some word, in any of their languages."""
        wanted = words(typed)
        found = []
        for place in range(self.combo.count()):
            code = self.combo.itemData(place)
            if code and begin_words(wanted, self._words_of(code)):
                found.append(self.combo.itemText(place))
        return found[:MOST_SHOWN]

    def _words_of(self, code: str) -> tuple[str, ...]:
        if not self._words:
            for item in self._items:
                texts = filter(None, (*item.names, item.code))
                self._words[item.code] = tuple(word for text in texts for word in words(text))
        return self._words.get(code, ())

    def _choose(self, text: str) -> None:
        self.combo.setCurrentIndex(self.combo.findText(text))
        self.changed.emit()
