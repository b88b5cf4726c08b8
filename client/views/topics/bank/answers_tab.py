"""Answers to a printed test: a student a row, the variant and the letters typed one after the other, graded at once."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from client.core.errors import UserError
from client.core.i18n import N_, _
from client.data.records.rights import Rights, rights
from client.data.topics import tickets
from client.data.topics.tickets import Answering, AnswersChange, KeptSet
from client.data.topics.topic_lists import Taught
from client.widgets.cell_grid import CellGrid, Column, Numbers, Typed, fitting
from client.widgets.choosers.offered_box import OfferedBox
from client.widgets.formatting import grouped
from client.widgets.sheet_editor import Saving, SheetEditor
from client.widgets.tool_bar import ToolBar
from client.widgets.workplace import Workplace
from shared.models.topics import TestAnswers

STUDENT, TICKET, ANSWERS, RIGHT, POINTS = "student", "ticket", "answers", "right_ones", "points"
#: Letters that look alike in the other alphabet.
ALIKE = str.maketrans({"А": "A", "В": "B", "С": "C", "Б": "B", "Д": "D", ".": "-", "_": "-"})
NO_TEST = N_("No approved test yet: make a set with a choice of answers and let the head approve it.")


@dataclass(frozen=True)
class Letters:
    """Answers as letters: A, B, C, D, and - where nothing was chosen; gaps and small letters are read alike."""

    most: int
    numeric = False

    def parse(self, text: str) -> str:
        found = "".join(text.upper().translate(ALIKE).split()).replace(",", "").replace(";", "")
        if set(found) - set("ABCD-"):
            raise UserError(N_("Answers are letters A, B, C, D one after the other, and - for none."))
        if len(found) > self.most:
            raise UserError(N_("The variant has {count} questions; there are more answers."), count=self.most)
        return found

    def show(self, value: object) -> str:
        return str(value)

    def choices(self) -> tuple[str, ...]:
        return ()


class AnswersGrid(CellGrid):
    """Knows the students with their stored answers."""

    def __init__(self, columns: Sequence[Column]) -> None:
        super().__init__(columns, frozen=1)
        self.stored: dict[Hashable, Answering] = {}

    def show_answers(self, found: Sequence[Answering]) -> None:
        """Show a reading."""
        self.stored = {each.student_id: each for each in found}
        self.load(
            [
                (each.student_id, [each.student, each.ticket, each.answers, each.right_ones, each.points])
                for each in found
            ]
        )

    def changes(self) -> dict[Hashable, AnswersChange]:
        """Return what was typed; a variant without answers waits for them."""
        return {
            key: AnswersChange(self.stored[key], values)
            for key, values in self.model.unsaved_rows().items()
            if key in self.stored and (self.stored[key].id is not None or {TICKET, ANSWERS} <= values.keys())
        }


@dataclass(frozen=True)
class AnswersReading:
    """The answers, and what the role may do with them."""

    answers: list[Answering]
    rights: Rights


@dataclass(frozen=True)
class AnswersSource:
    """The answers to one test; each student is saved for itself."""

    workplace: Workplace
    taught: Taught
    kept: KeptSet
    relations = ("topics.test_answers",)

    @property
    def draft_key(self) -> str:
        return f"test-answers/{self.kept.id}"

    def read(self, typed: Typed) -> AnswersReading:
        gateway = self.workplace.gateway
        return AnswersReading(tickets.answering(gateway, self.kept.id), rights(gateway, TestAnswers))

    def may_save(self, reading: AnswersReading) -> bool:
        return reading.rights.may_add

    def make(self, reading: AnswersReading, former: AnswersGrid | None) -> AnswersGrid:
        locked = not reading.rights.may_add
        columns = [
            Column(STUDENT, _("Student"), width=36, read_only=True),
            Column(TICKET, _("Variant"), Numbers(1, self.kept.tickets), 9, read_only=locked),
            Column(ANSWERS, _("Answers"), Letters(self.kept.questions), 40, read_only=locked),
            Column(RIGHT, _("Right ones"), Numbers(), 9, read_only=True),
            Column(POINTS, _("Points"), Numbers(places=2), 9, read_only=True),
        ]
        grid = fitting(former, columns, AnswersGrid)
        grid.show_answers(reading.answers)
        return grid

    def saving(self, sheet: AnswersGrid) -> Saving | None:
        changes = sheet.changes()
        work = partial(tickets.save_answers, self.workplace.gateway, self.taught, self.kept.id, changes)
        return work if changes else None

    def saved_words(self, stored: Typed) -> str:
        return _("Graded: {count} students.", count=grouped(len(stored.rows())))


class AnswersTab(QWidget):
    """Which test, and the answers to it."""

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        self.test = OfferedBox()
        self.editor: SheetEditor[AnswersReading, AnswersGrid] = SheetEditor(workplace, self)
        self.told = QLabel()
        self._workplace = workplace
        self._taught: Taught | None = None
        self._tests: dict[int, KeptSet] = {}
        self._build()

    def show_sets(self, taught: Taught, found: Sequence[KeptSet]) -> None:
        """Offer the approved tests of a subject."""
        before = self.test.currentData()
        self._taught = taught
        self._tests = {each.id: each for each in found if each.approved and each.is_test}
        self.test.blockSignals(True)
        self.test.clear()
        self.test.blockSignals(False)
        self.test.fill(((each.id, each.name) for each in self._tests.values()), before)
        self.told.setText("" if self._tests else _(NO_TEST))
        self.editor.setVisible(bool(self._tests))
        self._turn()

    def _turn(self) -> None:
        kept = self._tests.get(self.test.currentData())
        if kept is not None and self._taught is not None:
            self.editor.open(AnswersSource(self._workplace, self._taught, kept))

    def _build(self) -> None:
        self.test.setAccessibleName(_("Test"))
        self.test.setMinimumContentsLength(36)
        bar = ToolBar()
        bar.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        bar.addWidget(self.test)
        bar.addAction(self.editor.saving)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        for part in (bar, self.editor.message, self.told):
            layout.addWidget(part)
        layout.addWidget(self.editor, 1)
        self.setFocusProxy(self.editor)
        self.test.currentIndexChanged.connect(lambda _index: self._turn())
