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
from client.data.attendance.file_marks import FileMarks
from client.data.attendance.mark_plan import (
    MarkAnswers,
    MarkPlanner,
    PlannedMark,
    proposed,
    unknown_names,
    unknown_words,
)
from client.data.imports.planning import RowStatus
from client.views.attendance.journal.file_model import DETAILS, TEXT, FileModel, named
from client.views.attendance.journal.file_words import FileWords
from client.views.attendance.journal.grid import JournalGrid
from client.views.attendance.journal.mark_kind import LETTERS, MarkKind
from client.widgets.judged import StatusFilter
from client.widgets.measures import letters_wide, measure
from client.widgets.workplace import OwnSettings

#: The person setting that remembers what words of files mean.
REMEMBERED = "import.attendance.meanings"
_LETTERS = (7, 20, 32, 26, 12, 40)
#: What stands left and right of the columns.
_EDGES = 6
_HINT = N_(
    "Say once what each word means; it then holds in every cell where it stands, and for your next files. "
    "To forget a meaning, choose “not said”."
)
_WHO = N_("Say who is meant by each name. It holds for this file alone.")


class FilePreview(QDialog):
    """Gathers what a person says of a file and gives back the marks that were looked at."""

    #: By cell of the journal the marks that are to be laid into the sheet.
    taken = Signal(object)

    def __init__(self, found: FileMarks, grid: JournalGrid, settings: OwnSettings, parent: QWidget) -> None:
        super().__init__(parent)
        journal = grid.model.journal
        assert journal is not None  # noqa: S101 - a file is read for a journal
        self.setWindowTitle(_("Marks from {file}", file=found.file))
        self._found, self._journal, self._settings = found, journal, settings
        self._planner = MarkPlanner(journal, grid.standing, MarkKind().parse)
        self.answers = MarkAnswers(marks=_remembered(settings))
        self.planned: list[PlannedMark] = []
        self.model, self.table = FileModel(), QTableView()
        self.filters, self.tabs = StatusFilter(), QTabWidget()
        self.words, self.names = FileWords(_(_HINT)), FileWords(_(_WHO))
        self.new_ones, self.all = QPushButton(), QPushButton()
        self._build()
        self._judge()
        self._filter(RowStatus.REFUSED if self._count(RowStatus.REFUSED) else None)

    def mend(self) -> None:
        """Begin to mend the cell of the cursor."""
        if (row := self.table.currentIndex().row()) >= 0:
            self.table.edit(self.model.index(row, TEXT))

    def take(self, statuses: tuple[RowStatus, ...]) -> None:
        """Give back the marks with these statuses and close."""
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
        self.table.setWordWrap(False)
        self.table.verticalHeader().hide()
        self.table.setAccessibleName(_("Cells of the file"))
        measure(self.table, _LETTERS, grows=(DETAILS,))
        self.table.addAction(actions.action(self.table, actions.EDIT_CELL, self.mend))
        rows = QWidget()
        beside = QVBoxLayout(rows)
        beside.setContentsMargins(0, 8, 0, 0)
        beside.addWidget(self.filters)
        beside.addWidget(self.table, 1)
        self.tabs.setDocumentMode(True)
        for page in (rows, self.words, self.names):
            self.tabs.addTab(page, "")
        layout = QVBoxLayout(self)
        layout.addWidget(told)
        layout.addWidget(self.tabs, 1)
        layout.addLayout(self._foot())
        later = Qt.ConnectionType.QueuedConnection  # a table is not filled anew while it tells of its change
        self.filters.chosen.connect(self._filter)
        self.model.mended.connect(self._mend, later)
        self.words.said.connect(self._mean)
        self.names.said.connect(self._name)
        wanted = sum(letters_wide(self.table, letters) for letters in (*_LETTERS, _EDGES))
        around = self.parentWidget()
        self.resize(min(wanted, around.window().width()) if around is not None else wanted, 560)
        self.table.setFocus()

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
        words = {word: 0 for word in self.answers.marks if self._stands(word)} | unknown_words(self.planned)
        marks = [(mark, named(mark)) for mark in LETTERS["en"]]
        self.words.show_words(words, dict.fromkeys(words, marks), self.answers.marks)
        names = dict.fromkeys(self.answers.names, 0) | unknown_names(self.planned)
        self.names.show_words(names, {name: self._offered(name) for name in names}, self.answers.names)
        self._show_counts(len(words), len(names))

    def _stands(self, word: str) -> bool:
        return any(each.text.casefold() == word for each in self.planned)

    def _offered(self, name: str) -> list[tuple[object, str]]:
        """Everybody of the class, those whom the name may mean first."""
        likely = proposed(self._journal, name)
        first = sorted(self._journal.students, key=lambda student: student.id not in likely)
        return [(student.id, f"{student.name} ({student.number})") for student in first]

    def _show_counts(self, words: int, names: int) -> None:
        titles = (_("Cells: {count}"), _("Unknown words: {count}"), _("Unknown names: {count}"))
        for place, (title, count) in enumerate(zip(titles, (len(self.planned), words, names), strict=True)):
            self.tabs.setTabText(place, title.format(count=count))
            self.tabs.setTabVisible(place, not place or bool(count))
        self.filters.show_counts(len(self.planned), Counter(each.status for each in self.planned))
        new, changed = self._count(RowStatus.NEW), self._count(RowStatus.CHANGED)
        self.new_ones.setText(_("Take only the {count} new ones", count=new))
        self.new_ones.setVisible(bool(changed))
        self.new_ones.setEnabled(bool(new))
        self.all.setText(
            _("Take {new} new and overwrite {changed}", new=new, changed=changed)
            if changed
            else _("Take {count} marks", count=new)
        )
        self.all.setEnabled(bool(new or changed))

    def _count(self, status: RowStatus) -> int:
        return sum(each.status is status for each in self.planned)

    def _filter(self, status: RowStatus | None) -> None:
        self.filters.press(status)
        self.model.show_only(status)
        self.table.setCurrentIndex(self.model.index(0, TEXT))

    def _mend(self, place: tuple[int, int], text: str) -> None:
        self.answers = replace(self.answers, mended={**self.answers.mended, place: text})
        self._judge()
        self.table.setCurrentIndex(self.model.index(self.model.place_of(place), TEXT))

    def _mean(self, word: str, mark: str | None) -> None:
        self.answers = replace(self.answers, marks=_said(self.answers.marks, word, mark))
        self._settings.put(REMEMBERED, [list(pair) for pair in self.answers.marks.items()])
        self._judge()

    def _name(self, name: str, student: int | None) -> None:
        self.answers = replace(self.answers, names=_said(self.answers.names, name, student))
        self._judge()


def _said(known: Mapping[str, Any], word: str, value: Any) -> dict[str, Any]:
    rest = {each: meant for each, meant in known.items() if each != word}
    return rest | ({word: value} if value is not None else {})


def _remembered(settings: OwnSettings) -> dict[str, str]:
    stored = settings.get(REMEMBERED, [])
    return (
        {str(word): str(mark) for word, mark in stored if mark in LETTERS["en"]}
        if isinstance(stored, list)
        else {}
    )
