"""Registration to subjects: groups of a term with how far they are; beside them students and their choices."""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QBrush, QColor
from PySide6.QtWidgets import (
    QComboBox,
    QHeaderView,
    QLabel,
    QMessageBox,
    QSplitter,
    QTableWidget,
    QTableWidgetItem,
    QToolBar,
    QVBoxLayout,
    QWidget,
)

from client.core import actions, clock
from client.core.actions import Command
from client.core.i18n import N_, _
from client.core.theme import colours
from client.data.curriculum import registration
from client.data.curriculum.registration import (
    GroupChoices,
    GroupState,
    Offered,
    RegistrationMove,
    TermChoice,
)
from client.widgets.cell_grid import CellGrid, Column, Records
from client.widgets.message_line import MessageLine
from client.widgets.workplace import Workplace

OF_GROUP = Command(N_("Compulsory subjects of the group"), (), "check")
OF_FACULTY = Command(N_("Compulsory subjects of the whole faculty"), (), "group")
RELATION = "curriculum.registration"
NAME, COMPULSORY = "name", "compulsory"
OF_ONE_FACULTY = "hemis_faculty"
HEADS = (N_("Group"), N_("Students"), N_("Compulsory"), N_("By choice"))


class Registration(QWidget):
    """The office chooses a term and a group, registers in bulk and types choices like a spreadsheet."""

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        self.title = _("Registration to subjects")
        self.message = MessageLine()
        self.term = QComboBox()
        self.groups = QTableWidget(0, len(HEADS))
        self.grid: CellGrid | None = None
        self._workplace = workplace
        self._states: list[GroupState] = []
        self._choices: GroupChoices | None = None
        self._seats = QLabel()
        self._acts = [
            actions.action(self, actions.SAVE, self.save),
            actions.action(self, OF_GROUP, self.register_group),
            actions.action(self, OF_FACULTY, self.register_faculty),
        ]
        self._build()
        workplace.tasks.run(
            self, partial(registration.terms, workplace.gateway), self._offer_terms, self.message.refuse
        )

    def reload(self) -> None:
        """Read the groups of the term again, and the chosen one."""
        if (term := self.term.currentData()) is not None:
            work = partial(registration.groups, self._workplace.gateway, term)
            self._workplace.tasks.run(self, work, self._show_groups, self.message.refuse)

    def group(self) -> GroupState | None:
        """Return the chosen group."""
        row = self.groups.currentRow()
        return self._states[row] if 0 <= row < len(self._states) else None

    def save(self) -> None:
        """Store the typed choices of all students, or none, and say who stands in the way."""
        if self.grid is None or self._choices is None:
            return
        if wrong := self.grid.model.wrong():
            self.message.refuse(next(iter(wrong.values())).reason)
            return
        moves = self._moves(self._choices)
        if not moves:
            self.message.say(_("There is nothing to save."))
            return
        count = len(moves)
        grid = self.grid

        def saved(_added: int) -> str:
            grid.forget_draft()
            return _("Saved: {count} choices.", count=count)

        self._do(partial(registration.change, self._workplace.gateway, moves), saved)

    def register_group(self) -> None:
        """Register the students of the group to its compulsory subjects."""
        if self._choices is not None:
            students = [each.student_id for each in self._choices.members]
            work = partial(registration.register, self._workplace.gateway, self._choices.compulsory, students)
            self._do(work, _added)

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
            term = self.term.currentData()
            gateway = self._workplace.gateway
            self._do(partial(registration.register_compulsory, gateway, group.faculty_id, term), _added)

    def state(self) -> dict[str, Any]:
        return {"term": self.term.currentData()}

    def restore(self, state: dict[str, Any]) -> None:
        """Come back to the term."""
        self.term.setCurrentIndex(max(0, self.term.findData(state.get("term"))))

    def may_close(self) -> bool:
        """Nothing is lost by closing: what is unsaved stays in the draft of its group."""
        if self.grid is not None:
            self.grid.flush_draft()
        return True

    def _build(self) -> None:
        bar = QToolBar()
        bar.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.term.setMinimumContentsLength(22)
        self.term.setAccessibleName(_("Term"))
        bar.addWidget(self.term)
        for made in self._acts:
            bar.addAction(made)
            made.setEnabled(False)
        actions.action(self, actions.RELOAD, self.reload)
        self.groups.setHorizontalHeaderLabels([_(head) for head in HEADS])
        self.groups.verticalHeader().hide()
        self.groups.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.groups.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
        self.groups.setSelectionMode(QTableWidget.SelectionMode.SingleSelection)
        self.groups.setAccessibleName(_("Groups"))
        self.groups.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for place in range(1, len(HEADS)):
            self.groups.setColumnWidth(place, 86)
        right = QWidget()
        self._column = QVBoxLayout(right)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._seats.setWordWrap(True)
        self._seats.setContentsMargins(8, 2, 8, 4)
        self._column.addWidget(self._seats)
        self._column.addStretch(1)
        split = QSplitter()
        split.addWidget(self.groups)
        split.addWidget(right)
        split.setSizes([380, 780] if self._workplace.session.role == OF_ONE_FACULTY else [480, 680])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 4, 8, 8)
        layout.addWidget(bar)
        layout.addWidget(self.message)
        layout.addWidget(split, 1)
        self.term.currentIndexChanged.connect(self.reload)
        self.groups.currentCellChanged.connect(self._choose)

    def _offer_terms(self, found: list[TermChoice]) -> None:
        today = clock.today()
        for each in found:
            self.term.addItem(each.name, each.id)
        begun = [place for place, each in enumerate(found) if each.starts_on <= today]
        self.term.setCurrentIndex(begun[0] if begun else 0)
        if not found:
            self._seats.setText(
                _("There are no terms yet. The academic office makes them with the academic year.")
            )

    def _show_groups(self, states: list[GroupState]) -> None:
        kept = self.group()
        self._states = states
        self.groups.blockSignals(True)
        self.groups.setRowCount(len(states))
        for row, each in enumerate(states):
            self._show_group(row, each)
        self.groups.blockSignals(False)
        names = [each.group_id for each in states]
        self.groups.setCurrentCell(names.index(kept.group_id) if kept and kept.group_id in names else 0, 0)
        self._choose()
        if not states:
            self._seats.setText(_("No group has a semester in this term. Give groups their curricula first."))

    def _show_group(self, row: int, each: GroupState) -> None:
        compulsory = _of(each.registered, each.students * each.compulsory)
        several = len({state.faculty_id for state in self._states}) > 1
        name = f"{each.name} · {each.faculty}" if several else each.name
        texts = (name, str(each.students), compulsory, _of(each.chosen, each.students * each.choices))
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
        if group is not None:
            work = partial(registration.choices, self._workplace.gateway, group)
            self._workplace.tasks.run(self, work, partial(self._show_choices, group), self.message.refuse)

    def _show_choices(self, group: GroupState, choices: GroupChoices) -> None:
        if self.group() is not group:
            return
        self._choices = choices
        grid = CellGrid(_columns(choices), frozen=1)
        grid.load(_rows(choices))
        grid.said.connect(self.message.say)
        grid.model.edited.connect(self._count)
        place = self._column.count() - 1
        if self.grid is None:
            self._column.takeAt(place)
        else:
            self.grid.flush_draft()
            self._column.removeWidget(self.grid)
            self.grid.hide()
            self.grid.deleteLater()
        self.grid = grid
        self._column.insertWidget(place, grid, 1)
        key = f"registration/{group.semester_id}/{group.group_id}"
        if count := grid.keep_draft(self._workplace.drafts, self._workplace.tasks, key):
            self.message.say(_("{count} cells that were not saved came back.", count=count))
        self._count()

    def _count(self) -> None:
        """Say for each elective how many take it, with what is typed and not saved yet."""
        if self.grid is None or self._choices is None:
            return
        delta: dict[int, int] = {}
        for move in self._moves(self._choices):
            for course, step in ((move.old, -1), (move.new, 1)):
                if course is not None:
                    delta[course] = delta.get(course, 0) + step
        told = [_seats(each, each.taken + delta.get(each.course_id, 0)) for each in self._choices.electives]
        state = self.group()
        unaccepted = state is not None and not state.accepted
        if unaccepted:
            told.insert(0, _("The curriculum is not accepted yet: nobody can be registered by it."))
        self._seats.setText("   ·   ".join(told) if told else _("This semester has no subjects to choose."))

    def _moves(self, choices: GroupChoices) -> list[RegistrationMove]:
        assert self.grid is not None  # noqa: S101 - choices are typed in a grid
        taken = {each.student_id: each.courses for each in choices.members}
        moves = []
        for (student, column), new in self.grid.model.unsaved().items():
            own = {each.course_id for each in choices.electives if each.column == column}
            old = next(iter(taken[int(str(student))] & own), None)
            moves.append(RegistrationMove(int(str(student)), old, new))
        return moves

    def _do(self, work: Callable[[], int], sentence: Callable[[int], str]) -> None:
        def done(count: int) -> None:
            said = sentence(count)
            self._workplace.changes.announce(RELATION)
            self.reload()
            self.message.say(said)

        self._workplace.tasks.run(self, work, done, self.message.refuse)


