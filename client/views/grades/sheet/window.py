"""The window of a grade sheet: typed by its graders, signed, confirmed, closed; each role has its own acts."""

from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLabel, QMenu, QToolButton, QVBoxLayout, QWidget

from client.core import actions
from client.core.i18n import N_, _
from client.core.icons import icon
from client.data.grades import acts
from client.data.grades.sheet import GradeSheet
from client.data.grades.words import short
from client.data.rating_journal import working
from client.views.grades.sheet.asking import AskAppeal, AskGrader, AskMove, AskRectification
from client.views.grades.sheet.exchange import Exchange
from client.views.grades.sheet.grid import SheetGrid
from client.views.grades.sheet.source import GradeSheetSource
from client.views.grades.sheet_acts import (
    ADMIT,
    APPEAL,
    CLOSE,
    CONFIRM,
    GRADER,
    MOVE,
    RECTIFY,
    RETURN,
    SIGN,
    TAKE_OVER,
    WORKING,
)
from client.widgets.current_working import WorkingDialog
from client.widgets.formatting import shown
from client.widgets.kept_input import ReasonDialog, ReasonedAct
from client.widgets.name_label import NameLabel
from client.widgets.record_form.record_form import Neighbour
from client.widgets.sheet_editor import SheetEditor
from client.widgets.tool_bar import ToolBar
from client.widgets.workplace import Workplace
from shared.codes import CURRENTS
from shared.models.grades import CLOSED, CONFIRMED, FILLED, OPENED, SHEET_STATES, SIGNED

UNCONFIRMED = N_("A sheet is closed when the department has confirmed it.")
RETURNED = (SIGNED, CONFIRMED, FILLED)
RELATIONS = (
    "grades.sheet",
    "grades.component",
    "grades.line",
    "grades.cell",
    "grades.record",
    "grades.stamp",
    "rating_journal.frozen",
)


