"""Free topics of a department: one of them is given to the student of the cursor."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QLabel, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from client.core.i18n import _
from client.data.attestation.theses import Offered
from client.widgets.measures import letters_wide
from shared.names import begin_words, words

ROWS = 14


class OffersDialog(QDialog):
    """Typing narrows, Enter takes; what is typed here is a search and nothing to be kept."""

    #: The id of a topic.
    taken = Signal(int)

    def __init__(self, student: str, found: Sequence[Offered], parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Free topics"))
        self._found = tuple(found)
        self.words, self.list, self.about = QLineEdit(), QListWidget(), QLabel()
        self.words.setPlaceholderText(_("Topic or supervisor"))
        self.words.setAccessibleName(_("Search"))
        self.list.setAccessibleName(_("Free topics"))
        self.about.setWordWrap(True)
        self.about.setTextFormat(Qt.TextFormat.PlainText)
        self.about.setProperty("quiet", True)
        layout = QVBoxLayout(self)
        for widget in (
            QLabel(_("For {student}. Enter takes the topic.", student=student)),
            self.words,
            self.list,
            self.about,
        ):
            layout.addWidget(widget)
        self.setMinimumWidth(letters_wide(self, 90))
        self.list.setMinimumHeight(self.list.fontMetrics().height() * ROWS)
        self.about.setMinimumHeight(self.about.fontMetrics().height() * 2)
        self.words.textChanged.connect(self._filter)
        self.words.returnPressed.connect(self.take)
        self.list.itemActivated.connect(self.take)
        self.list.currentItemChanged.connect(self._tell)
        self._filter()

    def take(self, *_item: object) -> None:
        """Give the topic of the cursor to the student."""
        if (item := self.list.currentItem()) is not None:
            self.taken.emit(item.data(Qt.ItemDataRole.UserRole))
            self.accept()

    def _filter(self) -> None:
        parts = words(self.words.text())
        self.list.clear()
        for each in self._found:
            if begin_words(parts, words(f"{each.title_uz} {each.title_en} {each.supervisor}")):
                item = QListWidgetItem(f"{each.title_uz} — {each.supervisor}")
                item.setData(Qt.ItemDataRole.UserRole, each.id)
                self.list.addItem(item)
        self.list.setCurrentRow(0)
        self._tell()

    def _tell(self, *_items: object) -> None:
        item = self.list.currentItem()
        wanted = item.data(Qt.ItemDataRole.UserRole) if item is not None else None
        each = next((each for each in self._found if each.id == wanted), None)
        told = " · ".join(filter(None, (each.title_en, each.about))) if each else ""
        self.about.setText(told if each else _("There is no such free topic."))