def _added(count: int) -> str:
    return _("Registered: {count} times a student to a subject.", count=count)


def _of(count: int, wanted: int) -> str:
    if not wanted:
        return "—"
    return f"{count}/{wanted} ✓" if count >= wanted else f"{count}/{wanted}"


def _seats(each: Offered, taken: int) -> str:
    choice = f"{each.choice}: " if each.choice is not None else ""
    if each.seats is None:
        return f"{choice}{each.subject} {taken}"
    full = " ⚠" if taken > each.seats else ""
    return f"{choice}{each.subject} {taken}/{each.seats}{full}"


def _columns(choices: GroupChoices) -> list[Column]:
    columns = [
        Column(NAME, _("Student"), width=260, read_only=True),
        Column(COMPULSORY, _("Compulsory"), width=100, read_only=True),
    ]
    by_column: dict[str, list[Offered]] = {}
    for each in choices.electives:
        by_column.setdefault(each.column, []).append(each)
    for key, among in by_column.items():
        title = _("Choice {number}", number=among[0].choice) if among[0].choice else among[0].subject
        records = Records((each.course_id, each.subject, each.code) for each in among)
        columns.append(Column(key, title, records, 230, words=" / ".join(each.subject for each in among)))
    return columns


def _rows(choices: GroupChoices) -> list[tuple[int, list[Any]]]:
    compulsory = set(choices.compulsory)
    keys = list(dict.fromkeys(each.column for each in choices.electives))
    rows: list[tuple[int, list[Any]]] = []
    for member in choices.members:
        taken: list[Any] = [member.name, _of(len(compulsory & member.courses), len(compulsory))]
        for key in keys:
            own = {each.course_id for each in choices.electives if each.column == key}
            taken.append(next(iter(member.courses & own), None))
        rows.append((member.student_id, taken))
    return rows
