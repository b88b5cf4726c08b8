"""Registration to subjects: groups of a term with how far they are; beside them students and their choices."""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QBrush, QColor
from PySide6.QtWidgets import (
    QLabel,
    QMessageBox,
    QSizePolicy,
    QSplitter,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from client.core import actions
from client.core.actions import Command
from client.core.i18n import N_, _
from client.core.theme import colours
from client.data.curriculum import registration
from client.data.curriculum.registration import GroupChoices, GroupState, TermChoice
from client.views.curriculum.choices_sheet import ChoicesGrid, ChoicesSource, progress
from client.widgets.choosers.offered_box import OfferedBox
from client.widgets.choosers.term_box import begun
from client.widgets.measures import letters_wide, measure
from client.widgets.sheet_editor import SheetEditor
from client.widgets.tool_bar import ToolBar
from client.widgets.workplace import Workplace

OF_GROUP = Command(N_("Compulsory subjects of the group"), (), "check")
OF_FACULTY = Command(N_("Compulsory subjects of the whole faculty"), (), "group")
OF_ONE_FACULTY = "hemis_faculty"
HEADS = (N_("Group"), N_("Students"), N_("Compulsory"), N_("By choice"))
#: Width of the groups in letters; who has several faculties reads their names there too.
GROUPS, GROUPS_OF_ALL = 43, 62


class Registration(QWidget):
    """The office chooses a term and a group, registers in bulk and types choices like a spreadsheet."""

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        self.title = _("Registration to subjects")
        self.editor: SheetEditor[GroupChoices, ChoicesGrid] = SheetEditor(workplace, self)
        self.message, self.save, self.may_close = self.editor.message, self.editor.save, self.editor.may_close
        self.term = OfferedBox()
        self.groups = QTableWidget(0, len(HEADS))
        self._workplace = workplace
        self._states: list[GroupState] = []
        self._opened: tuple[int, int] | None = None
        self._seats = QLabel()
        self._acts = [
            actions.action(self, OF_GROUP, self.register_group),
            actions.action(self, OF_FACULTY, self.register_faculty),
        ]
        self._build()
        work = partial(registration.terms, workplace.gateway)
        workplace.tasks.run(self, work, self._offer_terms, self.message.refuse)

    @property
    def grid(self) -> ChoicesGrid | None:
        return self.editor.sheet

    def reload(self) -> None:
        """Read the groups of the term again, and the chosen one."""
        self._read_groups()
        self.editor.reload()

    def group(self) -> GroupState | None:
        """Return the chosen group."""
        row = self.groups.currentRow()
        return self._states[row] if 0 <= row < len(self._states) else None

    def register_group(self) -> None:
        """Register the students of the group to its compulsory subjects."""
        if self.grid is not None:
            choices = self.grid.choices
            students = [each.student_id for each in choices.members]
            self._register(
                partial(registration.register, self._workplace.gateway, choices.compulsory, students)
            )

    def register_faculty(self) -> None:
        """Ask, then register everybody of the faculty to the compulsory subjects of the term."""
        group = self.group()
        if group is None:
            return
        question = _(
            "Register every student of the faculty to the compulsory subjects of “{term}”?",
            term=self.term.currentText(),
        )
        if QMessageBox.question(self, self.title, question) == QMessageBox.StandardButton.Yes:
            gateway, term = self._workplace.gateway, self.term.currentData()
            self._register(partial(registration.register_compulsory, gateway, group.faculty_id, term))

    def state(self) -> dict[str, Any]:
        self.editor.flush()
        return {"term": self.term.currentData()}

    def restore(self, state: dict[str, Any]) -> None:
        """Come back to the term."""
        self.term.wish(state.get("term"))

    def _build(self) -> None:
        bar = ToolBar()
        bar.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.term.setMinimumContentsLength(22)
        self.term.setAccessibleName(_("Term"))
        bar.addWidget(self.term)
        bar.addActions([self.editor.saving, *self._acts])
        for made in self._acts:
            made.setEnabled(False)
        self.groups.setHorizontalHeaderLabels([_(head) for head in HEADS])
        self.groups.verticalHeader().hide()
        self.groups.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.groups.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
        self.groups.setSelectionMode(QTableWidget.SelectionMode.SingleSelection)
        self.groups.setAccessibleName(_("Groups"))
        measure(self.groups, (10, 8, 8, 8), grows=(0,))
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        self._seats.setWordWrap(True)
        self._seats.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._seats.setContentsMargins(8, 2, 8, 4)
        column.addWidget(self._seats)
        column.addWidget(self.editor, 1)
        split = QSplitter()
        split.addWidget(self.groups)
        split.addWidget(right)
        letters = GROUPS if self._workplace.session.role == OF_ONE_FACULTY else GROUPS_OF_ALL
        split.setSizes([letters_wide(self.groups, letters), 4000])
        split.setStretchFactor(1, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 4, 8, 8)
        layout.addWidget(bar)
        layout.addWidget(self.message)
        layout.addWidget(split, 1)
        self.editor.was_read.connect(lambda _reading: self._count())
        self.editor.edited.connect(self._count)
        self.editor.saved.connect(self._read_groups)
        self.editor.reloading.triggered.connect(lambda _checked: self._read_groups())
        self.term.currentIndexChanged.connect(self._read_groups)
        self.groups.currentCellChanged.connect(self._choose)

    def _offer_terms(self, found: list[TermChoice]) -> None:
        self.term.fill(((each.id, each.name) for each in found), begun(found))
        self._read_groups()
        if not found:
            self._seats.setText(
                _("There are no terms yet. The academic office makes them with the academic year.")
            )

    def _read_groups(self) -> None:
        if (term := self.term.currentData()) is not None:
            work = partial(registration.groups, self._workplace.gateway, term)
            self._workplace.tasks.run(self, work, self._show_groups, self.message.refuse)

    def _show_groups(self, states: list[GroupState]) -> None:
        kept = self.group()
        self._states = states
        self.groups.blockSignals(True)
        self.groups.setRowCount(len(states))
        for row, each in enumerate(states):
            self._show_group(row, each)
        names = [(each.group_id, each.semester_id) for each in states]
        here = (kept.group_id, kept.semester_id) if kept else None
        self.groups.setCurrentCell(names.index(here) if here in names else 0, 0)
        self.groups.blockSignals(False)
        if here not in names:
            self._choose()
        if not states:
            self._seats.setText(_("No group has a semester in this term. Give groups their curricula first."))

    def _show_group(self, row: int, each: GroupState) -> None:
        compulsory = progress(each.registered, each.students * each.compulsory)
        several = len({state.faculty_id for state in self._states}) > 1
        name = f"{each.name} · {each.faculty}" if several else each.name
        texts = (name, str(each.students), compulsory, progress(each.chosen, each.students * each.choices))
        for place, text in enumerate(texts):
            item = QTableWidgetItem(text)
            if place:
                item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            if place > 1:
                colour = colours().good if text.endswith("✓") else colours().warning
                item.setForeground(QBrush(QColor(colour if text != "—" else colours().quiet)))
            if not each.accepted:
                item.setToolTip(_("The curriculum is not accepted yet: nobody can be registered by it."))
            self.groups.setItem(row, place, item)

    def _choose(self, *_cell: int) -> None:
        group = self.group()
        for made in self._acts:
            made.setEnabled(group is not None)
        if group is not None and (group.group_id, group.semester_id) != self._opened:
            self._opened = group.group_id, group.semester_id
            self.editor.open(ChoicesSource(self._workplace, group))

    def _count(self) -> None:
        """Say for each elective how many take it, with what is typed and not saved yet."""
        if self.grid is None:
            return
        told = self.grid.seats()
        state = self.group()
        if state is not None and not state.accepted:
            told.insert(0, _("The curriculum is not accepted yet: nobody can be registered by it."))
        self._seats.setText("   ·   ".join(told) if told else _("This semester has no subjects to choose."))

    def _register(self, work: Callable[[], int]) -> None:
        self._workplace.tasks.run(self, work, self._registered, self.message.refuse)

    def _registered(self, count: int) -> None:
        self.editor.changed()
        self._read_groups()
        self.message.say(_("Registered: {count} times a student to a subject.", count=count))
