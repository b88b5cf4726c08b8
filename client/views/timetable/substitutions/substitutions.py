"""The lessons of an absent teacher: who holds them instead, or when they are held; the notice of what was changed."""

from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from typing import Any

from PySide6.QtWidgets import (
    QAbstractItemView,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from client.core import actions, clock
from client.core.i18n import N_, _, language
from client.core.icons import icon
from client.core.latest import Latest
from client.data.timetable import documents, lessons, substitutions
from client.data.timetable.lessons import DatedLesson
from client.data.timetable.substitutions import Absence
from client.views.timetable.lesson_words import DAYS, hours, marks
from client.views.timetable.substitutions.decision import MOVE, TAKE_BACK, DecisionBox
from client.views.timetable.substitutions.kept_decisions import KeptDecisions
from client.views.timetable.substitutions.moving import MoveLesson, SwapLesson
from client.widgets.day_edit import DayEdit
from client.widgets.editors import Lookup
from client.widgets.formatting import grouped, shown
from client.widgets.kept_input import InputDraft, ReasonDialog, ReasonedAct
from client.widgets.measures import measure
from client.widgets.message_line import MessageLine
from client.widgets.preview.printout import present
from client.widgets.workplace import Workplace
from reports.timetable.pair_time import PairTime
from shared.models.employees import Employee

HEADS = (N_("Day"), N_("Pair"), N_("Subject"), N_("Students"), N_("Room"), N_("What becomes of the lesson"))
#: In letters; what is decided takes what is left.
WIDTHS = (20, 15, 26, 14, 16, 30)
DECISION = len(HEADS) - 1
RELATIONS = ("timetable.lesson", "timetable.lesson_part")
#: Whose act it is to take back that a lesson was held.
TAKES_BACK = "hemis_faculty"


class Substitutions(QWidget):
    """Teacher and period above, the lessons with what becomes of each below; nothing is stored until Apply."""

    def __init__(self, workplace: Workplace, today: Callable[[], date] = clock.today) -> None:
        super().__init__()
        self.title = _("Substitutions")
        self._workplace = workplace
        self._pairs: tuple[PairTime, ...] = ()
        self.message = MessageLine()
        self._latest = Latest(workplace.tasks, self, self.message.refuse)
        self.teacher = Lookup(workplace, Employee)
        self.first, self.last = DayEdit(today()), DayEdit(today() + timedelta(days=6))
        self.reason = QLineEdit()
        self.told = QLabel()
        self.table = QTableWidget(0, len(HEADS))
        self.propose_button = QPushButton(icon("check"), _("Propose who is free"))
        self.apply_button = QPushButton(icon("save"), _("Apply"))
        self.notice_button = QPushButton(icon("print"), _("Notice of changes"))
        self.decisions = KeptDecisions(today(), self)
        self._draft = InputDraft(
            workplace,
            "substitutions",
            self,
            teacher=self.teacher,
            first=self.first,
            last=self.last,
            reason=self.reason,
            decisions=self.decisions.field(),
        )
        self.may_close = self._draft.may_close
        self._build()

    def reload(self) -> None:
        """Read the lessons of the teacher in the period."""
        number = self.teacher.value()
        if not isinstance(number, int):
            self.told.setText(_("Choose the teacher who is absent."))
            return
        first, last = self.period()
        work = partial(self._read, number, first, last)
        self._latest.read(work, self._show)

    def period(self) -> tuple[date, date]:
        """Return the first and the last day."""
        return self.first.date().toPython(), self.last.date().toPython()  # type: ignore[return-value]  # dates

    def boxes(self) -> list[DecisionBox]:
        """Return what stands in the last column."""
        found = (self.table.cellWidget(row, DECISION) for row in range(self.table.rowCount()))
        return [box for box in found if isinstance(box, DecisionBox)]

    def propose(self) -> None:
        """Choose for each lesson somebody who is free and knows the subject."""
        given: Counter[tuple[int, date]] = Counter()
        missing = sum(
            not box.propose(given) for box in self.boxes() if not box.lesson.cancelled and not box.lesson.held
        )
        if missing:
            self.message.say(
                _("Nobody who knows the subject is free for {count} lessons.", count=grouped(missing))
            )

    def apply(self) -> None:
        """Store all decisions, or none when one of them is refused."""
        decided = {
            box.lesson.id: (box.lesson.version, decision)
            for box in self.boxes()
            if (decision := box.decision()) is not None
        }
        if not decided:
            self.message.say(_("Nothing is decided yet."))
            return
        reason = self.reason.text().strip()
        if not reason:
            self.reason.setFocus()
        work = partial(substitutions.apply, self._workplace.gateway, decided, reason)
        self._workplace.tasks.run(self, work, partial(self._applied, tuple(decided)), self.message.refuse)

    def print_notice(self) -> None:
        """Show the notice of everything that was changed in the period."""
        first, last = self.period()
        work = partial(documents.notice_papers, self._workplace.gateway, language(), first, last)
        self._workplace.tasks.run(self, work, partial(present, self._workplace), self.message.refuse)

    def _read(self, number: int, first: date, last: date) -> tuple[Absence, tuple[PairTime, ...]]:
        gateway = self._workplace.gateway
        return substitutions.absence(gateway, number, first, last), lessons.pairs(gateway)

    def _show(self, read: tuple[Absence, tuple[PairTime, ...]]) -> None:
        absence, self._pairs = read
        self.table.setRowCount(0)
        self.table.setRowCount(len(absence.lessons))
        for row, lesson in enumerate(absence.lessons):
            for column, text in enumerate(self._texts(lesson)):
                item = QTableWidgetItem(text)
                item.setToolTip(text)
                self.table.setItem(row, column, item)
            free = absence.free.get(lesson.id, ())
            box = DecisionBox(lesson, free, self._ask, takes_back=self._workplace.session.role == TAKES_BACK)
            self.table.setCellWidget(row, DECISION, box)
        self._bring_back()
        self._count()

    def _bring_back(self) -> None:
        """Show again what was decided before the lessons were read anew, and hear of what is decided now."""
        boxes = self.boxes()
        if changed := sum(not self.decisions.bring_back(box) for box in boxes):
            told = _(
                "Decide anew about {count} lessons: they have changed meanwhile.", count=grouped(changed)
            )
            self.message.say(told)
        for box in boxes:
            box.decided.connect(partial(self._decided, box))

    def _decided(self, box: DecisionBox) -> None:
        self.decisions.take(box)
        self._count()

    def _texts(self, lesson: DatedLesson) -> tuple[str, ...]:
        changed = ", ".join(f"{symbol} {words}" for symbol, words in marks(lesson))
        subject = f"{lesson.subject} ({changed})" if changed else lesson.subject
        weekday = _(DAYS[lesson.day.weekday()]) if lesson.day.weekday() < len(DAYS) else ""
        return (
            f"{shown(lesson.day)} {weekday}",
            f"{lesson.pair} ({hours(self._pairs, lesson.pair)})",
            subject,
            lesson.students,
            lesson.place,
        )

    def _ask(self, lesson: DatedLesson, kind: str) -> None:
        """Open the dialog that asks for the time, for the other lesson, or why a holding is taken back."""
        if kind == TAKE_BACK:
            self._take_back(lesson)
            return
        dialog: Any = (
            MoveLesson(self._workplace, lesson, self._pairs, self)
            if kind == MOVE
            else SwapLesson(self._workplace, lesson, self)
        )
        box = next(each for each in self.boxes() if each.lesson.id == lesson.id)
        dialog.decided.connect(box.settle)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _take_back(self, lesson: DatedLesson) -> None:
        question = _(
            "Why was the lesson not held as it is marked? It can be changed again then; its marks stay readable."
        )

        def done() -> None:
            self._workplace.changes.announce(*RELATIONS)
            self._workplace.navigator.say(_("The holding is taken back."))
            self.reload()

        work = partial(substitutions.take_back, self._workplace.gateway, lesson)
        act = ReasonedAct(f"take-back/{lesson.id}", _("Take the holding back"), question, work, done)
        ReasonDialog(self._workplace, act, self).open()

    def _count(self) -> None:
        boxes = self.boxes()
        if not boxes:
            self.told.setText(_("This teacher has no lessons in the period."))
            return
        decided = sum(box.decision() is not None for box in boxes)
        self.told.setText(_("lessons: {count}, decided: {decided}", count=len(boxes), decided=decided))

    def _applied(self, lessons: tuple[int, ...], count: int) -> None:
        self.message.hide()
        self.decisions.forget(*lessons)
        if not self.decisions:
            self._draft.done()
        self._workplace.changes.announce(*RELATIONS)
        self._workplace.navigator.say(_("Lessons changed: {count}", count=grouped(count)))
        self.reload()

    def _build(self) -> None:
        for field in (self.first, self.last):
            field.dateChanged.connect(lambda _day: self.reload())
        self.teacher.chosen.connect(lambda _id: self.reload())
        self.reason.setPlaceholderText(_("For example: illness, business trip, conference"))
        period = QHBoxLayout()
        for widget in (self.first, QLabel("–"), self.last):
            period.addWidget(widget)
        period.addStretch(1)
        form = QFormLayout()
        form.addRow(_("Absent teacher"), self.teacher)
        form.addRow(_("Period"), period)
        form.addRow(_("Reason"), self.reason)
        self._build_table()
        buttons = QHBoxLayout()
        self.told.setWordWrap(True)  # beside the buttons there is little room on a small screen
        buttons.addWidget(self.told, 1)
        for button, act in (
            (self.propose_button, self.propose),
            (self.apply_button, self.apply),
            (self.notice_button, self.print_notice),
        ):
            button.clicked.connect(act)
            buttons.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 4, 8, 8)
        layout.addWidget(self.message)
        layout.addLayout(form)
        layout.addWidget(self.table, 1)
        layout.addLayout(buttons)
        layout.addWidget(self._draft.line)
        actions.action(self, actions.SAVE, self.apply)
        actions.action(self, actions.RELOAD, self.reload)
        actions.action(self, actions.PRINT, self.print_notice)
        self.setFocusProxy(self.teacher)
        self._draft.begin()
        self._draft.thrown_away.connect(self.reload)
        self.reload()

    def _build_table(self) -> None:
        self.table.setHorizontalHeaderLabels([_(head) for head in HEADS])
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.verticalHeader().hide()
        self.table.setAccessibleName(_("Lessons of the absent teacher"))
        measure(self.table, WIDTHS, grows=(DECISION,))
        self.told.setProperty("quiet", True)