class SheetWindow(QWidget):
    """One sheet; opened from the lists of teachers, departments and dean's offices."""

    def __init__(
        self,
        workplace: Workplace,
        *,
        record_id: int,
        of_grader: bool = False,
        neighbour: Neighbour | None = None,
    ) -> None:
        super().__init__()
        self.title = _("Grade sheet")
        self.editor: SheetEditor[GradeSheet, SheetGrid] = SheetEditor(workplace, self)
        self.message, self.reload, self.save = self.editor.message, self.editor.reload, self.editor.save
        self.may_close = self.editor.may_close
        self._workplace = workplace
        self.sheet: GradeSheet | None = None
        self._head, self._foot = NameLabel(), QLabel()
        self._sign_menu = QMenu(self)
        self.exchange = Exchange(workplace, self, self.message, lambda: self.sheet, lambda: self.grid)
        self.acts: dict[str, QAction] = {}
        self._build()
        self.editor.open(GradeSheetSource(workplace, record_id, of_grader))

    @property
    def sheet_id(self) -> int:
        """Return the sheet that is shown; nothing is done before it was read."""
        return self.sheet.id if self.sheet else 0

    @property
    def grid(self) -> SheetGrid | None:
        return self.editor.sheet

    def state(self) -> dict[str, Any]:
        self.editor.flush()
        return {}

    def sign(self, component_id: int) -> None:
        """Sign the own part of a component; what is typed has to be saved first."""
        if self.grid is not None and self.grid.typed():
            self.message.say(_("Save what is typed first (Ctrl+S), then sign."))
            return
        self._do(
            partial(acts.sign, self._workplace.gateway, self.sheet_id, component_id),
            _("Signed. Nobody changes it any more unless the head of the department returns it."),
        )

    def take_over(self) -> None:
        """Take current control over from the rating journal; what is typed has to be saved first."""
        if self.grid is not None and self.grid.typed():
            self.message.say(_("Save what is typed first (Ctrl+S), then take over."))
            return
        self._run(partial(acts.take_over, self._workplace.gateway, self.sheet_id), _taken_words)

    def show_working(self) -> None:
        """Show what the current control of the student of the cursor was made of when it was taken over."""
        if self.grid is not None and (line := self.grid.student_at_cursor()):
            read = partial(working.of_line, self._workplace.gateway, line.id)
            WorkingDialog(self._workplace, line.name, read, self).open()

    def admit(self) -> None:
        """Decide who sits the final."""
        work = partial(acts.admit, self._workplace.gateway, [self.sheet_id])
        self._run(work, lambda barred: _("Admission is decided; not admitted: {count}.", count=barred))

    def confirm(self) -> None:
        """Confirm the sheet for the department."""
        self._do(
            partial(acts.confirm, self._workplace.gateway, [self.sheet_id]),
            _("Confirmed for the department."),
        )

    def close_sheet(self) -> None:
        """Close the sheet: its results go to the academic record."""
        self._do(
            partial(acts.close, self._workplace.gateway, [self.sheet_id]),
            _("Closed: the results stand in the academic record."),
        )

    def give_back(self) -> None:
        """Return the sheet to its graders with a reason."""
        if self.sheet is None:
            return
        act = ReasonedAct(
            f"return-sheet/{self.sheet_id}",
            _("Return"),
            _("The sheet {number} goes back to those who signed it. Why?", number=self.sheet.number),
            partial(acts.give_back, self._workplace.gateway, [self.sheet_id]),
            partial(self._told, _("Returned to its graders.")),
        )
        ReasonDialog(self._workplace, act, self).open()

    def rectify(self) -> None:
        """Ask for another mark of the student of the cursor, in a closed sheet."""
        if self.sheet and self.grid and (line := self.grid.student_at_cursor()):
            asked = AskRectification(self._workplace, self.sheet, line, self.grid.component_at_cursor(), self)
            asked.stored.connect(
                partial(self._told, _("Asked for. Another person at the academic office decides."))
            )
            asked.open()

    def appeal(self) -> None:
        """Record the application of the student of the cursor."""
        if self.sheet and self.grid and (line := self.grid.student_at_cursor()):
            asked = AskAppeal(self._workplace, self.sheet, line, self)
            asked.stored.connect(
                partial(self._told, _("The appeal is recorded. Appoint its commission in “Appeals”."))
            )
            asked.open()

    def replace_grader(self) -> None:
        """Let another teacher grade a component."""
        if self.sheet is not None:
            component = self.grid.component_at_cursor() if self.grid is not None else None
            asked = AskGrader(self._workplace, self.sheet, component, self)
            asked.stored.connect(partial(self._told, _("Another teacher grades this component now.")))
            asked.open()

    def move_student(self) -> None:
        """Let the student of the cursor go to another sheet, or to none."""
        if self.grid is not None and (line := self.grid.student_at_cursor()):
            asked = AskMove(self._workplace, line, self)
            asked.stored.connect(partial(self._told, _("{student} left this sheet.", student=line.name)))
            asked.open()

    def _build(self) -> None:
        bar = ToolBar()
        bar.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        bar.addAction(self.editor.saving)
        self._sign_place = bar.addWidget(self._sign_button())
        for name, command, act in (
            ("take", TAKE_OVER, self.take_over), ("admit", ADMIT, self.admit),
            ("confirm", CONFIRM, self.confirm), ("return", RETURN, self.give_back),
            ("grader", GRADER, self.replace_grader), ("close", CLOSE, self.close_sheet),
            ("move", MOVE, self.move_student), ("appeal", APPEAL, self.appeal), ("rectify", RECTIFY, self.rectify),
        ):  # fmt: skip
            self.acts[name] = actions.action(self, command, act)
            bar.addAction(self.acts[name])
        self._working = actions.action(self, WORKING, self.show_working)
        bar.addAction(self._working)
        self.exchange.add_to(bar)
        self._head.setContentsMargins(8, 2, 8, 2)
        self._head.setWordWrap(True)
        self._foot.setContentsMargins(8, 0, 8, 2)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 4, 8, 8)
        for widget in (bar, self.message, self._head):
            layout.addWidget(widget)
        layout.addWidget(self.editor, 1)
        layout.addWidget(self._foot)
        self.setFocusProxy(self.editor)
        self.editor.was_read.connect(self._show)
        self.editor.edited.connect(self._count)

    def _sign_button(self) -> QToolButton:
        self._sign = QToolButton()
        self._sign.setText(_(SIGN))
        self._sign.setIcon(icon("check"))
        self._sign.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._sign.setMenu(self._sign_menu)
        self._sign.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        return self._sign

    def _show(self, sheet: GradeSheet) -> None:
        self.sheet = sheet
        self._head.setText(_told_head(sheet))
        role = (self._workplace.session.role or "").removeprefix("hemis_")
        self._offer(sheet, role)
        self._count()

    def _offer(self, sheet: GradeSheet, role: str) -> None:
        """Show the acts of the role; those the state forbids say why."""
        started = sheet.state in (OPENED, FILLED)
        currents = [each for each in sheet.components if each.kind in CURRENTS and sheet.attempt == 1]
        self._working.setVisible(any(line.from_journal for line in sheet.lines))
        offers = {
            "admit": ("faculty", started, N_("Admission is decided while the sheet is being filled.")),
            "confirm": ("department_head", sheet.state == SIGNED, N_("A sheet is confirmed when all have signed.")),
            "return": ("department_head", sheet.state in RETURNED, N_("Nobody has signed it yet.")),
            "grader": ("department_head", started, N_("Graders change while the sheet is being filled.")),
            "close": ("faculty", sheet.state == CONFIRMED, UNCONFIRMED),
            "move": ("faculty", started, N_("Students leave while the sheet is being filled.")),
            "appeal": ("faculty", sheet.announced_at is not None, N_("The result is not announced yet.")),
            "rectify": ("faculty", sheet.state == CLOSED, N_("Only a closed sheet is rectified.")),
        }  # fmt: skip
        for name, (owner, possible, why) in offers.items():
            act = self.acts[name]
            act.setVisible(role == owner)
            act.setEnabled(possible)
            act.setToolTip(act.text() if possible else _(why))
        self.acts["take"].setVisible(any(each.mine for each in currents))
        self.acts["take"].setEnabled(started and any(each.is_open for each in currents))
        self._sign_menu.clear()
        mine = [each for each in sheet.components if each.mine]
        for each in mine:
            act = self._sign_menu.addAction(f"{short(each.kind)}")
            act.setEnabled(each.is_open and started)
            act.triggered.connect(partial(self._sign_one, each.id))
        self._sign_place.setVisible(bool(mine))
        self._sign.setEnabled(any(each.is_open for each in mine) and started)

    def _sign_one(self, component_id: int, _checked: bool = False) -> None:  # noqa: FBT002 - the signal hands it
        self.sign(component_id)

    def _count(self) -> None:
        if self.grid is not None:
            self._foot.setText(self.grid.footer())

    def _do(self, work: Any, sentence: str) -> None:
        self._run(work, lambda _answer: sentence)

    def _run(self, work: Any, words: Any) -> None:
        self._workplace.tasks.run(self, work, lambda answer: self._told(words(answer)), self.message.refuse)

    def _told(self, sentence: str) -> None:
        self._workplace.changes.announce(*RELATIONS)
        self.reload()
        self.message.say(sentence)


def _taken_words(answer: tuple[int, int]) -> str:
    taken, without = answer
    words = _("Taken over with its working: {count} students.", count=taken)
    if without:
        words += " " + _("{count} have no points in the journal: type theirs.", count=without)
    return words


def own_sheet(workplace: Workplace, *, record_id: int, neighbour: Neighbour | None = None) -> SheetWindow:
    """Open the sheet of a component that a teacher grades: the lists of teachers are of their components."""
    return SheetWindow(workplace, record_id=record_id, of_grader=True, neighbour=neighbour)


def _told_head(sheet: GradeSheet) -> str:
    parts = [
        f"{sheet.number} · {sheet.subject} · {sheet.students}",
        _("{type}, attempt {number}", type=sheet.type_name, number=sheet.attempt),
        _(SHEET_STATES[sheet.state]),
    ]
    if sheet.due_on and sheet.state in (OPENED, FILLED):
        parts.append(_("to be filled until {day}", day=shown(sheet.due_on)))
    if sheet.announced_at:
        parts.append(_("announced {moment}", moment=shown(sheet.announced_at)))
    return " · ".join(parts)
