"""The timetable of controls at the desk of those who plan it: added, generated, dragged, placed, printed."""

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QSplitter, QVBoxLayout, QWidget

from client.core import actions
from client.core.actions import Command
from client.core.errors import HemisError
from client.core.i18n import N_, _, language
from client.core.latest import Latest
from client.core.tasks import Job
from client.data.timetable import documents, examinations, retakes, versions
from client.data.timetable.examinations import FINALS, MIDTERMS, RETAKES, ExamSession, PlacedExams
from client.data.timetable.lessons import DatedExamination
from client.data.timetable.versions import VersionChoices
from client.views.timetable.exams.board import ExamBoard, ExamTray
from client.views.timetable.exams.place import PlaceFinal
from client.views.timetable.exams.retake import RetakeDialog
from client.widgets.choosers.offered_box import OfferedBox
from client.widgets.choosers.term_box import TermBox
from client.widgets.combo import Combo
from client.widgets.formatting import grouped
from client.widgets.message_line import MessageLine
from client.widgets.preview.printout import present
from client.widgets.tool_bar import ToolBar
from client.widgets.workplace import Workplace

ADD_MISSING = Command(N_("Add missing controls"), ("Ins",), "add")
RETAKE = Command(N_("Retake …"), ("Ctrl+N",), "group")
REMOVE = Command(N_("Remove the retake"), ("Ctrl+Del",), "delete")
KINDS = {FINALS: N_("Finals"), MIDTERMS: N_("Midterms"), RETAKES: N_("Retakes")}
GENERATE = Command(N_("Generate"), ("Ctrl+G",), "calendar")
PLACE = Command(N_("Place …"), ("Enter", "Return", "F2"), "edit")
TAKE_OFF = Command(N_("Take off the day"), ("Del",), "undo")
RELATIONS = ("timetable.examination", "timetable.lesson")
REASONS = {
    "days": N_("{name}: the group has more finals than the days allow"),
    "room": N_("{name}: no free room has enough seats"),
    "examiner": N_("{name}: nobody of the department may examine this group"),
    "crowded": N_("{name}: the other finals leave no place"),
}


