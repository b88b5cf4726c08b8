"""The words of a file that the lists do not know: each once, with its count, and what it means in every row."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QTableWidget, QTableWidgetItem, QVBoxLayout, QWidget

from client.core.i18n import _
from client.data.imports.checking import CheckedFile, UnlistedWord
from client.data.imports.doubts import Doubt
from client.data.imports.fields import Field
from client.data.imports.meanings import Choice, choices, likely
from client.views.imports.meaning_box import MeaningBox
from client.widgets.measures import BOXES, measure

_FIELD, _WORD, _ROWS, _MEANS = range(4)
_LETTERS = (24, 38, 8, 40)


class UnlistedWords(QWidget):
    """A table of words; what was said is remembered for the next file and can be taken back here."""

    #: The field and the word, and the value that it means; empty when that was taken back.
    said = Signal(tuple, str)

    def __init__(self) -> None:
        super().__init__()
        self._shown: list[Doubt] = []
        self.hint = QLabel(
            _(
                "Say once what each word means; it then holds in every row where it stands, and for your next files. "
                "Nothing is taken before you choose it. To forget a meaning, choose “not said”."
            )
        )
        self.hint.setWordWrap(True)
        self.table = QTableWidget(0, 4)
        self.table.setHorizontalHeaderLabels([_("Field"), _("In the file"), _("Rows"), _("Means")])
        self.table.verticalHeader().hide()
        self.table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        measure(self.table, _LETTERS, grows=(_MEANS,), air=BOXES)
        layout = QVBoxLayout(self)
        layout.addWidget(self.hint)
        layout.addWidget(self.table, 1)
        self.setFocusProxy(self.table)

    def show_words(self, checked: CheckedFile) -> None:
        """Show the words of a file; as long as they are the same ones, their boxes stay and keep the focus."""
        words = sorted(checked.unlisted.values(), key=lambda word: (-word.rows, word.key, word.text))
        if checked.unlisted.keys() == set(self._shown):
            for place, doubt in enumerate(self._shown):
                self._show_text(place, _ROWS, str(checked.unlisted[doubt].rows))
            return
        self._shown = [(word.key, word.text) for word in words]
        self.table.setRowCount(len(words))
        fields = {word.key: checked.kind.by_key[word.key] for word in words}
        known = {key: choices(one, checked.lookups) for key, one in fields.items()}
        for place, word in enumerate(words):
            self._show_word(place, word, fields[word.key], known[word.key], checked.choice.answers.meanings)

    def _show_word(
        self,
        place: int,
        word: UnlistedWord,
        one: Field,
        known: Sequence[Choice],
        meanings: Mapping[Doubt, str],
    ) -> None:
        for column, text in ((_FIELD, _(one.label)), (_WORD, word.text), (_ROWS, str(word.rows))):
            self._show_text(place, column, text)
        doubt = (word.key, word.text)
        box = MeaningBox(likely(word.text, known, word.proposed), known, meanings.get(doubt, ""))
        box.setAccessibleName(_("What {text} means", text=word.text))
        box.meant.connect(lambda value: self.said.emit(doubt, value))
        self.table.setCellWidget(place, _MEANS, box)

    def _show_text(self, place: int, column: int, text: str) -> None:
        item = QTableWidgetItem(text)
        item.setToolTip(text)
        self.table.setItem(place, column, item)
