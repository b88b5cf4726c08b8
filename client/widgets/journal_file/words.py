"""What a file has and the journal has not, words, names or columns: each once, and what it means."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QTableWidget, QTableWidgetItem, QVBoxLayout, QWidget

from client.core.i18n import _
from client.widgets.combo import Combo
from client.widgets.measures import BOXES, measure

_WORD, _CELLS, _MEANS = range(3)
_LETTERS = (38, 10, 40)
#: What a word may mean: the value and its title.
Offer = Sequence[tuple[object, str]]


class FileWords(QWidget):
    """A table of words with a list each; nothing is taken before a person chooses it."""

    #: A word, and the value that it means; None when that was taken back.
    said = Signal(str, object)

    def __init__(self, hint: str) -> None:
        super().__init__()
        self._words: list[str] = []
        told = QLabel(hint)
        told.setWordWrap(True)
        self.table = QTableWidget(0, 3)
        self.table.setHorizontalHeaderLabels([_("In the file"), _("Cells"), _("Means")])
        self.table.verticalHeader().hide()
        self.table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        measure(self.table, _LETTERS, grows=(_MEANS,), air=BOXES)
        layout = QVBoxLayout(self)
        layout.addWidget(told)
        layout.addWidget(self.table, 1)
        self.setFocusProxy(self.table)

    def show_words(
        self,
        words: Mapping[str, int],
        offers: Mapping[str, Offer],
        said: Mapping[str, object],
        titles: Mapping[str, str] | None = None,
    ) -> None:
        """Show words with what each may mean; as long as they are the same ones, their boxes keep the focus.

        `titles` are what is shown for words that are not people's own.
        """
        if self._words == list(words):
            return
        self._words = list(words)
        self.table.setRowCount(len(words))
        for row, (word, count) in enumerate(words.items()):
            shown = (titles or {}).get(word, word)
            for place, text in ((_WORD, shown), (_CELLS, str(count) if count else "")):
                self.table.setItem(row, place, QTableWidgetItem(text))
            box = Combo()
            box.setAccessibleName(_("What {text} means", text=shown))
            box.addItem(_("— not said —"), None)
            for value, title in offers[word]:
                box.addItem(title, value)
            box.setCurrentIndex(max(0, box.findData(said.get(word))))
            box.activated.connect(lambda _n, word=word, box=box: self.said.emit(word, box.currentData()))
            self.table.setCellWidget(row, _MEANS, box)
