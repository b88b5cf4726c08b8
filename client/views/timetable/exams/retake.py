"""A retake: of which subject, which attempt, who takes it, and the commission that holds it."""

from collections.abc import Iterable, Mapping
from functools import partial
from typing import cast

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QStandardItemModel
from PySide6.QtWidgets import (
    QDialog,
    QFormLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from client.core.i18n import _
from client.data.timetable import retakes
from client.data.timetable.examinations import ExamSession
from client.data.timetable.lessons import DatedExamination
from client.data.timetable.retakes import People, Retake, RetakenCourse
from client.widgets.act_buttons import ActButtons
from client.widgets.combo import Combo
from client.widgets.kept_input import KeptField, keep_dialog
from client.widgets.measures import letters_wide
from client.widgets.message_line import MessageLine
from client.widgets.workplace import Workplace
from shared.names import fold

ID, NAME = Qt.ItemDataRole.UserRole, Qt.ItemDataRole.UserRole + 1
LETTERS, LINES = 70, 8
ATTEMPTS = (2, 3)
THIRD = 3


class Ticked(QListWidget):
    """A list of names to tick; what a search leaves out stays ticked."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setMinimumHeight(self.fontMetrics().lineSpacing() * LINES)
        self._wanted: list[int] = []

    def offer(self, lines: Iterable[tuple[int, str]]) -> None:
        """Offer these; who was wanted before is ticked."""
        wanted = self.ticked() or self._wanted
        with QSignalBlocker(self):
            self.clear()
            for number, text in lines:
                item = QListWidgetItem(text)
                item.setData(ID, number)
                item.setData(NAME, text)
                item.setCheckState(Qt.CheckState.Checked if number in wanted else Qt.CheckState.Unchecked)
                self.addItem(item)

    def want(self, numbers: Iterable[int]) -> None:
        """Tick these, now or as soon as they are offered."""
        self._wanted = list(numbers)
        for item in self._items():
            item.setCheckState(
                Qt.CheckState.Checked if item.data(ID) in self._wanted else Qt.CheckState.Unchecked
            )

    def bar(self, reasons: Mapping[int, str]) -> None:
        """Say beside these lines why they cannot be ticked; a tick that is there can be taken back."""
        with QSignalBlocker(self):
            for item in self._items():
                reason = reasons.get(item.data(ID))
                item.setText(_told(item.data(NAME), reason))
                free = reason is None or item.checkState() == Qt.CheckState.Checked
                flags = item.flags() | Qt.ItemFlag.ItemIsEnabled
                item.setFlags(flags if free else flags & ~Qt.ItemFlag.ItemIsEnabled)

    def ticked(self) -> list[int]:
        """Return who is ticked, in the order of the list."""
        return [item.data(ID) for item in self._items() if item.checkState() == Qt.CheckState.Checked]

    def search(self, text: str) -> None:
        """Show the lines that have all of these words."""
        words = fold(text).split()
        for item in self._items():
            item.setHidden(not all(word in fold(item.text()) for word in words))

    def _items(self) -> list[QListWidgetItem]:
        return [self.item(row) for row in range(self.count())]


class RetakeDialog(QDialog):
    """Makes a retake, or changes list and commission of one that is there."""

    stored = Signal()

    def __init__(
        self,
        workplace: Workplace,
        session: ExamSession,
        found: DatedExamination | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._workplace, self._session, self._found = workplace, session, found
        self._courses: tuple[RetakenCourse, ...] = ()
        self._people = People((), (), {})
        self.setWindowTitle(_("Retake"))
        self.message = MessageLine()
        self.course, self.attempt, self.chair = Combo(), Combo(), Combo()
        self.sought = QLineEdit()
        self.students, self.commission = Ticked(_("Students of the retake")), Ticked(_("Commission"))
        self._chair: int | None = None
        self.many, self._least = QLabel(), 0
        self._build()
        self._draft = keep_dialog(
            workplace,
            self,
            f"retake/{found.id if found else 'new'}",
            course=self.course,
            attempt=self.attempt,
            students=_kept(self.students),
            commission=_kept(self.commission),
            chair=self.chair,
        )
        work = partial(self._read)
        workplace.tasks.run(self, work, self._offer, self.message.refuse)

    def store(self) -> None:
        """Store what was chosen."""
        chair, others = self.chair.currentData(), self.commission.ticked()
        commission = ([chair] if chair else []) + [each for each in others if each != chair]
        wanted = Retake(
            self.course.currentData(),
            self.attempt.currentData(),
            tuple(self.students.ticked()),
            tuple(commission),
        )
        of, gateway = self._session, self._workplace.gateway
        work = (
            partial(retakes.change, gateway, of.faculty_id, self._found.id, wanted)
            if self._found
            else partial(retakes.add, gateway, of.term.id, of.faculty_id, wanted)
        )
        self.buttons.ask(work, self._done, self.message.refuse)

    def _read(self) -> tuple[tuple[RetakenCourse, ...], Retake | None, int]:
        gateway, of = self._workplace.gateway, self._session
        found = retakes.listed(gateway, self._found.id) if self._found else None
        courses = retakes.courses(gateway, of.term.id, of.faculty_id)
        return courses, found, retakes.commission_at_least(gateway)

    def _offer(self, read: tuple[tuple[RetakenCourse, ...], Retake | None, int]) -> None:
        self._courses, found, self._least = read
        with QSignalBlocker(self.course):
            for each in self._courses:
                self.course.addItem(f"{each.subject} · {each.groups}", each.id)
            if found is not None:
                self.course.setCurrentIndex(self.course.findData(found.course_id))
                self.attempt.setCurrentIndex(self.attempt.findData(found.attempt))
                self.course.setEnabled(False)
                self.attempt.setEnabled(False)
                self.students.want(found.students)
                self.commission.want(found.commission)
                self._chair = found.commission[0] if found.commission else None
        self._draft.begin()
        self.buttons.sure.setEnabled(bool(self._courses))
        self.find_people()

    def find_people(self) -> None:
        """Read who may take the retake of the chosen subject, and who may hold it."""
        course = next((each for each in self._courses if each.id == self.course.currentData()), None)
        if course is not None:
            work = partial(retakes.candidates, self._workplace.gateway, course)
            self._workplace.tasks.run(self, work, self._offer_people, self.message.refuse)

    def _offer_people(self, found: People) -> None:
        self._people = found
        self.students.offer((each.id, f"{each.name} · {each.group}") for each in found.students)
        self.commission.offer((each.id, each.name) for each in found.examiners)
        chair = self.chair.currentData() or self._chair
        with QSignalBlocker(self.chair):
            self.chair.clear()
            self.chair.addItem(_("no commission"), None)
            for each in found.examiners:
                self.chair.addItem(each.name, each.id)
            self.chair.setCurrentIndex(max(0, self.chair.findData(chair)))
        for field in ("students", "commission", "chair"):
            self._draft.lay(field)
        self.students.search(self.sought.text())
        self._bar()
        self._count()

    def _bar(self) -> None:
        """Say of whom teaches the listed students that they do not hold their retake."""
        reasons = {
            number: _("teaches {groups}", groups=groups)
            for number, groups in self._people.barred(self.students.ticked()).items()
        }
        self.commission.bar(reasons)
        offered = cast("QStandardItemModel", self.chair.model())
        with QSignalBlocker(self.chair):
            for row, each in enumerate(self._people.examiners, start=1):
                self.chair.setItemText(row, _told(each.name, reasons.get(each.id)))
                offered.item(row).setEnabled(each.id not in reasons)

    def _count(self) -> None:
        """Say how large the commission of a third attempt is and has to be."""
        chair = self.chair.currentData()
        people = {*self.commission.ticked(), *([chair] if chair else [])}
        third = self.attempt.currentData() == THIRD
        told = _(
            "{count} of at least {least} people hold a third attempt", count=len(people), least=self._least
        )
        self.many.setText(told if third else "")

    def _done(self, _answer: object) -> None:
        self.stored.emit()
        self.accept()

    def _build(self) -> None:
        for attempt in ATTEMPTS:
            self.attempt.addItem(str(attempt), attempt)
        self.sought.setPlaceholderText(_("Search students"))
        self.sought.setClearButtonEnabled(True)
        self.sought.textChanged.connect(self.students.search)
        self.course.currentIndexChanged.connect(lambda _index: self.find_people())
        for box in (self.attempt, self.chair):
            box.currentIndexChanged.connect(lambda _index: self._count())
        self.commission.itemChanged.connect(lambda _item: self._count())
        for people in (self.students, self.commission):
            people.itemChanged.connect(lambda _item: self._bar())
        form = QFormLayout()
        for title, field in (
            (_("Subject"), self.course),
            (_("Attempt"), self.attempt),
            (_("Students"), self.sought),
            ("", self.students),
            (_("Chair of the commission"), self.chair),
            (_("Commission"), self.commission),
            ("", self.many),
        ):
            form.addRow(title, field)
        self.buttons = ActButtons(self, self._workplace.tasks, _("Save"), self.store)
        self.buttons.sure.setEnabled(False)
        layout = QVBoxLayout(self)
        layout.addWidget(self.message)
        layout.addLayout(form)
        layout.addWidget(self.buttons)
        self.setMinimumWidth(letters_wide(self, LETTERS))
        self.finished.connect(self.deleteLater)


def _told(name: str, reason: str | None) -> str:
    return f"{name} · {reason}" if reason else name


def _kept(field: Ticked) -> KeptField:
    """Return how a draft keeps who is ticked."""
    return KeptField(field.ticked, field.want, field.itemChanged.connect)