class ExamSchedule(QWidget):
    """Term and faculty above, what is not placed at the left, the board of groups and days."""

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        self.title = _("Timetable of controls")
        self._workplace = workplace
        self._all: ExamSession | None = None
        self._session: ExamSession | None = None
        self.message = MessageLine()
        self._latest = Latest(workplace.tasks, self, self.message.refuse)
        self.term, self.faculty, self.kind = TermBox(), OfferedBox(), Combo()
        self.told, self.report = QLabel(), QLabel()
        self.tray, self.board = ExamTray(), ExamBoard()
        self._build()
        subscription = workplace.changes.subscribe(RELATIONS[:1], lambda _relation: self.reload())
        self.destroyed.connect(subscription.end)
        work = partial(versions.choices, workplace.gateway, None)
        workplace.tasks.run(self, work, self._offer, self.message.refuse)

    def reload(self) -> None:
        """Read the finals again."""
        if self.term.currentData() is None or self.faculty.currentData() is None:
            return
        work = partial(
            examinations.session, self._workplace.gateway, self.term.currentData(), self.faculty.currentData()
        )
        self._latest.read(work, self._show)

    def add_missing(self) -> None:
        """Add the finals or midterms that the curricula ask for; a retake is asked for one by one."""
        if self.kind.currentData() == RETAKES:
            self.new_retake()
            return
        work = partial(
            examinations.add_missing,
            self._workplace.gateway,
            self.term.currentData(),
            self.faculty.currentData(),
            self.kind.currentData(),
        )
        self._workplace.tasks.run(self, work, self._added, self._refuse)

    def generate(self) -> None:
        """Find a place for every final that has none."""
        if (of := self._session) is None:
            return
        if self.kind.currentData() != FINALS:
            self.message.say(_("Finals are generated. Midterms and retakes are placed one by one."))
            return

        def work(job: Job) -> PlacedExams:
            job.check()
            return examinations.generate(self._workplace.gateway, of)

        self._workplace.tasks.job(self, _("Planning the finals"), work, self._generated, self._refuse)

    def place(self) -> None:
        """Ask for day, pair, room and examiner of the current final."""
        if (final := self._current()) is not None:
            self._place(final)

    def take_off(self) -> None:
        """Take the final of the current cell off its day."""
        number = self.board.current()
        final = self._final(number)
        if final is not None:
            self._run(partial(examinations.take_off, self._workplace.gateway, final))

    def new_retake(self) -> None:
        """Ask for a retake, or for the list of the one of the cursor."""
        if self._all is not None:
            found = self._current() if self.kind.currentData() == RETAKES else None
            dialog = RetakeDialog(self._workplace, self._all, found, self)
            dialog.stored.connect(self._retake_stored)
            dialog.open()

    def remove_retake(self) -> None:
        """Take the retake of the cursor away, once it has no day."""
        found = self._current()
        if found is None or found.attempt == 1:
            return
        if found.day is not None:
            self.message.say(_("Take it off its day first."))
            return
        self._run(partial(retakes.remove, self._workplace.gateway, found.id))

    def drop(self, number: int, day: date) -> None:
        """Place a final on a day; the rest is found. Of a midterm or retake the rest is asked."""
        final = self._final(number)
        if self._session is not None and final is not None and self.kind.currentData() != FINALS:
            self._place(final, day)
        elif self._session is not None:
            self._run(partial(examinations.place_on, self._workplace.gateway, self._session, number, day))

    def print_list(self) -> None:
        """Show the finals on paper."""
        if self._session is not None:
            of, gateway = self._session, self._workplace.gateway
            work = partial(
                documents.finals_papers, gateway, language(), of.examinations, of.faculty_id, of.term.id
            )
            self._workplace.tasks.run(self, work, partial(present, self._workplace), self.message.refuse)

    def state(self) -> dict[str, Any]:
        boxes = {"term": self.term, "faculty": self.faculty, "kind": self.kind}
        return {key: box.currentData() for key, box in boxes.items()}

    def restore(self, state: dict[str, Any]) -> None:
        for box, key in ((self.term, "term"), (self.faculty, "faculty")):
            box.wish(state.get(key))
        self.kind.setCurrentIndex(max(0, self.kind.findData(state.get("kind"))))

    def _place(self, final: DatedExamination, day: date | None = None) -> None:
        if self._session is None:
            return
        dialog = PlaceFinal(self._workplace, self._session, final, self, day)
        dialog.placed.connect(self._changed)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _retake_stored(self) -> None:
        self.kind.setCurrentIndex(self.kind.findData(RETAKES))
        self._changed()

    def _run(self, work: Callable[[], None]) -> None:
        self._workplace.tasks.run(self, work, lambda _nothing: self._changed(), self._refuse)

    def _changed(self) -> None:
        self.message.hide()
        self._workplace.changes.announce(*RELATIONS)
        self.reload()

    def _refuse(self, error: HemisError) -> None:
        self.reload()
        self.message.refuse(error)

    def _added(self, count: int) -> None:
        self._changed()
        self.message.say(_("Controls added: {count}", count=grouped(count)))

    def _generated(self, stored: PlacedExams) -> None:
        self._changed()
        names = (
            {each.id: f"{each.group}, {each.subject}" for each in self._session.examinations}
            if self._session
            else {}
        )
        lines = [_(REASONS[why], name=names.get(number, "")) for number, why in stored.unplaced.items()]
        self.report.setText("\n".join((*lines, *stored.refused)))
        self.report.setVisible(bool(lines or stored.refused))
        self.message.say(_("Finals placed: {count}", count=grouped(stored.placed)))

    def _offer(self, choices: VersionChoices) -> None:
        self.term.offer(choices.terms)
        self.faculty.fill(choices.faculties)
        self._faculties.setVisible(len(choices.faculties) > 1)  # nobody chooses among one
        self.reload()

    def _show(self, session: ExamSession) -> None:
        self._all = session
        self._show_kind()

    def _show_kind(self) -> None:
        if self._all is None:
            return
        self._session = session = self._all.only(self.kind.currentData())
        self.tray.show_session(session)
        self.tray.setVisible(bool(self.tray.count()))  # the board has the room of an empty one
        self.board.show_session(session)
        placed = sum(each.day is not None for each in session.examinations)
        self.told.setText(
            _("controls: {count}, placed: {placed}", count=len(session.examinations), placed=placed)
            if session.examinations
            else _("There are none yet. Add those that the curricula ask for.")
        )

    def _current(self) -> DatedExamination | None:
        return self._final(self.tray.current() if self.tray.hasFocus() else self.board.current())

    def _final(self, number: int | None) -> DatedExamination | None:
        of = self._session.examinations if self._session else ()
        return next((each for each in of if each.id == number), None)

    def _build(self) -> None:
        tools = ToolBar()
        tools.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        for box, name in ((self.term, N_("Term")), (self.faculty, N_("Faculty"))):
            box.setAccessibleName(_(name))
            box.currentIndexChanged.connect(lambda _index: self.reload())
        tools.addWidget(self.term)
        self._faculties = tools.addWidget(self.faculty)
        for which, words in KINDS.items():
            self.kind.addItem(_(words), which)
        self.kind.setAccessibleName(_("Kind of control"))
        self.kind.currentIndexChanged.connect(lambda _index: self._show_kind())
        tools.addWidget(self.kind)
        for command, act, important in (
            (ADD_MISSING, self.add_missing, False),
            (RETAKE, self.new_retake, False),
            (GENERATE, self.generate, True),
            (PLACE, self.place, True),
            (TAKE_OFF, self.take_off, False),
            (REMOVE, self.remove_retake, False),
            (actions.PRINT, self.print_list, True),
        ):
            made = actions.action(self, command, act)
            tools.addAction(made)
            if important:
                tools.keep(made)
        actions.action(self, actions.RELOAD, self.reload)
        self.board.dropped.connect(self.drop)
        self.board.opened.connect(lambda _number: self.place())
        self.tray.itemDoubleClicked.connect(lambda _item: self.place())
        self.told.setProperty("quiet", True)
        self.told.setContentsMargins(8, 2, 8, 4)
        self.report.setProperty("warning", True)
        self.report.setWordWrap(True)
        self.report.setContentsMargins(12, 4, 12, 4)
        self.report.hide()
        split = QSplitter(Qt.Orientation.Horizontal)
        split.addWidget(self.tray)
        split.addWidget(self.board)
        split.setStretchFactor(1, 1)
        split.setSizes([240, 860])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 4, 8, 8)
        layout.setSpacing(0)
        for widget in (tools, self.message, self.told, split, self.report):
            layout.addWidget(widget, 1 if widget is split else 0)
        self.setFocusProxy(self.board)
