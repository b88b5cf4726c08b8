"""The third step: what would happen to every row and value, what is to be said of some, and the decision to do it."""

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QSizePolicy, QTabWidget, QVBoxLayout, QWidget

from client.core.i18n import _
from client.data.imports.doubts import Answers, Doubt
from client.data.imports.planning import ImportPlan, RowStatus
from client.views.imports.left_out_lines import LeftOutLines
from client.views.imports.preview_rows import PreviewRows
from client.views.imports.unlisted_words import UnlistedWords
from client.widgets.tool_bar import ToolBar

ROWS, WORDS, LINES = range(3)


class PreviewStep(QWidget):
    """Shows a plan and gathers what a person says of it; each answer has the file judged again."""

    back = Signal()
    #: Something was said of a row, a word, a cell or a line: see `answers`.
    answered = Signal()
    #: The same, of a word: its field and itself, and the value that it means or nothing.
    meaning_said = Signal(tuple, str)
    save_refused = Signal()
    #: Apply; True for only the good rows.
    apply = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self.answers = Answers()
        self._plan: ImportPlan | None = None
        self.rows, self.words, self.lines = PreviewRows(), UnlistedWords(), LeftOutLines()
        self.tabs = QTabWidget()
        self.said, self.judging = QLabel(), QLabel()
        self.save = QPushButton(_("Save the refused rows …"))
        self.all = QPushButton(_("Import all"))
        self.good = QPushButton()
        self._build()

    def show_plan(self, plan: ImportPlan) -> None:
        """Show what an import would do, beginning with what has to be said."""
        self.rows.show_plan(plan)
        self._show(plan)
        meanings = self.answers.meanings
        open_words = any(doubt not in meanings for doubt in plan.checked.unlisted)
        self.tabs.setCurrentIndex(WORDS if open_words else ROWS)

    def renew(self, plan: ImportPlan) -> None:
        """Show the same file judged again; nothing that stands on the screen goes away."""
        self.rows.renew(plan)
        self._show(plan)

    def show_busy(self, busy: bool) -> None:
        """Say that the file is being judged; nothing is imported before the answer is there."""
        self.judging.setText(_("Judging the rows again …") if busy else "")
        if busy:
            self.all.setEnabled(False)
            self.good.setEnabled(False)
        elif self._plan is not None:
            self._show_buttons(self._plan)

    def _build(self) -> None:
        self.said.setWordWrap(True)
        self.tabs.setDocumentMode(True)
        for page in (self.rows, self.words, self.lines):
            self.tabs.addTab(page, "")
        foot = ToolBar()
        back = QPushButton(_("Back to the columns"))
        back.clicked.connect(self.back)
        self.save.clicked.connect(self.save_refused)
        self.all.clicked.connect(lambda: self.apply.emit(False))
        self.good.clicked.connect(lambda: self.apply.emit(True))
        self.judging.setProperty("quiet", True)
        self.judging.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.judging.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        for widget in (back, self.save, self.judging):
            foot.addWidget(widget)
        self._good_ones = foot.addWidget(self.good)
        foot.keep(self._good_ones, foot.addWidget(self.all))
        layout = QVBoxLayout(self)
        layout.addWidget(self.said)
        layout.addWidget(self.tabs, 1)
        layout.addWidget(foot)
        later = Qt.ConnectionType.QueuedConnection  # a table is not filled anew while it tells of its change
        self.rows.values.mended.connect(self._mend, later)
        self.lines.taken.connect(self._take, later)
        self.words.said.connect(self._mean)
        self.rows.other.connect(self._confirm)
        self.rows.doubts_meant.connect(self._confirm_doubts)
        self.setFocusProxy(self.tabs)

    def _show(self, plan: ImportPlan) -> None:
        self._plan, self.answers = plan, plan.checked.choice.answers
        self.words.show_words(plan.checked)
        self.lines.show_lines(plan.checked.left_out)
        counts = (plan.checked.count, len(plan.checked.unlisted), len(plan.checked.left_out))
        titles = (_("Rows: {count}"), _("Unknown words: {count}"), _("Lines left out: {count}"))
        for place, (title, count) in enumerate(zip(titles, counts, strict=True)):
            self.tabs.setTabText(place, title.format(count=count))
            self.tabs.setTabVisible(place, place == ROWS or bool(count))
        self._show_said(plan)
        self._show_buttons(plan)

    def _show_said(self, plan: ImportPlan) -> None:
        said = [_("This was a dry run: nothing has been written yet.")]
        if count := plan.mended():
            said.append(_("Cells mended here: {count}; the file itself stays as it is.", count=count))
        if count := len(plan.hidden()):
            said.append(_("{count} rows of the file are hidden in Excel; they are taken too.", count=count))
        taken, left = plan.hidden_columns()
        if taken:
            columns = ", ".join(taken)
            said.append(_("Columns that are hidden in Excel and taken too: {columns}.", columns=columns))
        if left:
            said.append(_("Hidden and not taken: {columns}.", columns=", ".join(left)))
        self.said.setText(" ".join(said))

    def _show_buttons(self, plan: ImportPlan) -> None:
        refused = plan.count(RowStatus.REFUSED)
        good = plan.count(RowStatus.NEW) + plan.count(RowStatus.CHANGED)
        self.save.setEnabled(bool(refused))
        self.all.setEnabled(bool(good) and not refused)
        self.all.setDefault(not refused)
        self.all.setToolTip(
            _("{count} rows are refused. Correct them, or import only the good ones.", count=refused) if refused
            else "" if good else _("Nothing would change.")
        )  # fmt: skip
        self.good.setText(_("Import the {count} good ones", count=good))
        self._good_ones.setVisible(bool(refused and good))

    def _answer(self, **said: object) -> None:
        self.answers = replace(self.answers, **said)  # type: ignore[arg-type]
        self.answered.emit()

    def _confirm(self, number: int, other: bool) -> None:
        others = self.answers.others
        self._answer(others=others | {number} if other else others - {number})

    def _confirm_doubts(self, doubts: frozenset[Doubt], meant: bool) -> None:
        known = self.answers.meant
        self._answer(meant=known | doubts if meant else known - doubts)

    def _mean(self, doubt: Doubt, value: str) -> None:
        rest = {each: known for each, known in self.answers.meanings.items() if each != doubt}
        self.meaning_said.emit(doubt, value)
        self._answer(meanings=rest | {doubt: value} if value else rest)

    def _mend(self, number: int, column: int, text: str) -> None:
        self._answer(mended={**self.answers.mended, (number, column): text})

    def _take(self, number: int) -> None:
        self._answer(taken=self.answers.taken | {number})
