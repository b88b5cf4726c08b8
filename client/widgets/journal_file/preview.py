"""The preview of a teacher's workbook: every cell with what becomes of it, before anything is laid into the sheet."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QTableView,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from client.core import actions
from client.core.i18n import N_, _
from client.data.attendance.class_journal import JournalColumn
from client.data.attendance.file_plan import (
    FileAnswers,
    FilePlanner,
    PlannedMark,
    proposed,
    unknown_columns,
    unknown_names,
    unknown_words,
)
from client.data.attendance.journal_file import FileMarks
from client.data.imports.planning import RowStatus
from client.widgets.formatting import shown
from client.widgets.journal_file.model import DETAILS, TEXT, FileModel
from client.widgets.journal_file.reading import ShownReading
from client.widgets.journal_file.words import FileWords
from client.widgets.judged import Reasons, StatusFilter
from client.widgets.measures import letters_wide, measure
from client.widgets.workplace import OwnSettings

_LETTERS = (7, 20, 30, 30, 12, 40)
#: What stands left and right of the columns.
_EDGES = 6
_HINT = N_(
    "Say once what each word means; it then holds in every cell where it stands, and for your next files. "
    "To forget a meaning, choose “not said”."
)
_WHO = N_("Say who is meant by each name. It holds for this file alone.")
_WHICH = N_(
    "These columns name no lesson of this class. Say which column of the journal each means, or leave them out; "
    "it holds for this file alone."
)
#: So many rows and columns that were left out are named.
_MOST = 8
#: The pages.
CELLS, WORDS, NAMES, COLUMNS = range(4)


class FilePreview(QDialog):
    """Gathers what a person says of a file and gives back the entries that were looked at."""

    #: By cell of the journal the entries that are to be laid into the sheet.
    taken = Signal(object)

    def __init__(
        self, found: FileMarks, reading: ShownReading, settings: OwnSettings, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(_(reading.title, file=found.file))
        self._found, self._reading, self._settings = found, reading, settings
        self._planner = FilePlanner(reading)
        self.answers = FileAnswers(words=_remembered(settings, reading.remembered))
        self.planned: list[PlannedMark] = []
        self.model, self.table = FileModel(reading.named), QTableView()
        self.filters, self.tabs, self.reasons = StatusFilter(), QTabWidget(), Reasons()
        self.words, self.names, self.columns = (FileWords(_(hint)) for hint in (_HINT, _WHO, _WHICH))
        self.left_out = QLabel()
        self.new_ones, self.all = QPushButton(), QPushButton()
        self._build()
        self._judge()
        self._filter(RowStatus.REFUSED if self._count(RowStatus.REFUSED) else None)
        if not self.planned:
            self.tabs.setCurrentIndex(COLUMNS)

    def mend(self) -> None:
        """Begin to mend the cell of the cursor."""
        if (row := self.table.currentIndex().row()) >= 0:
            self.table.edit(self.model.index(row, TEXT))

    def take(self, statuses: tuple[RowStatus, ...]) -> None:
        """Give back the entries with these statuses and close."""
        self.taken.emit({each.cell: each.new for each in self.planned if each.status in statuses})
        self.accept()

    def _build(self) -> None:
        told = QLabel(
            _("Nothing is laid into the journal yet. F2 mends a cell; the file itself stays as it is.")
        )
        told.setWordWrap(True)
        self.table.setModel(self.model)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.setAlternatingRowColors(True)
        self.table.verticalHeader().hide()
        self.table.setAccessibleName(_("Cells of the file"))
        measure(self.table, _LETTERS, grows=(DETAILS,))
        self.table.addAction(actions.action(self.table, actions.EDIT_CELL, self.mend))
        rows = QWidget()
        beside = QVBoxLayout(rows)
        beside.setContentsMargins(0, 8, 0, 0)
        beside.addWidget(self.filters)
        beside.addWidget(self.table, 1)
        beside.addWidget(self.reasons)
        self.tabs.setDocumentMode(True)
        for page in (rows, self.words, self.names, self.columns):
            self.tabs.addTab(page, "")
        layout = QVBoxLayout(self)
        layout.addWidget(told)
        layout.addWidget(self.left_out)
        self._tell_left_out()
        layout.addWidget(self.tabs, 1)
        layout.addLayout(self._foot())
        later = Qt.ConnectionType.QueuedConnection  # a table is not filled anew while it tells of its change
        self.filters.chosen.connect(self._filter)
        self.model.mended.connect(self._mend, later)
        self.table.selectionModel().currentRowChanged.connect(lambda now, _before: self._tell(now.row()))
        self.words.said.connect(self._mean)
        self.names.said.connect(self._name)
        self.columns.said.connect(self._point)
        wanted = sum(letters_wide(self.table, letters) for letters in (*_LETTERS, _EDGES))
        around = self.parentWidget()
        self.resize(min(wanted, around.window().width()) if around is not None else wanted, 560)
        self.table.setFocus()

    def _tell_left_out(self) -> None:
        """Name the rows and columns of the file that become nothing."""
        places = self._found.left_out
        named, more = ", ".join(places[:_MOST]), len(places) - _MOST
        if more > 0:
            named = f"{named} {_('and {count} more', count=more)}"
        self.left_out.setText(_("Left out as sums, or because they name nobody: {places}.", places=named))
        self.left_out.setWordWrap(True)
        self.left_out.setVisible(bool(places))

    def _foot(self) -> QHBoxLayout:
        foot = QHBoxLayout()
        cancel = QPushButton(_("Cancel"))
        cancel.setAutoDefault(False)
        cancel.clicked.connect(self.reject)
        self.new_ones.setAutoDefault(False)
        self.new_ones.clicked.connect(lambda: self.take((RowStatus.NEW,)))
        self.all.clicked.connect(lambda: self.take((RowStatus.NEW, RowStatus.CHANGED)))
        foot.addWidget(cancel)
        foot.addStretch(1)
        foot.addWidget(self.new_ones)
        foot.addWidget(self.all)
        return foot

    def _judge(self) -> None:
        self.planned = self._planner.plan(self._found, self.answers)
        self.model.show_plan(self.planned)
        words = {word: 0 for word in self.answers.words if self._stands(word)} | unknown_words(self.planned)
        self.words.show_words(words, dict.fromkeys(words, self._reading.meanings()), self.answers.words)
        names = dict.fromkeys(self.answers.names, 0) | unknown_names(self.planned)
        self.names.show_words(names, {name: self._offered(name) for name in names}, self.answers.names)
        columns = unknown_columns(self._found)
        titles = {each.letters: f"{each.letters}: {each.head}" for each in self._found.columns}
        self.columns.show_words(
            columns, dict.fromkeys(columns, self._open_columns()), self.answers.columns, titles
        )
        self._show_counts(len(words), len(names), len(columns))

    def _stands(self, word: str) -> bool:
        return any(each.text.casefold() == word for each in self.planned)

    def _offered(self, name: str) -> list[tuple[object, str]]:
        """Everybody of the class, those whom the name may mean first."""
        journal = self._reading.journal
        likely = proposed(journal, name)
        first = sorted(journal.students, key=lambda student: student.id not in likely)
        return [(student.id, f"{student.name} ({student.number})") for student in first]

    def _open_columns(self) -> list[tuple[object, str]]:
        """The columns of the journal that take entries."""
        return [
            (each.key, each.title or ", ".join(filter(None, (_day(each), each.kind, each.lesson.topic))))
            for each in self._reading.columns
            if not each.lesson.closed
        ]

    def _show_counts(self, words: int, names: int, columns: int) -> None:
        counts = (len(self.planned), words, names, columns)
        titles = (
            _("Cells: {count}"), _("Unknown words: {count}"), _("Unknown names: {count}"),
            _("Unknown columns: {count}"),
        )  # fmt: skip
        for place, (title, count) in enumerate(zip(titles, counts, strict=True)):
            self.tabs.setTabText(place, title.format(count=count))
            self.tabs.setTabVisible(place, not place or bool(count))
        self.filters.show_counts(len(self.planned), Counter(each.status for each in self.planned))
        new, changed = self._count(RowStatus.NEW), self._count(RowStatus.CHANGED)
        self.new_ones.setText(_("Take only the {count} new ones", count=new))
        self.new_ones.setVisible(bool(new and changed))
        self.all.setText(_taking(new, changed))
        self.all.setEnabled(bool(new or changed))

    def _count(self, status: RowStatus) -> int:
        return sum(each.status is status for each in self.planned)

    def _tell(self, row: int) -> None:
        """Show what changes in the cell of the cursor, or the whole reason why nothing does."""
        known = 0 <= row < self.model.rowCount()
        self.reasons.setPlainText(self.model.details(self.model.at(row)) if known else "")

    def _filter(self, status: RowStatus | None) -> None:
        self.filters.press(status)
        self.model.show_only(status)
        self.table.setCurrentIndex(self.model.index(0, TEXT))

    def _mend(self, place: tuple[int, int], text: str) -> None:
        self.answers = replace(self.answers, mended={**self.answers.mended, place: text})
        self._judge()
        self.table.setCurrentIndex(self.model.index(self.model.place_of(place), TEXT))

    def _mean(self, word: str, meaning: str | None) -> None:
        self.answers = replace(self.answers, words=_said(self.answers.words, word, meaning))
        self._settings.put(self._reading.remembered, [list(pair) for pair in self.answers.words.items()])
        self._judge()

    def _name(self, name: str, student: int | None) -> None:
        self.answers = replace(self.answers, names=_said(self.answers.names, name, student))
        self._judge()

    def _point(self, letters: str, column: str | None) -> None:
        self.answers = replace(self.answers, columns=_said(self.answers.columns, letters, column))
        self._judge()


def _taking(new: int, changed: int) -> str:
    """Say what is taken over; what there is none of is not said."""
    if new and changed:
        return _("Take {new} new and overwrite {changed}", new=new, changed=changed)
    if changed:
        return _("Overwrite {count} entries", count=changed)
    return _("Take {count} entries", count=new) if new else _("Nothing would change.")


def _said(known: Mapping[str, Any], word: str, value: Any) -> dict[str, Any]:
    rest = {each: meant for each, meant in known.items() if each != word}
    return rest | ({word: value} if value is not None else {})


def _remembered(settings: OwnSettings, name: str) -> dict[str, str]:
    stored = settings.get(name, [])
    return {str(word): str(meaning) for word, meaning in stored} if isinstance(stored, list) else {}


def _day(column: JournalColumn) -> str:
    return _("{day}, pair {pair}", day=shown(column.lesson.day), pair=column.lesson.pair)
